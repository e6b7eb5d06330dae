"""Everything the archive adds to a site: its pages, its originals, its data and its index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from minutes_archive.exports import SiteFile, SiteFiles, export_files, open_data_values
from minutes_archive.pages import Page, PagePlan, Renderer, TocEntry, plan_pages, planned
from minutes_archive.pages.files import ServedFile
from minutes_archive.pages.page import no_inputs
from minutes_archive.permanence import find_redirects
from minutes_archive.publishing.redirecting import redirect_page


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file published as it is, at an address relative to the site root; to be read once.

    `sha256` is the digest of its content where that is known beforehand.
    """

    address: str
    chunks: Iterable[bytes]
    inputs: Callable[[], bytes | None] = no_inputs
    sha256: bytes = b""


@dataclass(frozen=True, slots=True)
class PublishedFiles:
    """Files published as they are that are made together."""

    files: SiteFiles
    inputs: Callable[[], bytes | None] = no_inputs

    def apart(self) -> Iterator[PublishedFile]:
        """Yield the files one by one, once all are made."""
        for file in self.files.apart():
            yield PublishedFile(file.address, file.chunks, self.inputs)


Content = PagePlan | PublishedFile | PublishedFiles


def site_pages(renderer: Renderer) -> Iterator[Page]:
    """Make all pages of the archive, the one that describes its data included."""
    for plan in site_plans(renderer):
        yield plan.make()


def site_plans(renderer: Renderer) -> Iterator[PagePlan]:
    """Plan all pages of the archive, the one that describes its data included."""
    yield from plan_pages(renderer)
    yield from planned([_data_page(renderer)])


def _data_page(renderer: Renderer) -> Page:
    values = open_data_values(renderer.archive, renderer.site_url)
    names = ("files", "license", "feeds", "calendars", "catalogue", "columns")
    maybe = ("calendars", "catalogue")
    return renderer.page(
        "open_data.html",
        renderer.addresses.section("data"),
        toc=tuple(
            TocEntry(renderer.t(f"data.{name}"), name)
            for name in names
            if name not in maybe or values[name]
        ),
        title=renderer.t("data.title"),
        description=renderer.t("data.description", name=renderer.registry.name),
        **values,
    )


def site_contents(renderer: Renderer) -> Iterator[Content]:
    """Plan all pages of the archive, and yield all its files."""
    yield from site_plans(renderer)
    yield from site_files(renderer)


def paths_of(contents: Iterable[Content]) -> Iterator[str]:
    """Yield the paths below the site folder of contents that need not be made for it."""
    for content in contents:
        if isinstance(content, PublishedFiles):
            yield from content.files.addresses
        elif isinstance(content, PublishedFile):
            yield content.address
        else:
            yield f"{content.address}index.html"


def site_files(renderer: Renderer) -> Iterator[PublishedFile | PublishedFiles]:
    """Yield all files of the archive that are no pages."""
    for meeting in renderer.archive.meetings:
        for file in renderer.files_of(meeting).values():
            yield _original(file.address, file)
    yield from _at_old_addresses(renderer)
    for exported in export_files(renderer.archive, renderer.site_url):
        if isinstance(exported, SiteFiles):
            everything = renderer.inputs.of_everything if renderer.inputs else no_inputs
            yield PublishedFiles(exported, everything)
        else:
            yield PublishedFile(
                exported.address, exported.chunks, export_inputs(renderer, exported)
            )


def export_inputs(renderer: Renderer, file: SiteFile) -> Callable[[], bytes | None]:
    """Return what tells the inputs of an exported file: only those of a meeting hold its text."""
    inputs = renderer.inputs
    if inputs is None:
        return no_inputs
    if file.meeting:
        return renderer.inputs_of(file.meeting)
    if file.shown:
        shown = file.shown
        return lambda: inputs.of_values(file.address, {"shown": shown()})
    return inputs.of_everything


def _at_old_addresses(renderer: Renderer) -> Iterator[PublishedFile]:
    """Yield pages that lead on, and files once more, since no page can stand for them."""
    redirects, _ = find_redirects(renderer.archive)
    meetings = renderer.archive.meetings if redirects else ()
    files = {
        quote(file.address): file
        for meeting in meetings
        for file in renderer.files_of(meeting).values()
    }
    for redirect in redirects:
        if redirect.is_file:
            yield _original(unquote(redirect.old), files[redirect.new])
        else:
            yield PublishedFile(f"{redirect.old}index.html", (redirect_page(renderer, redirect),))


def _original(address: str, file: ServedFile) -> PublishedFile:
    """Return a source document or attachment at an address; it is read when it is written."""
    content = (file.path.read_bytes() for _ in range(1))
    return PublishedFile(address, content, sha256=bytes.fromhex(file.sha256))
