"""What is filed under a matter or a topic."""

from __future__ import annotations

from collections.abc import Iterable

from minutes_archive.archive.entries import DecisionEntry, FollowUpEntry, ItemEntry
from minutes_archive.archive.grouping import grouped


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
