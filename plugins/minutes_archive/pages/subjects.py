"""Bodies, matters and topics: what meetings, items and decisions are filed under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from minutes_archive.archive import (
    AnnouncementEntry,
    DecisionEntry,
    FollowUpEntry,
    ItemEntry,
    newest_first,
)
from minutes_archive.headlines import shorten
from minutes_archive.model import OPEN_STATES, Body, Matter, Meeting, Topic
from minutes_archive.pages.listings import by_year, chunks
from minutes_archive.pages.page import Page
from minutes_archive.pages.rendering import Renderer
from minutes_archive.pages.watching import watch

ENTRIES_SHOWN = 200
MEETINGS_SHOWN = 12
SUBJECTS_PER_PAGE = 100
LATEST_DECISIONS = 10

Entry = ItemEntry | DecisionEntry | FollowUpEntry
Step = tuple[Meeting, list[tuple[str, ItemEntry | DecisionEntry | FollowUpEntry]]]


def body_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the list of bodies and one page for each."""
    t = renderer.t
    yield renderer.page(
        "bodies.html",
        renderer.addresses.section("bodies"),
        title=t("bodies.title"),
        description=t("bodies.description", name=renderer.registry.name),
    )
    for body in renderer.registry.bodies.values():
        yield _body_page(renderer, body)
        yield from _body_year_pages(renderer, body)


def _body_page(renderer: Renderer, body: Body) -> Page:
    archive = renderer.archive
    meetings = archive.meetings_of_body.get(body.id, ())
    shown = meetings[-MEETINGS_SHOWN:]
    decisions = [entry for entry in archive.decisions if body.id in entry.meeting.bodies]
    return renderer.page(
        "body.html",
        renderer.addresses.body(body.id),
        head=renderer.heads.body(body),
        title=body.name,
        description=renderer.t("body.description", name=body.full_name or body.name),
        body=body,
        watch=watch(renderer, "bodies", body.id, "bodies"),
        groups=by_year(shown, lambda meeting: meeting.date.year),
        years=_years_of_body(renderer, body, None),
        pages=[],
        decisions=newest_first(decisions, LATEST_DECISIONS),
        missing=[missing for missing in archive.missing if missing.body == body.id],
        coming=_coming(renderer, body),
        announcement_title=renderer.announcement_title,
    )


def _coming(renderer: Renderer, body: Body) -> list[AnnouncementEntry]:
    """Return what is announced of a body after the newest meeting of the archive."""
    meetings = renderer.archive.meetings
    latest = meetings[-1].date if meetings else dt.date.min
    return [
        entry
        for entry in renderer.archive.announcements
        if entry.announcement.body == body.id and entry.announcement.date > latest
    ]


def _years_of_body(
    renderer: Renderer, body: Body, current: int | None
) -> list[tuple[int, str, bool]]:
    meetings = renderer.archive.meetings_of_body.get(body.id, ())
    if len(meetings) <= MEETINGS_SHOWN:
        return []
    years = sorted({meeting.date.year for meeting in meetings}, reverse=True)
    return [(y, renderer.addresses.body_year(body.id, y), y == current) for y in years]


def _body_year_pages(renderer: Renderer, body: Body) -> Iterator[Page]:
    meetings = renderer.archive.meetings_of_body.get(body.id, ())
    for year, target, _ in _years_of_body(renderer, body, None):
        title = renderer.t("body.year_title", name=body.name, year=year)
        yield renderer.page(
            "body_year.html",
            target,
            title=title,
            description=renderer.t("body.description", name=title),
            meetings=[meeting for meeting in reversed(meetings) if meeting.date.year == year],
            years=_years_of_body(renderer, body, year),
            pages=[],
        )


def matter_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the list of matters and one page for each."""
    entries = renderer.archive.matter_entries
    addresses = renderer.addresses
    rows = _by_news(
        SubjectRow(matter, addresses.matter(matter.id), _counted(renderer, entries, matter.id))
        for matter in renderer.registry.matters.values()
    )
    yield from _list_pages(renderer, "matters", rows)
    for matter in renderer.registry.matters.values():
        yield renderer.page(
            "matter.html",
            addresses.matter(matter.id),
            head=renderer.heads.matter(matter),
            title=matter.name,
            description=shorten(matter.description)
            or renderer.t("matter.description", name=matter.name),
            matter=matter,
            watch=watch(renderer, "matters", matter.id),
            steps=_steps(entries.get(matter.id, ())[-ENTRIES_SHOWN:]),
        )


def topic_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the list of topics and one page for each."""
    entries = renderer.archive.topic_entries
    addresses = renderer.addresses
    rows = _by_news(
        SubjectRow(topic, addresses.topic(topic.id), _counted(renderer, entries, topic.id))
        for topic in renderer.registry.topics.values()
    )
    yield from _list_pages(renderer, "topics", rows)
    for topic in renderer.registry.topics.values():
        newest = newest_first(entries.get(topic.id, ()), ENTRIES_SHOWN)
        yield renderer.page(
            "topic.html",
            addresses.topic(topic.id),
            title=topic.name,
            description=shorten(topic.description)
            or renderer.t("topic.description", name=topic.name),
            topic=topic,
            items=[entry for entry in newest if isinstance(entry, ItemEntry)],
            decisions=[entry for entry in newest if isinstance(entry, DecisionEntry)],
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """How much is filed under a subject, and when it last came up; `open` tasks remain."""

    items: int
    decisions: int
    open: int
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A matter or a topic as its list shows it."""

    subject: Matter | Topic
    address: str
    counted: Counted


def _counted(renderer: Renderer, entries: Mapping[str, Sequence[Entry]], identity: str) -> Counted:
    """Count items and decisions apart: two decisions of one item are one item."""
    filed = entries.get(identity, ())
    tasks = {
        task.first.id: task
        for entry in filed
        if isinstance(entry, FollowUpEntry)
        for task in [renderer.archive.task_of[entry.id]]
    }
    return Counted(
        items=len({(entry.meeting.id, entry.item.slug) for entry in filed}),
        decisions=sum(isinstance(entry, DecisionEntry) for entry in filed),
        open=sum(task.latest.follow_up.state in OPEN_STATES for task in tasks.values()),
        latest=max((entry.meeting.date for entry in filed), default=None),
    )


def _by_news(rows: Iterable[SubjectRow]) -> list[SubjectRow]:
    """Sort what is not done first, then by when it last came up; the registry's order else."""
    return sorted(
        rows,
        key=lambda row: (row.counted.open > 0, row.counted.latest or dt.date.min),
        reverse=True,
    )


def _list_pages(renderer: Renderer, key: str, rows: list[SubjectRow]) -> Iterator[Page]:
    addresses = renderer.addresses
    parts = chunks(rows, SUBJECTS_PER_PAGE) or [()]
    targets = [addresses.part_of_section(key, n) for n in range(1, len(parts) + 1)]
    for number, part in enumerate(parts, start=1):
        title = renderer.t(f"{key}.title")
        yield renderer.page(
            "subjects.html",
            targets[number - 1],
            title=title if number == 1 else f"{title} ({number})",
            description=renderer.t(f"{key}.description", name=renderer.registry.name),
            key=key,
            rows=part,
            years=[],
            pages=[(n, target, n == number) for n, target in enumerate(targets, start=1)],
        )


def _steps(entries: tuple[ItemEntry | DecisionEntry | FollowUpEntry, ...]) -> list[Step]:
    """Group a matter's entries by meeting, oldest first, in the order of the minutes."""
    steps: dict[str, Step] = {}
    for entry in entries:
        kind = {ItemEntry: "item", DecisionEntry: "decision", FollowUpEntry: "follow_up"}[
            type(entry)
        ]
        steps.setdefault(entry.meeting.id, (entry.meeting, []))[1].append((kind, entry))
    return list(steps.values())
