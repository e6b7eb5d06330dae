"""Dates and times written in the language of the archive; the machine's locale is not used."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from minutes_archive.language.catalogue import Translator

_TIME = re.compile(
    r"(?:kl\.? ?)?(\d{1,2})(?:[.:](\d{2}))?(?: ?(?P<dash>[-–])(?: ?(\d{1,2})(?:[.:](\d{2}))?)?)?"
)


@dataclass(frozen=True, slots=True)
class TimeRange:
    """When a meeting began and, if told, ended; local time.

    `is_open` is where the minutes say that it went on, but not until when: "13.00–".
    """

    start: dt.time
    end: dt.time | None = None
    is_open: bool = False


def parse_time(written: str) -> TimeRange | None:
    """Return the times in "8.30–11.00", "kl 13" or "19:00", or None."""
    match = _TIME.fullmatch(written.strip())
    if match is None:
        return None
    try:
        start = dt.time(int(match[1]), int(match[2] or 0))
        end = dt.time(int(match[4]), int(match[5] or 0)) if match[4] else None
    except ValueError:
        return None
    return TimeRange(start, end, bool(match["dash"]) and end is None)


class DateFormatter:
    """Writes dates: "20 november 2020", "fredag 20 november 2020", "kl. 8.30–11.00"."""

    def __init__(self, translate: Translator) -> None:
        self._t = translate
        self._months = translate.list("date.months")
        self._weekdays = translate.list("date.weekdays")

    def day(self, date: dt.date) -> str:
        return f"{date.day} {self._months[date.month - 1]} {date.year}"

    def full(self, date: dt.date) -> str:
        return f"{self._weekdays[date.weekday()]} {self.day(date)}"

    def month(self, date: dt.date) -> str:
        return f"{self._months[date.month - 1]} {date.year}"

    def span(self, since: dt.date | None, until: dt.date | None) -> str:
        """Return "från 1 mars 2024", "till 2 mars 2024" or both; "" where neither is known."""
        words = []
        if since:
            words.append(self._t("date.since", date=self.day(since)))
        if until:
            words.append(self._t("date.until", date=self.day(until)))
        return " ".join(words)

    def time(self, written: str) -> str:
        """Return "kl. 8.30–11.00" for a time as the minutes write it, or the words themselves."""
        found = parse_time(written)
        if found is None:
            return written
        text = self._clock(found.start)
        if found.end:
            text += f"–{self._clock(found.end)}"
        return self._t("date.from" if found.is_open else "date.at", time=text)

    def _clock(self, time: dt.time) -> str:
        return self._t("date.clock", hour=time.hour, minute=f"{time.minute:02d}")
