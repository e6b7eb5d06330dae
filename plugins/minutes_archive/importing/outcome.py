"""What became of the files of an import, as values and as a table for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from minutes_archive.personal_data.finding import without_identity_numbers
from minutes_archive.problems import Problem, has_errors, printable
from minutes_archive.reading.reader import shown_path

# The same note of more files is told once.
MANY_FILES = 3


class Outcome(StrEnum):
    """What became of one file (the words are shown)."""

    IMPORTED = "importerad"
    WITH_NOTES = "importerad, att granska"
    REFUSED = "inte importerad"


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file's fate; `problems` are the reason for a refusal, or the notes to review."""

    source: Path
    outcome: Outcome
    draft: Path | None = None
    report: Path | None = None
    problems: tuple[Problem, ...] = ()


_PLURAL = {
    Outcome.IMPORTED: "importerade",
    Outcome.WITH_NOTES: "importerade, att granska",
    Outcome.REFUSED: "inte importerade",
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file; `failures` kept the whole run from starting.

    `unread` counts the files left when somebody stopped the run.
    """

    files: tuple[FileResult, ...]
    failures: tuple[Problem, ...] = ()
    unread: int = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return everything there is to tell, in the order of the files."""
        every = [problem for file in self.files for problem in file.problems]
        return (*self.failures, *_folded(every))

    @property
    def refused(self) -> tuple[FileResult, ...]:
        return tuple(file for file in self.files if file.outcome is Outcome.REFUSED)

    @property
    def succeeded(self) -> bool:
        """Return whether every file became a draft that `check` finds no error in."""
        return not (self.failures or self.refused or self.unread or self.broken)

    @property
    def broken(self) -> tuple[FileResult, ...]:
        """Return the drafts that the archive's own check finds errors in."""
        return tuple(file for file in self.files if file.draft and has_errors(file.problems))

    def summary(self, words: Callable[[str], str] = str) -> list[str]:
        """Return the table that ends an import: a row for each file, then the sums.

        `words` gives each sentence in the language of whoever reads it.
        """
        rows = [
            (
                printable(without_identity_numbers(file.source.name)),
                words(file.outcome.value),
                words(_last_column(file)),
            )
            for file in self.files
        ]
        width = min(max((len(name) for name, _, _ in rows), default=0), 40)
        lines = [
            f"{_cut(name, width):<{width}}  {outcome:<23}  {last}" for name, outcome, last in rows
        ]
        counts = ", ".join(
            words(
                f"{(count := sum(file.outcome is outcome for file in self.files))} "
                f"{outcome.value if count == 1 else _PLURAL[outcome]}"
            )
            for outcome in Outcome
            if any(file.outcome is outcome for file in self.files)
        )
        broken = len(self.broken)
        wrong = (
            f"{broken} utkast har fel som check visar; rätta dem före publicering" if broken else ""
        )
        stopped = f"Avbrutet: {self.unread} filer är inte lästa." if self.unread else ""
        return [*lines, *filter(None, (counts, words(wrong), words(stopped)))]


def _folded(problems: Sequence[Problem]) -> list[Problem]:
    """Join equal notes of many files into one, with the number of files."""
    places: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        places.setdefault((problem.code, problem.message), []).append(problem)
    made: list[Problem] = []
    for same in places.values():
        names = [problem.place.path.rsplit("/", 1)[-1] for problem in same]
        if len(dict.fromkeys(names)) <= MANY_FILES:
            made += same
            continue
        listed = ", ".join(list(dict.fromkeys(names))[:MANY_FILES])
        message = f"{same[0].message} ({len(names)} filer: {listed} …)"
        made.append(replace(same[0], message=message))
    return made


def _last_column(file: FileResult) -> str:
    if file.draft is None:
        return printable(file.problems[0].message) if file.problems else ""
    notes = len(file.problems)
    wrong = " (rätta före publicering)" if has_errors(file.problems) else ""
    return printable(shown_path(file.draft)) + (f", {notes} att granska{wrong}" if notes else "")


def _cut(name: str, width: int) -> str:
    return name if len(name) <= width else name[: width - 1] + "…"
