"""The meetings as open data: one row per meeting, persons without their names."""

from __future__ import annotations

from minutes_archive.exports.fields import Dataset, Field
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
    maybe_choice,
)
from minutes_archive.exports.meeting_parts import (
    ATTACHMENT,
    ATTENDANCE,
    CORRECTION,
    DEFERRED,
    ITEM,
    PERSON,
    UPCOMING,
    attachments,
    attendance,
    corrections,
    deferred_here,
    items,
    people,
    upcoming,
)
from minutes_archive.exports.site import Site
from minutes_archive.exports.stockholm_time import interval
from minutes_archive.model import DocumentKind, Holding, Meeting, MeetingForm


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
