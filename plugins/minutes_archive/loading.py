"""A minutes folder -> the archive, or all problems that prevent it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from pathlib import Path

from minutes_archive.archive import Archive, link
from minutes_archive.archive.drafts import published_registry
from minutes_archive.archive.people import hide_people
from minutes_archive.caching import Readings
from minutes_archive.model import Publication
from minutes_archive.permanence import (
    check_ledger,
    find_redirects,
    read_ledger,
    with_old_tombstones,
)
from minutes_archive.privacy.check import check_privacy
from minutes_archive.problems import (
    Problem,
    Severity,
    as_of_drafts,
    has_errors,
    softened,
    sort_problems,
)
from minutes_archive.progress import ShowProgress, silent
from minutes_archive.reading import parse_meeting, read_archive
from minutes_archive.reading.legal_duties import incomplete_statement, missing_facts
from minutes_archive.reading.plausibility import names_to_replace


class ArchiveProblemsError(Exception):
    """The archive cannot be built; carries all problems, sorted."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type[ArchiveProblemsError], tuple[list[Problem]]]:
        return type(self), (self.problems,)  # else a process would hand on the words alone


def load_archive(
    folder: Path,
    readings: Readings | None = None,
    show_progress: ShowProgress = silent,
    prefix: str = "",
    *,
    with_drafts: bool = False,
) -> tuple[Archive, list[Problem]]:
    """Read and link a minutes folder; return the archive and its warnings.

    `prefix` is what every address of the archive begins with. Beside the warnings of the files
    are those of facts that the law asks for and nobody has given. `readings` remembers what
    files gave before; `show_progress` is called with how far the reading has come.
    `with_drafts` is for `serve` alone: drafts are in the archive as if they were published.

    Raises ArchiveProblemsError where any problem is an error; those of drafts are warnings.
    """
    archive, problems = examine(folder, readings, show_progress, prefix, with_drafts=with_drafts)
    broken = {p.place.path for p in problems if p.of_draft and p.severity is Severity.ERROR}
    if with_drafts and broken:
        # The drafts with errors wait to be mended; the others are shown.
        archive, found = examine(
            folder, readings, show_progress, prefix, with_drafts=True, left_out=frozenset(broken)
        )
        problems = sort_problems([*found, *(p for p in problems if p.of_draft and p not in found)])
    problems = softened(problems)
    if archive is None or has_errors(problems):
        raise ArchiveProblemsError(problems)
    return archive, [*problems, *missing_facts(archive.registry)]


def examine(
    folder: Path,
    readings: Readings | None = None,
    show_progress: ShowProgress = silent,
    prefix: str = "",
    *,
    with_drafts: bool = False,
    left_out: Container[str] = (),
) -> tuple[Archive | None, list[Problem]]:
    """Return the archive, if it can be linked at all, and all problems, sorted."""
    parse = readings.parse if readings else parse_meeting
    registry, meetings, problems = read_archive(folder, parse, show_progress)
    if registry is None:
        return None, sort_problems(problems)
    linked = [m for m in hide_people(registry, meetings) if m.file not in left_out]
    named = readings.named_by(registry) if readings else None
    archive, found = link(registry, linked, prefix, named, with_drafts=with_drafts)
    problems += [
        *found,
        *incomplete_statement(registry),
        *check_privacy(folder, registry, meetings, readings.documents if readings else None),
    ]
    if archive.meetings:
        problems += names_to_replace(registry)
    ledger, found = read_ledger(folder)
    problems += found
    if ledger is not None:
        archive = with_old_tombstones(archive, ledger)
    if not with_drafts:
        shown = published_registry(registry, meetings, ledger or (), prefix)
        archive = replace(archive, registry=shown)
    redirects, found = find_redirects(archive)
    problems += found
    drafts = {meeting.file for meeting in meetings if meeting.status is Publication.DRAFT}
    drafts |= {problem.place.path for problem in problems if problem.of_draft}
    problems = as_of_drafts(problems, drafts)
    # With files that cannot be read, what they published would seem to have vanished.
    if ledger is not None and not has_errors(softened(problems)):
        problems += check_ledger(archive, ledger, redirects)
    return archive, sort_problems(problems)
