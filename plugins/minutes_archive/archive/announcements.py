"""Announced meetings: which of them are one and the same, what became of it, what was decided."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from minutes_archive.addresses import slugify
from minutes_archive.archive.entries import AnnouncementEntry, DecisionEntry
from minutes_archive.archive.order import meeting_order, start_of
from minutes_archive.language.catalogue import Translator
from minutes_archive.language.citations import body_pattern, days_named
from minutes_archive.model import Announcement, Body, Meeting, MeetingPlan, Registry

Day = tuple[str, dt.date]
"""A body and a day."""


def announcement_entries(
    meetings: Sequence[Meeting], by_id: Mapping[str, Meeting]
) -> list[AnnouncementEntry]:
    """Return the announcements of all meetings (oldest first), each with what it became.

    Several meetings may announce the same one: the latest announcement of it holds.
    """
    by_day: defaultdict[Day, dict[str, dt.time]] = defaultdict(dict)
    for held in sorted(by_id.values(), key=meeting_order):
        for body in held.bodies:
            by_day[body, held.date][held.id] = start_of(held.time)
    announced = [
        (meeting, announcement, identity)
        for meeting in meetings
        for announcement, identity in _named(meeting, by_day)
    ]
    latest = {identity: (announcement, meeting) for meeting, announcement, identity in announced}
    entries = [
        AnnouncementEntry(meeting, announcement, identity, by_id.get(identity), *latest[identity])
        for meeting, announcement, identity in announced
    ]
    return sorted(entries, key=_order)


def _order(entry: AnnouncementEntry) -> tuple[dt.date, dt.time, tuple[object, ...]]:
    announcement = entry.announcement
    return announcement.date, start_of(announcement.time), meeting_order(entry.meeting)


def _named(
    meeting: Meeting, by_day: Mapping[Day, dict[str, dt.time]]
) -> Iterator[tuple[Announcement, str]]:
    """Yield the announcements of one meeting with the ids of the meetings that they mean.

    Where a body meets twice on a day, the hour tells which is meant; else the first of the list
    is the first of the day. The second is `<body>/<date>-2`, as its minutes file is called.
    """
    groups: dict[Day, list[Announcement]] = {}
    for announcement in meeting.upcoming:
        groups.setdefault((announcement.body, announcement.date), []).append(announcement)
    identities: dict[int, str] = {}
    for (body, date), group in groups.items():
        if not body:
            for announcement in group:
                identities[id(announcement)] = (
                    f"{date.isoformat()}/{_fingerprint(announcement.title)}"
                )
            continue
        known = by_day[body, date]
        free = list(known)
        for announcement in group:
            hour = start_of(announcement.time)
            same_hour = [name for name in free if announcement.time and known[name] == hour]
            if same_hour:
                identities[id(announcement)] = same_hour[0]
                free.remove(same_hour[0])
        for announcement in group:
            if id(announcement) not in identities:
                identity = free.pop(0) if free else _next_identity(body, date, known)
                known[identity] = start_of(announcement.time)
                identities[id(announcement)] = identity
    for announcement in meeting.upcoming:
        yield announcement, identities[id(announcement)]


def _fingerprint(title: str) -> str:
    """Return what stands for a title in an id; case, accents and punctuation do not count."""
    return hashlib.sha256(slugify(title).encode()).hexdigest()[:12]


def _next_identity(body: str, date: dt.date, known: Mapping[str, dt.time]) -> str:
    day = f"{body}/{date.isoformat()}"
    number = 1
    while (day if number == 1 else f"{day}-{number}") in known:
        number += 1
    return day if number == 1 else f"{day}-{number}"


def cancelled(entries: Iterable[AnnouncementEntry]) -> frozenset[str]:
    """Return the ids of the meetings that the latest announcement calls off."""
    return frozenset(
        entry.identity for entry in entries if entry.latest.status is MeetingPlan.CANCELLED
    )


class MeetingsNamed:
    """Finds the body and the day of meetings that a decision's words name."""

    def __init__(self, registry: Registry) -> None:
        self._months = Translator(registry.language).list("date.months")
        self._bodies = {body.id: _pattern(body) for body in registry.bodies.values()}

    def named_by(self, entry: DecisionEntry) -> frozenset[Day]:
        """Return each body that the decision's words name with each day that they name."""
        days = days_named(entry.decision.text, self._months, entry.meeting.date)
        if not days:
            return frozenset()
        bodies = [b for b, pattern in self._bodies.items() if pattern.search(entry.decision.text)]
        return frozenset((body, day) for body in bodies for day in days)


def _pattern(body: Body) -> re.Pattern[str]:
    former = (name for entry in body.names for name in (entry.name, entry.long_name))
    return body_pattern({body.name, body.full_name, *former})


def decisions_on_meetings(
    decisions: Iterable[DecisionEntry], entries: Iterable[AnnouncementEntry], registry: Registry
) -> dict[str, tuple[DecisionEntry, ...]]:
    """Return the decisions that name an announced meeting, by the meeting's id."""
    announced: defaultdict[Day, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.announcement.body:
            announced[entry.announcement.body, entry.announcement.date].add(entry.identity)
    if not announced:
        return {}
    found: defaultdict[str, list[DecisionEntry]] = defaultdict(list)
    naming = MeetingsNamed(registry)
    for decision in decisions:
        for day in sorted(naming.named_by(decision)):
            # Of two meetings on that day the words do not tell which.
            identities = announced.get(day, set())
            if len(identities) == 1:
                found[next(iter(identities))].append(decision)
    return {identity: tuple(entries) for identity, entries in found.items()}
