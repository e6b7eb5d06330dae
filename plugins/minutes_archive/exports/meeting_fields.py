"""The meetings as open data: one row per meeting, persons without their names."""

from __future__ import annotations

from collections.abc import Iterable

from minutes_archive.archive import ItemEntry, Presence, attendance_of_meeting
from minutes_archive.exports.fields import Dataset, Field, Record
from minutes_archive.exports.json_schema import (
    DATE,
    IDS,
    MAYBE_DATE,
    MAYBE_INSTANT,
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
from minutes_archive.exports.stockholm_time import interval
from minutes_archive.model import (
    AgendaItem,
    Attendance,
    Kind,
    Meeting,
    MeetingPlan,
    Role,
)

ITEM = shape(
    id=TEXT,
    number=TEXT,
    title=TEXT,
    url=TEXT,
    reference=MAYBE_TEXT,
    matter=MAYBE_TEXT,
    topics=IDS,
    municipalities=IDS,
    decisions=IDS,
    follow_ups=WHOLE,
)
PERSON = shape(organisation=MAYBE_TEXT, role=maybe_choice(Role), items=maybe(IDS))
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
        "municipalities": sorted(site.archive.named_in_item[entry.id]),
        "decisions": [d.id for d in entry.item.decisions if d.withdrawn is None],
        "follow_ups": len(entry.item.follow_ups),
    }


def _items(site: Site, meeting: Meeting) -> list[Record]:
    return [item(site, ItemEntry(meeting, entry)) for entry in meeting.items]


def _people(site: Site, meeting: Meeting, people: Iterable[Attendance]) -> list[Record]:
    """Return who took part: for whom, as what, for how much; `people: hidden` drops the role."""
    with_role = site.registry.people != "hidden"
    return [
        {
            "organisation": person.organisation or None,
            "role": person.role.value if person.role and with_role else None,
            "items": None
            if person.item_numbers is None
            else _numbers(meeting.items, person.item_numbers),
        }
        for person in people
    ]


def _numbers(items: Iterable[AgendaItem], slugs: Iterable[str]) -> list[str]:
    wanted = frozenset(slugs)
    return [entry.number for entry in items if entry.slug in wanted]


def _attendance(site: Site, meeting: Meeting) -> list[Record]:
    return [
        {
            "municipality": entry.municipality,
            "presence": entry.presence.value,
            "items": _numbers(meeting.items, entry.items)
            if entry.presence is Presence.PARTIAL
            else None,
        }
        for entry in attendance_of_meeting(meeting, site.body(meeting))
        if entry.municipality in site.registry.municipalities
    ]


def _upcoming(site: Site, meeting: Meeting) -> list[Record]:
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


def _corrections(_site: Site, meeting: Meeting) -> list[Record]:
    return [{"date": c.date.isoformat(), "text": c.text} for c in meeting.corrections]


def _deferred_here(site: Site, meeting: Meeting) -> list[Record]:
    entries = site.archive.deferred_to.get(meeting.id, ())
    return [{"text": e.deferral.text, "meeting": e.meeting.id} for e in entries]


def _announced_by(site: Site, meeting: Meeting) -> list[str]:
    entries = site.archive.announced_by.get(meeting.id, ())
    return list(dict.fromkeys(entry.meeting.id for entry in entries))


def _decisions(_site: Site, meeting: Meeting) -> list[str]:
    return [decision.id for decision in meeting.decisions if decision.withdrawn is None]


def _start(_site: Site, meeting: Meeting) -> str | None:
    found = interval(meeting.date, meeting.time)
    return found.start.isoformat() if found else None


def _end(_site: Site, meeting: Meeting) -> str | None:
    found = interval(meeting.date, meeting.time)
    return found.end.isoformat() if found and found.end else None


def _source_hash(site: Site, meeting: Meeting) -> str | None:
    return site.files(meeting)[meeting.source.file].sha256 if meeting.source else None


def _neighbour(site: Site, meeting: Meeting, step: int) -> str | None:
    neighbour = site.archive.neighbours[meeting.id][step]
    return neighbour.id if neighbour else None


MEETINGS: Dataset[Meeting] = Dataset(
    "meetings",
    (
        Field("id", TEXT, lambda _, m: m.id),
        Field("url", TEXT, lambda s, m: s.meeting_url(m)),
        Field("data_url", TEXT, lambda s, m: s.url(s.addresses.meeting_data(m.id))),
        Field("citation", TEXT, lambda s, m: s.cite_meeting(m)),
        Field("body", TEXT, lambda _, m: m.body),
        Field("date", DATE, lambda _, m: m.date.isoformat()),
        Field("time", MAYBE_TEXT, lambda _, m: m.time or None),
        Field("start", MAYBE_INSTANT, _start),
        Field("end", MAYBE_INSTANT, _end),
        Field("location", MAYBE_TEXT, lambda _, m: m.location or None),
        Field("kind", choice(Kind), lambda _, m: m.kind.value),
        Field("title", TEXT, lambda _, m: m.title),
        Field("reference", MAYBE_TEXT, lambda _, m: m.reference or None),
        Field("items", list_of(ITEM), _items, in_table=False),
        Field("present", list_of(PERSON), lambda s, m: _people(s, m, m.present), in_table=False),
        Field("absent", list_of(PERSON), lambda s, m: _people(s, m, m.absent), in_table=False),
        Field("attendance", list_of(ATTENDANCE), _attendance, in_table=False),
        Field("decisions", IDS, _decisions),
        Field("item_count", WHOLE, lambda _, m: len(m.items)),
        Field("decision_count", WHOLE, lambda s, m: len(_decisions(s, m))),
        Field("present_count", WHOLE, lambda _, m: len(m.present)),
        Field("absent_count", WHOLE, lambda _, m: len(m.absent)),
        Field("upcoming", list_of(UPCOMING), _upcoming, in_table=False),
        Field("announced_by", IDS, _announced_by),
        Field("deferred_here", list_of(DEFERRED), _deferred_here, in_table=False),
        Field("previous", MAYBE_TEXT, lambda s, m: _neighbour(s, m, 0)),
        Field("next", MAYBE_TEXT, lambda s, m: _neighbour(s, m, 1)),
        Field(
            "attested_date",
            MAYBE_DATE,
            lambda _, m: m.attested_date.isoformat() if m.attested_date else None,
        ),
        Field("corrections", list_of(CORRECTION), _corrections, in_table=False),
        Field("source_url", MAYBE_TEXT, lambda s, m: s.source_url(m) or None),
        Field("source_sha256", MAYBE_TEXT, _source_hash),
        Field("modified", DATE, lambda s, m: s.modified(m).isoformat()),
    ),
    lambda site: site.archive.meetings,
    lambda meeting: meeting.date.year,
)
