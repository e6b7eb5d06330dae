"""The parts of a meeting in its record: items, attendance, what it announces and corrects."""

from __future__ import annotations

from collections.abc import Iterable

from minutes_archive.archive import ItemEntry, Presence, attendance_of_meeting
from minutes_archive.exports.decision_fields import VOTES, references, votes
from minutes_archive.exports.fields import Record
from minutes_archive.exports.json_schema import (
    DATE,
    IDS,
    MAYBE_TEXT,
    TEXT,
    WHOLE,
    choice,
    list_of,
    maybe,
    maybe_choice,
    shape,
)
from minutes_archive.exports.site import Site
from minutes_archive.model import AgendaItem, Attendance, Meeting, MeetingPlan, Role
from minutes_archive.prose import plain_text

ITEM = shape(
    id=TEXT,
    number=TEXT,
    title=TEXT,
    url=TEXT,
    reference=MAYBE_TEXT,
    matter=MAYBE_TEXT,
    topics=IDS,
    follows=IDS,
    votes=VOTES,
    municipalities=IDS,
    decisions=IDS,
    follow_ups=WHOLE,
)
PERSON = shape(
    organisation=MAYBE_TEXT,
    role=maybe_choice(Role),
    roles=list_of(choice(Role)),
    party=MAYBE_TEXT,
    items=maybe(IDS),
    disqualified=IDS,
)
ATTENDANCE = shape(municipality=TEXT, presence=choice(Presence), items=maybe(IDS))
UPCOMING = shape(
    date=DATE,
    time=MAYBE_TEXT,
    body=MAYBE_TEXT,
    title=MAYBE_TEXT,
    status=choice(MeetingPlan),
    location=MAYBE_TEXT,
    held=MAYBE_TEXT,
)
CORRECTION = shape(date=DATE, text=TEXT)
DEFERRED = shape(text=TEXT, meeting=TEXT)


def item(site: Site, entry: ItemEntry) -> Record:
    """Return an agenda item without its content."""
    return {
        "id": site.item_id(entry),
        "number": entry.item.number,
        "title": entry.item.title,
        "url": site.item_url(entry),
        "reference": entry.item.reference or None,
        "matter": entry.item.matter or None,
        "topics": list(entry.item.topics),
        "follows": references(site, entry.item.follows),
        "votes": votes(entry.item.votes),
        "municipalities": sorted(site.archive.named_in_item[entry.id]),
        "decisions": [d.id for d in entry.item.decisions if d.withdrawn is None],
        "follow_ups": len(entry.item.follow_ups),
    }


def items(site: Site, meeting: Meeting) -> list[Record]:
    return [item(site, ItemEntry(meeting, entry)) for entry in meeting.items]


def people(site: Site, meeting: Meeting, listed: Iterable[Attendance]) -> list[Record]:
    """Return who took part: for whom, as what, for how much.

    `role` is the first of `roles`. `people: hidden` drops the roles and the party.
    """
    with_role = site.registry.people != "hidden"
    return [
        {
            "organisation": person.organisation or None,
            "role": next((role.value for role in person.roles if with_role), None),
            "roles": [role.value for role in person.roles if with_role],
            "party": (with_role and person.party) or None,
            "items": None
            if person.item_numbers is None
            else _numbers(meeting.items, person.item_numbers),
            "disqualified": _numbers(meeting.items, person.disqualified_items),
        }
        for person in listed
    ]


def _numbers(items: Iterable[AgendaItem], slugs: Iterable[str]) -> list[str]:
    wanted = frozenset(slugs)
    return [entry.number for entry in items if entry.slug in wanted]


def attendance(site: Site, meeting: Meeting) -> list[Record]:
    return [
        {
            "municipality": entry.municipality,
            "presence": entry.presence.value,
            "items": _numbers(meeting.items, entry.items)
            if entry.presence is Presence.PARTIAL
            else None,
        }
        for entry in attendance_of_meeting(meeting, site.registry)
        if meeting.takes_attendance and entry.municipality in site.registry.municipalities
    ]


def upcoming(site: Site, meeting: Meeting) -> list[Record]:
    found = []
    for entry in meeting.upcoming:
        identity = f"{entry.body}/{entry.date.isoformat()}"
        found.append(
            {
                "date": entry.date.isoformat(),
                "time": entry.time or None,
                "body": entry.body or None,
                "title": entry.title or None,
                "status": entry.status.value,
                "location": entry.location or None,
                "held": identity if identity in site.archive.meeting_by_id else None,
            }
        )
    return found


def corrections(_site: Site, meeting: Meeting) -> list[Record]:
    return [{"date": c.date.isoformat(), "text": plain_text(c.text)} for c in meeting.corrections]


def deferred_here(site: Site, meeting: Meeting) -> list[Record]:
    entries = site.archive.deferred_to.get(meeting.id, ())
    return [{"text": plain_text(e.deferral.text), "meeting": e.meeting.id} for e in entries]
