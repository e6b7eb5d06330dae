"""Drafts are no part of the archive: their references are checked, and nothing tells of them.

A matter entered for a meeting that is not published yet, or a body that has published nothing,
tells of the draft by its very name: the registry is shown without what only drafts mention. What
nobody mentions stays: it is the clerk's own list. What has been shown once stays, since addresses
do.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from minutes_archive.addresses import Addresses, slugify
from minutes_archive.archive.entries import DecisionEntry
from minutes_archive.archive.references import Resolver
from minutes_archive.model import (
    Body,
    Decision,
    FollowUp,
    Meeting,
    Publication,
    Reference,
    Registry,
)
from minutes_archive.problems import Problem

Named = Mapping[str, set[str]]
"""Ids by the part of the registry they are of: bodies, matters, topics, organisations."""


def published_registry(
    registry: Registry,
    meetings: Iterable[Meeting],
    published: Container[str] = (),
    prefix: str = "",
) -> Registry:
    """Return the registry without what drafts name and nothing published does.

    `published` are the addresses that have been; what has one of them stays. `prefix` is what
    addresses begin with.
    """
    by_code = {slugify(body.code): body.id for body in registry.bodies.values()}
    drafts, public = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for meeting in meetings:
        named = drafts if meeting.status is Publication.DRAFT else public
        for part, identity in _named_by(meeting, by_code):
            named[part].add(identity)
    for part, identity in _once_shown(registry, published, Addresses(registry.language, prefix)):
        public[part].add(identity)
    shown: dict[str, Any] = {}
    for part, ids in drafts.items():
        entries = getattr(registry, part)
        hidden = (ids - public[part]) & set(entries)
        if hidden:
            shown[part] = {key: entries[key] for key in entries if key not in hidden}
    return replace(registry, **shown) if shown else registry


def _named_by(meeting: Meeting, by_code: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "bodies", meeting.body
    for plan in meeting.upcoming:
        yield "bodies", plan.body
    for person in (*meeting.present, *meeting.absent):
        yield "organisations", person.organisation
    for item in meeting.items:
        yield "matters", item.matter
        yield from (("topics", topic) for topic in item.topics)
        for entry in item.content:
            if isinstance(entry, Decision | FollowUp):
                yield "matters", entry.matter
            if isinstance(entry, Decision):
                yield from (("topics", topic) for topic in entry.topics)
    for reference in references_of(meeting):
        yield "bodies", _body_of(reference, by_code)


def _body_of(reference: Reference, by_code: Mapping[str, str]) -> str:
    body, slash, _ = reference.target.partition("/")
    if slash:
        return body
    code = next((code for code in by_code if reference.target.startswith(f"{code}-")), "")
    return by_code.get(code, "")


def _once_shown(
    registry: Registry, published: Container[str], addresses: Addresses
) -> Iterator[tuple[str, str]]:
    for part, things, address in (
        ("bodies", registry.bodies, addresses.body),
        ("matters", registry.matters, addresses.matter),
        ("topics", registry.topics, addresses.topic),
    ):
        for thing in things.values():
            if any(address(identity) in published for identity in (thing.id, *thing.aliases)):
                yield part, thing.id


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
