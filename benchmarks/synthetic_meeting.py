"""One invented meeting after the other: who was there, what was said, decided and promised."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import phrases
from benchmarks import vocabulary as words
from minutes_archive.addresses import slugify

DECISIONS_PER_ITEM = 2
TERM = 4  # years that people stay
OPEN_TASKS = 5  # of a body at most, so that reports stay a part of the minutes
MATTERS_BACK = 6  # a matter comes up again among about so many later ones


@dataclass(frozen=True, slots=True)
class Day:
    """When and where a meeting stands among those of its body."""

    body: str
    date: dt.date
    previous: dt.date | None
    following: dt.date


@dataclass(frozen=True, slots=True)
class _Task:
    text: str
    origin: str


class MeetingWriter:
    """Writes meetings in the order they were held; remembers open tasks and nothing else."""

    def __init__(
        self, chance: random.Random, seed: int, matters: list[str], decisions: int
    ) -> None:
        self._chance = chance
        self._seed = seed
        self._matters = matters
        self._decisions = decisions
        self._open: dict[str, list[_Task]] = {}
        self.attachments: dict[str, str] = {}

    def lines(self, day: Day, progress: float) -> Iterator[str]:
        """Yield the minutes file of a meeting; `progress` is how far the archive has come, 0–1.

        `attachments` then holds the files that lie beside it.
        """
        chance = self._chance
        self.attachments = {}
        kind = "minutes" if day.body == slugify(words.BODIES[1]) else "notes"
        word = "Protokoll" if kind == "minutes" else "Minnesanteckningar"
        items = max(1, -(-self._decisions // DECISIONS_PER_ITEM))
        people = {name: self._people(name, day) for name in words.MUNICIPALITIES}
        secretary = self._person("kansliet", 0, day)
        yield "format: 1"
        yield f"body: {day.body}"
        yield f"date: {day.date.isoformat()}"
        yield f'time: "{chance.randint(8, 13)}.30–{chance.randint(14, 17)}.00"'
        yield f"place: {chance.choice(words.PLACES)}"
        yield f"kind: {kind}"
        yield "status: published"
        yield f"title: {word} från möte med {day.body}"
        yield f"recorded_by: {secretary}"
        yield "present:"
        away = set(chance.sample(words.MUNICIPALITIES, chance.choice((0, 1, 1, 2))))
        for number, (name, found) in enumerate(people.items()):
            for person in found[len(found) if name in away else 0 :]:
                role = ", role: chair" if number == day.date.year % 8 and person == found[0] else ""
                part = f', items: "{chance.randint(1, items)}"' if chance.random() < 0.08 else ""
                yield f"  - {{name: {person}, from: {slugify(name)}{role}{part}}}"
        yield f"  - {{name: {secretary}, from: kansliet, role: secretary}}"
        if away:
            yield "absent:"
            for name in sorted(away):
                yield f"  - {{name: {people[name][0]}, from: {slugify(name)}}}"
        speakers = [person for name in people if name not in away for person in people[name]]
        yield "items:"
        yield from self._items(day, items, speakers, progress)
        yield "upcoming:"
        yield f"  - {{date: {day.following.isoformat()}, body: {day.body}, status: planned}}"
        if chance.random() < 0.3:
            later = day.following + (day.following - day.date)
            yield f"  - {{date: {later.isoformat()}, body: {day.body}, status: proposed}}"

    def _items(self, day: Day, items: int, speakers: list[str], progress: float) -> Iterator[str]:
        left = self._decisions
        promised: list[_Task] = []
        for number in range(1, items + 1):
            share = min(DECISIONS_PER_ITEM, left)
            left -= share
            yield from self._item(number, share, day, speakers, progress)
            if number == items:
                yield from self._reports(day)
            if self._chance.random() < 0.3:
                text = f"{self._chance.choice(words.PROMISING)} {phrases.thing(self._chance)}"
                promised.append(_Task(text, f"{day.body}/{day.date.isoformat()}"))
        kept = self._open.setdefault(day.body, [])
        kept += promised[: OPEN_TASKS - len(kept)]

    def _item(
        self, number: int, decisions: int, day: Day, speakers: list[str], progress: float
    ) -> Iterator[str]:
        chance = self._chance
        yield f'  - number: "{number}"'
        yield f"    title: {phrases.thing(chance).capitalize()}"
        if chance.random() < 0.6:
            newest = int(progress * len(self._matters))
            back = int(chance.expovariate(1 / MATTERS_BACK))
            yield f"    matter: {self._matters[max(0, newest - back)]}"
        if chance.random() < 0.6:
            yield f"    topics: [{slugify(phrases.topic(chance))}]"
        yield "    content:"
        yield "      - text: |"
        for paragraph in range(chance.choice((1, 1, 2, 3))):
            if paragraph:
                yield ""
            for _ in range(chance.randint(2, 6)):
                yield f"          {phrases.sentence(chance, speakers)}"
        if chance.random() < 0.2:
            yield ""
            for _ in range(chance.randint(2, 5)):
                yield f"          - {phrases.thing(chance).capitalize()} i {phrases.place(chance)}"
        if chance.random() < 0.1:
            yield "      - heading: Diskussion"
            yield "      - text: |"
            yield f"          {phrases.sentence(chance, speakers)}"
        for _ in range(decisions):
            yield f"      - decision: {phrases.decision(chance)}"
            if chance.random() < 0.1:
                yield f"        status: {chance.choice(('postponed', 'noted', 'rejected'))}"
        if chance.random() < 0.05:
            yield f"      - deferred: {phrases.thing(chance).capitalize()}"
            yield f"        to: {day.body}/{day.following.isoformat()}"
        if chance.random() < 0.01:
            name = f"{day.date.isoformat()}-bilaga-{number}.txt"
            self.attachments[name] = f"{phrases.sentence(chance, speakers)}\n"
            yield f"      - attachment: {name}"
            yield f"        title: {phrases.thing(chance).capitalize()}"

    def _reports(self, day: Day) -> Iterator[str]:
        """Report on what was promised before, until it is done or dropped."""
        kept = []
        for task in self._open.get(day.body, []):
            state = self._chance.choices(("open", "ongoing", "done", "dropped"), (1, 4, 4, 0.3))[0]
            yield f"      - follow_up: {task.text}"
            yield f"        state: {state}"
            yield f"        origin: {task.origin}"
            if state in ("open", "ongoing"):
                kept.append(task)
        self._open[day.body] = kept

    def _people(self, municipality: str, day: Day) -> list[str]:
        """Return who sits for a municipality, one to three people, the same for a whole term."""
        seats = 1 + (len(municipality) + len(day.body)) % 3
        return list(dict.fromkeys(self._person(municipality, n, day) for n in range(seats)))

    def _person(self, place: str, seat: int, day: Day) -> str:
        term = (day.date.year + seat) // TERM
        return phrases.person(random.Random(f"{self._seed} {place} {seat} {day.body} {term}"))
