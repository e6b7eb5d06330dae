"""The Jinja environment of the page templates: where they lie, and what they compile to."""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import escape

from minutes_archive.language.catalogue import Translator
from minutes_archive.pages.template_code import DirectCode
from minutes_archive.pages.template_fragments import Once

_FIXED_WORDS = re.compile(r'\{\{ t\("([\w.]+)"\) \}\}')


class FixedWords(Extension):
    """Puts words of the catalogue that take no values into a template before it is compiled."""

    translate: Translator

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return _FIXED_WORDS.sub(self._word, source)

    def _word(self, found: re.Match[str]) -> str:
        word = self.translate(found[1])
        return found[0] if "{" in word else str(escape(word))


class TemplateEnvironment(Environment):
    """Finds templates in the folders given, the first one first."""

    code_generator_class = DirectCode

    def __init__(self, folders: Iterable[Path], translate: Translator) -> None:
        words = type("Words", (FixedWords,), {"translate": translate})
        super().__init__(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            extensions=[words, Once],
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a template's globals as they are now, to be read many times a page."""
        return {**self.globals, **(d or {})}
