"""Coming meetings that the minutes announce; a year that is not said is inferred and marked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutes_archive.importing.blocks import Block, Shape
from minutes_archive.importing.dates import FoundDate, find_dates, find_times
from minutes_archive.importing.draft import Branch, Gathered, Leaf, branch, repeat
from minutes_archive.importing.language_pack import LanguagePack
from minutes_archive.importing.passages import Passage

MAX_AHEAD = dt.timedelta(days=400)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


@dataclass(frozen=True, slots=True)
class Announcements:
    """Reads announcements for one meeting; `bodies` find the archive's bodies in text."""

    pack: LanguagePack
    date: dt.date
    body: str
    bodies: Mapping[str, re.Pattern[str]]

    def in_item(self, title: str, blocks: Sequence[Block], gathered: Gathered) -> list[Branch]:
        """Return the meetings that an item announces: by its title, or by what a sentence says."""
        about = bool(self.pack.whole("upcoming_titles").fullmatch(title.strip(" .:").casefold()))
        found = []
        for block in blocks:
            for sentence in block.words.split(_SENTENCE):
                listed = about and (block.shape is Shape.ENTRY or len(block.text) < 160)
                if listed or self.pack.anywhere("upcoming_phrases").search(sentence.text):
                    found += self._in_sentence(sentence, gathered)
        return found

    def _in_sentence(self, words: Passage, gathered: Gathered) -> list[Branch]:
        found = []
        dates = find_dates(words.text, self.pack)
        for at, date in enumerate(dates):
            day = date.nearest(self.date, later=True)
            if day is None or not self.date < day <= self.date + MAX_AHEAD:
                continue
            end = dates[at + 1].start if at + 1 < len(dates) else len(words)
            found.append(self._announcement(words, date, day, end))
            if not date.year:
                gathered.note(
                    "W510",
                    f"året är inte utskrivet; {day.isoformat()} är slutsatsen",
                    words[date.start : date.end],
                )
            check_weekday(date, day, words, self.pack, gathered)
        return found

    def _announcement(self, words: Passage, date: FoundDate, day: dt.date, end: int) -> Branch:
        times = [t for t in find_times(words.text[date.end : end])]
        plan = ""
        if self.pack.anywhere("cancelled").search(words.text):
            plan = "cancelled"
        elif self.pack.anywhere("proposed").search(words.text):
            plan = "proposed"
        return branch(
            date=repeat(day.isoformat(), words[date.start : date.end]),
            time=repeat(times[0].value, words) if times else None,
            body=self._body(words),
            title=repeat(" ".join(words.text.split()).strip(" .,–-"), words),
            status=repeat(plan, words) if plan else None,
        )

    def _body(self, words: Passage) -> Leaf | None:
        for identity, pattern in self.bodies.items():
            if pattern.search(words.text):
                return repeat(identity, words)
        return None


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
