"""Every reference of the published meetings, resolved, with what it says about its goal."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from minutes_archive.archive.entries import (
    AnnouncementEntry,
    DecisionEntry,
    DeferralEntry,
    FollowUpEntry,
    ItemEntry,
)
from minutes_archive.archive.references import Resolver, Target
from minutes_archive.language.citations import CitationFinder
from minutes_archive.model import Meeting, MeetingPlan, Reference, prose_of
from minutes_archive.problems import Problem
from minutes_archive.prose import goals_of

Refers = Meeting | ItemEntry | DecisionEntry | FollowUpEntry | DeferralEntry | AnnouncementEntry


@dataclass(frozen=True, slots=True)
class MissingMeeting:
    """A meeting that the archive speaks of but does not hold, and where it is spoken of."""

    meeting_id: str
    body: str
    date: dt.date | None
    referred_by: tuple[Refers, ...]


@dataclass
class Links:
    """The back-links under construction: lists by id."""

    replaced_by: defaultdict[str, list[DecisionEntry]] = field(
        default_factory=lambda: defaultdict(list)
    )
    followed_by: defaultdict[str, list[DecisionEntry]] = field(
        default_factory=lambda: defaultdict(list)
    )
    missing: defaultdict[str, list[Refers]] = field(default_factory=lambda: defaultdict(list))
    targets: dict[str, Target] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _resolve(reference: Reference, by: Refers, resolver: Resolver, links: Links) -> Target | None:
    target = resolver.resolve(reference)
    if isinstance(target, Problem):
        links.problems.append(target)
        return None
    links.targets[reference.target] = target
    if target.is_missing:
        links.missing[target.meeting_id].append(by)
    return target


def link_follow_ups(
    entries: list[FollowUpEntry], resolver: Resolver, links: Links
) -> dict[str, Target]:
    origins = {}
    for entry in entries:
        if entry.follow_up.origin:
            target = _resolve(entry.follow_up.origin, entry, resolver, links)
            if target:
                origins[entry.id] = target
    return origins


def link_decisions(entries: list[DecisionEntry], resolver: Resolver, links: Links) -> None:
    for entry in entries:
        for reference in entry.decision.replaces:
            target = _resolve(reference, entry, resolver, links)
            if target and target.decision:
                links.replaced_by[target.decision.id].append(entry)
        for reference in entry.decision.follows:
            target = _resolve(reference, entry, resolver, links)
            if target:
                name = target.decision.id if target.decision else target.meeting_id
                links.followed_by[name].append(entry)


def link_deferrals(items: list[ItemEntry], resolver: Resolver, links: Links) -> list[DeferralEntry]:
    entries = []
    for entry in items:
        for number, deferral in enumerate(entry.item.deferrals, start=1):
            target = None
            if deferral.to:
                target = _resolve(deferral.to, entry, resolver, links)
            taken_up = target.meeting if target else None
            entries.append(DeferralEntry(entry.meeting, entry.item, deferral, number, taken_up))
    return entries


def link_announcements(
    meetings: list[Meeting], by_id: Mapping[str, Meeting], links: Links
) -> list[AnnouncementEntry]:
    """Find the archived meetings that announcements became; a past one unheld is missing."""
    latest = max((m.date for m in meetings), default=dt.date.min)
    entries = []
    for meeting in meetings:
        for announcement in meeting.upcoming:
            identity = f"{announcement.body}/{announcement.date.isoformat()}"
            held = by_id.get(identity) if announcement.body else None
            entry = AnnouncementEntry(meeting, announcement, held)
            entries.append(entry)
            passed = announcement.date <= latest
            if (
                announcement.body
                and held is None
                and passed
                and announcement.status is not MeetingPlan.CANCELLED
            ):
                links.missing[identity].append(entry)
    return sorted(entries, key=lambda e: (e.announcement.date, e.announcement.time, e.meeting.id))


def missing_meetings(links: Links) -> tuple[MissingMeeting, ...]:
    """Return the meetings that something refers to and the archive lacks, oldest first."""
    found = []
    for identity, referred_by in sorted(links.missing.items()):
        body, _, day = identity.partition("/")
        found.append(
            MissingMeeting(identity, body, dt.date.fromisoformat(day[:10]), tuple(referred_by))
        )
    return tuple(sorted(found, key=lambda m: (m.date or dt.date.min, m.meeting_id)))


def link_texts(
    meetings: Iterable[Meeting], citations: CitationFinder, resolver: Resolver, links: Links
) -> dict[str, tuple[Reference, ...]]:
    """Resolve what the texts of meetings cite and link to; return it by the meeting's id.

    A citation in running text may mean what the archive does not hold; a link may not.
    """
    found: dict[str, tuple[Reference, ...]] = {}
    for meeting in meetings:
        referred: dict[str, Reference] = {}
        for text, place in prose_of(meeting):
            for cited in citations.find(text):
                reference = Reference(cited.reference, place)
                target = resolver.resolve(reference)
                if isinstance(target, Target):
                    links.targets.setdefault(reference.target, target)
                    referred[reference.target] = reference
            for goal in goals_of(text):
                if goal.reference:
                    reference = Reference(citations.reference(goal.reference), place)
                    if _resolve(reference, meeting, resolver, links):
                        referred[reference.target] = reference
        if referred:
            found[meeting.id] = tuple(referred.values())
    return found
