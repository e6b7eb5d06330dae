"""Coming meetings that the minutes announce; a year that is not said is inferred and marked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from minutes_archive.importing.items.blocks import Block, Shape
from minutes_archive.importing.words.dates import FoundDate, find_dates, find_times
from minutes_archive.importing.words.draft_tree import Branch, Gathered, Leaf, branch, repeat
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.passages import Passage, joined

# How far ahead a meeting is announced; without a year, "2 januari" said on the 15th is past.
MAX_AHEAD = dt.timedelta(days=400)
MAX_INFERRED = dt.timedelta(days=300)
MAX_TITLE = 120
SHORT_TITLE = 45
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_LIST_SIGN = re.compile(r"\s*(?:[*+•–-]|\d{1,2}[.)])\s")
_PROPOSED, _PLANNED, _CANCELLED = "proposed", "", "cancelled"


@dataclass(frozen=True, slots=True)
class Announced:
    """One announcement as one sentence makes it."""

    day: dt.date
    words: Passage
    time: str
    body: str
    plan: str
    title: str
    named: bool
    place: str


@dataclass(frozen=True, slots=True)
class Announcements:
    """Reads announcements for one meeting; `bodies` find the archive's bodies in text."""

    pack: LanguagePack
    date: dt.date
    body: str
    bodies: Mapping[str, re.Pattern[str]]

    def in_item(
        self,
        title: str,
        blocks: Sequence[Block],
        gathered: Gathered,
        heading: Passage | None = None,
    ) -> list[Announced]:
        """Return the meetings that an item announces: by its title, or by what a sentence says."""
        about = bool(self.pack.whole("upcoming_titles").fullmatch(title.strip(" .:").casefold()))
        found = []
        if about and heading is not None:
            found += self._in_sentence(heading, gathered)
        listed_here = not found
        tasks = self.pack.whole("follow_up_titles")
        for block in blocks:
            if block.shape is not Shape.ENTRY and tasks.fullmatch(
                block.text.strip(" :*_#").casefold()
            ):
                about = False  # the days below are those of tasks
            for sentence in _sentences(block):
                listed = (
                    about and listed_here and (block.shape is Shape.ENTRY or len(block.text) < 160)
                )
                if listed or self._announces(sentence.text):
                    found += self._in_sentence(sentence, gathered)
        named = title.strip(" .:")
        if not self.pack.anywhere("next_meeting").match(named):
            return found
        return [
            replace(a, body=a.body or self.body, title=a.title if a.named else named) for a in found
        ]

    def _announces(self, text: str) -> bool:
        if self.pack.anywhere("upcoming_phrases").search(text):
            return True
        put_off = self.pack.anywhere("deferral").search(text)
        return put_off is not None and any(said.search(text) for said in self.bodies.values())

    def _in_sentence(self, words: Passage, gathered: Gathered) -> list[Announced]:
        found = []
        dates = find_dates(words.text, self.pack)
        for at, date in enumerate(dates):
            day = date.nearest(self.date, later=True)
            ahead = MAX_AHEAD if date.year else MAX_INFERRED
            if day is None or not self.date < day <= self.date + ahead:
                continue
            end = dates[at + 1].start if at + 1 < len(dates) else len(words)
            found.append(self._announced(words, date, day, end))
            check_weekday(date, day, words, self.pack, gathered)
        return found

    def _announced(self, words: Passage, date: FoundDate, day: dt.date, end: int) -> Announced:
        times = list(find_times(words.text[date.end : end]))
        plan = _PLANNED
        if self.pack.anywhere("cancelled").search(words.text):
            plan = _CANCELLED
        elif self.pack.anywhere("proposed").search(words.text):
            plan = _PROPOSED
        body = next((b for b, pattern in self.bodies.items() if pattern.search(words.text)), "")
        if not body and self.pack.anywhere("next_meeting").search(words.text):
            body = self.body
        place = self.pack.anywhere("digital").search(words.text)
        return Announced(
            day,
            words[date.start : date.end],
            times[0].value if times else "",
            body,
            plan,
            *self._title(words, body),
            place[0].capitalize() if place else "",
        )

    def _title(self, words: Passage, body: str) -> tuple[str, bool]:
        """Return what the sentence calls the meeting, or else the sentence itself and False."""
        match = self.pack.anywhere("meeting_words").search(words.text)
        if match:
            title = match[0]
        elif body and (said := self.bodies[body].search(words.text)):
            title = said[0]
        else:
            title = words.text.strip(" .,–-")
        title = " ".join(title.split())
        return title[:1].upper() + title[1:MAX_TITLE], bool(match or body)


def _sentences(block: Block) -> list[Passage]:
    """Return the sentences of a block; none goes from one entry of a list into the next."""
    if block.shape is not Shape.RAW:
        return block.words.split(_SENTENCE)
    entries: list[list[Passage]] = []
    for line in block.parts:
        if not entries or _LIST_SIGN.match(line.text):
            entries.append([])
        entries[-1].append(line)
    return [sentence for entry in entries for sentence in joined(entry).split(_SENTENCE)]


def announcements(found: Sequence[Announced], gathered: Gathered) -> list[Branch]:
    """Return one entry a day and body: what is told twice is put together, in order of date.

    A meeting that one sentence plans and another only discusses is planned; a sentence
    without a body is of the body that another sentence names for that day.
    """
    days: dict[tuple[dt.date, str], list[Announced]] = {}
    for one in sorted(found, key=lambda a: (a.day, not a.body)):
        named = [key for key in days if key[0] == one.day]
        key = (
            named[0]
            if named and (not one.body or (len(named) == 1 and named[0][1] == one.body))
            else (one.day, one.body)
        )
        days.setdefault(key, []).append(one)
    made = []
    for (day, body), announced in sorted(days.items()):
        firm = [a for a in announced if a.plan == _PLANNED]
        short = [a for a in firm or announced if len(a.title) <= SHORT_TITLE] or firm or announced
        chosen = max(short, key=lambda a: (len(a.title), -a.words.start))
        if not any(str(day.year) in a.words.text for a in announced):
            gathered.note(
                "W510", f"året är inte utskrivet; {day.isoformat()} är slutsatsen", chosen.words
            )
        time = next((a.time for a in announced if a.time), "")
        place = next((a.place for a in announced if a.place), "")
        made.append(
            branch(
                date=repeat(day.isoformat(), chosen.words),
                time=_leaf(time, chosen),
                body=_leaf(body, chosen),
                title=_leaf(chosen.title, chosen),
                status=_leaf(chosen.plan, chosen),
                place=_leaf(place, chosen),
            )
        )
    return made


def _leaf(value: str, announced: Announced) -> Leaf | None:
    return repeat(value, announced.words) if value else None


def check_weekday(
    date: FoundDate, day: dt.date, words: Passage, pack: LanguagePack, gathered: Gathered
) -> None:
    """Point out a weekday that the date does not have."""
    if date.weekday >= 0 and day.weekday() != date.weekday:
        real = pack.values["weekdays"][day.weekday()]
        gathered.note(
            "W511",
            f"veckodagen stämmer inte: {day.isoformat()} är en {real}",
            words[date.start : date.end],
            "kontrollera datumet; källans ord är inte ändrade",
        )
