"""Dates and times as Swedish and English write them."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes_archive.language.catalogue import Translator
from minutes_archive.language.dates import DateFormatter, TimeRange, parse_time

SV = DateFormatter(Translator("sv"))
FRIDAY = dt.date(2020, 11, 20)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (SV.day(FRIDAY), "20 november 2020"),
        (SV.full(FRIDAY), "fredag 20 november 2020"),
        (SV.full(dt.date(2024, 2, 29)), "torsdag 29 februari 2024"),
        (SV.month(FRIDAY), "november 2020"),
        (SV.day(dt.date(2021, 1, 1)), "1 januari 2021"),
    ],
)
def test_days(made: str, expected: str) -> None:
    assert made == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("8.30–11.00", "kl. 8.30–11.00"),
        ("8:30-11:00", "kl. 8.30–11.00"),
        ("kl 13", "kl. 13.00"),
        ("9–12", "kl. 9.00–12.00"),
        ("19.00", "kl. 19.00"),
        ("13.00–", "från kl. 13.00"),
        ("kl 8:30 -", "från kl. 8.30"),
        ("efter lunch", "efter lunch"),
        ("25.00", "25.00"),
    ],
)
def test_times(written: str, expected: str) -> None:
    assert SV.time(written) == expected


def test_a_time_is_parsed_with_its_end() -> None:
    assert parse_time("8.30–11.00") == TimeRange(dt.time(8, 30), dt.time(11))
    assert parse_time("19.00") == TimeRange(dt.time(19))
    assert parse_time("8.75") is None
