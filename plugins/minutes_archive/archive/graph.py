"""Registry and meetings -> the archive: every reference resolved, in both directions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from minutes_archive.archive.entries import (
    AnnouncementEntry,
    DecisionEntry,
    DeferralEntry,
    FollowUpEntry,
    ItemEntry,
    Task,
    Tombstone,
)
from minutes_archive.archive.mentions import MentionFinder, texts_of_decision, texts_of_item
from minutes_archive.archive.references import Resolver, Target
from minutes_archive.archive.tasks import chain_tasks
from minutes_archive.model import (
    Decision,
    Meeting,
    MeetingPlan,
    Publication,
    Reference,
    Registry,
)
from minutes_archive.problems import Place, Problem

T = TypeVar("T")

Refers = Meeting | ItemEntry | DecisionEntry | FollowUpEntry | DeferralEntry | AnnouncementEntry


@dataclass(frozen=True, slots=True)
class MissingMeeting:
    """A meeting that the archive speaks of but does not hold, and where it is spoken of."""

    meeting_id: str
    body: str
    date: dt.date | None
    referred_by: tuple[Refers, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """The published meetings and everything that links them; lists run oldest first.

    Drafts are not in it. Withdrawn meetings and decisions are only tombstones.
    """

    registry: Registry
    meetings: tuple[Meeting, ...]
    tombstones: tuple[Tombstone, ...]
    items: tuple[ItemEntry, ...]
    decisions: tuple[DecisionEntry, ...]
    meeting_by_id: Mapping[str, Meeting]
    decision_by_id: Mapping[str, DecisionEntry]
    meetings_of_body: Mapping[str, tuple[Meeting, ...]]
    neighbours: Mapping[str, tuple[Meeting | None, Meeting | None]]
    targets: Mapping[str, Target]
    replaced_by: Mapping[str, tuple[DecisionEntry, ...]]
    followed_by: Mapping[str, tuple[DecisionEntry, ...]]
    tasks: tuple[Task, ...]
    task_of: Mapping[str, Task]
    tasks_from: Mapping[str, tuple[Task, ...]]
    deferrals: tuple[DeferralEntry, ...]
    deferred_to: Mapping[str, tuple[DeferralEntry, ...]]
    announcements: tuple[AnnouncementEntry, ...]
    announced_by: Mapping[str, tuple[AnnouncementEntry, ...]]
    announced_in: Mapping[str, tuple[AnnouncementEntry, ...]]
    missing: tuple[MissingMeeting, ...]
    mentions: MentionFinder
    named_in_item: Mapping[str, frozenset[str]]
    named_in_decision: Mapping[str, frozenset[str]]
    items_naming: Mapping[str, tuple[ItemEntry, ...]]
    decisions_naming: Mapping[str, tuple[DecisionEntry, ...]]
    matter_entries: Mapping[str, tuple[ItemEntry | DecisionEntry | FollowUpEntry, ...]]
    topic_entries: Mapping[str, tuple[ItemEntry | DecisionEntry, ...]]
    decisions_of_matter: Mapping[str, tuple[DecisionEntry, ...]]

    def target(self, reference: Reference) -> Target:
        """Return what a reference of this archive means."""
        return self.targets[reference.target]


@dataclass
class _Links:
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


def link(registry: Registry, meetings: Iterable[Meeting]) -> tuple[Archive, list[Problem]]:
    """Resolve all references between meetings, and tell those that lead nowhere."""
    problems: list[Problem] = []
    ordered = sorted(meetings, key=lambda m: (m.date, m.body, m.sequence, m.file))
    public = [m for m in ordered if m.status is not Publication.DRAFT]
    problems += _twins(public)
    shown = [_without_withdrawn(m) for m in public if m.status is Publication.PUBLISHED]
    tombstones = tuple(tombstone for m in public for tombstone in _tombstones(m))

    items = [ItemEntry(m, item) for m in shown for item in m.items]
    all_decisions = [
        DecisionEntry(entry.meeting, entry.item, decision)
        for entry in items
        for decision in entry.item.decisions
    ]
    decisions = [entry for entry in all_decisions if entry.decision.withdrawn is None]
    problems += _twin_decisions(all_decisions)
    follow_ups = [FollowUpEntry(e.meeting, e.item, f) for e in items for f in e.item.follow_ups]

    meeting_by_id = {m.id: m for m in public if m.status is Publication.WITHDRAWN}
    meeting_by_id |= {m.id: m for m in shown}
    resolver = Resolver(
        registry.bodies, meeting_by_id, {entry.id: entry for entry in all_decisions}
    )
    links = _Links()
    origins = _link_follow_ups(follow_ups, resolver, links)
    _link_decisions(decisions, resolver, links)
    deferrals = _link_deferrals(items, resolver, links)
    announcements = _link_announcements(shown, meeting_by_id, links)
    problems += links.problems
    problems += _cycles(decisions)

    tasks, task_of = chain_tasks(follow_ups, origins)
    mentions = MentionFinder(registry.municipalities.values(), registry.not_municipalities)
    named_in_item = {e.id: mentions.named_in(texts_of_item(e.item)) for e in items}
    named_in_decision = {
        e.id: mentions.named_in(texts_of_decision(e.decision)) | frozenset(e.decision.concerns)
        for e in decisions
    }
    archive = Archive(
        registry=registry,
        meetings=tuple(shown),
        tombstones=tombstones,
        items=tuple(items),
        decisions=tuple(decisions),
        meeting_by_id={m.id: m for m in shown},
        decision_by_id={entry.id: entry for entry in decisions},
        meetings_of_body=_grouped((m.body, m) for m in shown),
        neighbours=_neighbours(shown),
        targets=links.targets,
        replaced_by=_frozen(links.replaced_by),
        followed_by=_frozen(links.followed_by),
        tasks=tasks,
        task_of=task_of,
        tasks_from=_tasks_from(tasks, origins),
        deferrals=tuple(deferrals),
        deferred_to=_grouped((d.taken_up.id, d) for d in deferrals if d.taken_up),
        announcements=tuple(announcements),
        announced_in=_grouped((a.meeting.id, a) for a in announcements),
        announced_by=_grouped((a.held.id, a) for a in announcements if a.held),
        missing=_missing(links),
        mentions=mentions,
        named_in_item=named_in_item,
        named_in_decision=named_in_decision,
        items_naming=_grouped((name, e) for e in items for name in sorted(named_in_item[e.id])),
        decisions_naming=_grouped(
            (name, e) for e in decisions for name in sorted(named_in_decision[e.id])
        ),
        matter_entries=_matter_entries(items),
        topic_entries=_topic_entries(items),
        decisions_of_matter=_grouped((e.matter, e) for e in decisions if e.matter),
    )
    return archive, problems


def _twins(meetings: list[Meeting]) -> list[Problem]:
    first: dict[str, Meeting] = {}
    problems = []
    for meeting in meetings:
        twin = first.setdefault(meeting.id, meeting)
        if twin is not meeting:
            problems.append(
                Problem(
                    meeting.place,
                    "E201",
                    f"mötet {meeting.id} finns redan i {twin.file}",
                    f"döp den till {meeting.date.isoformat()}-2.yml om det är ett andra möte",
                )
            )
    return problems


def _twin_decisions(decisions: list[DecisionEntry]) -> list[Problem]:
    first: dict[str, DecisionEntry] = {}
    problems = []
    for entry in decisions:
        twin = first.setdefault(entry.id, entry)
        if twin is not entry:
            problems.append(
                Problem(
                    entry.decision.place,
                    "E201",
                    f"beslutet {entry.id} finns redan i {twin.decision.place}",
                    "ge ett av dem ett eget nummer med id:",
                )
            )
    return problems


def _without_withdrawn(meeting: Meeting) -> Meeting:
    """Empty the withdrawn decisions of a meeting, so that no later step can show them."""
    if not any(decision.withdrawn for decision in meeting.decisions):
        return meeting
    items = []
    for item in meeting.items:
        content = tuple(
            Decision(e.id, e.number, "", withdrawn=e.withdrawn, place=e.place)
            if isinstance(e, Decision) and e.withdrawn
            else e
            for e in item.content
        )
        items.append(replace(item, content=content))
    return replace(meeting, items=tuple(items))


def _tombstones(meeting: Meeting) -> list[Tombstone]:
    found = []
    whole = meeting.withdrawn if meeting.status is Publication.WITHDRAWN else None
    if whole:
        slugs = tuple(item.slug for item in meeting.items)
        found.append(Tombstone(meeting.id, meeting.body, meeting.date, whole, item_slugs=slugs))
    for decision in meeting.decisions:
        withdrawal = whole or decision.withdrawn
        if withdrawal:
            found.append(Tombstone(meeting.id, meeting.body, meeting.date, withdrawal, decision.id))
    return found


def _resolve(reference: Reference, by: Refers, resolver: Resolver, links: _Links) -> Target | None:
    target = resolver.resolve(reference)
    if isinstance(target, Problem):
        links.problems.append(target)
        return None
    links.targets[reference.target] = target
    if target.is_missing:
        links.missing[target.meeting_id].append(by)
    return target


def _link_follow_ups(
    entries: list[FollowUpEntry], resolver: Resolver, links: _Links
) -> dict[str, Target]:
    origins = {}
    for entry in entries:
        if entry.follow_up.origin:
            target = _resolve(entry.follow_up.origin, entry, resolver, links)
            if target:
                origins[entry.id] = target
    return origins


def _link_decisions(entries: list[DecisionEntry], resolver: Resolver, links: _Links) -> None:
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


def _link_deferrals(
    items: list[ItemEntry], resolver: Resolver, links: _Links
) -> list[DeferralEntry]:
    entries = []
    for entry in items:
        for number, deferral in enumerate(entry.item.deferrals, start=1):
            target = None
            if deferral.to:
                target = _resolve(deferral.to, entry, resolver, links)
            taken_up = target.meeting if target else None
            entries.append(DeferralEntry(entry.meeting, entry.item, deferral, number, taken_up))
    return entries


def _link_announcements(
    meetings: list[Meeting], by_id: Mapping[str, Meeting], links: _Links
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


def _cycles(decisions: list[DecisionEntry]) -> list[Problem]:
    """Find decisions that, by way of others, replace themselves."""
    replaces = {
        entry.id: [(reference.target, reference.place) for reference in entry.decision.replaces]
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


def _neighbours(meetings: list[Meeting]) -> dict[str, tuple[Meeting | None, Meeting | None]]:
    found: dict[str, tuple[Meeting | None, Meeting | None]] = {}
    for group in _grouped((m.body, m) for m in meetings).values():
        for before, meeting, after in zip((None, *group), group, (*group[1:], None), strict=False):
            found[meeting.id] = (before, after)
    return found


def _tasks_from(tasks: tuple[Task, ...], origins: dict[str, Target]) -> dict[str, tuple[Task, ...]]:
    """Group tasks by what they come from: a decision's id or an item's, or a meeting's."""
    pairs = []
    for task in tasks:
        origin = origins.get(task.first.id)
        if origin is None:
            continue
        if origin.decision:
            name = origin.decision.id
        elif origin.item:
            name = f"{origin.meeting_id}#{origin.item.slug}"
        else:
            name = origin.meeting_id
        pairs.append((name, task))
    return _grouped(pairs)


def _missing(links: _Links) -> tuple[MissingMeeting, ...]:
    found = []
    for identity, referred_by in sorted(links.missing.items()):
        body, _, day = identity.partition("/")
        found.append(
            MissingMeeting(identity, body, dt.date.fromisoformat(day[:10]), tuple(referred_by))
        )
    return tuple(sorted(found, key=lambda m: (m.date or dt.date.min, m.meeting_id)))


def _matter_entries(
    items: list[ItemEntry],
) -> dict[str, tuple[ItemEntry | DecisionEntry | FollowUpEntry, ...]]:
    """List by matter its items, and the decisions and follow-ups filed apart from their item."""
    pairs: list[tuple[str, ItemEntry | DecisionEntry | FollowUpEntry]] = []
    for entry in items:
        if entry.item.matter:
            pairs.append((entry.item.matter, entry))
        for decision in entry.item.decisions:
            own = DecisionEntry(entry.meeting, entry.item, decision)
            if own.matter and decision.withdrawn is None:
                pairs.append((own.matter, own))
        for follow_up in entry.item.follow_ups:
            task = FollowUpEntry(entry.meeting, entry.item, follow_up)
            if task.matter:
                pairs.append((task.matter, task))
    return _grouped(pairs)


def _topic_entries(items: list[ItemEntry]) -> dict[str, tuple[ItemEntry | DecisionEntry, ...]]:
    pairs: list[tuple[str, ItemEntry | DecisionEntry]] = []
    for entry in items:
        pairs += [(topic, entry) for topic in entry.item.topics]
        for decision in entry.item.decisions:
            if decision.withdrawn is None:
                own = DecisionEntry(entry.meeting, entry.item, decision)
                pairs += [(topic, own) for topic in own.topics]
    return _grouped(pairs)


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return _frozen(groups)


def _frozen(groups: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in groups.items()}
