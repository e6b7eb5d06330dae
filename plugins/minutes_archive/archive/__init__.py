"""The archive graph: meetings with every reference resolved, in both directions."""

from minutes_archive.archive.attendance import (
    attendance_at_item,
    attendance_of,
    attendance_of_meeting,
    decisions_missed,
    disqualified_from,
    expected_at,
    present_for,
)
from minutes_archive.archive.entries import (
    AnnouncementEntry,
    DecisionEntry,
    DeferralEntry,
    FollowUpEntry,
    ItemAttendance,
    ItemEntry,
    MunicipalityAttendance,
    Presence,
    Task,
    Tombstone,
)
from minutes_archive.archive.graph import Archive, link
from minutes_archive.archive.linking import MissingMeeting, Refers
from minutes_archive.archive.order import meeting_order, newest_first
from minutes_archive.archive.references import Target

__all__ = [
    "AnnouncementEntry",
    "Archive",
    "DecisionEntry",
    "DeferralEntry",
    "FollowUpEntry",
    "ItemAttendance",
    "ItemEntry",
    "MissingMeeting",
    "MunicipalityAttendance",
    "Presence",
    "Refers",
    "Target",
    "Task",
    "Tombstone",
    "attendance_at_item",
    "attendance_of",
    "attendance_of_meeting",
    "decisions_missed",
    "disqualified_from",
    "expected_at",
    "link",
    "meeting_order",
    "newest_first",
    "present_for",
]
