"""Local times carry the offset of their day."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes_archive.exports.stockholm_time import interval


@pytest.mark.parametrize(
    ("day", "written", "start", "end"),
    [
        ("2020-11-20", "8.30–11.00", "2020-11-20T08:30:00+01:00", "2020-11-20T11:00:00+01:00"),
        ("2021-06-10", "13.00–15.20", "2021-06-10T13:00:00+02:00", "2021-06-10T15:20:00+02:00"),
        ("2024-03-31", "1.30–4.00", "2024-03-31T01:30:00+01:00", "2024-03-31T04:00:00+02:00"),
        ("2020-11-26", "19.00", "2020-11-26T19:00:00+01:00", None),
        ("2020-11-26", "kl 19", "2020-11-26T19:00:00+01:00", None),
        ("2022-12-31", "22.00–0.30", "2022-12-31T22:00:00+01:00", "2023-01-01T00:30:00+01:00"),
        ("2022-12-31", "9.00–9.00", "2022-12-31T09:00:00+01:00", None),
    ],
)
def test_start_and_end(day: str, written: str, start: str, end: str | None) -> None:
    found = interval(dt.date.fromisoformat(day), written)
    assert found is not None
    assert found.start.isoformat() == start
    assert (found.end.isoformat() if found.end else None) == end


@pytest.mark.parametrize("written", ["", "eftermiddag", "25.00"])
def test_no_time(written: str) -> None:
    assert interval(dt.date(2020, 11, 20), written) is None


@pytest.mark.parametrize(
    ("written", "end_date", "end"),
    [
        ("13.00–12.00", "2020-11-21", "2020-11-21T12:00:00+01:00"),
        ("9.00–15.00", "2020-11-22", "2020-11-22T15:00:00+01:00"),
        ("18.00–1.30", "2020-11-21", "2020-11-21T01:30:00+01:00"),
        ("9.00–9.00", "2020-11-21", "2020-11-21T09:00:00+01:00"),
        ("9.00–15.00", "2020-11-20", "2020-11-20T15:00:00+01:00"),
        ("9.00–", "2020-11-21", None),
    ],
)
def test_an_end_on_another_day(written: str, end_date: str, end: str | None) -> None:
    found = interval(dt.date(2020, 11, 20), written, dt.date.fromisoformat(end_date))
    assert found is not None
    assert (found.end.isoformat() if found.end else None) == end
