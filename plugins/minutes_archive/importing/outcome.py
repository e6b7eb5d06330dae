"""What became of the files of an import, as values and as a table for the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from minutes_archive.personal_data.finding import without_identity_numbers
from minutes_archive.problems import Problem, has_errors, printable
from minutes_archive.reading.reader import shown_path


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
        return (*self.failures, *(p for file in self.files for p in file.problems))

    @property
    def refused(self) -> tuple[FileResult, ...]:
        return tuple(file for file in self.files if file.outcome is Outcome.REFUSED)

    @property
    def succeeded(self) -> bool:
        """Tell whether every file became a draft."""
        return not self.failures and not self.refused and not self.unread

    def summary(self) -> list[str]:
        """Return the table that ends an import: a row for each file, then the sums."""
        rows = [
            (
                printable(without_identity_numbers(file.source.name)),
                file.outcome.value,
                _last_column(file),
            )
            for file in self.files
        ]
        width = min(max((len(name) for name, _, _ in rows), default=0), 40)
        lines = [
            f"{_cut(name, width):<{width}}  {outcome:<23}  {last}" for name, outcome, last in rows
        ]
        counts = ", ".join(
            f"{(count := sum(file.outcome is outcome for file in self.files))} "
            f"{outcome.value if count == 1 else _PLURAL[outcome]}"
            for outcome in Outcome
            if any(file.outcome is outcome for file in self.files)
        )
        stopped = f"Avbrutet: {self.unread} filer är inte lästa." if self.unread else ""
        return [*lines, *filter(None, (counts, stopped))]


def _last_column(file: FileResult) -> str:
    if file.draft is None:
        return printable(file.problems[0].message) if file.problems else ""
    notes = len(file.problems)
    wrong = " (rätta före publicering)" if has_errors(file.problems) else ""
    return printable(shown_path(file.draft)) + (f", {notes} att granska{wrong}" if notes else "")


def _cut(name: str, width: int) -> str:
    return name if len(name) <= width else name[: width - 1] + "…"
