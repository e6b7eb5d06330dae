"""The search index of a site: its archive and its hand-written pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from mkdocs.structure.files import Files

from minutes_archive.addresses import Addresses
from minutes_archive.pages import Renderer
from minutes_archive.publishing.site_writing import SiteWriter
from minutes_archive.search.docs_pages import page_record
from minutes_archive.search.index import write_index
from minutes_archive.search.numbering import TYPES
from minutes_archive.search.records import Record, RecordWriter


def write_search(renderer: Renderer, files: Files, writer: SiteWriter) -> None:
    """Write the index, or keep that of the last site; MkDocs must have rendered the pages."""
    by_hand = list(_hand_written(files, renderer.addresses))
    inputs = None
    if renderer.inputs:
        meetings = renderer.archive.meetings
        digest = sha256(repr(by_hand).encode())
        digest.update(b"".join(map(renderer.inputs.of_meeting, meetings)))
        inputs = digest.digest()
    folder = renderer.addresses.index_folder
    if not writer.keep_folder(folder, inputs):
        type_names = {name: renderer.t(f"search.type.{name}") for name in TYPES}
        write_index(
            _groups(renderer, by_hand),
            type_names,
            lambda path, content: writer.write(f"{folder}{path}", (content,), inputs),
        )


def _groups(renderer: Renderer, by_hand: list[Record]) -> Iterator[Iterable[Record]]:
    records = RecordWriter(renderer.archive)
    yield by_hand
    for meeting in renderer.archive.meetings:
        yield records.of_meeting(meeting)


def _hand_written(files: Files, addresses: Addresses) -> Iterator[Record]:
    """Yield the pages that people wrote; one may keep itself out with `search: {exclude: true}`."""
    for file in files.documentation_pages():
        page = file.page
        if page is None or file.generated_by is not None:
            continue
        choice = page.meta.get("search")
        if isinstance(choice, dict) and choice.get("exclude"):
            continue
        record = page_record(page.url, str(page.title or ""), page.content or "")
        yield replace(record, id=addresses.within(page.url) or record.id)
