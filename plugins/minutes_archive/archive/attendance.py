"""Attendance by municipality: who took part in a meeting, and for how much of it.

What the record does not tell is unknown, never absent: a municipality nobody stands for was
not represented only where the record says who was there, and from where.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from minutes_archive.archive.entries import (
    DecisionEntry,
    ItemAttendance,
    MunicipalityAttendance,
    Presence,
)
from minutes_archive.model import AgendaItem, Attendance, Body, Meeting, Registry, Role

# Those who are there for the meeting's sake, and stand for no member.
_NO_REPRESENTATIVES = frozenset({Role.SECRETARY, Role.OFFICER, Role.PRESENTER, Role.GUEST})


def somebody_is_unplaced(meeting: Meeting) -> bool:
    """Return whether somebody present may represent any municipality: none is named for them."""
    return any(
        not person.organisation and not (person.roles and {*person.roles} <= _NO_REPRESENTATIVES)
        for person in meeting.present
    )


def tells_who_was_there(meeting: Meeting, municipalities: Container[str]) -> bool:
    """Return whether a municipality that is not among the present can be said not to have been.

    It cannot where nobody from a municipality is named, or somebody may come from any.
    """
    named = any(person.organisation in municipalities for person in meeting.present)
    return named and not somebody_is_unplaced(meeting)


def attendance_of(
    meeting: Meeting, municipality: str, municipalities: Container[str]
) -> MunicipalityAttendance:
    """Return how a municipality took part: what all its people attended, taken together.

    Stepping aside from an item (jäv) does not make a municipality absent from it.
    `municipalities` are the ids of all, which tell them from other organisations.
    """
    present = tuple(p for p in meeting.present if p.organisation == municipality)
    absent = tuple(p for p in meeting.absent if p.organisation == municipality)
    items: tuple[str, ...] = ()
    if present:
        slugs = tuple(item.slug for item in meeting.items)
        if any(person.item_numbers is None for person in present):
            covered = frozenset(slugs)
        else:
            covered = frozenset[str]().union(*(person.item_numbers or () for person in present))
        if covered.issuperset(slugs):
            presence = Presence.PRESENT
        else:
            presence = Presence.PARTIAL
            items = tuple(slug for slug in slugs if slug in covered)
    elif absent and not somebody_is_unplaced(meeting):
        presence = Presence.ABSENT
    elif tells_who_was_there(meeting, municipalities):
        presence = Presence.NOT_REPRESENTED
    else:
        presence = Presence.UNKNOWN
    return MunicipalityAttendance(meeting, municipality, presence, present, absent, items)


def expected_at(meeting: Meeting, bodies: Mapping[str, Body]) -> tuple[str, ...]:
    """Return the ids of the municipalities that were members of the bodies that met, that day."""
    return tuple(
        dict.fromkeys(
            name for body in meeting.bodies for name in bodies[body].members_on(meeting.date)
        )
    )


def attendance_of_meeting(
    meeting: Meeting, registry: Registry
) -> tuple[MunicipalityAttendance, ...]:
    """Return the attendance of the members of that day, then of others that are named.

    Organisations that are no municipality come last; they are never "not represented".
    Nobody attends a meeting that was cancelled. One held by letter has those it names.
    """
    people = [*meeting.present, *meeting.absent]
    expected = expected_at(meeting, registry.bodies) if meeting.takes_attendance else ()
    others = dict.fromkeys(
        person.organisation for person in people if person.organisation not in expected
    )
    return tuple(
        attendance_of(meeting, name, registry.municipalities) for name in [*expected, *others]
    )


def attendance_at_item(
    meeting: Meeting, item: AgendaItem, registry: Registry
) -> tuple[ItemAttendance, ...]:
    """Return who took part in one item, by municipality; the members of that day come first."""
    there = present_for(meeting, item)
    aside = disqualified_from(meeting, item)
    expected = expected_at(meeting, registry.bodies) if meeting.takes_attendance else ()
    names = dict.fromkeys([*expected, *(person.organisation for person in (*there, *aside))])
    is_recorded = tells_who_was_there(meeting, registry.municipalities)
    return tuple(
        ItemAttendance(
            name,
            tuple(person for person in there if person.organisation == name),
            tuple(person for person in aside if person.organisation == name),
            is_recorded,
        )
        for name in names
    )


def decisions_missed(row: MunicipalityAttendance) -> tuple[DecisionEntry, ...]:
    """Return the decisions made while a municipality was not there, as the record tells it.

    Where the record does not tell who was there, it has missed none that is known.
    """
    if row.presence in (Presence.PRESENT, Presence.UNKNOWN):
        return ()
    there = frozenset(row.items)
    return tuple(
        DecisionEntry(row.meeting, item, decision)
        for item in row.meeting.items
        if item.slug not in there
        for decision in item.decisions
        if decision.withdrawn is None
    )


def present_for(meeting: Meeting, item: AgendaItem) -> tuple[Attendance, ...]:
    """Return the people who took part in an item, in the order of the minutes."""
    return tuple(person for person in meeting.present if person.takes_part_in(item.slug))


def disqualified_from(meeting: Meeting, item: AgendaItem) -> tuple[Attendance, ...]:
    """Return the people who stepped aside from an item because of a conflict of interest."""
    return tuple(person for person in meeting.present if item.slug in person.disqualified_items)
