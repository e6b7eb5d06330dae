"""The archive written below a site folder, past MkDocs' own page loop."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from mkdocs.exceptions import PluginError

from minutes_archive.pages import Page
from minutes_archive.problems import Place, Problem
from minutes_archive.publishing.fast import FastPublisher
from minutes_archive.publishing.site_files import DataFile
from minutes_archive.publishing.sitemap import Entry


class SiteWriter:
    """Writes files at addresses of the site; knows which it has written."""

    def __init__(self, folder: Path) -> None:
        self._root = str(folder)
        self._folders: set[str] = set()
        self.written: set[str] = set()

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file piece by piece; `path` is relative to the site root, with slashes."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            Path(self._root, folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        # Twice as quick as open() for small files: no buffer, no look at what the file is.
        handle = os.open(f"{self._root}/{path}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            for chunk in chunks:
                view = memoryview(chunk)
                while view:
                    view = view[os.write(handle, view) :]
        finally:
            os.close(handle)
        self.written.add(path)


def publish(
    contents: Iterable[Page | DataFile],
    publisher: FastPublisher,
    writer: SiteWriter,
    done: Container[str],
    by_hand: Mapping[str, str],
) -> list[Entry]:
    """Write pages and files as they come, and return the pages' entries for the sitemap.

    `done` are the paths that MkDocs has written; `by_hand` gives the source file in docs/ of
    those that are not the archive's, where writing is refused.
    """
    urls = []
    for content in contents:
        if isinstance(content, DataFile):
            refuse_twice(content.address, by_hand)
            writer.write(content.address, content.chunks)
            continue
        path = f"{content.address}index.html"
        if path in done and path not in by_hand:
            continue
        refuse_twice(path, by_hand)
        document = publisher.document(content)
        writer.write(path, (document.encode("utf-8", errors="xmlcharrefreplace"),))
        if publisher.site_url and not content.noindex:
            modified = content.modified.isoformat() if content.modified else ""
            urls.append((publisher.site_url + quote(content.address), modified))
    return urls


def refuse_twice(path: str, by_hand: Mapping[str, str]) -> None:
    """Raise PluginError where a hand-written file has an address of the archive."""
    if path in by_hand:
        shown = path.removesuffix("index.html")
        problem = Problem(
            Place(f"docs/{by_hand[path]}"),
            "E201",
            f"arkivet skriver också adressen /{shown}",
            "byt namn på filen i docs/",
        )
        raise PluginError(str(problem))
