"""Promised tasks: the reports of several meetings on the same thing, put in one chain."""

from __future__ import annotations

from collections.abc import Iterable

from minutes_archive.archive.entries import FollowUpEntry, Task
from minutes_archive.archive.grouping import grouped
from minutes_archive.archive.references import Target


def chain_tasks(
    entries: Iterable[FollowUpEntry], origins: dict[str, Target]
) -> tuple[tuple[Task, ...], dict[str, Task]]:
    """Group follow-ups (oldest meeting first) into tasks; also by each report's id.

    A report continues an earlier one when its origin is that very follow-up, or when both
    have the same words and the same origin (or, where neither tells its origin, the same body).
    """
    chains: list[list[FollowUpEntry]] = []
    chain_of: dict[str, list[FollowUpEntry]] = {}
    by_words: dict[tuple[str, str], list[FollowUpEntry]] = {}
    for entry in entries:
        origin = origins.get(entry.id)
        words = " ".join(entry.follow_up.text.casefold().split())
        reference = entry.follow_up.origin
        key = (words, reference.target if reference else entry.meeting.body)
        chain = None
        if origin is not None and origin.follow_up is not None and origin.item is not None:
            chain = chain_of.get(
                f"{origin.meeting_id}#{origin.item.slug}/{origin.follow_up.number}"
            )
        chain = chain or by_words.get(key)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(entry)
        chain_of[entry.id] = chain
        by_words.setdefault(key, chain)
    tasks = {id(chain): Task(tuple(chain)) for chain in chains}
    return tuple(tasks.values()), {name: tasks[id(chain)] for name, chain in chain_of.items()}


def tasks_from(tasks: tuple[Task, ...], origins: dict[str, Target]) -> dict[str, tuple[Task, ...]]:
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
    return grouped(pairs)
