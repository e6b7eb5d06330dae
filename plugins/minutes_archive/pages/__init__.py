"""Pages: the archive -> every page of the site, as values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from minutes_archive.archive import DecisionEntry
from minutes_archive.model import Meeting
from minutes_archive.pages.decision import decision_page
from minutes_archive.pages.figures import figures_page
from minutes_archive.pages.legal import legal_pages
from minutes_archive.pages.listings import decision_pages, meeting_pages
from minutes_archive.pages.meeting import meeting_page
from minutes_archive.pages.municipalities import municipality_pages
from minutes_archive.pages.overview import (
    about_page,
    glossary_page,
    search_page,
    start_page,
    tombstone_page,
)
from minutes_archive.pages.page import Page, PagePlan, TocEntry
from minutes_archive.pages.registers import follow_up_pages, upcoming_page
from minutes_archive.pages.rendering import Renderer
from minutes_archive.pages.subjects import body_pages, matter_pages, topic_pages
from minutes_archive.pages.watching import watch_page

__all__ = [
    "Page",
    "PagePlan",
    "Renderer",
    "TocEntry",
    "plan_meetings",
    "plan_pages",
    "planned",
    "render_pages",
]


def render_pages(renderer: Renderer) -> Iterator[Page]:
    """Make every page of the archive."""
    for plan in plan_pages(renderer):
        yield plan.make()


def plan_pages(renderer: Renderer) -> Iterator[PagePlan]:
    """Plan every page of the archive."""
    yield from planned(_pages_of_many(renderer))
    for _, plan in plan_meetings(renderer):
        yield plan
    stones = renderer.archive.tombstones
    yield from planned(tombstone_page(renderer, stone) for stone in stones)


def plan_meetings(renderer: Renderer) -> Iterator[tuple[Meeting, PagePlan]]:
    """Plan the pages of the meetings, and those of their decisions; each with its meeting."""
    archive, addresses = renderer.archive, renderer.addresses
    around = (None, *archive.decisions, None)
    decisions: dict[str, list[tuple[DecisionEntry | None, DecisionEntry, DecisionEntry | None]]]
    decisions = defaultdict(list)
    for previous, entry, following in zip(around, archive.decisions, around[2:], strict=False):
        decisions[entry.meeting.id].append((previous, entry, following))
    # Together, since they show the same texts.
    for meeting in archive.meetings:
        inputs = renderer.inputs_of(meeting)
        make = partial(meeting_page, renderer, meeting)
        yield meeting, PagePlan(addresses.meeting(meeting.id), make, inputs)
        for previous, entry, following in decisions[meeting.id]:
            make = partial(decision_page, renderer, entry, previous, following)
            yield meeting, PagePlan(addresses.decision(entry.id), make, inputs)


def planned(pages: Iterable[Page]) -> Iterator[PagePlan]:
    """Return pages as plans without inputs: they are rendered in every build."""
    for page in pages:
        yield PagePlan(page.address, _itself(page), page.inputs)


def _itself(page: Page) -> Callable[[], Page]:
    return lambda: page


def _pages_of_many(renderer: Renderer) -> Iterator[Page]:
    """Yield the pages that show many meetings, or none; one line for each kind of page."""
    yield start_page(renderer)
    yield from meeting_pages(renderer)
    yield from decision_pages(renderer)
    yield from municipality_pages(renderer)
    yield from body_pages(renderer)
    yield from matter_pages(renderer)
    yield from topic_pages(renderer)
    yield from follow_up_pages(renderer)
    yield upcoming_page(renderer)
    yield figures_page(renderer)
    yield about_page(renderer)
    yield watch_page(renderer)
    yield glossary_page(renderer)
    yield from legal_pages(renderer)
    yield search_page(renderer)
