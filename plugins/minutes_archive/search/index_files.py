"""The files of an index: a compressed payload in a script, named by its content.

A script, because scripts also load where `fetch` is refused (from disk) and every server
knows their type; compressed inside, because many servers compress nothing, and those that do
gain nothing more. Names depend on the content before compression: another zlib may pack
otherwise, but means the same.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

# Files of these kinds are numbered, and so many in a row share a folder that is named by the
# content of all of them: the manifest names folders, not files. All others are named by
# their own content. An edit gives new names to the neighbours of a changed file, too.
FOLDER_FILES = {"r": 64, "p": 8, "s": 64}
# The level that zlib itself takes: higher ones save a thousandth.
COMPRESSION = 6


def packed(payload: bytes) -> bytes:
    """Return a payload as it is carried in a script."""
    return zlib.compress(payload, COMPRESSION)


def script(name: str, content: bytes) -> bytes:
    """Return a file as it is served, from its name and its packed payload."""
    carried = base64.b64encode(content).decode("ascii")
    return f'MinutesSearch.put("{name}","{carried}");\n'.encode("ascii")


def payload(header: Any, *sections: bytes) -> bytes:
    """Return a JSON header, a line break, and binary sections after it."""
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"))
    return b"".join((text.encode("utf-8"), b"\n", *sections))


def content_name(content: bytes) -> str:
    """Return the ten letters that stand for a content in file names."""
    digest = hashlib.blake2b(content, digest_size=7).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:10]


def folder_name(names: Iterable[str]) -> str:
    """Return the name of the folder of files that would have these names of their own."""
    return content_name("".join(names).encode("ascii"))


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
