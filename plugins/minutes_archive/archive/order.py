"""The order of things: meetings by day and hour, the newest first, and lists by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from minutes_archive.language.dates import parse_time
from minutes_archive.model import Meeting

Value = TypeVar("Value")


def grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    """Gather the values of each key."""
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return frozen(groups)


def frozen(groups: Mapping[str, list[Value]]) -> dict[str, tuple[Value, ...]]:
    """Return lists under construction as tuples."""
    return {key: tuple(values) for key, values in groups.items()}


class OfMeeting(Protocol):
    """Something that stands in the minutes of a meeting."""

    @property
    def meeting(self) -> Meeting: ...


T = TypeVar("T", bound=OfMeeting | Meeting)


def start_of(written: str) -> dt.time:
    """Return when something began by a time as minutes write it; midnight where it is not told."""
    found = parse_time(written)
    return found.start if found else dt.time.min


def meeting_order(meeting: Meeting) -> tuple[dt.date, dt.time, str, int, str]:
    """Return what meetings are sorted by: the day, the hour, and then what tells them apart."""
    return (meeting.date, start_of(meeting.time), meeting.body, meeting.sequence, meeting.file)


def newest_first(entries: Sequence[T], most: int | None = None) -> list[T]:
    """Return entries (oldest first, as the archive has them) with the newest meeting first.

    Those of one meeting keep the order of its minutes. `most` is how many are wanted.
    """
    found: list[T] = []
    end = len(entries)
    while end and (most is None or len(found) < most):
        start = end - 1
        meeting = _meeting_of(entries[start])
        while start and _meeting_of(entries[start - 1]) is meeting:
            start -= 1
        found += entries[start:end]
        end = start
    return found[:most]


def _meeting_of(entry: OfMeeting | Meeting) -> Meeting:
    return entry if isinstance(entry, Meeting) else entry.meeting
