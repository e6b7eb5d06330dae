"""The archive graph: meetings with every reference resolved, in both directions."""

from minutes_archive.archive.attendance import attendance_of, attendance_of_meeting, present_for
from minutes_archive.archive.entries import (
    AnnouncementEntry,
    DecisionEntry,
    DeferralEntry,
    FollowUpEntry,
    ItemEntry,
    MunicipalityAttendance,
    Presence,
    Task,
    Tombstone,
)
from minutes_archive.archive.graph import Archive, link
from minutes_archive.archive.linking import MissingMeeting, Refers
from minutes_archive.archive.references import Target

__all__ = [
    "AnnouncementEntry",
    "Archive",
    "DecisionEntry",
    "DeferralEntry",
    "FollowUpEntry",
    "ItemEntry",
    "MissingMeeting",
    "MunicipalityAttendance",
    "Presence",
    "Refers",
    "Target",
    "Task",
    "Tombstone",
    "attendance_of",
    "attendance_of_meeting",
    "link",
    "present_for",
]
