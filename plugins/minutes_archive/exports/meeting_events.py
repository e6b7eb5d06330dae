"""Meetings, announced and held, as events of a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from minutes_archive.archive import AnnouncementEntry, meeting_order
from minutes_archive.archive.grouping import grouped
from minutes_archive.archive.order import start_of
from minutes_archive.exports.printable import one_line
from minutes_archive.exports.site import Site
from minutes_archive.language.citations import nth_mark
from minutes_archive.model import Announcement, Holding, Meeting, MeetingPlan


class EventStatus(StrEnum):
    """How sure an event is, in the words of RFC 5545."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


_STATUS = {
    MeetingPlan.PLANNED: EventStatus.CONFIRMED,
    MeetingPlan.PROPOSED: EventStatus.TENTATIVE,
    MeetingPlan.CANCELLED: EventStatus.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """One event: `id` stays the same from the first announcement on, `sequence` counts changes.

    `told` is the day of the latest minutes, or correction, that tells of it.
    """

    id: str
    body: str
    bodies: tuple[str, ...]
    date: dt.date
    end_date: dt.date | None
    time: str
    title: str
    location: str
    description: str
    status: EventStatus
    sequence: int
    told: dt.date
    url: str


def meeting_events(site: Site) -> list[MeetingEvent]:
    """Return the events, by date; an announced meeting that was held is one event."""
    in_order = sorted(site.archive.announcements, key=lambda entry: meeting_order(entry.meeting))
    announced = grouped((entry.identity, entry) for entry in in_order)
    events = [
        _announced_event(site, identity, tellings)
        for identity, tellings in announced.items()
        if identity not in site.archive.meeting_by_id
    ]
    events += [
        _held_event(site, meeting, announced.get(meeting.id, ()))
        for meeting in site.archive.meetings
    ]
    return sorted(events, key=lambda event: (event.date, start_of(event.time), event.id))


def _announced_event(
    site: Site, identity: str, tellings: Sequence[AnnouncementEntry]
) -> MeetingEvent:
    last = tellings[-1]
    announcement = last.announcement
    return MeetingEvent(
        id=identity,
        body=announcement.body,
        bodies=(announcement.body,),
        date=announcement.date,
        end_date=None,
        time=announcement.time,
        title=_title(site, _body_then(site, announcement), announcement.title),
        location=one_line(announcement.location),
        description=site.t("calendar.announced", meeting=site.cite_meeting(last.meeting)),
        status=_STATUS[announcement.status],
        sequence=_changes(tellings),
        told=max(site.published(telling.meeting) for telling in tellings),
        url=site.meeting_url(last.meeting),
    )


def _held_event(
    site: Site, meeting: Meeting, tellings: Sequence[AnnouncementEntry]
) -> MeetingEvent:
    announced_title = tellings[-1].announcement.title if tellings else ""
    second = "" if announced_title else nth_mark(meeting.sequence)
    shown = sum(decision.withdrawn is None for decision in meeting.decisions)
    items = site.t.count("count.items", len(meeting.items))
    decisions = site.t.count("count.decisions", shown)
    changes = _changes(tellings) + 1 if tellings else 0
    return MeetingEvent(
        id=meeting.id,
        body=meeting.body,
        bodies=meeting.bodies,
        date=meeting.date,
        end_date=meeting.end_date,
        time=meeting.time,
        title=_title(site, site.meeting_bodies(meeting), announced_title) + second,
        location=one_line(meeting.location),
        description=f"{site.t(f'kind.{meeting.kind.value}')}: {items}, {decisions}.",
        status=EventStatus.CONFIRMED if meeting.held is Holding.HELD else EventStatus.CANCELLED,
        sequence=changes + len(meeting.corrections),
        told=site.modified(meeting),
        url=site.meeting_url(meeting),
    )


def _facts(entry: AnnouncementEntry) -> tuple[str, ...]:
    told = entry.announcement
    return told.time, told.title, told.location, told.status.value


def _changes(tellings: Sequence[AnnouncementEntry]) -> int:
    """Return how many times an announcement differed from the one before it."""
    return sum(_facts(before) != _facts(after) for before, after in pairwise(tellings))


def _body_then(site: Site, announcement: Announcement) -> str:
    body = site.registry.bodies.get(announcement.body)
    return body.name_on(announcement.date) if body else ""


def _title(site: Site, name: str, told: str) -> str:
    """Return what the event is called: the body's name, and what the announcement adds to it."""
    told = one_line(told)
    if not name:
        return told or site.t("calendar.event")
    if not told:
        return name
    return told if name in told else f"{name}: {told}"
