"""The parts of a meeting in its record: items, attendance, what it announces and corrects."""

from __future__ import annotations

from collections.abc import Iterable

from minutes_archive.archive import (
    DecisionEntry,
    DeferralEntry,
    ItemEntry,
    Presence,
    attendance_of_meeting,
)
from minutes_archive.exports.decision_fields import VOTES, references, votes
from minutes_archive.exports.fields import (
    DATE,
    IDS,
    MAYBE_DATE,
    MAYBE_INSTANT,
    MAYBE_TEXT,
    TEXT,
    WHOLE,
    Dataset,
    Field,
    Record,
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
    Attachment,
    Attendance,
    DocumentKind,
    Holding,
    Meeting,
    MeetingForm,
    MeetingPlan,
    Role,
)
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
    latest_status=choice(MeetingPlan),
    location=MAYBE_TEXT,
    held=MAYBE_TEXT,
)
ATTACHMENT = shape(title=TEXT, file=TEXT, url=TEXT, bytes=WHOLE, sha256=TEXT)
CORRECTION = shape(date=DATE, text=TEXT, items=maybe(IDS))
DEFERRED = shape(text=TEXT, meeting=TEXT, taken_up_by=IDS)


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
    """Return what a meeting announces; `latest_status` is what was last told of it."""
    return [
        {
            "date": entry.announcement.date.isoformat(),
            "time": entry.announcement.time or None,
            "body": entry.announcement.body or None,
            "title": entry.announcement.title or None,
            "status": entry.announcement.status.value,
            "latest_status": entry.latest.status.value,
            "location": entry.announcement.location or None,
            "held": entry.held.id
            if entry.held and entry.held.id in site.archive.meeting_by_id
            else None,
        }
        for entry in site.archive.announced_in.get(meeting.id, ())
    ]


def attachment(site: Site, meeting: Meeting, entry: Attachment) -> Record:
    """Return a file that a meeting or one of its items has, as it is served."""
    served = site.files(meeting)[entry.file]
    return {
        "title": entry.title or entry.file,
        "file": entry.file,
        "url": site.url(served.address),
        "bytes": served.bytes,
        "sha256": served.sha256,
    }


def attachments(site: Site, meeting: Meeting) -> list[Record]:
    """Return the attachments of the meeting itself."""
    return [attachment(site, meeting, entry) for entry in meeting.attachments]


def corrections(_site: Site, meeting: Meeting) -> list[Record]:
    return [
        {
            "date": c.date.isoformat(),
            "text": plain_text(c.text),
            "items": None if c.item_slugs is None else _numbers(meeting.items, c.item_slugs),
        }
        for c in meeting.corrections
    ]


def deferred_here(site: Site, meeting: Meeting) -> list[Record]:
    entries = site.archive.deferred_to.get(meeting.id, ())
    return [
        {
            "text": plain_text(e.deferral.text),
            "meeting": e.meeting.id,
            "taken_up_by": taken_up_by(site, e),
        }
        for e in entries
    ]


def taken_up_by(site: Site, entry: DeferralEntry) -> list[str]:
    """Return the ids of the items and decisions that took up what was put off."""
    return [
        by.id if isinstance(by, DecisionEntry) else site.item_id(by) for by in entry.taken_up_by
    ]


def _announced_by(site: Site, meeting: Meeting) -> list[str]:
    entries = site.archive.announced_by.get(meeting.id, ())
    return list(dict.fromkeys(entry.meeting.id for entry in entries))


def _decisions(_site: Site, meeting: Meeting) -> list[str]:
    return [decision.id for decision in meeting.decisions if decision.withdrawn is None]


def _start(_site: Site, meeting: Meeting) -> str | None:
    found = interval(meeting.date, meeting.time, meeting.end_date)
    return found.start.isoformat() if found else None


def _end(_site: Site, meeting: Meeting) -> str | None:
    found = interval(meeting.date, meeting.time, meeting.end_date)
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
        Field("end_date", MAYBE_DATE, lambda _, m: m.end_date.isoformat() if m.end_date else None),
        Field("time", MAYBE_TEXT, lambda _, m: m.time or None),
        Field("start", MAYBE_INSTANT, _start),
        Field("end", MAYBE_INSTANT, _end),
        Field("location", MAYBE_TEXT, lambda _, m: m.location or None),
        Field("form", maybe_choice(MeetingForm), lambda _, m: m.form.value if m.form else None),
        Field("held", choice(Holding), lambda _, m: m.held.value),
        Field("joint_with", IDS, lambda _, m: list(m.joint_with)),
        Field("kind", choice(DocumentKind), lambda _, m: m.kind.value),
        Field("title", TEXT, lambda _, m: m.title),
        Field("reference", MAYBE_TEXT, lambda _, m: m.reference or None),
        Field("items", list_of(ITEM), items, in_table=False),
        Field("present", list_of(PERSON), lambda s, m: people(s, m, m.present), in_table=False),
        Field("absent", list_of(PERSON), lambda s, m: people(s, m, m.absent), in_table=False),
        Field("attendance", list_of(ATTENDANCE), attendance, in_table=False),
        Field("decisions", IDS, _decisions),
        Field("item_count", WHOLE, lambda _, m: len(m.items)),
        Field("decision_count", WHOLE, lambda s, m: len(_decisions(s, m))),
        Field("present_count", WHOLE, lambda _, m: len(m.present)),
        Field("absent_count", WHOLE, lambda _, m: len(m.absent)),
        Field("attachments", list_of(ATTACHMENT), attachments, in_table=False),
        Field("upcoming", list_of(UPCOMING), upcoming, in_table=False),
        Field("announced_by", IDS, _announced_by),
        Field("deferred_here", list_of(DEFERRED), deferred_here, in_table=False),
        Field("previous", MAYBE_TEXT, lambda s, m: _neighbour(s, m, 0)),
        Field("next", MAYBE_TEXT, lambda s, m: _neighbour(s, m, 1)),
        Field(
            "attested_date",
            MAYBE_DATE,
            lambda _, m: m.attested_date.isoformat() if m.attested_date else None,
        ),
        Field("corrections", list_of(CORRECTION), corrections, in_table=False),
        Field("source_url", MAYBE_TEXT, lambda s, m: s.source_url(m) or None),
        Field("source_sha256", MAYBE_TEXT, _source_hash),
        Field("modified", DATE, lambda s, m: s.modified(m).isoformat()),
    ),
    lambda site: site.archive.meetings,
    lambda meeting: meeting.date.year,
)
