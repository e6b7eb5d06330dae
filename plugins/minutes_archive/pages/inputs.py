"""Digests of everything a page is rendered from.

A page whose digest is unchanged need not be rendered again. The digest of a page of a list is
that of the values its template is given; a meeting's page and those of its decisions share
one of the meeting, of what refers to it and of what it refers to. A meeting counts as changed
with any byte of its file. What the theme lays around a page is not part of the digest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache, partial
from hashlib import blake2b
from itertools import chain
from typing import Any

from minutes_archive.addresses import item_id
from minutes_archive.archive import (
    AnnouncementEntry,
    Archive,
    DecisionEntry,
    DeferralEntry,
    FollowUpEntry,
    ItemEntry,
    Target,
    Task,
)
from minutes_archive.model import Body, Matter, Meeting, Municipality, Reference, Registry, Topic
from minutes_archive.pages.files import ServedFile

_SIZE = 16

# How far from a decision its page shows steps of the same matter.
Neighbourhood = Callable[[DecisionEntry], Iterable[DecisionEntry]]

FilesOf = Callable[[Meeting], Mapping[str, ServedFile]]


@dataclass(frozen=True, slots=True)
class Digests:
    """Digests of the meetings, by id; `site` is the digest of what every page shows."""

    site: bytes
    meetings: Mapping[str, bytes]


class PageInputs:
    """Makes digests of everything that the pages of one archive are rendered from."""

    def __init__(
        self, archive: Archive, digests: Digests, files_of: FilesOf, near: Neighbourhood
    ) -> None:
        self._archive = archive
        self._digests = digests
        self._files_of = files_of
        self._near = near
        self._meetings: dict[str, bytes] = {}
        self._of_everything = b""
        self._of_tasks: dict[str, bytes] = {}
        self._of_meeting: dict[str, bytes] = {}
        decisions = archive.decisions
        around = zip((None, *decisions), decisions, (*decisions[1:], None), strict=False)
        self._beside = {
            entry.id: tuple(filter(None, (before, after))) for before, entry, after in around
        }

    def of_meeting(self, meeting: Meeting) -> bytes:
        """Return the digest of all that the pages of a meeting and its decisions show."""
        found = self._of_meeting.get(meeting.id)
        if found is None:
            parts = [self._digests.site, self._meeting(meeting)]
            parts += map(self._value, self._around(meeting))
            found = self._of_meeting[meeting.id] = _digest(parts)
        return found

    def of_everything(self) -> bytes:
        """Return the digest of the whole archive."""
        if not self._of_everything:
            parts = [self._digests.site, *map(self._meeting, self._archive.meetings)]
            parts += [repr(stone).encode() for stone in self._archive.tombstones]
            self._of_everything = _digest(parts)
        return self._of_everything

    def of_values(self, template: str, values: Mapping[str, Any]) -> bytes:
        """Return the digest of a page made by a template of these values."""
        return _digest([self._digests.site, template.encode(), self._value(values)])

    def _around(self, meeting: Meeting) -> Iterator[Any]:
        """Yield what a meeting's pages show of others, or differently because of others."""
        archive = self._archive
        yield archive.neighbours[meeting.id]
        sources = [meeting.id]
        for item in meeting.items:
            sources.append(item_id(meeting.id, item.slug))
            for follow_up in item.follow_ups:
                yield archive.task_of.get(FollowUpEntry(meeting, item, follow_up).id)
                yield follow_up.origin
            yield [deferral.to for deferral in item.deferrals]
            yield archive.deferrals_of.get(sources[-1])
            yield item.follows
        for decision in meeting.decisions:
            sources.append(decision.id)
            entry = archive.decision_by_id.get(decision.id)
            if entry is not None:
                yield entry
                yield self._beside[entry.id]
                yield list(self._near(entry))
                yield [*decision.replaces, *decision.follows]
                yield archive.deferrals_taken_up_by.get(decision.id)
                yield archive.announced_for_decision.get(decision.id)
        for source in sources:
            yield archive.tasks_from.get(source)
            yield archive.followed_by.get(source)
        yield archive.deferred_to.get(meeting.id)
        yield archive.announced_in.get(meeting.id)
        yield archive.announced_by.get(meeting.id)
        yield archive.cited.get(meeting.id)

    def _value(self, value: Any) -> bytes:
        """Return bytes that differ where anything differs that a page may show of a value."""
        match value:
            case None | str() | int() | float() | bytes() | dt.date():
                return b"%d:%b" % (len(text := repr(value).encode()), text)
            case Enum():
                return repr(value).encode()
            case list() | tuple():
                return b"[%b]" % b",".join(map(self._value, value))
            case dict():
                return self._value([*chain.from_iterable(value.items())])
            case set() | frozenset():
                return self._value(sorted(value))
            case Meeting():
                return self._meeting(value)
            case DecisionEntry():
                return self._entry(value) + self._standing(value)
            case ItemEntry() | FollowUpEntry():
                return self._entry(value)
            case DeferralEntry():
                identity = f"{value.item.slug}/{value.number}".encode()
                taken_up = self._value((value.taken_up, value.deferral.to, value.taken_up_by))
                return self._meeting(value.meeting) + identity + taken_up
            case AnnouncementEntry():
                announced = repr((value.announcement, value.latest, value.identity)).encode()
                decided = self._archive.decisions_on_meeting.get(value.identity, ())
                shown = self._value((value.held, value.told_by, [d.id for d in decided]))
                return self._meeting(value.meeting) + announced + shown
            case Task():
                return self._of_task(value)
            case Reference():
                return self._value(self._archive.targets.get(value.target))
            case Target():
                is_off = value.meeting_id in self._archive.cancelled
                parts = (value.meeting_id, value.meeting, value.decision, is_off)
                item = value.item.slug if value.item else None
                return self._value((*parts, item, value.follow_up and value.follow_up.number))
            case Municipality() | Body() | Matter() | Topic():
                return f"{type(value).__name__} {value.id}".encode()
            case Registry():
                return b"registry"
        return self._other(value)

    def _other(self, value: Any) -> bytes:
        if isinstance(value, partial):
            return self._value((value.func, value.args, value.keywords))
        if is_dataclass(value) and not isinstance(value, type):
            shown = [getattr(value, name) for name in _shown_fields(type(value))]
            return type(value).__name__.encode() + self._value(shown)
        if callable(value):
            # A function of the pages: what it does is the code's version, what it is given is here.
            return str(getattr(value, "__qualname__", type(value).__qualname__)).encode()
        raise TypeError(f"{type(value).__name__} has no digest")

    def _entry(self, entry: ItemEntry | DecisionEntry | FollowUpEntry) -> bytes:
        return self._meeting(entry.meeting) + entry.id.encode()

    def _of_task(self, task: Task) -> bytes:
        """Return the digest of a task; a standing one is shown by many meetings."""
        found = self._of_tasks.get(task.first.id)
        if found is None:
            origins = [report.follow_up.origin for report in task.reports]
            found = _digest([self._value([*task.reports, *origins])])
            self._of_tasks[task.first.id] = found
        return found

    def _meeting(self, meeting: Meeting) -> bytes:
        found = self._meetings.get(meeting.id)
        if found is None:
            digest = self._digests.meetings.get(meeting.id)
            # One that was withdrawn is no more than what references know of it.
            found = digest + self._files(meeting) if digest else repr(meeting).encode()
            self._meetings[meeting.id] = found
        return found

    def _files(self, meeting: Meeting) -> bytes:
        files = self._files_of(meeting).values()
        return _digest(f"{file.name} {file.sha256}".encode() for file in files) if files else b""

    def _standing(self, entry: DecisionEntry) -> bytes:
        """Return the decisions that replace this one, without what became of those in turn."""
        replaced = self._archive.replaced_by.get(entry.id)
        return b"".join(map(self._entry, replaced)) + b"!" if replaced else b""


@cache
def _shown_fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in ("place", "path"))


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = blake2b(digest_size=_SIZE)
    for part in parts:
        digest.update(b"%d " % len(part))
        digest.update(part)
    return digest.digest()
