"""Registry and meetings -> the archive: every reference resolved, in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from minutes_archive.addresses import Addresses
from minutes_archive.archive.address_conflicts import copied_meetings, twin_decisions, twin_meetings
from minutes_archive.archive.announcements import (
    announcement_entries,
    cancelled,
    decisions_on_meetings,
)
from minutes_archive.archive.drafts import draft_problems
from minutes_archive.archive.entries import (
    AnnouncementEntry,
    DecisionEntry,
    DeferralEntry,
    FollowUpEntry,
    ItemEntry,
    Task,
    Tombstone,
)
from minutes_archive.archive.linking import (
    Links,
    MissingMeeting,
    link_announcements,
    link_decisions,
    link_deferrals,
    link_follow_ups,
    link_texts,
    missing_meetings,
    replacement_rings,
)
from minutes_archive.archive.mentions import MentionFinder, Named, texts_of_decision, texts_of_item
from minutes_archive.archive.order import frozen, grouped, meeting_order
from minutes_archive.archive.references import Resolver, Target
from minutes_archive.archive.tasks import chain_tasks, tasks_from
from minutes_archive.archive.withdrawal import emptied, without_withdrawn
from minutes_archive.archive.withdrawal import tombstones as tombstones_of
from minutes_archive.language.citations import CitationFinder
from minutes_archive.model import Meeting, Publication, Reference, Registry
from minutes_archive.problems import Problem


def matter_entries(
    items: Iterable[ItemEntry],
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
    return grouped(pairs)


def topic_entries(
    items: Iterable[ItemEntry],
) -> dict[str, tuple[ItemEntry | DecisionEntry, ...]]:
    """List by topic its items, and the decisions of items or of their own topics."""
    pairs: list[tuple[str, ItemEntry | DecisionEntry]] = []
    for entry in items:
        pairs += [(topic, entry) for topic in entry.item.topics]
        for decision in entry.item.decisions:
            if decision.withdrawn is None:
                own = DecisionEntry(entry.meeting, entry.item, decision)
                pairs += [(topic, own) for topic in own.topics]
    return grouped(pairs)


@dataclass(frozen=True, slots=True)
class Archive:
    """The published meetings and everything that links them; lists run oldest first.

    `cancelled` holds the ids of announced meetings that were called off. What decisions say of
    an announced meeting is by the id it has or would have, and the other way round by the
    decision's id.

    Drafts are not in it. Withdrawn meetings and decisions are only tombstones.
    """

    registry: Registry
    addresses: Addresses
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
    followed_by: Mapping[str, tuple[ItemEntry | DecisionEntry, ...]]
    tasks: tuple[Task, ...]
    task_of: Mapping[str, Task]
    tasks_from: Mapping[str, tuple[Task, ...]]
    deferrals: tuple[DeferralEntry, ...]
    deferred_to: Mapping[str, tuple[DeferralEntry, ...]]
    deferrals_of: Mapping[str, tuple[DeferralEntry, ...]]
    deferrals_taken_up_by: Mapping[str, tuple[DeferralEntry, ...]]
    announcements: tuple[AnnouncementEntry, ...]
    cancelled: frozenset[str]
    decisions_on_meeting: Mapping[str, tuple[DecisionEntry, ...]]
    announced_for_decision: Mapping[str, tuple[AnnouncementEntry, ...]]
    announced_by: Mapping[str, tuple[AnnouncementEntry, ...]]
    announced_in: Mapping[str, tuple[AnnouncementEntry, ...]]
    missing: tuple[MissingMeeting, ...]
    mentions: MentionFinder
    citations: CitationFinder
    cited: Mapping[str, tuple[Reference, ...]]
    named_in_item: Mapping[str, frozenset[str]]
    named_in_decision: Mapping[str, frozenset[str]]
    items_naming: Mapping[str, tuple[ItemEntry, ...]]
    decisions_naming: Mapping[str, tuple[DecisionEntry, ...]]
    matter_entries: Mapping[str, tuple[ItemEntry | DecisionEntry | FollowUpEntry, ...]]
    topic_entries: Mapping[str, tuple[ItemEntry | DecisionEntry, ...]]
    decisions_of_matter: Mapping[str, tuple[DecisionEntry, ...]]

    def status_of(self, entry: DecisionEntry) -> str:
        """Return what became of a decision: "replaced", or the status that its minutes give."""
        return "replaced" if entry.id in self.replaced_by else entry.decision.status.value

    def target(self, reference: Reference) -> Target:
        """Return what a reference of this archive means."""
        return self.targets[reference.target]


def link(
    registry: Registry,
    meetings: Iterable[Meeting],
    prefix: str = "",
    named: Named | None = None,
    *,
    with_drafts: bool = False,
) -> tuple[Archive, list[Problem]]:
    """Resolve all references between meetings, and tell those that lead nowhere.

    `prefix` is what every address of the archive begins with. `named` remembers which
    municipalities of this registry texts name. `with_drafts` takes drafts in as if they were
    published, for a clerk who looks at them before they are.
    """
    problems: list[Problem] = []
    ordered = sorted(meetings, key=meeting_order)
    public = [m for m in ordered if with_drafts or m.status is not Publication.DRAFT]
    problems += twin_meetings(public)
    problems += copied_meetings([m for m in public if m.status is Publication.PUBLISHED])
    shown = [without_withdrawn(m) for m in public if m.status is not Publication.WITHDRAWN]
    tombstones = tuple(tombstone for m in public for tombstone in tombstones_of(m))

    items = [ItemEntry(m, item) for m in shown for item in m.items]
    all_decisions = [
        DecisionEntry(entry.meeting, entry.item, decision)
        for entry in items
        for decision in entry.item.decisions
    ]
    decisions = [entry for entry in all_decisions if entry.decision.withdrawn is None]
    problems += twin_decisions(all_decisions)
    follow_ups = [FollowUpEntry(e.meeting, e.item, f) for e in items for f in e.item.follow_ups]

    meeting_by_id = {m.id: emptied(m) for m in public if m.status is Publication.WITHDRAWN}
    meeting_by_id |= {m.id: m for m in shown}
    decision_by_id = {entry.id: entry for entry in all_decisions}
    drafts = [m for m in ordered if m.status is Publication.DRAFT and not with_drafts]
    problems += draft_problems(drafts, registry.bodies, meeting_by_id, decision_by_id)
    resolver = Resolver(registry.bodies, meeting_by_id, decision_by_id)
    links = Links()
    origins = link_follow_ups(follow_ups, resolver, links)
    link_decisions(items, decisions, resolver, links)
    deferrals = link_deferrals(items, decisions, resolver, links)
    citations = CitationFinder(registry.bodies.values())
    cited = link_texts(shown, citations, resolver, links)
    announcements = announcement_entries(shown, meeting_by_id)
    link_announcements(announcements, shown, links)
    on_meetings = decisions_on_meetings(decisions, announcements, registry)
    rings = replacement_rings(decisions, links.targets)
    # A ring leads to something later by itself.
    problems += [p for p in links.problems if not (rings and p.code == "W148")]
    problems += rings

    tasks, task_of = chain_tasks(follow_ups, origins)
    mentions = MentionFinder(registry.municipalities.values(), registry.not_municipalities, named)
    once = _kept_once()
    named_in_item = {e.id: once(mentions.named_in(texts_of_item(e.item))) for e in items}
    named_in_decision = {
        e.id: once(mentions.named_in(texts_of_decision(e.decision)).union(e.decision.concerns))
        for e in decisions
    }
    archive = Archive(
        registry=registry,
        addresses=Addresses(registry.language, prefix),
        meetings=tuple(shown),
        tombstones=tombstones,
        items=tuple(items),
        decisions=tuple(decisions),
        meeting_by_id={m.id: m for m in shown},
        decision_by_id={entry.id: entry for entry in decisions},
        meetings_of_body=grouped((body, m) for m in shown for body in m.bodies),
        neighbours=_neighbours(shown),
        targets=links.targets,
        replaced_by=frozen(links.replaced_by),
        followed_by=frozen(links.followed_by),
        tasks=tasks,
        task_of=task_of,
        tasks_from=tasks_from(tasks, origins),
        deferrals=tuple(deferrals),
        deferred_to=grouped((d.taken_up.id, d) for d in deferrals if d.taken_up),
        deferrals_of=grouped((d.item_id, d) for d in deferrals),
        deferrals_taken_up_by=grouped((by.id, d) for d in deferrals for by in d.taken_up_by),
        announcements=tuple(announcements),
        cancelled=cancelled(announcements),
        decisions_on_meeting=on_meetings,
        announced_for_decision=grouped(
            (decision.id, entry)
            for entry in announcements
            if entry.is_latest
            for decision in on_meetings.get(entry.identity, ())
        ),
        announced_in=grouped((a.meeting.id, a) for a in announcements),
        announced_by=grouped((a.held.id, a) for a in announcements if a.held),
        missing=missing_meetings(links),
        mentions=mentions,
        citations=citations,
        cited=cited,
        named_in_item=named_in_item,
        named_in_decision=named_in_decision,
        items_naming=grouped((name, e) for e in items for name in sorted(named_in_item[e.id])),
        decisions_naming=grouped(
            (name, e) for e in decisions for name in sorted(named_in_decision[e.id])
        ),
        matter_entries=matter_entries(items),
        topic_entries=topic_entries(items),
        decisions_of_matter=grouped((e.matter, e) for e in decisions if e.matter),
    )
    return archive, problems


def _kept_once() -> Callable[[frozenset[str]], frozenset[str]]:
    """Return one shared object for equal sets: among a hundred thousand few differ."""
    sets = dict[frozenset[str], frozenset[str]]()
    return lambda names: sets.setdefault(names, names)


def _neighbours(meetings: list[Meeting]) -> dict[str, tuple[Meeting | None, Meeting | None]]:
    found: dict[str, tuple[Meeting | None, Meeting | None]] = {}
    for group in grouped((m.body, m) for m in meetings).values():
        for before, meeting, after in zip((None, *group), group, (*group[1:], None), strict=False):
            found[meeting.id] = (before, after)
    return found
