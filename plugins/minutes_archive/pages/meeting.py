"""The page of one meeting, and what later meetings tell of it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from minutes_archive.addresses import item_id
from minutes_archive.archive import (
    Archive,
    DecisionEntry,
    FollowUpEntry,
    ItemEntry,
    Task,
    attendance_of_meeting,
)
from minutes_archive.model import AgendaItem, Meeting
from minutes_archive.pages.items import item_macro
from minutes_archive.pages.page import Page, TocEntry
from minutes_archive.pages.rendering import Renderer


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


def meeting_page(renderer: Renderer, meeting: Meeting) -> Page:
    """Render a meeting: summary, attendance, items, sign-off, source and neighbours."""
    archive, t, addresses = renderer.archive, renderer.t, renderer.addresses
    address = addresses.meeting(meeting.id)
    body = renderer.body(meeting)
    files = renderer.files_of(meeting)
    decisions = [
        archive.decision_by_id[decision.id]
        for decision in meeting.decisions
        if decision.id in archive.decision_by_id
    ]
    followed = followed_up(archive, meeting)
    source = files.get(meeting.source.file) if meeting.source else None
    previous, following = archive.neighbours[meeting.id]
    day = renderer.meeting_day(meeting)
    name = renderer.meeting_bodies(meeting)
    title = t("meeting.title", body=name, date=day)
    description = t(
        "meeting.description",
        kind=t(f"kind.{meeting.kind.value}"),
        body=body.full_name_on(meeting.date) or name,
        date=day,
        items=t.count("count.items", len(meeting.items)),
        decisions=t.count("count.decisions", len(decisions)),
    )
    return renderer.page(
        "meeting.html",
        address,
        title=title,
        description=description,
        toc=_toc(
            renderer,
            meeting,
            {
                "sign_off": meeting.recorded_by or meeting.attested_by,
                "followed_up": followed or following_decisions(archive, meeting),
                "deferred_here": archive.deferred_to.get(meeting.id),
                "announces": meeting.upcoming,
                "announced_by": archive.announced_by.get(meeting.id),
                "source": source,
            },
        ),
        modified=max([meeting.date, *(c.date for c in meeting.corrections)]),
        edit_file=meeting.file,
        head=renderer.heads.meeting(meeting),
        meeting=meeting,
        body=body,
        decisions=decisions,
        decided=[(item, list(entries)) for item, entries in groupby(decisions, _item_of)],
        summed_up=_summed_up(renderer, decisions),
        tasks=[(item, follow_up) for item in meeting.items for follow_up in item.follow_ups],
        deferrals=[
            (item, deferral, number)
            for item in meeting.items
            for number, deferral in enumerate(item.deferrals, start=1)
        ],
        attendance=attendance_of_meeting(meeting, renderer.registry)
        if meeting.present or meeting.absent
        else (),
        deferred_here=archive.deferred_to.get(meeting.id, ()),
        followed_up=followed,
        following=following_decisions(archive, meeting),
        announced=archive.announced_in.get(meeting.id, ()),
        announced_by=archive.announced_by.get(meeting.id, ()),
        announcement_title=renderer.announcement_title,
        attachments=[(entry, files[entry.file]) for entry in meeting.attachments],
        source=source,
        previous=previous,
        next=following,
        m_item=item_macro(renderer, address, meeting),
        signed_name=lambda name: renderer.people.signed(name, meeting),
    )


def _item_of(entry: DecisionEntry) -> AgendaItem:
    return entry.item


def _summed_up(renderer: Renderer, decisions: list[DecisionEntry]) -> str:
    """Return "2 beslut i 1 punkt": the items that led to decisions, and the decisions."""
    t = renderer.t
    items = len({entry.item.slug for entry in decisions})
    return t(
        "meeting.decisions_in_items",
        decisions=t.count("count.decisions", len(decisions)),
        items=t.count("count.items", items),
    )


def _toc(renderer: Renderer, meeting: Meeting, shown: Mapping[str, object]) -> tuple[TocEntry, ...]:
    """Return every section of the page; `shown` tells which of those after the items it has."""
    t, addresses = renderer.t, renderer.addresses
    names = ["corrections"] if meeting.corrections else []
    names += ["summary", *(["attendance"] if meeting.present or meeting.absent else [])]
    entries = [TocEntry(t(f"meeting.{name}"), addresses.anchor(name)) for name in names]
    for item in meeting.items:
        dot = "" if "§" in item.number else "."
        entries.append(
            TocEntry(f"{item.number}{dot} {item.title}", addresses.item_anchor(item.slug))
        )
    entries += [
        TocEntry(t(f"meeting.{name}"), addresses.anchor(name))
        for name, part in shown.items()
        if part
    ]
    return tuple(entries)
