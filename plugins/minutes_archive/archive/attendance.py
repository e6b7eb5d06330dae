"""Attendance by municipality: who took part in a meeting, and for how much of it."""

from __future__ import annotations

from minutes_archive.archive.entries import MunicipalityAttendance, Presence
from minutes_archive.model import AgendaItem, Attendance, Body, Meeting


def attendance_of(meeting: Meeting, municipality: str) -> MunicipalityAttendance:
    """Return how a municipality took part: the fullest of its people's attendance counts."""
    present = tuple(p for p in meeting.present if p.organisation == municipality)
    absent = tuple(p for p in meeting.absent if p.organisation == municipality)
    items: tuple[str, ...] = ()
    if any(person.item_numbers is None for person in present):
        presence = Presence.PRESENT
    elif present:
        covered = frozenset[str]().union(*(person.item_numbers or () for person in present))
        items = tuple(item.slug for item in meeting.items if item.slug in covered)
        presence = Presence.PARTIAL
    else:
        presence = Presence.ABSENT if absent else Presence.NOT_REPRESENTED
    return MunicipalityAttendance(meeting, municipality, presence, present, absent, items)


def attendance_of_meeting(meeting: Meeting, body: Body) -> tuple[MunicipalityAttendance, ...]:
    """Return the attendance of the body's members, then of other municipalities named.

    Organisations that are no municipality come last; they are never "not represented".
    """
    people = [*meeting.present, *meeting.absent]
    others = dict.fromkeys(
        person.organisation for person in people if person.organisation not in body.members
    )
    return tuple(attendance_of(meeting, name) for name in [*body.members, *others])


def present_for(meeting: Meeting, item: AgendaItem) -> tuple[Attendance, ...]:
    """Return the people who were there for an item, in the order of the minutes."""
    return tuple(
        person
        for person in meeting.present
        if person.item_numbers is None or item.slug in person.item_numbers
    )
