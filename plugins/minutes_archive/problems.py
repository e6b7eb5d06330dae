"""Problems: what is wrong with the input, where, and how to mend it, as values.

Nothing here raises. A step returns what it could make together with the problems
it met; whoever talks to the user sorts them and shows them all at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from minutes_archive.personal_data.finding import without_identity_numbers

MAX_WORDS = 600
"""Characters of a message or a hint: a file's values are quoted in them, however long."""


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
    """One problem: a stable code (E… stops, W… warns), what is wrong, how to mend it (Swedish).

    One `of_draft` is of a file that is not published; what concerns the site makes it `softened`:
    a warning, whatever its code.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    of_draft: bool = False
    softened: bool = False

    def __post_init__(self) -> None:
        """Make the words safe to print: bounded in length, numbers masked, signs escaped."""
        path = without_identity_numbers(self.place.path)
        if path != self.place.path:
            object.__setattr__(self, "place", replace(self.place, path=path))
        object.__setattr__(self, "message", _fit_to_print(self.message))
        object.__setattr__(self, "hint", _fit_to_print(self.hint))

    @property
    def severity(self) -> Severity:
        is_warning = self.softened or self.code.startswith("W")
        return Severity.WARNING if is_warning else Severity.ERROR

    def __str__(self) -> str:
        return self.line()

    def line(self, draft: str = "utkast") -> str:
        """Return place, code, what is wrong and how to mend it; `draft` marks what is softened."""
        end = f" – {self.hint}" if self.hint else ""
        code = f"{self.code} ({draft})" if self.softened else self.code
        return printable(f"{self.place} {code} {self.message}{end}")


def printable(text: str) -> str:
    """Return a text on one line, with what could move a terminal's cursor escaped."""
    return text if text.isprintable() else "".join(map(_printable, text))


def _fit_to_print(words: str) -> str:
    """Shorten what is very long, mask identity numbers, escape what would move or turn the text."""
    if len(words) > MAX_WORDS:
        # Masked before it is cut: half a number would be let through.
        start = without_identity_numbers(words[:MAX_WORDS])
        end = without_identity_numbers(words[-MAX_WORDS:])
        words = f"{start[: MAX_WORDS * 2 // 3]} … {end[-MAX_WORDS // 3 :]}"
    else:
        words = without_identity_numbers(words)
    if words.isprintable():
        return words
    return "".join(sign if sign == "\n" else _printable(sign) for sign in words)


def _printable(sign: str) -> str:
    """Escape what could move a terminal's cursor or turn the text round."""
    return sign if sign.isprintable() else f"\\u{ord(sign):04x}"


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by file, line and column; drop exact repeats."""
    unique = dict.fromkeys(problems)
    return sorted(
        unique, key=lambda p: (p.place.path, p.place.line, p.place.column, p.code, p.message)
    )


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def as_of_drafts(problems: Iterable[Problem], files: Container[str]) -> list[Problem]:
    """Return problems, those of the given files (as they print them) as problems of drafts."""
    return [replace(p, of_draft=True) if p.place.path in files else p for p in problems]


def softened(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems as a build treats them: those of drafts become warnings."""
    return [
        replace(p, softened=True) if p.of_draft and p.severity is Severity.ERROR else p
        for p in problems
    ]


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
