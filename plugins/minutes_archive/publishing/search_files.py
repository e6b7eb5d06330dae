"""The search index of a site: its archive and its hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import chain

from mkdocs.structure.files import Files

from minutes_archive.addresses import Addresses
from minutes_archive.pages import Renderer
from minutes_archive.pages.legal import legal_links
from minutes_archive.publishing.compatible import ArchivePage
from minutes_archive.publishing.site_writing import SiteWriter
from minutes_archive.search.docs_pages import page_record
from minutes_archive.search.index import write_index
from minutes_archive.search.index_files import Write
from minutes_archive.search.numbering import TYPES
from minutes_archive.search.records import RecordWriter, SearchRecord, own_names


def write_search(renderer: Renderer, files: Files, writer: SiteWriter) -> None:
    """Write the index, or keep that of the last site; MkDocs must have rendered the pages."""
    inputs = None
    if renderer.inputs:
        registry = renderer.registry
        made_from = (_pages(renderer, files), registry.synonyms, own_names(registry))
        digest = sha256(repr(made_from).encode())
        digest.update(b"".join(map(renderer.inputs.of_meeting, renderer.archive.meetings)))
        inputs = digest.digest()
    if not writer.keep_folder(renderer.addresses.index_folder, inputs):
        make_index(renderer, files, lambda path, file: writer.write(path, (file,), inputs))


def make_index(renderer: Renderer, files: Files, write: Write) -> None:
    """Make the index and hand every file of it to `write`, with its address."""
    folder = renderer.addresses.index_folder
    type_names = {name: renderer.t(f"search.type.{name}") for name in TYPES}
    records = RecordWriter(renderer.archive)
    groups = chain([_pages(renderer, files)], map(records.of_meeting, renderer.archive.meetings))
    write_index(
        groups,
        type_names,
        lambda path, content: write(f"{folder}{path}", content),
        synonyms=renderer.registry.synonyms,
        own_names=own_names(renderer.registry),
    )


def _pages(renderer: Renderer, files: Files) -> list[SearchRecord]:
    """Return the records of the pages that are no meeting's: written by hand, and of lists."""
    legal = legal_links(renderer.registry, renderer.addresses, renderer.t)
    own = RecordWriter(renderer.archive).pages(legal)
    return [*_hand_written(files, renderer.addresses), *own]


def _hand_written(files: Files, addresses: Addresses) -> Iterator[SearchRecord]:
    """Yield the pages that people wrote; one may keep itself out with `search: {exclude: true}`."""
    for file in files.documentation_pages():
        page = file.page
        if page is None or isinstance(page, ArchivePage):
            continue
        choice = page.meta.get("search")
        if isinstance(choice, dict) and choice.get("exclude"):
            continue
        record = page_record(page.url, str(page.title or ""), page.content or "")
        yield replace(record, id=addresses.within(page.url) or record.id)
