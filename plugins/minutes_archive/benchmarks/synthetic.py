"""A seeded archive of any size: minutes files of format 1 in plausible Swedish, all invented.

The same arguments give the same bytes. Sizes follow the minutes the project was made for:
some twenty people, a handful of items, a paragraph or two and one decision or more in each.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from minutes_archive.addresses import slugify
from minutes_archive.benchmarks import vocabulary as words

FIRST_MEETING = dt.date(1990, 1, 8)
DECISIONS_PER_ITEM = 2
MEETINGS_PER_MATTER = 2


@dataclass(frozen=True, slots=True)
class _Meeting:
    body: str
    date: dt.date
    previous: dt.date | None
    following: dt.date


def write_archive(
    folder: Path, meetings: int, decisions_per_meeting: int = 10, seed: int = 1
) -> int:
    """Write an archive of so many meetings; return the number of decisions in it."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    matters = [f"{_thing(chance)}" for _ in range(max(3, meetings // MEETINGS_PER_MATTER))]
    names = {f"{slugify(name)}-{n}": name.capitalize() for n, name in enumerate(matters, start=1)}
    (folder / "archive.yml").write_text("\n".join(_registry(names)), encoding="utf-8")
    for meeting in _calendar(meetings):
        year = folder / meeting.body / str(meeting.date.year)
        year.mkdir(parents=True, exist_ok=True)
        text = "\n".join(_minutes(meeting, list(names), decisions_per_meeting, chance))
        (year / f"{meeting.date.isoformat()}.yml").write_text(f"{text}\n", encoding="utf-8")
    return meetings * decisions_per_meeting


def _calendar(meetings: int) -> Iterator[_Meeting]:
    """Spread the meetings over the bodies, so many a year that the archive spans 35 years."""
    bodies = [slugify(name) for name in words.BODIES]
    step = max(1, min(28, 35 * 365 * len(bodies) // max(1, meetings)))
    for number in range(meetings):
        turn, place = divmod(number, len(bodies))
        date = FIRST_MEETING + dt.timedelta(days=turn * step)
        before = date - dt.timedelta(days=step) if turn else None
        yield _Meeting(bodies[place], date, before, date + dt.timedelta(days=step))


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


def _minutes(
    meeting: _Meeting, matters: list[str], decisions: int, chance: random.Random
) -> Iterator[str]:
    yield "format: 1"
    yield f"body: {meeting.body}"
    yield f"date: {meeting.date.isoformat()}"
    yield f'time: "{chance.randint(8, 13)}.30–{chance.randint(14, 17)}.00"'
    yield "place: Kansliet, stora salen"
    yield "kind: notes"
    yield "status: published"
    yield f"title: Minnesanteckningar från möte med {meeting.body}"
    yield f"recorded_by: {_person(chance)}"
    items = max(1, -(-decisions // DECISIONS_PER_ITEM))
    yield "present:"
    for name in words.MUNICIPALITIES:
        part = f', items: "{chance.randint(1, items)}"' if chance.random() < 0.1 else ""
        yield f"  - {{name: {_person(chance)}, from: {slugify(name)}{part}}}"
        if chance.random() < 0.5:
            yield f"  - {{name: {_person(chance)}, from: {slugify(name)}}}"
    yield f"  - {{name: {_person(chance)}, from: kansliet, role: secretary}}"
    yield "absent:"
    yield f"  - {{name: {_person(chance)}, from: {slugify(chance.choice(words.MUNICIPALITIES))}}}"
    yield "items:"
    left = decisions
    for number in range(1, items + 1):
        share = min(DECISIONS_PER_ITEM, left)
        left -= share
        yield from _item(number, share, meeting, matters, chance)
    yield "upcoming:"
    yield f"  - {{date: {meeting.following.isoformat()}, body: {meeting.body}, status: planned}}"


def _item(
    number: int, decisions: int, meeting: _Meeting, matters: list[str], chance: random.Random
) -> Iterator[str]:
    yield f'  - number: "{number}"'
    yield f"    title: {_thing(chance).capitalize()}"
    if chance.random() < 0.6:
        yield f"    matter: {chance.choice(matters)}"
    if chance.random() < 0.6:
        yield f"    topics: [{slugify(chance.choice(words.TOPICS))}]"
    yield "    content:"
    yield "      - text: |"
    for _ in range(chance.randint(2, 5)):
        yield f"          {_sentence(chance)}"
    for _ in range(decisions):
        act = f"{chance.choice(words.DECIDING)} {_thing(chance)} {chance.choice(words.REASONS)}"
        where = f" i {chance.choice(words.MUNICIPALITIES)}" if chance.random() < 0.3 else ""
        yield f"      - decision: {act}{where}."
        if chance.random() < 0.1:
            yield "        status: postponed"
    if chance.random() < 0.4:
        yield f"      - follow_up: {chance.choice(words.PROMISING)} {_thing(chance)}"
        yield f"        state: {chance.choice(('open', 'ongoing', 'done', 'done', 'done'))}"
        if meeting.previous:
            yield f"        origin: {meeting.body}/{meeting.previous.isoformat()}"
    if chance.random() < 0.05:
        yield f"      - deferred: {_thing(chance).capitalize()}"
        yield f"        to: {meeting.body}/{meeting.following.isoformat()}"


def _sentence(chance: random.Random) -> str:
    who = _person(chance)
    said = chance.choice(words.SAYING)
    place = chance.choice(words.MUNICIPALITIES)
    reason = chance.choice(words.REASONS)
    return f"{who}, {place}, {said} {_thing(chance)} och {_thing(chance)} {reason}."


def _thing(chance: random.Random) -> str:
    return chance.choice(words.FIRST_PARTS) + chance.choice(words.LAST_PARTS)


def _person(chance: random.Random) -> str:
    return f"{chance.choice(words.FIRST_NAMES)} {chance.choice(words.LAST_NAMES)}"
