"""Pages: the archive -> every page of the site, as values."""

from __future__ import annotations

from collections.abc import Iterator

from minutes_archive.pages.decision import decision_page
from minutes_archive.pages.glossary import glossary_page
from minutes_archive.pages.legal import legal_pages
from minutes_archive.pages.listings import decision_pages, meeting_pages
from minutes_archive.pages.meeting import meeting_page
from minutes_archive.pages.municipalities import municipality_pages
from minutes_archive.pages.overview import about_page, start_page, tombstone_page
from minutes_archive.pages.page import Page, TocEntry
from minutes_archive.pages.registers import follow_ups_page, upcoming_page
from minutes_archive.pages.rendering import Renderer
from minutes_archive.pages.search import search_page
from minutes_archive.pages.subjects import body_pages, matter_pages, topic_pages

__all__ = ["Page", "Renderer", "TocEntry", "render_pages"]


def render_pages(renderer: Renderer) -> Iterator[Page]:
    """Render every page of the archive, one line per kind."""
    archive = renderer.archive
    yield start_page(renderer)
    yield from meeting_pages(renderer)
    yield from decision_pages(renderer)
    yield from municipality_pages(renderer)
    yield from body_pages(renderer)
    yield from matter_pages(renderer)
    yield from topic_pages(renderer)
    yield follow_ups_page(renderer)
    yield upcoming_page(renderer)
    yield about_page(renderer)
    yield glossary_page(renderer)
    yield from legal_pages(renderer)
    yield search_page(renderer)
    for meeting in archive.meetings:
        yield meeting_page(renderer, meeting)
    around = (None, *archive.decisions, None)
    for previous, entry, following in zip(around, archive.decisions, around[2:], strict=False):
        yield decision_page(renderer, entry, previous, following)
    for stone in archive.tombstones:
        yield tombstone_page(renderer, stone)
