"""What is said of problems, in the language of whoever reads it.

The code makes its sentences in Swedish, and they pass through caches, files and other processes
as text. Where somebody reads them in English, each is looked up by its words: a sentence of
`problems_in_english.yml` fits when all but its {} is the same.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from minutes_archive.language.catalogue import LANGUAGES, BaseLoader

if TYPE_CHECKING:
    # Help and a slip of the fingers are answered without what knows personal data.
    from minutes_archive.problems import Problem

_FILE = Path(__file__).with_name("problems_in_english.yml")
_HOLE = re.compile(r"\{(\d*)\}")
_LANGUAGE = re.compile(rb"^language:\s*[\"']?([a-z]+)", re.MULTILINE)


class _Chosen:
    """The language chosen for this run of the program; "" where none was chosen."""

    language = ""


def choose(language: str) -> None:
    """Let all problems be told in a language, whatever archive they are of; "" chooses none."""
    _Chosen.language = language


def chosen(language: str) -> str:
    """Return the language that was chosen, or else the given one."""
    return _Chosen.language or language


def language_of(minutes: Path) -> str:
    """Return the language of whoever runs this: the archive's, or else that of the system."""
    try:
        found = _LANGUAGE.search((minutes / "archive.yml").read_bytes())
    except OSError:
        given = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        system = next((value for value in given if value), "")[:2].lower()
        return system if system in LANGUAGES else "sv"
    language = found[1].decode() if found else "sv"
    return language if language in LANGUAGES else "sv"


def in_language(text: str, language: str = "") -> str:
    """Return a sentence of the code in the language that was chosen, or else in the given one.

    One that is not in the table stays as it is.
    """
    return _english(text) if chosen(language) == "en" else text


def translated(problem: Problem, language: str = "") -> Problem:
    """Return a problem in the language that was chosen, or else in the given one."""
    message, hint = in_language(problem.message, language), in_language(problem.hint, language)
    return replace(problem, message=message, hint=hint)


def line_of(problem: Problem, language: str = "") -> str:
    """Return a problem as one line, in the language that was chosen, or else in the given one."""
    return translated(problem, language).line(in_language("utkast", language))


@functools.lru_cache(4096)
def _english(text: str) -> str:
    for fits, write in _sentences():
        if found := fits(text):
            return write(*found.groups())
    for between, instead in (("; ", "; "), (", ", ", "), (" och ", " and ")):
        parts = text.split(between)
        made = [_english(part) for part in parts] if len(parts) > 1 else parts
        if made != parts:  # a list of names stays as it is
            return instead.join(made)
    return text


@functools.cache
def _sentences() -> tuple[tuple[Callable[[str], re.Match[str] | None], Callable[..., str]], ...]:
    """Return what tells whether a text is a sentence, and what writes that; the longest first."""
    table: dict[str, str] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=BaseLoader)
    ordered = sorted(table.items(), key=lambda entry: -len(entry[0].replace("{}", "")))
    return tuple((_pattern(swedish), _writer(swedish, english)) for swedish, english in ordered)


def _pattern(swedish: str) -> Callable[[str], re.Match[str] | None]:
    parts = swedish.split("{}")
    pattern = re.compile("(.+?)".join(map(re.escape, parts)), re.DOTALL)

    def fits(text: str) -> re.Match[str] | None:
        # Of some hundred sentences, most differ at their ends.
        if not (text.startswith(parts[0]) and text.endswith(parts[-1])):
            return None
        return pattern.fullmatch(text)

    return fits


def _writer(swedish: str, english: str) -> Callable[..., str]:
    # What stands in quotes is somebody else's word, however like one of ours it looks.
    parts = swedish.split("{}")
    quoted = [before.endswith('"') for before in parts[:-1]]

    def write(*values: str) -> str:
        words = [v if q else _english(v) for v, q in zip(values, quoted, strict=True)]
        following = iter(words)
        return _HOLE.sub(lambda hole: words[int(hole[1])] if hole[1] else next(following), english)

    return write
