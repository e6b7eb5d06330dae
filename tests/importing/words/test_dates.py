"""Dates and times in the forms that minutes use."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes_archive.importing.words.dates import date_in_name, find_dates, find_times
from minutes_archive.importing.words.language_pack import LanguagePack

MEETING = dt.date(2020, 11, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("den 20 november 2020", "2020-11-20"),
        ("Fredagen den 20 november 2020", "2020-11-20"),
        ("fredag 20 nov. 2020", "2020-11-20"),
        ("20:e november 2020", "2020-11-20"),
        ("2020-11-20", "2020-11-20"),
        ("2020–11–20", "2020-11-20"),
        ("20/11-20", "2020-11-20"),
        ("20/11 2020", "2020-11-20"),
        ("20/11-2020", "2020-11-20"),
        ("20.11.2020", "2020-11-20"),
        ("20201120", "2020-11-20"),
        ("26-27 januari 2002", "2002-01-26"),
        ("2020-11-20--21", "2020-11-20"),
    ],
)
def test_a_whole_date(swedish: LanguagePack, text: str, expected: str) -> None:
    (found,) = find_dates(f"Mötet {text} i Almvik", swedish)
    assert found.date == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text", ["Program 2035", "Plan 2050", "31 november 2020", "2020-13-01", "8.30", "dnr 2014/304"]
)
def test_what_only_looks_like_a_date(swedish: LanguagePack, text: str) -> None:
    assert [found.date for found in find_dates(text, swedish) if found.year] == []


@pytest.mark.parametrize(
    ("text", "later", "expected"),
    [
        ("den 10 december", True, "2020-12-10"),
        ("den 14 januari", True, "2021-01-14"),
        ("den 9 oktober", False, "2020-10-09"),
        ("den 22 december", False, "2019-12-22"),
        ("14 januari 2021", False, "2021-01-14"),
    ],
)
def test_a_year_that_is_not_said(
    swedish: LanguagePack, text: str, later: bool, expected: str
) -> None:
    (found,) = find_dates(text, swedish)
    assert found.nearest(MEETING, later=later) == dt.date.fromisoformat(expected)


def test_the_weekday_is_kept(swedish: LanguagePack) -> None:
    (found,) = find_dates("torsdagen den 26 november", swedish)
    assert (found.weekday, found.year) == (3, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kl 8.30-11.00", ["8.30–11.00"]),
        ("kl. 8.30–11.00", ["8.30–11.00"]),
        ("08:30 - 11:00", ["08:30–11:00"]),
        ("klockan 8.30", ["8.30"]),
        ("kl 13", ["13"]),
        ("kl. 13–15", ["13–15"]),
        ("18.00 – ca 20.30", ["18.00–20.30"]),
        ("13.00 till 15.00", ["13.00–15.00"]),
        ("kl 08.30 10.50", ["08.30–10.50"]),
        ("punkt 3.1 och § 12", []),
        ("12,4 miljoner, 3.5 %", []),
    ],
)
def test_times(text: str, expected: list[str]) -> None:
    assert [found.value for found in find_times(text)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("minnesanteckningar-2020-11-20", "2020-11-20"),
        ("meeting-20200324", "2020-03-24"),
        ("protokoll 201120", "2020-11-20"),
        ("ks_2020_11_20_protokoll", "2020-11-20"),
        ("protokoll 20 november 2020", "2020-11-20"),
        ("protokoll", None),
        ("2020-11-20 och 2020-12-01", None),
        ("ärende 20201399", None),
    ],
)
def test_a_date_in_a_file_name(swedish: LanguagePack, name: str, expected: str | None) -> None:
    assert date_in_name(name, swedish) == (dt.date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "weekday"),
    [("den 20 november 2020", -1), ("2020-11-20", -1), ("fredagen den 20 november 2020", 4)],
)
def test_a_date_says_its_weekday_or_none(swedish: LanguagePack, text: str, weekday: int) -> None:
    (found,) = find_dates(text, swedish)
    assert found.weekday == weekday
