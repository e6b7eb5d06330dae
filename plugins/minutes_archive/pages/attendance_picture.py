"""Attendance over time as a picture: one line per year and body, one mark per meeting.

Only geometry is made here, in the picture's own units; the template draws it.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from minutes_archive.archive import MunicipalityAttendance, Presence
from minutes_archive.model import Meeting

WIDTH = 480
LABELS = 84
TOP = 22
LINE = 22
MARGIN = 10


@dataclass(frozen=True, slots=True)
class MeetingMark:
    """One meeting: where it stands, how the municipality took part, words for it, its page."""

    x: float
    y: int
    presence: Presence
    label: str
    goal: str


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of one body."""

    label: str
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; `months` are the places and initials along its top."""

    height: int
    months: tuple[tuple[float, str], ...]
    lines: tuple[YearLine, ...]
    marks: tuple[MeetingMark, ...]
    width: int = WIDTH
    labels: int = LABELS


def attendance_picture(
    rows: Sequence[MunicipalityAttendance],
    months: Iterable[str],
    code: Callable[[Meeting], str],
    label: Callable[[MunicipalityAttendance], str],
    goal: Callable[[Meeting], str],
) -> Picture:
    """Lay out the attendance of one municipality; the newest year stands at the top."""
    keys = sorted({(-row.meeting.date.year, code(row.meeting)) for row in rows})
    places = {key: TOP + LINE * index + LINE // 2 for index, key in enumerate(keys)}
    marks = [
        MeetingMark(
            _across(row.meeting),
            places[-row.meeting.date.year, code(row.meeting)],
            row.presence,
            label(row),
            goal(row.meeting),
        )
        for row in rows
    ]
    return Picture(
        height=TOP + LINE * len(keys) + 2,
        months=tuple(
            (round(LABELS + (WIDTH - LABELS) * month / 12 + MARGIN, 1), name[:1].upper())
            for month, name in enumerate(months)
        ),
        lines=tuple(YearLine(f"{-year} {name}", y) for (year, name), y in places.items()),
        marks=tuple(marks),
    )


def _across(meeting: Meeting) -> float:
    """Return how far across a day stands: its part of the year, second meetings a step on."""
    date = meeting.date
    part = (date.timetuple().tm_yday - 1) / (366 if calendar.isleap(date.year) else 365)
    place = LABELS + MARGIN + part * (WIDTH - LABELS - 2 * MARGIN) + 6 * (meeting.sequence - 1)
    return round(place, 1)
