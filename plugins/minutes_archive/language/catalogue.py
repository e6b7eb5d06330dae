"""Every visible word of the site, by key, in the language of the archive."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

# PyYAML without libyaml is ten times slower, with the same result.
BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

LANGUAGES = ("sv", "en")
_FOLDER = Path(__file__).parent


@functools.cache
def load_catalogue(language: str) -> Mapping[str, str]:
    """Return the strings of a language; its files are `<language>.yml` and `*-<language>.yml`."""
    strings: dict[str, str] = {}
    for file in [*_FOLDER.glob(f"{language}.yml"), *sorted(_FOLDER.glob(f"*-{language}.yml"))]:
        strings |= yaml.load(file.read_text(encoding="utf-8"), Loader=BaseLoader) or {}
    return strings


class Translator:
    """Looks strings up; a key that is missing is a fault in the code and raises KeyError."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._strings = load_catalogue(language)

    def __call__(self, key: str, **values: object) -> str:
        text = self._strings[key]
        return text.format(**values) if values else text

    def count(self, key: str, number: int, **values: object) -> str:
        """Return `<key>.one` or `<key>.other` with `{n}` filled in."""
        form = "one" if number == 1 else "other"
        return self._strings[f"{key}.{form}"].format(n=number, **values)

    def starting_with(self, prefix: str) -> dict[str, str]:
        """Return the strings whose keys begin so, for the part of a page that the browser makes."""
        return {key: text for key, text in self._strings.items() if key.startswith(prefix)}

    def list(self, key: str) -> tuple[str, ...]:
        """Return the words of a string that holds a list, such as the months."""
        return tuple(self._strings[key].split())
