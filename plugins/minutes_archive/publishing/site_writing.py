"""The archive written below a site folder, past MkDocs' own page loop.

A file that is already as it would become is not made: the new site gets it from the last one
by a second name (a hard link). No file of the last site is ever written to.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.pages import Page, PagePlan
from minutes_archive.problems import Place, Problem
from minutes_archive.publishing.fast import FastPublisher
from minutes_archive.publishing.security_headers import inline_scripts
from minutes_archive.publishing.site_files import Content, PublishedFile, PublishedFiles
from minutes_archive.publishing.site_state import FileState, Form, SiteState
from minutes_archive.publishing.sitemap import Entry


@dataclass(frozen=True, slots=True)
class LastSite:
    """The site of the last build: where it lies, and its state."""

    folder: Path
    state: SiteState


class SiteWriter:
    """Writes files at addresses of a new site, or takes them from the last one.

    `state` grows into that of the new site. `is_changed` tells whether any file is another
    than the last site has.
    """

    def __init__(self, folder: Path, last: LastSite | None = None) -> None:
        self._root = str(folder)
        self._folders: set[str] = set()
        self._before = last.state if last else SiteState()
        self._served = str(last.folder) if last else ""
        self._scripts: dict[tuple[bytes, ...], tuple[bytes, ...]] = {}
        self.state = SiteState()
        self.is_first = last is None

    @property
    def is_changed(self) -> bool:
        return self._is_changed or self.state.files.keys() != self._before.files.keys()

    def keep(self, path: str, is_same: Callable[[FileState], bool]) -> FileState | None:
        """Take a file of the last site if its state is good and nobody else has written it."""
        state = self._before.files.get(path)
        if state is None or not is_same(state) or not self._link(path, state):
            return None
        self.state.files[path] = state
        return state

    def keep_all(self, paths: Iterable[str], inputs: bytes | None) -> bool:
        """Take files of the last site that were made together of these inputs, all or none."""
        wanted = list(paths)
        if not inputs or not wanted:
            return False
        taken = [self.keep(path, lambda state: state.inputs == inputs) for path in wanted]
        return all(taken)

    def keep_folder(self, folder: str, inputs: bytes | None) -> bool:
        """Take all files below a folder that were made of these inputs; tell whether all are."""
        return self.keep_all((p for p in self._before.files if p.startswith(folder)), inputs)

    def form_of(self, frame: bytes) -> Form | None:
        """Return the form of the pages that a frame of the last site was for."""
        return self._before.forms.get(frame)

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
        self._note(path, file, inputs, frame, modified)

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
            self._note(path, file, inputs)

    def take_over(self, path: str) -> None:
        """Take note of a file that MkDocs or another plugin wrote."""
        content = Path(self._root, path).read_bytes()
        digest = hashlib.sha256(content).digest()
        scripts = inline_scripts(content) if path.endswith(".html") else set()
        written = os.stat(f"{self._root}/{path}").st_mtime_ns  # noqa: PTH116
        state = FileState(len(content), digest, written, scripts=self._together(scripts))
        self._put(path, state)

    def part(self) -> SiteWriter:
        """Return a writer of the same folder, for another process; it takes nothing over."""
        return SiteWriter(Path(self._root))

    def take_in(self, part: SiteState) -> None:
        """Take note of the files that a part of a first site has written."""
        self._is_changed = True
        self.state.forms |= part.forms
        for path, state in part.files.items():
            self.state.files[path] = state._replace(scripts=self._together(state.scripts))

    def _open(self, path: str) -> _OpenFile:
        self._make_folder(path)
        return _OpenFile(f"{self._root}/{path}", is_html=path.endswith(".html"))

    def _make_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            make_folder(f"{self._root}/{folder}")
            self._folders.add(folder)

    def _note(
        self,
        path: str,
        file: _OpenFile,
        inputs: bytes | None,
        frame: bytes = b"",
        modified: str | None = None,
    ) -> None:
        digest, scripts = file.digest.digest(), self._together(file.scripts)
        state = FileState(file.size, digest, file.written, inputs or b"", frame, modified, scripts)
        self._put(path, state)

    def _put(self, path: str, state: FileState) -> None:
        """Take note of a file that was written; one that is as before keeps its time."""
        before = self._before.files.get(path)
        if before is not None and before.sha256 == state.sha256 and self._link(path, before):
            state = state._replace(written=before.written)
        else:
            self._is_changed = True
        self.state.files[path] = state

    def _together(self, scripts: Iterable[bytes]) -> tuple[bytes, ...]:
        found = tuple(sorted(scripts))
        return self._scripts.setdefault(found, found)

    def _link(self, path: str, state: FileState) -> bool:
        """Give a file of the last site a second name; tell whether it is as it was written."""
        source, goal = f"{self._served}/{path}", f"{self._root}/{path}"
        try:
            found = os.stat(source)  # noqa: PTH116
            if (found.st_size, found.st_mtime_ns) != (state.size, state.written):
                return False
            self._make_folder(path)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(goal)  # noqa: PTH108
            try:
                os.link(source, goal)
            except OSError:  # no hard links here: a copy does as well
                shutil.copy2(source, goal)
        except FileNotFoundError:
            return False
        return True

    _is_changed = False


def make_folder(place: str) -> None:
    """Make a folder and those above it, where they are not there; most lie in one that is."""
    try:
        os.mkdir(place)  # noqa: PTH102 (ten times as quick as a Path)
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(place, exist_ok=True)  # noqa: PTH103


class _OpenFile:
    """A file as it is written: its size, its SHA-256, the inline scripts it carries."""

    def __init__(self, path: str, *, is_html: bool) -> None:
        # Twice as quick as open() for small files: no buffer, no look at what the file is.
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            self._handle = os.open(path, flags, 0o666)
        except FileExistsError:
            # It may be the second name of a file of the last site, so it is never written to.
            os.unlink(path)  # noqa: PTH108
            self._handle = os.open(path, flags, 0o666)
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
        if isinstance(content, PublishedFile):
            refuse_twice(content.address, by_hand)
            _publish_file(content, writer)
            continue
        if isinstance(content, PublishedFiles):
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


def _publish_file(file: PublishedFile, writer: SiteWriter) -> None:
    digest, inputs = file.sha256, None if file.sha256 else file.inputs()
    kept = digest and writer.keep(file.address, lambda state: state.sha256 == digest)
    if not kept and not writer.keep_all([file.address], inputs):
        writer.write(file.address, file.chunks, inputs)


def _publish_together(
    contents: PublishedFiles, writer: SiteWriter, by_hand: Mapping[str, str]
) -> None:
    """Keep files that are made together, or write them all."""
    addresses = contents.files.addresses
    for address in addresses:
        refuse_twice(address, by_hand)
    inputs = contents.inputs()
    if not writer.keep_all(addresses, inputs):
        writer.write_together(contents.files.pieces, inputs)


def _publish_page(
    path: str, plan: PagePlan, publisher: FastPublisher, writer: SiteWriter
) -> str | None:
    """Write or keep a page; return its date for the sitemap, None where it is not listed."""
    inputs = plan.inputs()

    def is_same(state: FileState) -> bool:
        form = writer.form_of(state.frame)
        return state.inputs == inputs and publisher.has_frame(form, state.frame)

    kept = writer.keep(path, is_same) if inputs else None
    if kept is not None:
        writer.state.forms[kept.frame] = publisher.form(kept.frame)
        return kept.modified
    page = plan.make()
    document, frame = publisher.document(page)
    modified = _modified(page)
    content = document.encode("utf-8", errors="xmlcharrefreplace")
    writer.write(path, (content,), inputs if frame else None, frame, modified)
    if frame:
        writer.state.forms[frame] = publisher.form(frame)
    return modified


def _modified(page: Page) -> str | None:
    if page.noindex:
        return None
    return page.modified.isoformat() if page.modified else ""


def refuse_twice(path: str, by_hand: Mapping[str, str]) -> None:
    """Raise ArchiveProblemsError where a hand-written file has an address of the archive."""
    if path in by_hand:
        shown = path.removesuffix("index.html")
        problem = Problem(
            Place(f"docs/{by_hand[path]}"),
            "E201",
            f"arkivet skriver också adressen /{shown}",
            "lägg arkivet i en egen mapp med prefix: arkiv i mkdocs.yml, "
            "eller byt namn på filen i docs/",
        )
        raise ArchiveProblemsError([problem])
