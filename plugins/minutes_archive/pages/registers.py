"""Registers of what is open: follow-ups, and what is coming or put off."""

from __future__ import annotations

import datetime as dt

from minutes_archive.archive import Task, newest_first
from minutes_archive.model import DecisionStatus, FollowUpState, Holding
from minutes_archive.pages.page import Page
from minutes_archive.pages.rendering import Renderer

_OPEN = frozenset({FollowUpState.OPEN, FollowUpState.ONGOING})
CLOSED_SHOWN = 100
OPEN_SHOWN = 200
PASSED_SHOWN = 100


def follow_ups_page(renderer: Renderer) -> Page:
    """Render the follow-up register: the open ones first, the oldest at the top."""
    tasks = sorted(
        ((task, since(renderer, task)) for task in renderer.archive.tasks),
        key=lambda pair: (pair[1], pair[0].latest.id),
    )
    opened = [pair for pair in tasks if pair[0].latest.follow_up.state in _OPEN]
    closed = [pair for pair in tasks if pair[0].latest.follow_up.state not in _OPEN]
    return renderer.page(
        "follow_ups.html",
        renderer.addresses.section("follow_ups"),
        head=renderer.heads.section("follow_ups"),
        title=renderer.t("follow_ups.title"),
        description=renderer.t("follow_ups.description", name=renderer.registry.name),
        open=opened[:OPEN_SHOWN],
        closed=closed[: -CLOSED_SHOWN - 1 : -1],
        open_count=len(opened),
        closed_count=len(closed),
        years=[],
        pages=[],
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
    told = [entry for entry in archive.announcements if entry.is_latest]
    coming = [e for e in told if latest is None or e.announcement.date > latest]
    passed = [e for e in told if latest and e.announcement.date <= latest]
    postponed = [
        entry
        for entry in newest_first(archive.decisions)
        if entry.decision.status is DecisionStatus.POSTPONED
        and entry.id not in archive.replaced_by
        and entry.id not in archive.followed_by
    ]
    return renderer.page(
        "upcoming.html",
        renderer.addresses.section("upcoming"),
        head=renderer.heads.section("upcoming"),
        title=renderer.t("upcoming.title"),
        description=renderer.t("upcoming.description", name=renderer.registry.name),
        latest=latest,
        coming=coming,
        passed=passed[: -PASSED_SHOWN - 1 : -1],
        deferrals=newest_first(
            [entry for entry in archive.deferrals if not entry.taken_up_by], PASSED_SHOWN
        ),
        taken_up=newest_first(
            [entry for entry in archive.deferrals if entry.taken_up_by], PASSED_SHOWN
        ),
        postponed=postponed[:PASSED_SHOWN],
        announcement_title=renderer.announcement_title,
    )
