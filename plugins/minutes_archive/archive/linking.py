"""Every reference of the published meetings, resolved, with what it says about its goal."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from minutes_archive.addresses import deferral_id, item_id
from minutes_archive.archive.announcements import cancelled
from minutes_archive.archive.entries import (
    AnnouncementEntry,
    DecisionEntry,
    DeferralEntry,
    FollowUpEntry,
    ItemEntry,
)
from minutes_archive.archive.order import meeting_order
from minutes_archive.archive.references import Resolver, Target
from minutes_archive.language.citations import CitationFinder
from minutes_archive.model import Holding, Meeting, Reference, prose_of
from minutes_archive.problems import Place, Problem
from minutes_archive.prose import goals_of


def replacement_rings(
    decisions: Iterable[DecisionEntry], targets: Mapping[str, Target]
) -> list[Problem]:
    """Find decisions that, by way of others, replace themselves.

    `targets` are what references mean, by how they are written: several ways name a decision.
    """
    replaces = {
        entry.id: [
            (target.decision.id, reference.place)
            for reference in entry.decision.replaces
            if (target := targets.get(reference.target)) and target.decision
        ]
        for entry in decisions
        if entry.decision.replaces
    }
    problems = []
    done: set[str] = set()
    for start in replaces:
        path: list[str] = []
        problem = _walk(start, replaces, path, done)
        if problem:
            problems.append(problem)
    return problems


def _walk(
    start: str, replaces: Mapping[str, list[tuple[str, Place]]], path: list[str], done: set[str]
) -> Problem | None:
    stack = [(start, iter(replaces.get(start, ())))]
    path.append(start)
    while stack:
        name, following = stack[-1]
        step = next(following, None)
        if step is None:
            done.add(name)
            stack.pop()
            path.pop()
            continue
        target, place = step
        if target in path:
            circle = " → ".join([*path[path.index(target) :], target])
            done.update(path)
            return Problem(place, "E204", f"beslut ersätter varandra i en ring: {circle}")
        if target not in done:
            stack.append((target, iter(replaces.get(target, ()))))
            path.append(target)
    return None


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
    followed_by: defaultdict[str, list[ItemEntry | DecisionEntry]] = field(
        default_factory=lambda: defaultdict(list)
    )
    missing: defaultdict[str, list[Refers]] = field(default_factory=lambda: defaultdict(list))
    targets: dict[str, Target] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _resolve(
    reference: Reference,
    by: Refers,
    resolver: Resolver,
    links: Links,
    *,
    must_exist: bool = False,
    may_be_later: bool = False,
) -> Target | None:
    """Return the target of a reference, or report that it leads nowhere or may be mistyped.

    A meeting that is not in the archive is no fault, except where a decision of it
    `must_exist`.
    """
    target = resolver.resolve(reference)
    if isinstance(target, Problem):
        links.problems.append(target)
        return None
    links.targets[reference.target] = target
    own = by if isinstance(by, Meeting) else by.meeting
    is_later = target.date is not None and target.date > own.date
    if is_later and not may_be_later:
        what = f"{reference.target} är efter mötet ({own.date.isoformat()})"
        links.problems.append(Problem(reference.place, "W148", what, "rätta datumet"))
    if target.is_missing:
        links.missing[target.meeting_id].append(by)
        near = resolver.nearly(target)
        if not is_later and ((near and near != own.id) or must_exist):
            what = f"{reference.target} leder till ett möte som inte finns i arkivet"
            hint = f'menade du "{near}"?' if near else "kontrollera datumet"
            links.problems.append(Problem(reference.place, "W205", what, hint))
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


def link_decisions(
    items: list[ItemEntry], entries: list[DecisionEntry], resolver: Resolver, links: Links
) -> None:
    """Resolve what decisions replace, and what items and decisions follow."""
    for entry in entries:
        for reference in entry.decision.replaces:
            target = _resolve(reference, entry, resolver, links, must_exist=True)
            if target and target.decision:
                links.replaced_by[target.decision.id].append(entry)
    following: list[tuple[ItemEntry | DecisionEntry, tuple[Reference, ...]]] = [
        *((item, item.item.follows) for item in items),
        *((decision, decision.decision.follows) for decision in entries),
    ]
    for by, references in following:
        for reference in references:
            target = _resolve(reference, by, resolver, links)
            if target:
                _follow(target, by, links)


def _follow(target: Target, by: ItemEntry | DecisionEntry, links: Links) -> None:
    item = item_id(target.meeting_id, target.item.slug) if target.item else ""
    if target.deferral:
        item = deferral_id(item, target.deferral)
    name = target.decision.id if target.decision else item or target.meeting_id
    links.followed_by[name].append(by)


def link_deferrals(
    items: list[ItemEntry], decisions: list[DecisionEntry], resolver: Resolver, links: Links
) -> list[DeferralEntry]:
    """Return what was put off, each with what took it up again.

    That is what follows the deferral, its item or a decision of that item; what stands where
    the deferral points to; or what has its matter at the meeting that it points to.
    """
    of_matter: defaultdict[tuple[str, str], list[ItemEntry | DecisionEntry]] = defaultdict(list)
    for entry in items:
        of_matter[entry.meeting.id, entry.item.matter].append(entry)
    for decision in decisions:
        if decision.decision.matter:
            of_matter[decision.meeting.id, decision.decision.matter].append(decision)
    entries = []
    for entry in items:
        for number, deferral in enumerate(entry.item.deferrals, start=1):
            target = (
                _resolve(deferral.to, entry, resolver, links, may_be_later=True)
                if deferral.to
                else None
            )
            meeting = target.meeting if target else None
            made = DeferralEntry(entry.meeting, entry.item, deferral, number, meeting)
            found = [*links.followed_by.get(made.id, ()), *links.followed_by.get(entry.id, ())]
            for one in entry.item.decisions:
                found += links.followed_by.get(one.id, ())
            if target and target.decision:
                found.append(target.decision)
            elif target and target.item and meeting:
                found.append(ItemEntry(meeting, target.item))
            elif meeting and made.matter:
                found += of_matter.get((meeting.id, made.matter), ())
            entries.append(replace(made, taken_up_by=_later(found, entry.meeting)))
    return entries


def _later(
    found: list[ItemEntry | DecisionEntry], than: Meeting
) -> tuple[ItemEntry | DecisionEntry, ...]:
    """Return each of the entries once, those of the meeting itself and earlier ones left out."""
    order = meeting_order(than)
    later = {e.id: e for e in found if meeting_order(e.meeting) > order}
    return tuple(later.values())


def link_announcements(
    entries: list[AnnouncementEntry], meetings: list[Meeting], links: Links
) -> None:
    """Note the announced meetings that are past and not archived, unless they were called off."""
    latest = max((m.date for m in meetings if m.held is Holding.HELD), default=dt.date.min)
    called_off = cancelled(entries)
    for entry in entries:
        announcement = entry.announcement
        if announcement.body and entry.held is None and announcement.date <= latest:
            links.missing[entry.identity].append(entry)
    for identity in called_off:
        links.missing.pop(identity, None)


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
                    if _resolve(reference, meeting, resolver, links, may_be_later=True):
                        referred[reference.target] = reference
        if referred:
            found[meeting.id] = tuple(referred.values())
    return found
