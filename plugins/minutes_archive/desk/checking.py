"""What `check` would say of a minutes file if it held other bytes than it does."""

from __future__ import annotations

from pathlib import Path

from minutes_archive.desk.acts import Check
from minutes_archive.loading import examine
from minutes_archive.model import Registry
from minutes_archive.problems import Problem
from minutes_archive.reading.reader import Parsed, parse_meeting, shown_path


class _Supposed:
    """Readings in which one file holds what it is supposed to."""

    documents = None

    def __init__(self, file: Path, raw: bytes) -> None:
        self._shown = shown_path(file)
        self._raw = raw

    def parse(self, raw: bytes, shown: str, registry: Registry | None) -> Parsed:
        return parse_meeting(self._raw if shown == self._shown else raw, shown, registry)


def problems_of_file(minutes: Path) -> Check:
    """Return what finds the problems of a file of the folder, as if it held given bytes."""

    def check(file: Path, raw: bytes) -> list[Problem]:
        supposed: object = _Supposed(file, raw)
        _, problems = examine(minutes, supposed)  # type: ignore[arg-type]
        return [problem for problem in problems if problem.place.path == shown_path(file)]

    return check
