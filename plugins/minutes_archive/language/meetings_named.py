"""Meetings that running text names: a body, and a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import cache

_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASHED_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:[-/ ](\d{4}|\d{2}(?!\d)))?(?![\d/])")


def days_named(text: str, months: Sequence[str], said_on: dt.date) -> frozenset[dt.date]:
    """Return the days that a text names: "den 10 december", "10/12", "2020-12-10".

    `months` are the names of the months in the text's language. A day without a year is the
    first one from `said_on` on.
    """
    short = {name[:3].casefold(): number for number, name in enumerate(months, start=1)}
    spelled = _spelled_day(tuple(months))
    found: set[dt.date | None] = set()
    for year, month, day in _ISO_DAY.findall(text):
        found.add(_day(int(year), int(month), int(day)))
    for day, name, year in spelled.findall(text):
        found.add(_named_day(int(day), short[name[:3].casefold()], year, said_on))
    for day, month, year in _SLASHED_DAY.findall(text):
        found.add(_named_day(int(day), int(month), year, said_on))
    return frozenset(day for day in found if day is not None)


@cache
def _spelled_day(months: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in (*months, *(name[:3] for name in months)))
    return re.compile(
        rf"(?<!\d)(\d{{1,2}})(?::?[ea])?\s+({names})\.?(?!\w)(?:\s+(\d{{4}})(?!\d))?", re.IGNORECASE
    )


def _named_day(day: int, month: int, year: str, said_on: dt.date) -> dt.date | None:
    if year:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    found = _day(said_on.year, month, day)
    return found if found and found >= said_on else _day(said_on.year + 1, month, day)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def body_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds a body by any of its names, as whole words; case does not count.

    "Styrgruppen" is also found in "styrgruppens" and "styrgruppsmöte".
    """
    ways = []
    for name in sorted(filter(None, names), key=lambda name: (-len(name), name)):
        words = r"\s+".join(map(re.escape, name.split()))
        ways.append(rf"{words}(?:s|:s)?")
        stem = re.sub(r"(?:en|et|(?<=[eé])n)$", "", words)
        if stem != words:
            ways.append(rf"{stem}s?(?:möte|sammanträd)\w*")
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)
