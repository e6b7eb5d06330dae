"""Dates and times as Swedish minutes write them, found in running text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from minutes_archive.importing.words.language_pack import PLAIN_LETTERS, LanguagePack, tolerant

# A year outside this span is no meeting: it is a plan's name, or a slip.
YEARS = range(1850, 2100)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: where it stands, and what it says; year 0 when it is not said.

    `weekday` is 0 for Monday, or -1.
    """

    start: int
    end: int
    year: int
    month: int
    day: int
    weekday: int = -1

    def on(self, year: int) -> dt.date | None:
        """Return the date in a year, or None when that year has no such day."""
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def date(self) -> dt.date | None:
        return self.on(self.year) if self.year else None

    def nearest(self, to: dt.date, later: bool) -> dt.date | None:
        """Return the date with the year it must mean: the next one, or the last one."""
        if self.year:
            return self.date
        for year in (to.year, to.year + 1) if later else (to.year, to.year - 1):
            guess = self.on(year)
            if guess and (guess >= to if later else guess <= to):
                return guess
        return None


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time of day or a span of it: where it stands (with "kl"), and its clock part."""

    start: int
    end: int
    clock_start: int
    value: str


@lru_cache(maxsize=4)
def _patterns(months: str, weekdays: str) -> tuple[re.Pattern[str], ...]:
    written = re.compile(
        rf"(?:\b(?P<weekday>{weekdays})(?:en|ens)?\.?,?\s+)?(?:\bden\s+)?(?<![\d.,:/-])"
        rf"(?P<day>\d{{1,2}})(?::[ea])?(?:\s?[-–]\s?(?P<last>\d{{1,2}}))?\.?\s*(?P<month>{months})\b\.?"
        r"(?:,?\s*(?P<year>(?:18|19|20)\d\d)\b)?",
        re.IGNORECASE,
    )
    iso = re.compile(
        r"(?:\b(?P<weekday>" + weekdays + r")(?:en|ens)?\.?,?\s+)?(?:\bden\s+)?"
        r"(?<![\d/-])(?P<year>(?:18|19|20)\d\d)\s?[-–‑]\s?(?P<month>\d\d)\s?[-–‑]\s?(?P<day>\d\d)(?!\d)"
        r"(?:\s?--?\s?(?P<last>\d\d)(?![\d.:]))?",
        re.IGNORECASE,
    )
    slashed = re.compile(
        r"(?:\b(?P<weekday>" + weekdays + r")(?:en|ens)?\.?,?\s+)?(?:\bden\s+)?"
        r"(?<![\d/.:-])(?P<day>\d{1,2})/(?P<month>\d{1,2})"
        r"(?:\s?[-–/ ]\s?(?P<year>(?:20|19)\d\d|\d\d(?![\d.:])))?(?![\d/])",
        re.IGNORECASE,
    )
    dotted = re.compile(
        r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:20|19)\d\d)(?!\d)"
    )
    solid = re.compile(
        r"(?<![\d.:/-])(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"
        r"(?![\d:/-])"
    )
    return iso, written, slashed, dotted, solid


def find_dates(text: str, pack: LanguagePack) -> list[FoundDate]:
    """Return the dates of a text in order; what merely looks like one is left out."""
    found: list[FoundDate] = []
    for pattern in _patterns(_months(pack), _weekdays(pack)):
        for match in pattern.finditer(text):
            date = _read(match, pack)
            if date and not any(date.start < o.end and o.start < date.end for o in found):
                found.append(date)
    return sorted(found, key=lambda date: date.start)


def _months(pack: LanguagePack) -> str:
    return "|".join(
        sorted(
            [*pack.values["months"], "sept", *pack.values["months_short"]], key=len, reverse=True
        )
    )


def _weekdays(pack: LanguagePack) -> str:
    names = [*pack.values["weekdays"], *pack.values["weekdays_short"]]
    return tolerant("|".join(sorted(names, key=len, reverse=True)))


def _read(match: re.Match[str], pack: LanguagePack) -> FoundDate | None:
    parts = match.groupdict()
    month = _month(parts["month"], pack)
    year = int(parts["year"] or 0)
    if 0 < year < 100:
        year += 2000 if year < 70 else 1900
    day = int(parts["day"])
    if not 1 <= month <= 12 or not 1 <= day <= 31 or (year and year not in YEARS):
        return None
    date = FoundDate(
        match.start(), match.end(), year, month, day, _weekday(parts.get("weekday"), pack)
    )
    return date if date.on(year or 2000) else None


def _month(word: str, pack: LanguagePack) -> int:
    if word.isdigit():
        return int(word)
    short = [*pack.values["months_short"]]
    return short.index(word[:3].casefold()) + 1


def _weekday(word: str | None, pack: LanguagePack) -> int:
    if not word:
        return -1
    plain = [str(name).translate(PLAIN_LETTERS) for name in pack.values["weekdays_short"]]
    folded = word.casefold().translate(PLAIN_LETTERS)
    return next(i for i, name in enumerate(plain) if folded.startswith(name))


_CLOCK = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_FULL_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_SPAN = r"(?:\s*(?:[-–—]|till|--)\s*(?:ca\.?\s*|kl\.?\s*)?)"
_TIME = re.compile(
    rf"(?:\b(?:kl\.?|klockan)\s*(?:ca\.?\s*)?(?P<a>{_CLOCK}|[0-2]\d[0-5]\d)(?:(?P<sep>{_SPAN}|\s(?={_FULL_CLOCK}))(?P<b>{_CLOCK}))?"
    rf"|(?<![\w.:§/-])(?P<c>{_FULL_CLOCK}){_SPAN}(?P<d>{_CLOCK})"
    rf"|(?<![\w.:§/-])(?P<e>[01]?\d|2[0-4])\s?[-–]\s?(?P<f>{_FULL_CLOCK})"
    rf"|(?<![\w.:§/-])(?P<g>{_FULL_CLOCK}))(?![\d%]|[.:/-]\d)",
    re.IGNORECASE,
)


def find_times(text: str) -> Iterator[FoundTime]:
    """Yield the times of a text; "8.30-11.00" is written with an en dash, as Swedish does."""
    for match in _TIME.finditer(text):
        first = next(name for name in ("a", "c", "e", "g") if match[name])
        begin, end = match[first], match[{"a": "b", "c": "d", "e": "f", "g": "g"}[first]]
        if len(begin) == 4 and begin.isdigit():
            begin = f"{begin[:2]}.{begin[2:]}"  # "kl 1900"
        value = begin if first == "g" or not end else f"{begin}–{end}"
        yield FoundTime(match.start(), match.end(), match.start(first), value)


# Dates in file names: 2020-11-20, 2020_11_20, 20201120, 201120.
_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d|(?<!\d)\d\d)[-_. ]?(?P<month>0[1-9]|1[0-2])[-_. ]?"
    r"(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


def date_in_name(name: str, pack: LanguagePack) -> dt.date | None:
    """Return the one date that a file name holds, or None."""
    dates = set()
    for match in _IN_NAME.finditer(name):
        year = int(match["year"])
        try:
            dates.add(
                dt.date(year + 2000 if year < 100 else year, int(match["month"]), int(match["day"]))
            )
        except ValueError:
            continue
    spaced = re.sub(r"[_\-]+", " ", name)
    dates |= {date.date for date in find_dates(spaced, pack) if date.year and date.date}
    return dates.pop() if len(dates) == 1 else None
