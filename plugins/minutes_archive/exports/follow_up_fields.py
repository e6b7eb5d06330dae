"""The follow-ups as open data: one row per report of a meeting on a promised task."""

from __future__ import annotations

from minutes_archive.archive import FollowUpEntry
from minutes_archive.exports.decision_fields import references, responsible
from minutes_archive.exports.fields import (
    DATE,
    MAYBE_DATE,
    MAYBE_TEXT,
    TEXT,
    WHOLE,
    YES_NO,
    Dataset,
    Field,
    choice,
    iso,
)
from minutes_archive.exports.site import Site
from minutes_archive.model import FollowUpState
from minutes_archive.prose import plain_text


def reports(site: Site) -> list[FollowUpEntry]:
    """Return every report on a task, oldest meeting first."""
    archive = site.archive
    return [
        FollowUpEntry(entry.meeting, entry.item, follow_up)
        for entry in archive.items
        for follow_up in entry.item.follow_ups
    ]


def origin(site: Site, entry: FollowUpEntry) -> str | None:
    """Return the id of what a task comes from."""
    written = entry.follow_up.origin
    return next(iter(references(site, (written,) if written else ())), None)


FOLLOW_UPS: Dataset[FollowUpEntry] = Dataset(
    "follow_ups",
    (
        Field("id", TEXT, lambda s, e: s.follow_up_id(e)),
        Field("url", TEXT, lambda s, e: s.follow_up_url(e)),
        Field("task", TEXT, lambda s, e: s.follow_up_id(s.archive.task_of[e.id].first)),
        Field("latest", YES_NO, lambda s, e: s.archive.task_of[e.id].latest.id == e.id),
        Field("body", TEXT, lambda _, e: e.meeting.body),
        Field("meeting", TEXT, lambda _, e: e.meeting.id),
        Field("date", DATE, lambda _, e: e.meeting.date.isoformat()),
        Field("item", TEXT, lambda _, e: e.item.number),
        Field("item_title", TEXT, lambda _, e: e.item.title),
        Field("number", WHOLE, lambda _, e: e.follow_up.number),
        Field("text", TEXT, lambda _, e: plain_text(e.follow_up.text)),
        Field("state", choice(FollowUpState), lambda _, e: e.follow_up.state.value),
        Field("note", MAYBE_TEXT, lambda _, e: plain_text(e.follow_up.note) or None),
        Field("origin", MAYBE_TEXT, origin),
        Field("matter", MAYBE_TEXT, lambda _, e: e.matter or None),
        Field("responsible", MAYBE_TEXT, lambda s, e: responsible(s, e.follow_up.responsible)),
        Field("due", MAYBE_DATE, lambda _, e: iso(e.follow_up.due)),
    ),
    reports,
    lambda entry: entry.meeting.date.year,
)
