"""The files of an index as they are written: their names, and what the manifest says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from minutes_archive.search.containers import (
    FOLDER_FILES,
    content_name,
    folder_name,
    packed,
    script,
)

Write = Callable[[str, bytes], object]
"""Takes a file of the index: its path below the index folder, and its content."""

# All lists of spellings share a folder: files with the same content are the same file.
_FOLDERS = {"w": "v", "e": "v"}


class IndexFiles:
    """Names payloads by their content and hands them on as files.

    `names` has the names of the files of each kind by key (of a numbered kind: the names of
    its folders by number), in the order they were put; `lengths` the bytes of their payloads.
    """

    def __init__(self, write: Write) -> None:
        self._write = write
        self.names: dict[str, dict[str, str]] = {}
        self.lengths: dict[tuple[str, str], int] = {}

    def put(self, kind: str, key: str, payload: bytes) -> None:
        """Write a file that is named by its own content."""
        name = content_name(payload)
        self._put(f"{_FOLDERS.get(kind, kind)}/{name}", payload)
        self.names.setdefault(kind, {})[key] = name
        self.lengths[kind, key] = len(payload)

    def put_manifest(self, payload: bytes) -> None:
        """Write the one file whose name is fixed."""
        self._put("manifest", payload)

    def put_folders(self, kind: str, payloads: Iterable[bytes]) -> None:
        """Write all files of a kind that is numbered, some to a folder."""
        folders = self.names.setdefault(kind, {})
        remaining = iter(payloads)
        while contents := list(islice(remaining, FOLDER_FILES[kind])):
            name = folders[str(len(folders))] = folder_name(map(content_name, contents))
            for place, payload in enumerate(contents):
                self._put(f"{kind}/{name}/{place}", payload)

    def _put(self, path: str, payload: bytes) -> None:
        self._write(f"{path}.js", script(path, packed(payload)))
