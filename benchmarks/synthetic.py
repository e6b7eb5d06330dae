"""A seeded archive of any size: minutes files of format 1 in plausible Swedish, all invented.

The same arguments give the same bytes; time grows with the number of meetings, memory does
not. Shares and sizes follow the minutes the project was made for: some twenty people who stay
for a term, a handful of items, tasks that are reported on until they are done, matters that
come up again for a while, a few municipalities that are spoken of more than the others.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks import vocabulary as words
from benchmarks.phrases import thing
from benchmarks.synthetic_meeting import Day, MeetingWriter
from minutes_archive.addresses import slugify

FIRST_MEETING = dt.date(1990, 1, 8)
YEARS = 35
MEETINGS_PER_MATTER = 2
# How often each body meets beside the others; one meets about once a month.
_TURNS = (0, 1, 0, 2, 0, 1, 3)
_LONGEST_STEP = 28


def write_archive(
    folder: Path, meetings: int, decisions_per_meeting: int = 10, seed: int = 1
) -> int:
    """Write an archive of so many meetings; return the number of decisions in it."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    names = [thing(chance) for _ in range(max(3, meetings // MEETINGS_PER_MATTER))]
    matters = {f"{slugify(name)}-{n}": name.capitalize() for n, name in enumerate(names, start=1)}
    (folder / "archive.yml").write_text("\n".join(_registry(matters)), encoding="utf-8")
    writer = MeetingWriter(chance, seed, list(matters), decisions_per_meeting)
    for number, day in enumerate(_calendar(meetings)):
        year = folder / day.body / str(day.date.year)
        year.mkdir(parents=True, exist_ok=True)
        text = "\n".join(writer.lines(day, number / meetings))
        (year / f"{day.date.isoformat()}.yml").write_text(f"{text}\n", encoding="utf-8")
        for name, content in writer.attachments.items():
            (year / name).write_text(content, encoding="utf-8")
    return meetings * decisions_per_meeting


def _calendar(meetings: int) -> Iterator[Day]:
    """Spread the meetings over the bodies, so many a year that the archive spans the years."""
    bodies = [slugify(name) for name in words.BODIES]
    shares = [_TURNS.count(place) for place in range(len(bodies))]
    most = [_LONGEST_STEP * max(shares) // share for share in shares]
    room = [YEARS * 365 * len(_TURNS) // (share * max(1, meetings)) for share in shares]
    steps = [dt.timedelta(days=max(1, min(pair))) for pair in zip(most, room, strict=True)]
    held = [0] * len(bodies)
    for number in range(meetings):
        place = _TURNS[number % len(_TURNS)]
        step = steps[place]
        date = FIRST_MEETING + held[place] * step
        yield Day(bodies[place], date, date - step if held[place] else None, date + step)
        held[place] += 1


def _registry(matters: dict[str, str]) -> Iterator[str]:
    yield "format: 1"
    yield "name: Provbygdens mötesarkiv"
    yield "language: sv"
    yield "publisher: {name: Provbygden}"
    yield "municipalities:"
    for name in words.MUNICIPALITIES:
        yield f"  {slugify(name)}: {{name: {name}}}"
    yield "organisations:"
    yield "  kansliet: {name: Kansliet}"
    yield "bodies:"
    members = ", ".join(map(slugify, words.MUNICIPALITIES))
    for name in words.BODIES:
        code = name[:2].upper()
        yield f"  {slugify(name)}: {{name: {name}, code: {code}, members: [{members}]}}"
    yield "matters:"
    for identity, name in matters.items():
        yield f"  {identity}: {{name: {name}}}"
    yield "topics:"
    for name in words.TOPICS:
        yield f"  {slugify(name)}: {{name: {name}}}"
    yield ""
