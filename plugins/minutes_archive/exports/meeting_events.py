"""Meetings, announced and held, as events of a calendar."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from minutes_archive.addresses import slugify
from minutes_archive.exports.printable import one_line
from minutes_archive.exports.site import Site
from minutes_archive.model import Announcement, Meeting, MeetingPlan


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
    date: dt.date
    time: str
    title: str
    location: str
    description: str
    status: EventStatus
    sequence: int
    told: dt.date
    url: str


@dataclass(frozen=True, slots=True)
class _Telling:
    """An announcement and the meeting that made it."""

    meeting: Meeting
    announcement: Announcement

    @property
    def facts(self) -> tuple[str, ...]:
        told = self.announcement
        return told.time, told.title, told.location, told.status.value


def meeting_events(site: Site) -> list[MeetingEvent]:
    """Return the events, by date; an announced meeting that was held is one event."""
    announced: dict[str, list[_Telling]] = {}
    for identity, telling in _tellings(site):
        announced.setdefault(identity, []).append(telling)
    events = [
        _announced_event(site, identity, tellings)
        for identity, tellings in announced.items()
        if identity not in site.archive.meeting_by_id
    ]
    events += [
        _held_event(site, meeting, announced.get(meeting.id, []))
        for meeting in site.archive.meetings
    ]
    return sorted(events, key=lambda event: (event.date, event.id))


def _tellings(site: Site) -> Iterator[tuple[str, _Telling]]:
    """Yield the announcements in the order they were made, by the id of the meeting they mean.

    The second of a body's meetings that one announcement list puts on the same day is
    `<body>/<date>-2`, as its minutes file would be called.
    """
    for meeting in site.archive.meetings:
        seen: Counter[str] = Counter()
        for announcement in meeting.upcoming:
            day = announcement.date.isoformat()
            if announcement.body:
                identity = f"{announcement.body}/{day}"
                seen[identity] += 1
                if seen[identity] > 1:
                    identity += f"-{seen[identity]}"
            else:
                identity = f"{day}/{_fingerprint(announcement.title)}"
            yield identity, _Telling(meeting, announcement)


def _announced_event(site: Site, identity: str, tellings: list[_Telling]) -> MeetingEvent:
    last = tellings[-1]
    announcement = last.announcement
    return MeetingEvent(
        id=identity,
        body=announcement.body,
        date=announcement.date,
        time=announcement.time,
        title=_title(site, announcement.body, announcement.title),
        location=one_line(announcement.location),
        description=site.t("calendar.announced", meeting=site.cite_meeting(last.meeting)),
        status=_STATUS[announcement.status],
        sequence=_changes(tellings),
        told=max(site.published(telling.meeting) for telling in tellings),
        url=site.meeting_url(last.meeting),
    )


def _held_event(site: Site, meeting: Meeting, tellings: list[_Telling]) -> MeetingEvent:
    announced_title = tellings[-1].announcement.title if tellings else ""
    second = f" ({meeting.sequence})" if meeting.sequence > 1 and not announced_title else ""
    shown = sum(decision.withdrawn is None for decision in meeting.decisions)
    items = site.t.count("count.items", len(meeting.items))
    decisions = site.t.count("count.decisions", shown)
    changes = _changes(tellings) + 1 if tellings else 0
    return MeetingEvent(
        id=meeting.id,
        body=meeting.body,
        date=meeting.date,
        time=meeting.time,
        title=_title(site, meeting.body, announced_title) + second,
        location=one_line(meeting.location),
        description=f"{site.t(f'kind.{meeting.kind.value}')}: {items}, {decisions}.",
        status=EventStatus.CONFIRMED,
        sequence=changes + len(meeting.corrections),
        told=site.modified(meeting),
        url=site.meeting_url(meeting),
    )


def _fingerprint(title: str) -> str:
    """Return what stands for a title in an id; case, accents and punctuation do not count."""
    return hashlib.sha256(slugify(title).encode()).hexdigest()[:12]


def _changes(tellings: list[_Telling]) -> int:
    """Return how many times an announcement differed from the one before it."""
    return sum(before.facts != after.facts for before, after in pairwise(tellings))


def _title(site: Site, body: str, told: str) -> str:
    """Return what the event is called: the body, and what the announcement adds to its name."""
    told = one_line(told)
    if not body:
        return told or site.t("calendar.event")
    name = site.registry.bodies[body].name
    if not told:
        return name
    return told if name in told else f"{name}: {told}"
