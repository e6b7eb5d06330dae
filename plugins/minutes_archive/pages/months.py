"""Months as grids of days: which days have meetings, as the page of coming meetings shows them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minutes_archive.language.dates import DateFormatter

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Occasion:
    """What happens on a day: words for it, its link, and planned, proposed, cancelled or held."""

    words: str
    state: str
    goal: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid; `number` is 0 where the week belongs to another month."""

    number: int
    occasions: tuple[Occasion, ...] = ()

    @property
    def state(self) -> str:
        """The state of the day's first occasion, or ""."""
        return self.occasions[0].state if self.occasions else ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month: "december 2020", and its weeks from Monday on."""

    title: str
    weeks: tuple[tuple[Day, ...], ...]


def months(found: Iterable[tuple[dt.date, Occasion]], dates: DateFormatter) -> list[Month]:
    """Return the months that have occasions, the first ones first."""
    by_day: dict[dt.date, list[Occasion]] = {}
    for date, occasion in found:
        by_day.setdefault(date, []).append(occasion)
    named = sorted({(date.year, date.month) for date in by_day})
    return [_month(year, month, by_day, dates) for year, month in named[:MONTHS_SHOWN]]


def _month(
    year: int, month: int, by_day: Mapping[dt.date, list[Occasion]], dates: DateFormatter
) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    return Month(
        dates.month(dt.date(year, month, 1)),
        tuple(
            tuple(
                Day(date.day, tuple(by_day.get(date, ()))) if date.month == month else Day(0)
                for date in week
            )
            for week in weeks
        ),
    )
