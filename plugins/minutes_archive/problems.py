"""Problems: what is wrong with the input, where, and how to mend it, as values.

Nothing here raises. A step returns what it could make together with the problems
it met; whoever talks to the user sorts them and shows them all at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning is only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a file: POSIX path as the user gave it, line and column from 1; 0 is unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: a stable code (E… stops, W… warns), what is wrong, how to mend it (Swedish)."""

    place: Place
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR

    def __str__(self) -> str:
        end = f" – {self.hint}" if self.hint else ""
        return printable(f"{self.place} {self.code} {self.message}{end}")


def printable(text: str) -> str:
    """Return a text with what could move a terminal's cursor or turn the text round escaped."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by file, line and column; drop exact repeats."""
    unique = dict.fromkeys(problems)
    return sorted(
        unique, key=lambda p: (p.place.path, p.place.line, p.place.column, p.code, p.message)
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def nearest(word: str, candidates: Iterable[str]) -> str:
    """Return the candidate most like the word, or "" when none is close; case is ignored."""
    by_folded = {candidate.casefold(): candidate for candidate in sorted(candidates)}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return a hint that names the nearest candidate, or all of them when they are few."""
    names = sorted(candidates)
    close = nearest(word, names)
    if close:
        return f'menade du "{close}"?'
    if 0 < len(names) <= 12:
        return "välj bland " + ", ".join(names)
    return ""
