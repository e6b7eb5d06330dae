"""Registers of what is open: follow-ups, and what is coming or put off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from minutes_archive.archive import AnnouncementEntry, Task, newest_first
from minutes_archive.model import OPEN_STATES, DecisionStatus, Holding
from minutes_archive.pages.listings import chunks
from minutes_archive.pages.months import Occasion, months
from minutes_archive.pages.page import Page
from minutes_archive.pages.rendering import Renderer
from minutes_archive.pages.watching import watch

TASKS_PER_PAGE = 60
PASSED_SHOWN = 100


def follow_up_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the register of tasks: those that remain, the oldest first, then the closed ones."""
    tasks = sorted(
        ((task, since(renderer, task)) for task in renderer.archive.tasks),
        key=lambda pair: (pair[1], pair[0].latest.id),
    )
    opened = [pair for pair in tasks if pair[0].latest.follow_up.state in OPEN_STATES]
    closed = [pair for pair in tasks if pair[0].latest.follow_up.state not in OPEN_STATES]
    parts = chunks([*opened, *reversed(closed)], TASKS_PER_PAGE) or [()]
    addresses = renderer.addresses
    targets = [addresses.part_of_section("follow_ups", n) for n in range(1, len(parts) + 1)]
    for number, part in enumerate(parts, start=1):
        title = renderer.t("follow_ups.title")
        yield renderer.page(
            "follow_ups.html",
            targets[number - 1],
            head=renderer.heads.section("follow_ups") if number == 1 else "",
            title=title if number == 1 else f"{title} ({number})",
            description=renderer.t("follow_ups.description", name=renderer.registry.name),
            watch=watch(renderer, "follow_ups"),
            open=[pair for pair in part if pair[0].latest.follow_up.state in OPEN_STATES],
            closed=[pair for pair in part if pair[0].latest.follow_up.state not in OPEN_STATES],
            open_count=len(opened),
            closed_count=len(closed),
            is_first=number == 1,
            is_last=number == len(parts),
            years=[],
            pages=[(n, target, n == number) for n, target in enumerate(targets, start=1)],
        )


def since(renderer: Renderer, task: Task) -> dt.date:
    """Return the day a task dates from: its origin's, or the first meeting that reports it."""
    origin = task.first.follow_up.origin
    date = renderer.target(origin).date if origin else None
    return date or task.first.meeting.date


def upcoming_page(renderer: Renderer) -> Page:
    """Render what is announced after the newest meeting of the archive, and what was put off."""
    archive = renderer.archive
    held = (m.date for m in reversed(archive.meetings) if m.held is Holding.HELD)
    latest = next(held, None)
    latest_ones = [entry for entry in archive.announcements if entry.is_latest]
    coming = [e for e in latest_ones if latest is None or e.announcement.date > latest]
    passed = [e for e in latest_ones if latest and e.announcement.date <= latest]
    postponed = [
        entry
        for entry in newest_first(archive.decisions)
        if entry.decision.status is DecisionStatus.POSTPONED
        and entry.id not in archive.replaced_by
        and entry.id not in archive.followed_by
    ]
    deferrals = newest_first(archive.deferrals)
    return renderer.page(
        "upcoming.html",
        renderer.addresses.section("upcoming"),
        head=renderer.heads.section("upcoming"),
        title=renderer.t("upcoming.title"),
        description=renderer.t("upcoming.description", name=renderer.registry.name),
        watch=watch(renderer, "meetings", calendar="meetings"),
        latest=latest,
        coming=coming,
        weekdays=renderer.t.list("date.weekdays"),
        months=months([_occasion(renderer, entry) for entry in coming], renderer.dates),
        passed=passed[: -PASSED_SHOWN - 1 : -1],
        deferrals=[entry for entry in deferrals if not entry.taken_up_by][:PASSED_SHOWN],
        taken_up=[entry for entry in deferrals if entry.taken_up_by][:PASSED_SHOWN],
        postponed=postponed[:PASSED_SHOWN],
        announcement_title=renderer.announcement_title,
    )


def _occasion(renderer: Renderer, entry: AnnouncementEntry) -> tuple[dt.date, Occasion]:
    """Return what is announced as a month shows it; it leads to its row on the page."""
    announcement = entry.announcement
    goal = f"#{renderer.addresses.day_anchor(announcement.date)}"
    state = "held" if entry.held else entry.latest.status.value
    return announcement.date, Occasion(renderer.announcement_title(entry), state, goal)
