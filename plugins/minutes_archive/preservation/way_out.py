"""The privacy gate for the package and the Markdown pages, which are no site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.privacy.finished_files import Gate
from minutes_archive.problems import sort_problems


def let_out(
    files: Iterable[tuple[str, Iterable[bytes]]], gate: Gate
) -> Iterator[tuple[str, tuple[bytes]]]:
    """Yield paths and contents of files as they come, each checked by the gate.

    Raises ArchiveProblemsError after the last one, with the problems of all files: the caller
    must not release the whole before the end is reached.
    """
    for path, chunks in files:
        content = b"".join(chunks)
        gate.look(path, content)
        yield path, (content,)
    if problems := gate.problems():
        raise ArchiveProblemsError(sort_problems(problems))
