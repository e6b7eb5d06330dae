"""Things of the archive in their place: a decision with its item and meeting, and so on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from minutes_archive.addresses import deferral_id, follow_up_id, item_id
from minutes_archive.model import (
    AgendaItem,
    Announcement,
    Attendance,
    Decision,
    Deferral,
    FollowUp,
    Meeting,
    Withdrawal,
)


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """An agenda item and the meeting it belongs to."""

    meeting: Meeting
    item: AgendaItem

    @property
    def id(self) -> str:
        return item_id(self.meeting.id, self.item.slug)


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """A decision, its item and its meeting."""

    meeting: Meeting
    item: AgendaItem
    decision: Decision

    @property
    def id(self) -> str:
        return self.decision.id

    @property
    def matter(self) -> str:
        """The decision's own matter, or else its item's."""
        return self.decision.matter or self.item.matter

    @property
    def topics(self) -> tuple[str, ...]:
        return self.decision.topics or self.item.topics

    @property
    def reference(self) -> str:
        return self.decision.reference or self.item.reference


@dataclass(frozen=True, slots=True)
class FollowUpEntry:
    """A follow-up, its item and its meeting."""

    meeting: Meeting
    item: AgendaItem
    follow_up: FollowUp

    @property
    def id(self) -> str:
        return follow_up_id(item_id(self.meeting.id, self.item.slug), self.follow_up.number)

    @property
    def matter(self) -> str:
        return self.follow_up.matter or self.item.matter


@dataclass(frozen=True, slots=True)
class DeferralEntry:
    """Something put off, its place, and the archived meeting that it was put off to.

    `taken_up_by` are the items and decisions that took it up again; while there are none it
    is open.
    """

    meeting: Meeting
    item: AgendaItem
    deferral: Deferral
    number: int
    taken_up: Meeting | None
    taken_up_by: tuple[ItemEntry | DecisionEntry, ...] = ()

    @property
    def id(self) -> str:
        return deferral_id(self.item_id, self.number)

    @property
    def item_id(self) -> str:
        return item_id(self.meeting.id, self.item.slug)

    @property
    def matter(self) -> str:
        return self.deferral.matter or self.item.matter


@dataclass(frozen=True, slots=True)
class AnnouncementEntry:
    """An announced meeting, who announced it, and the archived meeting it became.

    All announcements of one meeting have the same `identity`: the id that it has or would have.
    `latest` is the one that holds, and `told_by` the meeting that made that one.
    """

    meeting: Meeting
    announcement: Announcement
    identity: str
    held: Meeting | None
    latest: Announcement
    told_by: Meeting

    @property
    def is_latest(self) -> bool:
        return self.announcement is self.latest


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a withdrawn meeting or decision: its ids, a reason category, a date.

    `anchors` are those that its page once had.
    """

    meeting_id: str
    body: str
    date: dt.date
    withdrawal: Withdrawal
    decision_id: str = ""
    item_slugs: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


class Presence(StrEnum):
    """How a municipality took part in a meeting; UNKNOWN where the record does not tell."""

    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"
    NOT_REPRESENTED = "not_represented"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MunicipalityAttendance:
    """How one municipality took part in one meeting, and by whom.

    `items` holds the slugs it took part in when it was there for a part only.
    """

    meeting: Meeting
    municipality: str
    presence: Presence
    present: tuple[Attendance, ...] = ()
    absent: tuple[Attendance, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemAttendance:
    """Who of a municipality (or an organisation) took part in one agenda item.

    `disqualified` are those who stepped aside. Where both are empty, nobody was there if
    `is_told`; else the record does not tell.
    """

    municipality: str
    present: tuple[Attendance, ...]
    disqualified: tuple[Attendance, ...]
    is_told: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One promised task through all the meetings that report on it, oldest first."""

    reports: tuple[FollowUpEntry, ...]

    @property
    def latest(self) -> FollowUpEntry:
        return self.reports[-1]

    @property
    def first(self) -> FollowUpEntry:
        return self.reports[0]
