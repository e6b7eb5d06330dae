"""The meetings as open data: one row per meeting, persons without their names."""

from __future__ import annotations

from collections.abc import Iterable

from minutes_archive.archive import (
    AnnouncementEntry,
    DecisionEntry,
    DeferralEntry,
    ItemEntry,
    MunicipalityAttendance,
    Presence,
    attendance_of_meeting,
)
from minutes_archive.exports.decision_fields import VOTE, references
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
    choice,
    iso,
    list_of,
    maybe,
    maybe_choice,
    records,
)
from minutes_archive.exports.site import Site
from minutes_archive.exports.stockholm_time import interval
from minutes_archive.model import (
    Attachment,
    Attendance,
    Correction,
    DocumentKind,
    Holding,
    Meeting,
    MeetingForm,
    MeetingPlan,
    Role,
)
from minutes_archive.pages.files import ServedFile
from minutes_archive.prose import plain_text

# An agenda item without its content.
ITEM: tuple[Field[ItemEntry], ...] = (
    Field("id", TEXT, lambda s, e: s.item_id(e)),
    Field("number", TEXT, lambda _, e: e.item.number),
    Field("title", TEXT, lambda _, e: e.item.title),
    Field("url", TEXT, lambda s, e: s.item_url(e)),
    Field("reference", MAYBE_TEXT, lambda _, e: e.item.reference or None),
    Field("matter", MAYBE_TEXT, lambda _, e: e.item.matter or None),
    Field("topics", IDS, lambda _, e: list(e.item.topics)),
    Field("follows", IDS, lambda s, e: references(s, e.item.follows)),
    records("votes", VOTE, lambda _, e: e.item.votes),
    Field("municipalities", IDS, lambda s, e: sorted(s.archive.named_in_item[e.id])),
    Field("decisions", IDS, lambda _, e: [d.id for d in e.item.decisions if d.withdrawn is None]),
    Field("follow_ups", WHOLE, lambda _, e: len(e.item.follow_ups)),
)

Listed = tuple[Meeting, Attendance]


def _roles(site: Site, listed: Listed) -> list[str]:
    return [role.value for role in listed[1].roles if site.registry.shows_roles]


def _part(_site: Site, listed: Listed) -> list[str] | None:
    meeting, person = listed
    return None if person.item_numbers is None else _numbers(meeting, person.item_numbers)


def _numbers(meeting: Meeting, slugs: Iterable[str]) -> list[str]:
    wanted = frozenset(slugs)
    return [item.number for item in meeting.items if item.slug in wanted]


# Who took part, without a name: for whom, as what (`role` is the first of `roles`), for how much.
# `people: hidden` drops the roles and the party.
PERSON: tuple[Field[Listed], ...] = (
    Field("organisation", MAYBE_TEXT, lambda _, p: p[1].organisation or None),
    Field("role", maybe_choice(Role), lambda s, p: next(iter(_roles(s, p)), None)),
    Field("roles", list_of(choice(Role)), _roles),
    Field("party", MAYBE_TEXT, lambda s, p: (s.registry.shows_roles and p[1].party) or None),
    Field("items", maybe(IDS), _part),
    Field("disqualified", IDS, lambda _, p: _numbers(p[0], p[1].disqualified_items)),
)
ATTENDANCE: tuple[Field[MunicipalityAttendance], ...] = (
    Field("municipality", TEXT, lambda _, a: a.municipality),
    Field("presence", choice(Presence), lambda _, a: a.presence.value),
    Field(
        "items",
        maybe(IDS),
        lambda _, a: _numbers(a.meeting, a.items) if a.presence is Presence.PARTIAL else None,
    ),
)


def _attendance(site: Site, meeting: Meeting) -> list[MunicipalityAttendance]:
    """Return how the member municipalities took part; none where nobody came together."""
    if not meeting.takes_attendance:
        return []
    entries = attendance_of_meeting(meeting, site.registry)
    return [entry for entry in entries if entry.municipality in site.registry.municipalities]


def _held(site: Site, entry: AnnouncementEntry) -> str | None:
    return entry.held.id if entry.held and entry.held.id in site.archive.meeting_by_id else None


# What a meeting announces; `latest_status` is what was last told of it.
UPCOMING: tuple[Field[AnnouncementEntry], ...] = (
    Field("date", DATE, lambda _, e: e.announcement.date.isoformat()),
    Field("time", MAYBE_TEXT, lambda _, e: e.announcement.time or None),
    Field("body", MAYBE_TEXT, lambda _, e: e.announcement.body or None),
    Field("title", MAYBE_TEXT, lambda _, e: e.announcement.title or None),
    Field("status", choice(MeetingPlan), lambda _, e: e.announcement.status.value),
    Field("latest_status", choice(MeetingPlan), lambda _, e: e.latest.status.value),
    Field("location", MAYBE_TEXT, lambda _, e: e.announcement.location or None),
    Field("held", MAYBE_TEXT, _held),
)

OwnFile = tuple[Meeting, Attachment]


def _served(site: Site, own: OwnFile) -> ServedFile:
    meeting, attachment = own
    return site.files(meeting)[attachment.file]


# A file that a meeting or one of its items has, as it is served.
ATTACHMENT: tuple[Field[OwnFile], ...] = (
    Field("title", TEXT, lambda _, o: o[1].title or o[1].file),
    Field("file", TEXT, lambda _, o: o[1].file),
    Field("url", TEXT, lambda s, o: s.url(_served(s, o).address)),
    Field("bytes", WHOLE, lambda s, o: _served(s, o).bytes),
    Field("sha256", TEXT, lambda s, o: _served(s, o).sha256),
)
CORRECTION: tuple[Field[tuple[Meeting, Correction]], ...] = (
    Field("date", DATE, lambda _, c: c[1].date.isoformat()),
    Field("text", TEXT, lambda _, c: plain_text(c[1].text)),
    Field(
        "items",
        maybe(IDS),
        lambda _, c: None if c[1].item_slugs is None else _numbers(c[0], c[1].item_slugs),
    ),
)
DEFERRED: tuple[Field[DeferralEntry], ...] = (
    Field("text", TEXT, lambda _, e: plain_text(e.deferral.text)),
    Field("meeting", TEXT, lambda _, e: e.meeting.id),
    Field("taken_up_by", IDS, lambda s, e: taken_up_by(s, e)),
)


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
        Field("end_date", MAYBE_DATE, lambda _, m: iso(m.end_date)),
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
        records("items", ITEM, lambda _, m: [ItemEntry(m, item) for item in m.items]),
        records("present", PERSON, lambda _, m: [(m, person) for person in m.present]),
        records("absent", PERSON, lambda _, m: [(m, person) for person in m.absent]),
        records("attendance", ATTENDANCE, _attendance),
        Field("decisions", IDS, _decisions),
        Field("item_count", WHOLE, lambda _, m: len(m.items)),
        Field("decision_count", WHOLE, lambda s, m: len(_decisions(s, m))),
        Field("present_count", WHOLE, lambda _, m: len(m.present)),
        Field("absent_count", WHOLE, lambda _, m: len(m.absent)),
        records("attachments", ATTACHMENT, lambda _, m: [(m, file) for file in m.attachments]),
        records("upcoming", UPCOMING, lambda s, m: s.archive.announced_in.get(m.id, ())),
        Field("announced_by", IDS, _announced_by),
        records("deferred_here", DEFERRED, lambda s, m: s.archive.deferred_to.get(m.id, ())),
        Field("previous", MAYBE_TEXT, lambda s, m: _neighbour(s, m, 0)),
        Field("next", MAYBE_TEXT, lambda s, m: _neighbour(s, m, 1)),
        Field("attested_date", MAYBE_DATE, lambda _, m: iso(m.attested_date)),
        records("corrections", CORRECTION, lambda _, m: [(m, one) for one in m.corrections]),
        Field("source_url", MAYBE_TEXT, lambda s, m: s.source_url(m) or None),
        Field("source_sha256", MAYBE_TEXT, _source_hash),
        Field("modified", DATE, lambda s, m: s.modified(m).isoformat()),
    ),
    lambda site: site.archive.meetings,
    lambda meeting: meeting.date.year,
)
