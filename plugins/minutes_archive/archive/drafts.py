"""Drafts are no part of the archive, but what they refer to is checked before they become one."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping

from minutes_archive.archive.entries import DecisionEntry
from minutes_archive.archive.references import Resolver
from minutes_archive.model import Body, Meeting, Reference
from minutes_archive.problems import Problem


def draft_problems(
    drafts: Iterable[Meeting],
    bodies: Mapping[str, Body],
    meetings: Mapping[str, Meeting],
    decisions: Mapping[str, DecisionEntry],
) -> Iterator[Problem]:
    """Yield the references of drafts that lead nowhere; a draft may refer to itself."""
    for draft in drafts:
        own = {
            decision.id: DecisionEntry(draft, item, decision)
            for item in draft.items
            for decision in item.decisions
        }
        resolver = Resolver(
            bodies, ChainMap({draft.id: draft}, dict(meetings)), ChainMap(own, dict(decisions))
        )
        for reference in references_of(draft):
            found = resolver.resolve(reference)
            if isinstance(found, Problem):
                yield found


def references_of(meeting: Meeting) -> Iterator[Reference]:
    """Yield every reference that a meeting makes."""
    for item in meeting.items:
        for decision in item.decisions:
            yield from decision.replaces
            yield from decision.follows
        yield from item.follows
        yield from (task.origin for task in item.follow_ups if task.origin)
        yield from (deferral.to for deferral in item.deferrals if deferral.to)
