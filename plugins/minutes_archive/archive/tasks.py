"""Promised tasks: the reports of several meetings on the same thing, put in one chain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from minutes_archive.addresses import follow_up_id, item_id
from minutes_archive.archive.entries import FollowUpEntry, Task
from minutes_archive.archive.order import grouped
from minutes_archive.archive.references import Target

_WORD = re.compile(r"\w+")


def chain_tasks(
    entries: Iterable[FollowUpEntry], origins: dict[str, Target]
) -> tuple[tuple[Task, ...], dict[str, Task]]:
    """Group follow-ups (oldest meeting first) into tasks; also by each report's id.

    A report continues an earlier one when its origin is that very follow-up, or when both
    have the same words and either the same origin, or the report's origin holds the earlier
    one or its origin (it is the meeting or the item that they stand in); or, where the report
    tells no origin, the same body. Where two tasks would do, it continues neither.
    """
    chains: list[list[FollowUpEntry]] = []
    chain_of: dict[str, list[FollowUpEntry]] = {}
    by_words: dict[str, list[list[FollowUpEntry]]] = {}
    for entry in entries:
        origin = origins.get(entry.id)
        chain = None
        if origin is not None and origin.follow_up is not None and origin.item is not None:
            chain = chain_of.get(
                follow_up_id(item_id(origin.meeting_id, origin.item.slug), origin.follow_up.number)
            )
        alike = by_words.setdefault(words_of(entry.follow_up.text), [])
        chain = chain or _continued(entry, alike, origins)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(entry)
        chain_of[entry.id] = chain
        if all(known is not chain for known in alike):
            alike.append(chain)
    tasks = {id(chain): Task(tuple(chain)) for chain in chains}
    return tuple(tasks.values()), {name: tasks[id(chain)] for name, chain in chain_of.items()}


def words_of(text: str) -> str:
    """Return the words of a text: case, punctuation and line breaks do not count."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))


def _continued(
    entry: FollowUpEntry, alike: list[list[FollowUpEntry]], origins: dict[str, Target]
) -> list[FollowUpEntry] | None:
    """Return the chain with the same words that a report continues, or None for a new task."""
    reference = entry.follow_up.origin
    if reference is None:
        without = [c for c in alike if any(r.follow_up.origin is None for r in c)]
        of_body = [c for c in without if any(r.meeting.body == entry.meeting.body for r in c)]
        return of_body[0] if of_body else None
    for chain in alike:
        same = (report.follow_up.origin for report in chain)
        if any(other and other.target == reference.target for other in same):
            return chain
    origin = origins.get(entry.id)
    held = [chain for chain in alike if any(_holds(origin, r, origins) for r in chain)]
    return held[0] if len(held) == 1 else None


def _holds(origin: Target | None, report: FollowUpEntry, origins: dict[str, Target]) -> bool:
    """Return whether an origin holds the place where a report stands, or its own origin.

    A meeting, one of its items and a decision of that item are one place, told more or less
    exactly; two items or two decisions are not.
    """
    if origin is None or origin.follow_up is not None:
        return False
    slug = origin.item.slug if origin.item else ""
    if origin.meeting_id == report.meeting.id and slug in ("", report.item.slug):
        return True
    other = origins.get(report.id)
    if other is None or origin.meeting_id != other.meeting_id:
        return False
    if origin.decision and other.decision:
        return origin.decision.id == other.decision.id
    return not slug or other.item is None or slug == other.item.slug


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
            name = item_id(origin.meeting_id, origin.item.slug)
        else:
            name = origin.meeting_id
        pairs.append((name, task))
    return grouped(pairs)
