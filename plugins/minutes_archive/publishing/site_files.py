"""Everything the archive adds to a site: its pages, its originals, its data and its index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from minutes_archive.exports import export_files, open_data_values
from minutes_archive.pages import Page, Renderer, TocEntry, render_pages
from minutes_archive.permanence import find_redirects
from minutes_archive.publishing.redirecting import redirect_page


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file published as it is, at an address relative to the site root; to be read once."""

    address: str
    chunks: Iterable[bytes]


def site_pages(renderer: Renderer) -> Iterator[Page]:
    """Yield all pages of the archive, the one that describes its data included."""
    yield from render_pages(renderer)
    yield renderer.page(
        "open_data.html",
        renderer.addresses.section("data"),
        toc=tuple(
            TocEntry(renderer.t(f"data.{name}"), name) for name in ("files", "license", "columns")
        ),
        title=renderer.t("data.title"),
        description=renderer.t("data.description", name=renderer.registry.name),
        **open_data_values(renderer.archive, renderer.site_url),
    )


def site_contents(renderer: Renderer) -> Iterator[Page | DataFile]:
    """Yield all pages and files of the archive."""
    yield from site_pages(renderer)
    for meeting in renderer.archive.meetings:
        for file in renderer.files_of(meeting).values():
            yield DataFile(file.address, (file.path.read_bytes(),))
    yield from _at_old_addresses(renderer)
    for exported in export_files(renderer.archive, renderer.site_url):
        yield DataFile(exported.address, exported.chunks)


def _at_old_addresses(renderer: Renderer) -> Iterator[DataFile]:
    """Yield pages that lead on, and files once more, since no page can stand for them."""
    redirects, _ = find_redirects(renderer.archive)
    meetings = renderer.archive.meetings if redirects else ()
    files = {
        quote(file.address): file.path
        for meeting in meetings
        for file in renderer.files_of(meeting).values()
    }
    for redirect in redirects:
        if redirect.is_file:
            yield DataFile(unquote(redirect.old), (files[redirect.new].read_bytes(),))
        else:
            yield DataFile(f"{redirect.old}index.html", (redirect_page(renderer, redirect),))
