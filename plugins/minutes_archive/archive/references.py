"""References: what a pointer in a minutes file points at, or that it is missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from minutes_archive.addresses import slugify
from minutes_archive.archive.entries import DecisionEntry
from minutes_archive.model import AgendaItem, Body, FollowUp, Meeting, Publication, Reference
from minutes_archive.problems import Problem, did_you_mean

_MEETING = re.compile(r"(?P<meeting>[a-z0-9-]+/\d{4}-\d{2}-\d{2}(?:-\d)?)(?:#(?P<anchor>.+))?")
_DECISION = re.compile(r"(?P<code>[a-z0-9-]+?)-(?P<date>\d{4}-\d{2}-\d{2})-(?P<rest>[a-z0-9-]+)")
_ITEM_ANCHOR = re.compile(r"(?:punkt|item)-(?P<item>[a-z0-9-]+)")
_DECISION_ANCHOR = re.compile(r"(?:beslut|decision)-(?P<item>[a-z0-9-]+)-(?P<number>\d+)")
_DEFERRAL_ANCHOR = re.compile(r"(?:bordlaggning|deferral)-(?P<item>[a-z0-9-]+)-(?P<number>\d+)")
_FOLLOW_UP_ANCHOR = re.compile(r"(?:uppfoljning|follow-up)-(?P<item>[a-z0-9-]+)-(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference means: always a body and a date, and whatever of it is archived.

    `meeting` is None where the meeting is not in the archive. `meeting_id` says which it
    would be. `deferral` is the number of what was put off within `item`, 0 for none.
    """

    meeting_id: str
    body: str
    date: dt.date | None
    meeting: Meeting | None = None
    item: AgendaItem | None = None
    decision: DecisionEntry | None = None
    follow_up: FollowUp | None = None
    deferral: int = 0

    @property
    def is_missing(self) -> bool:
        return self.meeting is None


class Resolver:
    """Resolves references against the archived meetings and decisions."""

    def __init__(
        self,
        bodies: Mapping[str, Body],
        meetings: Mapping[str, Meeting],
        decisions: Mapping[str, DecisionEntry],
    ) -> None:
        self._bodies = bodies
        self._body_by_code = {slugify(body.code): body.id for body in bodies.values()}
        self._meetings = meetings
        self._joint = {
            f"{body}/{meeting.id.partition('/')[2]}": meeting
            for meeting in meetings.values()
            for body in meeting.joint_with
        }
        self._decisions = decisions

    def resolve(self, reference: Reference) -> Target | Problem:
        """Return the target of a reference, or the problem with it."""
        meeting = _MEETING.fullmatch(reference.target)
        if meeting:
            return self._resolve_meeting(reference, meeting["meeting"], meeting["anchor"] or "")
        decision = _DECISION.fullmatch(reference.target)
        if decision:
            return self._resolve_decision(reference, decision)
        return Problem(
            reference.place,
            "E203",
            f'hänvisningen "{reference.target}" har fel form',
            "skriv organ/datum, organ/datum#punkt-5 eller beslutets id",
        )

    def nearly(self, missing: Target) -> str:
        """Return the id of a meeting whose date differs by one slip of the finger, or ""."""
        for identity in self._meetings:
            body, _, day = identity.partition("/")
            if body == missing.body and _is_slip(day, missing.meeting_id.partition("/")[2]):
                return identity
        return ""

    def _resolve_meeting(
        self, reference: Reference, identity: str, anchor: str
    ) -> Target | Problem:
        body, _, day = identity.partition("/")
        if body not in self._bodies:
            return Problem(
                reference.place, "E105", f'okänt organ "{body}"', did_you_mean(body, self._bodies)
            )
        date = _date(day[:10])
        if date is None:
            return Problem(reference.place, "E109", f'datumet "{day[:10]}" finns inte i kalendern')
        meeting = self._meetings.get(identity) or self._joint.get(identity)
        if meeting is None or meeting.status is Publication.WITHDRAWN or not anchor:
            return Target(meeting.id if meeting else identity, body, date, meeting)
        return self._resolve_anchor(reference, meeting, anchor)

    def _resolve_anchor(
        self, reference: Reference, meeting: Meeting, anchor: str
    ) -> Target | Problem:
        plain = Target(meeting.id, meeting.body, meeting.date, meeting)
        by_slug = {item.slug: item for item in meeting.items}
        found = _ITEM_ANCHOR.fullmatch(anchor)
        if found and found["item"] in by_slug:
            item = by_slug[found["item"]]
            return Target(meeting.id, meeting.body, meeting.date, meeting, item)
        found = _DECISION_ANCHOR.fullmatch(anchor)
        if found and found["item"] in by_slug:
            for entry in by_slug[found["item"]].decisions:
                if entry.number == int(found["number"]):
                    return self._of_decision(self._decisions[entry.id])
        found = _FOLLOW_UP_ANCHOR.fullmatch(anchor)
        if found and found["item"] in by_slug:
            item = by_slug[found["item"]]
            for task in item.follow_ups:
                if task.number == int(found["number"]):
                    return Target(
                        meeting.id, meeting.body, meeting.date, meeting, item, follow_up=task
                    )
        found = _DEFERRAL_ANCHOR.fullmatch(anchor)
        if found and found["item"] in by_slug:
            item = by_slug[found["item"]]
            number = int(found["number"])
            if 0 < number <= len(item.deferrals):
                return Target(
                    meeting.id, meeting.body, meeting.date, meeting, item, deferral=number
                )
        anchors = [f"punkt-{slug}" for slug in by_slug]
        return Problem(
            reference.place,
            "E202",
            f'"{anchor}" finns inte i mötet {plain.meeting_id}',
            did_you_mean(anchor, anchors),
        )

    def _resolve_decision(self, reference: Reference, found: re.Match[str]) -> Target | Problem:
        entry = self._decisions.get(reference.target)
        if entry is not None:
            return self._of_decision(entry)
        body = self._body_by_code.get(found["code"])
        if body is None:
            codes = list(self._body_by_code)
            return Problem(
                reference.place,
                "E105",
                f'okänd organkod "{found["code"]}" i "{reference.target}"',
                did_you_mean(found["code"], codes),
            )
        date = _date(found["date"])
        if date is None:
            return Problem(reference.place, "E109", f'datumet "{found["date"]}" finns inte')
        for meeting_id in self._meetings_of_the_day(body, found):
            meeting = self._meetings[meeting_id]
            if meeting.status is Publication.WITHDRAWN:
                return Target(meeting_id, body, date, meeting)
            known = [decision.id for decision in meeting.decisions]
            return Problem(
                reference.place,
                "E202",
                f'beslutet "{reference.target}" finns inte i mötet {meeting_id}',
                did_you_mean(reference.target, known),
            )
        return Target(f"{body}/{found['date']}", body, date)

    def _meetings_of_the_day(self, body: str, found: re.Match[str]) -> list[str]:
        day = f"{body}/{found['date']}"
        second = f"{day}-{found['rest'].split('-')[0]}"
        return [identity for identity in (second, day) if identity in self._meetings]

    def _of_decision(self, entry: DecisionEntry) -> Target:
        meeting = entry.meeting
        return Target(meeting.id, meeting.body, meeting.date, meeting, entry.item, entry)


def _is_slip(one: str, other: str) -> bool:
    """Return whether two dates differ by one digit, or by two neighbouring digits swapped."""
    if len(one) != len(other):
        return False
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) == 1:
        return True
    swapped = len(differing) == 2 and one[differing[0]] == other[differing[1]]
    return swapped and one[differing[1]] == other[differing[0]]


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
