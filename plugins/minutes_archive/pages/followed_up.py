"""What later meetings tell of a meeting: tasks that come from it, decisions that follow it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from minutes_archive.addresses import item_id
from minutes_archive.archive import Archive, DecisionEntry, FollowUpEntry, ItemEntry, Task
from minutes_archive.model import Meeting


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """A task of a meeting and the reports of later meetings on it, oldest first."""

    task: Task
    reports: tuple[FollowUpEntry, ...]


def followed_up(archive: Archive, meeting: Meeting) -> list[FollowedUp]:
    """Return the tasks that the meeting, its items or decisions gave or reported on."""
    sources = [meeting.id, *(item_id(meeting.id, item.slug) for item in meeting.items)]
    sources += [decision.id for decision in meeting.decisions]
    tasks = [task for source in sources for task in archive.tasks_from.get(source, ())]
    tasks += [
        archive.task_of[FollowUpEntry(meeting, item, follow_up).id]
        for item in meeting.items
        for follow_up in item.follow_ups
    ]
    found = []
    for task in {task.first.id: task for task in tasks}.values():
        later = _later_reports(task, meeting)
        if later:
            found.append(FollowedUp(task, later))
    return found


def following_decisions(archive: Archive, meeting: Meeting) -> list[ItemEntry | DecisionEntry]:
    """Return what follows the meeting or one of its items; a decision's page tells its own."""
    names = [meeting.id]
    for item in meeting.items:
        own = item_id(meeting.id, item.slug)
        names += [own, *(entry.id for entry in archive.deferrals_of.get(own, ()))]
    return [entry for name in names for entry in archive.followed_by.get(name, ())]


def _later_reports(task: Task, meeting: Meeting) -> tuple[FollowUpEntry, ...]:
    """Return the reports of later meetings; a standing task has one of every meeting."""
    reports = task.reports
    start = bisect_left(reports, meeting.date, key=_day)
    end = bisect_right(reports, meeting.date, key=_day)
    same_day = (report for report in reports[start:end] if _is_later(report.meeting, meeting))
    return (*same_day, *reports[end:])


def _day(report: FollowUpEntry) -> dt.date:
    return report.meeting.date


def _is_later(meeting: Meeting, than: Meeting) -> bool:
    return meeting.id != than.id and (meeting.date, meeting.sequence) >= (than.date, than.sequence)
