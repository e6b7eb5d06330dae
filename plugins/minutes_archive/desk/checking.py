"""What `check` would say of a minutes file if it held other bytes than it does."""

from __future__ import annotations

from pathlib import Path

from minutes_archive.caching import Readings
from minutes_archive.desk.acts import Check
from minutes_archive.loading import examine
from minutes_archive.model import Meeting, Registry
from minutes_archive.problems import Problem
from minutes_archive.reading.reader import shown_path


class _Supposed(Readings):
    """Readings in which one file has other bytes than those on the disk."""

    def __init__(self, file: Path, raw: bytes, known: Readings) -> None:
        super().__init__(known.met, known.documents)
        self._shown, self._raw = shown_path(file), raw

    def parse(
        self, raw: bytes, shown: str, registry: Registry | None
    ) -> tuple[Meeting | None, list[Problem]]:
        return super().parse(self._raw if shown == self._shown else raw, shown, registry)


def problems_of_file(minutes: Path) -> Check:
    """Return a function that finds the problems of a file as if it held the given bytes.

    What other files gave is remembered from one call to the next.
    """
    known = Readings()

    def check(file: Path, raw: bytes) -> list[Problem]:
        nonlocal known
        known = _Supposed(file, raw, known)
        _, problems = examine(minutes, known)
        return [problem for problem in problems if problem.place.path == shown_path(file)]

    return check
