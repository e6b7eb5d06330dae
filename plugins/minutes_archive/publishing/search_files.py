"""The search index of a site: its archive and its hand-written pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from mkdocs.structure.files import Files

from minutes_archive.addresses import Addresses
from minutes_archive.pages import Renderer
from minutes_archive.publishing.site_writing import SiteWriter
from minutes_archive.search.docs_pages import page_record
from minutes_archive.search.index import update_index
from minutes_archive.search.numbering import TYPES
from minutes_archive.search.records import Record, RecordWriter
from minutes_archive.search.words import RecordGroup

Fingerprints = Sequence[tuple[str, bytes]]
"""What is searched, in the order of the index: the id of a group of records, and its digest."""

Records = Callable[[], Iterable[Record]]

_BY_HAND = "docs"


class NotStoredError(Exception):
    """The store does not hold the records of a group that has not changed."""


def write_search(renderer: Renderer, files: Files, writer: SiteWriter, store: Path | None) -> None:
    """Write the index; MkDocs must have rendered the pages in `files`."""
    by_hand = list(_hand_written(files, renderer.addresses))
    fingerprints = [(_BY_HAND, sha256(repr(by_hand).encode()).digest())]
    fingerprints += [(m.id, renderer.inputs_of(m)() or b"") for m in renderer.archive.meetings]
    write_index(renderer, fingerprints, {_BY_HAND: lambda: by_hand}, writer, store)
    writer.state.searched = fingerprints


def write_index(
    renderer: Renderer,
    fingerprints: Fingerprints,
    others: Mapping[str, Records],
    writer: SiteWriter,
    store: Path | None,
) -> None:
    """Write the index of the groups; `others` make records of those that are no meetings.

    Raises NotStoredError where records are needed of a meeting that the archive lacks.
    """
    records = RecordWriter(renderer.archive)
    type_names = {name: renderer.t(f"search.type.{name}") for name in TYPES}

    def of_meeting(name: str) -> Iterator[Record]:
        meeting = renderer.archive.meeting_by_id.get(name)
        if meeting is None:
            raise NotStoredError(name)
        return records.of_meeting(meeting)

    groups = [
        RecordGroup(name, fingerprint, others.get(name) or partial(of_meeting, name))
        for name, fingerprint in fingerprints
    ]
    known = store if renderer.inputs else None
    folder = renderer.addresses.index_folder
    with closing(update_index(groups, type_names, known, folder)) as update:
        for path, (_, digest) in update.files.items():
            if not writer.keep_same(path, digest):
                writer.write(path, (update.content(path),))
        writer.drop_others(folder, update.files)


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
