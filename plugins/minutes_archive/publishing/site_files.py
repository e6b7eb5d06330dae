"""Everything the archive adds to a site: its pages, its originals, its data and its index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutes_archive.pages import Page, Renderer, render_pages


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file published as it is, at an address relative to the site root."""

    address: str
    content: bytes


def site_contents(renderer: Renderer) -> Iterator[Page | DataFile]:
    """Yield all pages and files of the archive."""
    yield from render_pages(renderer)
    for meeting in renderer.archive.meetings:
        for file in renderer.files_of(meeting).values():
            yield DataFile(file.address, file.path.read_bytes())
