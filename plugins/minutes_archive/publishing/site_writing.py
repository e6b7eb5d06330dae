"""The archive written below a site folder, past MkDocs' own page loop.

A file that is already as it would become is not made: the next site takes it from the last.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from mkdocs.exceptions import PluginError

from minutes_archive.pages import Page, PagePlan
from minutes_archive.problems import Place, Problem
from minutes_archive.publishing.fast import FastPublisher
from minutes_archive.publishing.folders import make_folder
from minutes_archive.publishing.security_headers import inline_scripts
from minutes_archive.publishing.site_files import Content, DataFile, DataFiles
from minutes_archive.publishing.site_state import FileState, Form, SiteState
from minutes_archive.publishing.sitemap import Entry


class SiteWriter:
    """Writes files at addresses of the site, or keeps those that the last site has.

    `state` grows into that of the new site; `before` is that of the last one, and a writer
    without one `is_first`.
    """

    def __init__(self, folder: Path, before: SiteState | None = None) -> None:
        self._root = str(folder)
        self._folders: set[str] = set()
        self._before = before or SiteState()
        self.is_first = before is None
        self.state = SiteState()

    def kept(self, path: str, inputs: bytes | None) -> FileState | None:
        """Return what the last site has at a path if it was made of these inputs."""
        state = self._before.files.get(path)
        return state if state is not None and inputs and state.inputs == inputs else None

    def form_of(self, frame: bytes) -> Form | None:
        """Return the form of the pages that a frame of the last site was for."""
        known = self._before.frames.get(frame)
        return known[0] if known else None

    def keep(self, path: str, state: FileState) -> None:
        """Take a file of the last site as it is."""
        self._take(path, state, self._before.scripts)

    def keep_same(self, path: str, sha256: str) -> bool:
        """Take a file of the last site if its content has this digest; tell whether it has."""
        state = self._before.files.get(path)
        same = state is not None and state.sha256.hex() == sha256
        if state is not None and same:
            self.keep(path, state)
        return same

    def take_over(self, state: SiteState) -> None:
        """Take what another writer has written into the same site."""
        for path, file in state.files.items():
            self._take(path, file, state.scripts)
        self.state.frames |= state.frames
        self.state.searched = state.searched

    def _take(self, path: str, file: FileState, scripts: Sequence[bytes]) -> None:
        """Take a file of another state, which numbers inline scripts in its own way."""
        if file.scripts:
            file = file._replace(scripts=self._numbers_of(scripts[n] for n in file.scripts))
        self.state.files[path] = file

    def drop_others(self, folder: str, paths: Container[str]) -> None:
        """Leave out what the state names below a folder beside these paths."""
        for path in [path for path in self.state.files if path.startswith(folder)]:
            if path not in paths:
                del self.state.files[path]

    def write(
        self,
        path: str,
        chunks: Iterable[bytes],
        inputs: bytes | None = None,
        frame: bytes = b"",
        modified: str | None = None,
    ) -> None:
        """Write a file piece by piece; `path` is relative to the site root, with slashes."""
        file = self._open(path)
        try:
            for chunk in chunks:
                file.write(chunk)
        finally:
            file.close()
        self._note_written(path, file, inputs, frame, modified)

    def write_together(
        self, pieces: Iterable[tuple[str, bytes]], inputs: bytes | None = None
    ) -> None:
        """Write several files at once; each piece goes on with the file at its path."""
        files: dict[str, _OpenFile] = {}
        try:
            for path, chunk in pieces:
                if path not in files:
                    files[path] = self._open(path)
                files[path].write(chunk)
        finally:
            for file in files.values():
                file.close()
        for path, file in files.items():
            self._note_written(path, file, inputs)

    def _open(self, path: str) -> _OpenFile:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            make_folder(f"{self._root}/{folder}")
            self._folders.add(folder)
        return _OpenFile(f"{self._root}/{path}", is_html=path.endswith(".html"))

    def _note_written(
        self,
        path: str,
        file: _OpenFile,
        inputs: bytes | None,
        frame: bytes = b"",
        modified: str | None = None,
    ) -> None:
        scripts = self._numbers_of(file.scripts)
        self.state.files[path] = FileState(
            file.size, file.digest.digest(), file.written, inputs or b"", frame, modified, scripts
        )

    def note(self, path: str) -> None:
        """Take note of a file that MkDocs wrote; one that is as before is not written again."""
        file = Path(self._root, path)
        content = file.read_bytes()
        digest = hashlib.sha256(content).digest()
        before = self._before.files.get(path)
        if before is not None and before.sha256 == digest:
            file.unlink()
            self.keep(path, before)
            return
        scripts = self._numbers_of(inline_scripts(content)) if path.endswith(".html") else ()
        written = file.stat().st_mtime_ns
        self.state.files[path] = FileState(len(content), digest, written, scripts=scripts)

    def _numbers_of(self, scripts: Iterable[bytes]) -> tuple[int, ...]:
        return tuple(sorted(map(self.state.number_of, scripts)))


class _OpenFile:
    """A file as it is written: its size, its SHA-256, the inline scripts it carries."""

    def __init__(self, path: str, *, is_html: bool) -> None:
        # Twice as quick as open() for small files: no buffer, no look at what the file is.
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        self._is_html = is_html
        self.digest, self.size = hashlib.sha256(), 0
        self.scripts: set[bytes] = set()
        self.written = 0

    def write(self, chunk: bytes) -> None:
        self.digest.update(chunk)
        self.size += len(chunk)
        view = memoryview(chunk)
        while view:
            view = view[os.write(self._handle, view) :]
        if self._is_html:
            self.scripts |= inline_scripts(chunk)

    def close(self) -> None:
        self.written = os.fstat(self._handle).st_mtime_ns
        os.close(self._handle)


def publish(
    contents: Iterable[Content],
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
            inputs = content.inputs()
            kept = writer.kept(content.address, inputs)
            if kept is not None:
                writer.keep(content.address, kept)
            else:
                writer.write(content.address, content.chunks, inputs)
            continue
        if isinstance(content, DataFiles):
            _publish_together(content, writer, by_hand)
            continue
        path = f"{content.address}index.html"
        if path in done and path not in by_hand:
            continue
        refuse_twice(path, by_hand)
        modified = _publish_page(path, content, publisher, writer)
        if publisher.site_url and modified is not None:
            urls.append((publisher.site_url + quote(content.address), modified))
    return urls


def _publish_together(contents: DataFiles, writer: SiteWriter, by_hand: Mapping[str, str]) -> None:
    """Keep files that are made together, or write them all."""
    addresses = contents.files.addresses
    for address in addresses:
        refuse_twice(address, by_hand)
    inputs = contents.inputs()
    kept = [writer.kept(address, inputs) for address in addresses]
    known = [state for state in kept if state is not None]
    if len(known) == len(kept):
        for address, state in zip(addresses, known, strict=True):
            writer.keep(address, state)
    else:
        writer.write_together(contents.files.pieces, inputs)


def _publish_page(
    path: str, plan: PagePlan, publisher: FastPublisher, writer: SiteWriter
) -> str | None:
    """Write or keep a page; return its date for the sitemap, None where it is not listed."""
    inputs = plan.inputs()
    kept = writer.kept(path, inputs)
    if kept is not None and publisher.has_frame(writer.form_of(kept.frame), kept.frame):
        writer.keep(path, kept)
        writer.state.frames[kept.frame] = publisher.frame(kept.frame)
        return kept.modified
    page = plan.make()
    document, frame = publisher.document(page)
    modified = _modified(page)
    content = document.encode("utf-8", errors="xmlcharrefreplace")
    writer.write(path, (content,), inputs if frame else None, frame, modified)
    if frame:
        writer.state.frames[frame] = publisher.frame(frame)
    return modified


def _modified(page: Page) -> str | None:
    if page.noindex:
        return None
    return page.modified.isoformat() if page.modified else ""


def refuse_twice(path: str, by_hand: Mapping[str, str]) -> None:
    """Raise PluginError where a hand-written file has an address of the archive."""
    if path in by_hand:
        shown = path.removesuffix("index.html")
        problem = Problem(
            Place(f"docs/{by_hand[path]}"),
            "E201",
            f"arkivet skriver också adressen /{shown}",
            "lägg arkivet i en egen mapp med prefix: arkiv i mkdocs.yml, "
            "eller byt namn på filen i docs/",
        )
        raise PluginError(str(problem))
