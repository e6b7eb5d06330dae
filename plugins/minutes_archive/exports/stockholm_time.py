"""Swedish local time: when a meeting began and ended, with the offset of that day.

The zone comes from the tzdata package and never from the machine, so that every machine
builds the same bytes.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from minutes_archive.language.dates import parse_time

ZONE = "Europe/Stockholm"


@dataclass(frozen=True, slots=True)
class Interval:
    """A start and, if told, an end, in local time with offset."""

    start: dt.datetime
    end: dt.datetime | None = None


@functools.cache
def stockholm() -> ZoneInfo:
    """Return the time zone Europe/Stockholm."""
    file = importlib.resources.files("tzdata") / "zoneinfo" / "Europe" / "Stockholm"
    with file.open("rb") as stream:
        return ZoneInfo.from_file(stream, key=ZONE)


def interval(date: dt.date, written: str, end_date: dt.date | None = None) -> Interval | None:
    """Return the interval of a time as the minutes write it, or None when it has none.

    The end is on `end_date`. Where that is not told, an end before the start is the next
    day's, and an end equal to it is no end.
    """
    times = parse_time(written)
    if times is None:
        return None
    start = dt.datetime.combine(date, times.start, stockholm())
    if times.end is None or (times.end == times.start and not end_date):
        return Interval(start)
    if end_date and end_date > date:
        return Interval(start, dt.datetime.combine(end_date, times.end, stockholm()))
    day = date if times.end > times.start else date + dt.timedelta(days=1)
    return Interval(start, dt.datetime.combine(day, times.end, stockholm()))
