"""Bodies, matters and topics: what meetings, items and decisions are filed under."""

from __future__ import annotations

from collections.abc import Iterator

from minutes_archive.archive import DecisionEntry, FollowUpEntry, ItemEntry, newest_first
from minutes_archive.headlines import shorten
from minutes_archive.model import Body, Matter, Meeting, Topic
from minutes_archive.pages.listings import ROWS_PER_PAGE, by_year, chunks
from minutes_archive.pages.page import Page
from minutes_archive.pages.rendering import Renderer

ENTRIES_SHOWN = 200
SUBJECTS_PER_PAGE = 300
LATEST_DECISIONS = 10

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


def _body_page(renderer: Renderer, body: Body) -> Page:
    meetings = renderer.archive.meetings_of_body.get(body.id, ())
    shown = meetings[-ROWS_PER_PAGE:]
    older = sorted({m.date.year for m in meetings} - {m.date.year for m in shown}, reverse=True)
    decisions = [e for e in renderer.archive.decisions if body.id in e.meeting.bodies]
    return renderer.page(
        "body.html",
        renderer.addresses.body(body.id),
        head=renderer.heads.body(body),
        title=body.name,
        description=renderer.t("body.description", name=body.full_name or body.name),
        body=body,
        groups=by_year(shown, lambda meeting: meeting.date.year),
        older=older,
        decisions=newest_first(decisions, LATEST_DECISIONS),
    )


def matter_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the list of matters and one page for each."""
    entries = renderer.archive.matter_entries
    addresses = renderer.addresses
    rows = [
        (matter, addresses.matter(matter.id), len(entries.get(matter.id, ())))
        for matter in renderer.registry.matters.values()
    ]
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
            steps=_steps(entries.get(matter.id, ())[-ENTRIES_SHOWN:]),
        )


def topic_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the list of topics and one page for each."""
    entries = renderer.archive.topic_entries
    addresses = renderer.addresses
    rows = [
        (topic, addresses.topic(topic.id), len(entries.get(topic.id, ())))
        for topic in renderer.registry.topics.values()
    ]
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


def _list_pages(
    renderer: Renderer, key: str, rows: list[tuple[Matter, str, int]] | list[tuple[Topic, str, int]]
) -> Iterator[Page]:
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
