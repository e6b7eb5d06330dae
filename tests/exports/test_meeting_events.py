"""An event keeps its id from announcement to meeting, and counts what changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from minutes_archive.exports.calendars import EventStatus, MeetingEvent, meeting_events
from minutes_archive.exports.site import Site
from minutes_archive.model import (
    AgendaItem,
    Announcement,
    Body,
    Correction,
    Meeting,
    MeetingPlan,
    Publication,
    Registry,
    Withdrawal,
)

REGISTRY = Registry(
    "Strandö mötesarkiv",
    bodies={
        "styrgruppen": Body("styrgruppen", "Styrgruppen", "SG"),
        "namnden": Body("namnden", "Nämnden", "N"),
    },
)
DAY = dt.date(2024, 6, 13)


def meeting(date: str, *upcoming: Announcement, body: str = "styrgruppen") -> Meeting:
    return Meeting(
        id=f"{body}/{date}",
        body=body,
        date=dt.date.fromisoformat(date),
        title="Minnesanteckningar",
        items=(AgendaItem("1", "1", "Välkommen"),),
        upcoming=upcoming,
    )


def announced(status: MeetingPlan = MeetingPlan.PLANNED, time: str = "", title: str = "") -> Any:
    return Announcement(DAY, time, "styrgruppen", title, status)


@pytest.fixture
def events(linking: Any) -> Any:
    def events_of(*meetings: Meeting) -> dict[str, MeetingEvent]:
        site = Site(linking(REGISTRY, list(meetings)), "https://arkiv.example.se/")
        return {event.id: event for event in meeting_events(site)}

    return events_of


def test_a_proposed_meeting_is_tentative(events: Any) -> None:
    event = events(meeting("2024-01-18", announced(MeetingPlan.PROPOSED)))["styrgruppen/2024-06-13"]
    assert event.status is EventStatus.TENTATIVE
    assert event.sequence == 0
    assert event.announced_on == dt.date(2024, 1, 18)
    assert event.title == "Styrgruppen"


def test_each_change_counts_and_the_last_word_holds(events: Any) -> None:
    january = meeting("2024-01-18", announced(MeetingPlan.PROPOSED))
    march = meeting("2024-03-14", announced(time="9.00"), body="namnden")
    april = meeting("2024-04-18", announced(time="9.00"))
    may = meeting("2024-05-16", announced(MeetingPlan.CANCELLED, time="9.00"))
    steps = [
        events(january),
        events(january, march),
        events(january, march, april),
        events(january, march, april, may),
    ]
    found = [step["styrgruppen/2024-06-13"] for step in steps]
    assert [event.sequence for event in found] == [0, 1, 1, 2]
    assert [event.status for event in found] == [
        EventStatus.TENTATIVE,
        EventStatus.CONFIRMED,
        EventStatus.CONFIRMED,
        EventStatus.CANCELLED,
    ]
    assert found[-1].announced_on == dt.date(2024, 5, 16)


def test_a_held_meeting_is_the_event_that_was_announced(events: Any) -> None:
    january = meeting("2024-01-18", announced(MeetingPlan.PROPOSED, title="Extra möte"))
    held = replace(meeting("2024-06-13"), time="10.00–12.00", location="Strandö")
    event = events(january, held)["styrgruppen/2024-06-13"]
    assert event.status is EventStatus.CONFIRMED
    assert event.sequence == 1
    assert (event.time, event.location) == ("10.00–12.00", "Strandö")
    assert event.title == "Styrgruppen: Extra möte"
    assert event.url == "https://arkiv.example.se/moten/styrgruppen/2024-06-13/"
    corrected = replace(held, corrections=(Correction(dt.date(2024, 7, 1), "Tiden rättad."),))
    later = events(january, corrected)["styrgruppen/2024-06-13"]
    assert later.sequence == 2
    assert later.announced_on == dt.date(2024, 7, 1)


def test_two_meetings_on_a_day_are_two_events(events: Any) -> None:
    first, second = announced(time="9.00"), announced(time="13.00", title="Budgetmöte")
    found = events(meeting("2024-01-18", first, second))
    assert found["styrgruppen/2024-06-13"].time == "9.00"
    assert found["styrgruppen/2024-06-13-2"].title == "Styrgruppen: Budgetmöte"


def test_a_date_of_no_body_is_told_by_its_title(events: Any) -> None:
    one = Announcement(DAY, title="Dialog med Region Strandö")
    again = Announcement(DAY, "13.00", title="Dialog  med region Strandö")
    found = events(meeting("2024-01-18", one), meeting("2024-03-14", again))
    (event,) = [event for event in found.values() if not event.body]
    assert event.title == "Dialog med region Strandö"
    assert (event.time, event.sequence) == ("13.00", 1)


def test_a_withdrawn_meeting_is_told_by_its_announcement_only(events: Any) -> None:
    gone = replace(
        meeting("2024-06-13"),
        status=Publication.WITHDRAWN,
        withdrawn=Withdrawal("personal_data"),
        location="Hemlig plats",
    )
    found = events(meeting("2024-01-18", announced()), gone)
    event = found["styrgruppen/2024-06-13"]
    assert event.location == ""
    assert event.url == "https://arkiv.example.se/moten/styrgruppen/2024-01-18/"
