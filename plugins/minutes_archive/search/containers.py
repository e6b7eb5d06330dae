"""Files of the index: a compressed payload in a script, named by its content.

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

# Files of one kind share a folder that is named by the content of all of them, so that the
# manifest names folders, not files. As new records come last, most folders stay as they are.
FOLDER_FILES = 128
# The level that zlib itself takes: higher ones save a thousandth.
COMPRESSION = 6


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of the index: its address within the index folder, and what it carries."""

    name: str
    payload: bytes

    @property
    def script(self) -> bytes:
        """Return the file as it is served."""
        packed = base64.b64encode(zlib.compress(self.payload, COMPRESSION)).decode("ascii")
        return f'MinutesSearch.put("{self.name}","{packed}");\n'.encode("ascii")


def payload(header: Any, *sections: bytes) -> bytes:
    """Return a JSON header, a line break, and binary sections after it."""
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"))
    return b"".join((text.encode("utf-8"), b"\n", *sections))


def content_name(*contents: bytes) -> str:
    """Return the ten letters that stand for a content in file names."""
    digest = hashlib.blake2b(digest_size=7)
    for content in contents:
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return base64.b32encode(digest.digest()).decode("ascii").lower()[:10]


def named(kind: str, content: bytes) -> IndexFile:
    """Return a file of its own: `<kind>/<name of its content>`."""
    return IndexFile(f"{kind}/{content_name(content)}", content)


def in_folders(kind: str, contents: Sequence[bytes]) -> tuple[list[str], Iterator[IndexFile]]:
    """Return the names of the folders that the contents go into, and their files."""
    groups = [contents[i : i + FOLDER_FILES] for i in range(0, len(contents), FOLDER_FILES)]
    names = [content_name(*group) for group in groups]
    files = (
        IndexFile(f"{kind}/{name}/{number}", content)
        for name, group in zip(names, groups, strict=True)
        for number, content in enumerate(group)
    )
    return names, files
