"""What the verbs tell the user, on stderr and in whose language, and the codes they end with."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from minutes_archive.language.catalogue import Translator
from minutes_archive.language.problem_words import choose, in_language, line_of
from minutes_archive.language.system_errors import file_of, reason_of
from minutes_archive.program import program_name

if TYPE_CHECKING:
    from minutes_archive.problems import Problem

GOOD, PROBLEMS, USAGE = 0, 1, 2


class _Manner:
    """How this run of the program talks."""

    language = "sv"
    is_quiet = False


def talk(language: str, *, quiet: bool) -> None:
    """Choose the language ("sv" or "en") of all that follows, and whether news are left out."""
    _Manner.language, _Manner.is_quiet = language, quiet
    choose(language)


def words() -> Translator:
    """Return the words of the language that the program talks."""
    return Translator(_Manner.language)


def reason(error: Exception) -> str:
    """Return why something failed, in the user's language: "minutes/a.yml: the disk is full"."""
    if isinstance(error, OSError) and error.errno is not None:
        return ": ".join(filter(None, (file_of(error), in_language(reason_of(error)))))
    return in_language(str(error))


def show(problems: Sequence[Problem]) -> None:
    """Print problems to stderr, one a line, then how many."""
    for problem in problems:
        print(line_of(problem), file=sys.stderr)
    if any(problem.severity.value == "error" for problem in problems):
        print_warning("errors", n=count_of_errors(problems))


def count_of_errors(problems: Sequence[Problem]) -> int:
    """Return how many of the problems are errors."""
    return sum(problem.severity.value == "error" for problem in problems)


def print_line(line: str) -> None:
    """Print a line on stderr, unless `--quiet`; standard output is for results."""
    if not _Manner.is_quiet:
        _print(line)


def print_sentence(name: str, /, **values: object) -> None:
    """Print the sentence of that name in the user's language, unless `--quiet`."""
    print_line(_sentence(name, values))


def print_warning(name: str, /, **values: object) -> None:
    """Print a sentence also with `--quiet`."""
    _print(_sentence(name, values))


def _sentence(name: str, values: dict[str, object]) -> str:
    return words()(f"cli.{name}", **{"program": program_name(), **values})


def _print(line: str) -> None:
    # Help and a slip of the fingers are answered without what knows personal data.
    from minutes_archive.personal_data.finding import without_identity_numbers

    print(without_identity_numbers(line), file=sys.stderr, flush=True)
