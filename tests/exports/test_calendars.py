"""The calendars follow RFC 5545 and are read by real clients."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vText
from icalendar.parser import Contentline

from minutes_archive.archive import Archive
from minutes_archive.exports import calendars as module
from minutes_archive.exports.calendars import calendar_files, meeting_events, text, written
from minutes_archive.exports.site import Site

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def events(data: bytes) -> dict[str, Any]:
    calendar = Calendar.from_ical(data)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_one_for_all_and_one_for_each_body(exported: dict[str, bytes]) -> None:
    names = {name for name in exported if name.startswith("kalender/")}
    assert names == {
        "kalender/moten.ics",
        "kalender/organ-styrgruppen.ics",
        "kalender/organ-forbundsdirektionen.ics",
    }
    everything = events(exported["kalender/moten.ics"])
    for name in names:
        assert events(exported[name]).items() <= everything.items()


def test_every_held_meeting_is_in_it(archive: Archive, exported: dict[str, bytes]) -> None:
    found = events(exported["kalender/moten.ics"])
    for meeting in archive.meetings:
        event = found[f"{meeting.id.replace('/', '-')}@arkiv.example.se"]
        assert event["status"] == "CONFIRMED"
        assert str(event["url"]).endswith(f"/moten/{meeting.id}/")
        start = event.decoded("dtstart")
        assert (start.date() if isinstance(start, dt.datetime) else start) == meeting.date


def test_times_are_local(exported: dict[str, bytes]) -> None:
    found = events(exported["kalender/organ-forbundsdirektionen.ics"])
    june = found["forbundsdirektionen-2022-06-09@arkiv.example.se"]
    assert june["dtstart"].params["TZID"] == "Europe/Stockholm"
    assert june.decoded("dtstart") == dt.datetime(2022, 6, 9, 11, 0, tzinfo=dt.UTC)
    assert june.decoded("dtend") == dt.datetime(2022, 6, 9, 14, 5, tzinfo=dt.UTC)
    december = found["forbundsdirektionen-2022-12-08@arkiv.example.se"]
    assert december.decoded("dtstart") == dt.datetime(2022, 12, 8, 8, 0, tzinfo=dt.UTC)
    # Minutes attested on the 14th, corrected on 2 May: the stamp is never the clock's.
    assert december.decoded("dtstamp") == dt.datetime(2023, 5, 2, tzinfo=dt.UTC)


def test_a_meeting_without_time_lasts_all_day(exported: dict[str, bytes]) -> None:
    event = events(exported["kalender/moten.ics"])["styrgruppen-2023-09-14@arkiv.example.se"]
    assert event.decoded("dtstart") == dt.date(2023, 9, 14)
    assert event["status"] == "TENTATIVE"


def test_lines_are_folded_and_end_right(exported: dict[str, bytes]) -> None:
    data = exported["kalender/moten.ics"]
    assert data.count(b"\r\n") == data.count(b"\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


# Without N: icalendar takes \N in a text for a line break, which it is in written values only.
@given(st.text(st.sampled_from("aåä€😀\\,;:\n\r x"), max_size=300))
def test_a_text_is_written_as_icalendar_writes_it(value: str) -> None:
    line = f"SUMMARY:{text(value)}"
    assert text(value).encode() == vText(value).to_ical()
    assert written([line]) == Contentline(line).to_ical() + b"\r\n"


def test_nobody_is_invited(exported: dict[str, bytes]) -> None:
    for event in events(exported["kalender/moten.ics"]).values():
        assert not {"ATTENDEE", "ORGANIZER", "CONTACT"} & set(event)


def test_the_zone_says_what_the_zone_is(exported: dict[str, bytes]) -> None:
    calendar = Calendar.from_ical(exported["kalender/moten.ics"])
    (zone,) = calendar.walk("VTIMEZONE")
    theirs = zone.to_tz(lookup_tzid=False)
    moment = dt.datetime(1981, 1, 1, tzinfo=dt.UTC)
    while moment.year < 2037:
        local = moment.astimezone(STOCKHOLM)
        naive = local.replace(tzinfo=None)
        assert theirs.utcoffset(naive) == local.utcoffset(), naive
        moment += dt.timedelta(days=7)


def test_only_the_newest(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NEWEST", 2)
    first = next(iter(calendar_files(site)))
    found = events(b"".join(first.chunks))
    newest = [event.id.replace("/", "-") for event in meeting_events(site)[-2:]]
    assert set(found) == {f"{name}@arkiv.example.se" for name in newest}


def test_without_site_url_the_publisher_is_the_host(archive: Archive) -> None:
    first = next(iter(calendar_files(Site(archive, ""))))
    found = events(b"".join(first.chunks))
    assert all(uid.endswith("@fjardbygden.example") for uid in found)
    assert not any("URL" in event for event in found.values())


def test_khal_reads_it(tmp_path: Path, exported: dict[str, bytes]) -> None:
    pytest.importorskip("khal", reason="khal is not installed")
    calendar = tmp_path / "moten.ics"
    calendar.write_bytes(exported["kalender/moten.ics"])
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[arkivet]]\npath = {tmp_path / 'store'}\n"
        "[locale]\nlocal_timezone = Europe/Stockholm\ndefault_timezone = Europe/Stockholm\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n",
        encoding="utf-8",
    )
    (tmp_path / "store").mkdir()
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}

    def khal(*arguments: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(config), *arguments]
        run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert run.returncode == 0, run.stderr
        return run.stdout

    khal("import", "--batch", str(calendar))
    listed = khal("list", "--format", "{start} {end} {title} ({status})", "2022-12-08", "1d")
    assert "2022-12-08 09:00 2022-12-08 11:45 Förbundsdirektionen" in listed
