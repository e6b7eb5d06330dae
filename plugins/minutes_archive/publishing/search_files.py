"""The search index of a site: its archive and its hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from mkdocs.structure.files import Files

from minutes_archive.archive import Archive
from minutes_archive.language.catalogue import Translator
from minutes_archive.publishing.site_files import DataFile
from minutes_archive.search.hand_written import page_record
from minutes_archive.search.index import index_files
from minutes_archive.search.numbering import TYPES
from minutes_archive.search.records import Record, records_of


def search_files(
    archive: Archive, files: Files, hunspell: Path | None = None
) -> Iterator[DataFile]:
    """Yield the files of the index; MkDocs must have rendered the pages in `files`."""
    translate = Translator(archive.registry.language)
    type_names = {name: translate(f"search.type.{name}") for name in TYPES}
    records = chain(_hand_written(files), records_of(archive))
    for path, content in index_files(records, type_names, hunspell=hunspell):
        yield DataFile(path, (content,))


def _hand_written(files: Files) -> Iterator[Record]:
    """Yield the pages that people wrote; one may keep itself out with `search: {exclude: true}`."""
    for file in files.documentation_pages():
        page = file.page
        if page is None or file.generated_by is not None:
            continue
        choice = page.meta.get("search")
        if isinstance(choice, dict) and choice.get("exclude"):
            continue
        yield page_record(page.url, str(page.title or ""), page.content or "")
