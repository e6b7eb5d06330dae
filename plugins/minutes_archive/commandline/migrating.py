"""Minutes files of an older format rewritten in the newest, step by step.

A step changes the text of a file, not its parsed values, so that comments, order and the
clerk's own layout survive it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from minutes_archive.problems import Place, Problem
from minutes_archive.reading.reader import REGISTRY_FILE, minutes_files, shown_path
from minutes_archive.reading.scalars import VERSION

NEWEST = VERSION.number
"""The format that this version of the program reads and writes."""

Step = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Steps:
    """How a file goes from one format to the next: the registry and the minutes files."""

    registry: Step
    meeting: Step


STEPS: Mapping[int, Steps] = {}
"""The steps by the format they start from; format 1 is the first and the newest."""

_VERSION = re.compile(r"^(format[ \t]*:[ \t]*)([\"']?)(\d{1,4})\2(?=[ \t]*(#|\r?$))", re.MULTILINE)


def migrate(
    folder: Path, steps: Mapping[int, Steps] = STEPS, newest: int = NEWEST
) -> tuple[dict[Path, str], int, list[Problem]]:
    """Return the new text of each file to rewrite, how many are read, and problems.

    Nothing is written: see `write`. Problems: E852 where a file does not tell its format,
    E853 where it is newer than this version knows, E854 where a file cannot be read.
    """
    changed: dict[Path, str] = {}
    problems: list[Problem] = []
    files = [folder / REGISTRY_FILE, *minutes_files(folder)]
    for file in files:
        try:
            text = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(Place(shown_path(file)), "E854", "filen går inte att läsa"))
            continue
        place = Place(shown_path(file))
        result = migrated(text, place, file.name == REGISTRY_FILE, steps, newest)
        if isinstance(result, Problem):
            problems.append(result)
        elif result != text:
            changed[file] = result
    return changed, len(files), problems


def migrated(
    text: str, place: Place, registry: bool, steps: Mapping[int, Steps], newest: int
) -> str | Problem:
    """Return the text of one file in the newest format."""
    found = _VERSION.search(text)
    if found is None:
        hint = "skriv format: 1 på en egen rad först i filen"
        return Problem(place, "E852", "filen säger inte vilket format den har", hint)
    version = int(found[3])
    if version > newest or version < 1:
        line = text.count("\n", 0, found.start()) + 1
        at = Place(place.path, line, len(found[1]) + 1)
        hint = "uppdatera programmet" if version > newest else "skriv format: 1"
        return Problem(at, "E853", f"formatet {version} är okänt: det nyaste är {newest}", hint)
    for number in range(version, newest):
        step = steps[number].registry if registry else steps[number].meeting
        text = _VERSION.sub(rf"\g<1>{number + 1}", step(text), count=1)
    return text


def write(changed: Mapping[Path, str]) -> Iterable[Path]:
    """Write files anew, each in one move, so that none is ever half written; yield them."""
    for file, text in changed.items():
        beside = file.with_name(f".{file.name}.new")
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(file)
        yield file
