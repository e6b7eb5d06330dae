"""The ledger of published addresses: one line each in `published.txt` of the minutes folder.

A line is the address, the meeting it belongs to, the fingerprint of its words and the
number of corrections the meeting had, "-" for none; sorted, so that git merges it line
by line. Written by `build.py record` only.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from minutes_archive.model import NO_PLACE
from minutes_archive.problems import Place, Problem

LEDGER_FILE = "published.txt"

_HEADER = """\
# Adresser som har publicerats, och fingeravtryck av vad de säger. Skrivs av "build.py record";
# ta inte bort rader: bygget ser till att adresserna finns kvar och betyder detsamma.
"""
_HOW_TO_GO_ON = (
    "hämta tillbaka den ur git; är ingenting publicerat ännu, ta bort filen och kör build.py record"
)
_COUNT = re.compile(r"^# (\d{1,9}) rader$", re.MULTILINE)
_LINE = re.compile(
    r"(?P<address>\S+) (?P<meeting>\S+) (?P<fingerprint>[0-9a-f]{16}|-) (?P<corrections>\d{1,6})"
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of the ledger."""

    address: str
    meeting: str = ""
    fingerprint: str = ""
    corrections: int = 0
    place: Place = NO_PLACE

    def __str__(self) -> str:
        meeting, mark = self.meeting or "-", self.fingerprint or "-"
        return f"{self.address} {meeting} {mark} {self.corrections}"


Ledger = Mapping[str, tuple[Recorded, ...]]
"""The lines by address; after a merge in git an address may have several."""


def read_ledger(folder: Path) -> tuple[Ledger | None, list[Problem]]:
    """Read the ledger of a minutes folder; None where there is none."""
    file = folder / LEDGER_FILE
    shown = file.as_posix()
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, []
    except (OSError, UnicodeDecodeError):
        return None, [Problem(Place(shown), "E416", "filen går inte att läsa")]
    if fault := _cut_short(text):
        what = f"filen är {fault}: adresser som har publicerats skulle inte bevakas"
        return None, [Problem(Place(shown), "E416", what, _HOW_TO_GO_ON)]
    ledger: dict[str, tuple[Recorded, ...]] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            problems.append(_bad_line(Place(shown, number, 1), line))
            continue
        entry = Recorded(
            match["address"],
            _empty(match["meeting"]),
            _empty(match["fingerprint"]),
            int(match["corrections"]),
            Place(shown, number, 1),
        )
        ledger[entry.address] = (*ledger.get(entry.address, ()), entry)
    return ledger, problems


def _cut_short(text: str) -> str:
    """Return how a ledger is incomplete, "" if it is whole: its head says how many lines it has."""
    lines = sum(bool(line.strip()) and not line.startswith("#") for line in text.splitlines())
    if not lines:
        return "tom"
    if not text.endswith("\n"):
        return "avbruten mitt i en rad"
    # After a merge in git each side's count may stand there; the lines are those of both.
    counted = max((int(found[1]) for found in _COUNT.finditer(text)), default=0)
    return f"inte hel ({lines} av {counted} rader)" if lines < counted else ""


def write_ledger(folder: Path, entries: Iterable[Recorded]) -> Path:
    """Write the ledger in one step, that a power cut cannot halve; return its path."""
    file = folder / LEDGER_FILE
    lines = sorted({str(entry) for entry in entries})
    fresh = file.with_name(f".{LEDGER_FILE}.new")
    with fresh.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f"{_HEADER}# {len(lines)} rader\n" + "".join(f"{line}\n" for line in lines))
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)
    return file


def _empty(word: str) -> str:
    return "" if word == "-" else word


def _bad_line(place: Place, line: str) -> Problem:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return Problem(
            place, "E416", "en konflikt från git är inte löst", "behåll raderna från båda sidor"
        )
    return Problem(place, "E416", "raden går inte att läsa", "hämta tillbaka den ur git")
