"""A minutes folder -> its registry and its meetings, and all problems of all files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from minutes_archive.model import Meeting, Registry
from minutes_archive.problems import Place, Problem, as_of_drafts, did_you_mean
from minutes_archive.progress import ShowProgress, silent
from minutes_archive.reading.context import Context
from minutes_archive.reading.file_names import file_name_problems, is_of_the_archive
from minutes_archive.reading.format import MEETING
from minutes_archive.reading.positions import compose, read_bytes, text_of
from minutes_archive.reading.registry_format import REGISTRY
from minutes_archive.reading.stray_files import irregular_files, is_misnamed, is_plain, stray_files
from minutes_archive.reading.yaml_errors import slips

REGISTRY_FILE = "archive.yml"
# Where imported documents wait that do not say when the meeting was.
UNDATED_FOLDER = "odaterat"
# How a file that cannot be read says that it is none of the site.
_DRAFT = re.compile(rb"^status:\s*[\"']?draft\b", re.MULTILINE)
_RIGHT_PLACE = re.compile(r"flytta den till (\S+\.yml)")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")

Parsed = tuple[Meeting | None, list[Problem]]
ParseMeeting = Callable[[bytes, str, Registry | None], Parsed]
"""Makes a meeting of a minutes file's bytes; the path is as problems print it."""


def parse_meeting(raw: bytes, shown: str, registry: Registry | None) -> Parsed:
    """Make a meeting of the bytes of a minutes file."""
    node, problems = compose(raw, shown)
    if node is None:
        return None, problems
    context = Context(shown, registry, text_of(raw))
    meeting = MEETING.read(node, context)
    return meeting, with_causes(context.text, shown, context.problems)


def with_causes(text: str, shown: str, problems: list[Problem]) -> list[Problem]:
    """Return problems with typing slips in place of the problems they cause.

    What follows from a slip, such as missing keys, is left out: it goes away with it.
    """
    misread = [p for p in problems if p.code in ("E101", "E103") and p.place.line]
    causes = slips(text, shown, [p.place.line for p in misread]) if misread else []
    if not causes:
        return problems
    near = {line for cause in causes for line in (cause.place.line - 1, cause.place.line)}
    followed = ("E102", "E111", "E113", "E119")
    kept = [p for p in problems if p not in misread or p.place.line not in near]
    return [*causes, *(p for p in kept if p.code not in followed)]


def read_archive(
    folder: Path, parse: ParseMeeting = parse_meeting, show_progress: ShowProgress = silent
) -> tuple[Registry | None, list[Meeting], list[Problem]]:
    """Read the registry and every minutes file of a folder, sorted by path.

    Without a readable registry the meetings cannot be checked against it; their own problems
    are told all the same, and no meeting is returned. `parse` may stand in for `parse_meeting`
    where something remembers what it returned. `show_progress` is called with how far the
    reading has come.
    """
    registry, problems = read_registry(folder)
    problems += irregular_files(folder) if folder.is_dir() else ()
    meetings = []
    files = list(minutes_files(folder))
    for number, file in enumerate(files):
        show_progress("Läser mötesfiler", number / len(files))
        meeting, found = read_meeting(file, registry, parse)
        problems += found
        if meeting is not None and registry is not None:
            meetings.append(meeting)
    show_progress("Läser mötesfiler", 1)
    if folder.is_dir():
        problems = [_not_onto_another(problem, folder) for problem in problems]
        problems += stray_files(folder, _shown_in(folder), meetings)
    return registry, meetings, problems


def _shown_in(folder: Path) -> str:
    return shown_path(folder / "x").removesuffix("x")


def _not_onto_another(problem: Problem, folder: Path) -> Problem:
    """Mend the hint of a misplaced file where its right place is taken."""
    right = _RIGHT_PLACE.match(problem.hint) if problem.code == "E111" else None
    if right is None or not (folder / right[1]).exists():
        return problem
    second = right[1].removesuffix(".yml")
    hint = (
        f"rätta body och date; {right[1]} finns redan: ta bort den här filen om den är en kopia, "
        f"flytta den till {second}-2.yml om det är ett andra möte"
    )
    return replace(problem, hint=hint)


def minutes_files(folder: Path) -> Iterator[Path]:
    """Yield the minutes files of a folder in the order of their paths.

    Dot folders and `schema/` are passed over. Of the folder's own files only those named as
    minutes are, so that a file laid in the wrong place is told and not lost.
    """
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        at_top = Path(base) == folder
        if at_top:
            folders[:] = [name for name in folders if name != "schema"]
        for name in sorted(names):
            is_yaml = name.lower().endswith((".yml", ".yaml")) and not name.startswith(".")
            is_minutes = is_yaml and not is_misnamed(name) and (not at_top or _DATED.match(name))
            if is_minutes and is_plain(Path(base) / name):
                yield Path(base) / name


def read_registry(folder: Path) -> tuple[Registry | None, list[Problem]]:
    """Read `archive.yml` of a minutes folder."""
    file = folder / REGISTRY_FILE
    shown = shown_path(file)
    if not folder.is_dir():
        return None, [
            Problem(
                Place(shown_path(folder)),
                "E001",
                "mappen finns inte",
                "ange minnesmappen med --minutes eller minutes_dir, med / mellan mapparna",
            )
        ]
    if file.exists() and not is_plain(file):
        return None, [Problem(Place(shown), "E421", "är en länk eller ingen vanlig fil")]
    raw, problems = read_bytes(file, shown)
    if raw is None:
        return None, problems
    node, problems = compose(raw, shown)
    if node is None:
        return None, problems
    context = Context(shown, text=text_of(raw))
    registry = REGISTRY.read(node, context)
    return registry, with_causes(context.text, shown, context.problems)


def read_meeting(
    file: Path, registry: Registry | None, parse: ParseMeeting = parse_meeting
) -> Parsed:
    """Read one minutes file; the files it names must lie beside it."""
    shown = shown_path(file)
    raw, problems = read_bytes(file, shown)
    if raw is None:
        return None, problems
    meeting, problems = parse(raw, shown, registry)
    if meeting is not None:
        problems = [*problems, *_unfit_files(meeting, file.parent)]
    else:
        if file.parent.name == UNDATED_FOLDER:
            problems = _still_undated(problems, shown)
        if _DRAFT.search(raw):
            problems = as_of_drafts(problems, {shown})
    return meeting, problems


def _still_undated(problems: Iterable[Problem], shown: str) -> list[Problem]:
    """Yield a warning for an import without a date, which waits and must not stop the others."""
    without = [p for p in problems if not (p.code == "E102" and '"date"' in p.message)]
    if len(without) < len(list(problems)):
        words = "utkastet har inget datum och är inte med i arkivet"
        hint = "importera dokumentet igen med --date, eller skriv date: och flytta filen"
        without.append(Problem(Place(shown, 1), "W110", words, hint))
    return without


def _unfit_files(meeting: Meeting, folder: Path) -> Iterator[Problem]:
    """Find named files that are not there, or cannot be published under their name."""
    yield from file_name_problems(list(meeting.files))
    for named in meeting.files:
        path = meeting.path_of(named.file)
        if path.is_symlink():
            yield Problem(named.place, "E117", f'"{named.file}" är en länk', "lägg dit filen själv")
        elif not path.is_file():
            beside = (p.name for p in folder.iterdir() if p.is_file())
            near = did_you_mean(named.file, sorted(n for n in beside if not is_of_the_archive(n)))
            hint = near if near.startswith("menade") else f"lägg den i {shown_path(folder)}/"
            yield Problem(named.place, "E117", f'filen "{named.file}" finns inte', hint)


def shown_path(file: Path) -> str:
    """Return a path as problems print it: from the working folder where that is possible."""
    try:
        working = os.getcwd()  # noqa: PTH109 (asked for every file)
    except OSError:  # it is gone
        working = ""
    return _shown_folder(file.parent, working) + file.name


@lru_cache(maxsize=1000)
def _shown_folder(folder: Path, working: str) -> str:
    try:
        shown = folder.resolve().relative_to(working).as_posix()
    except (ValueError, OSError, RuntimeError):  # elsewhere, too long, or a link to itself
        shown = folder.as_posix()
    return "" if shown == "." else f"{shown.rstrip('/')}/"
