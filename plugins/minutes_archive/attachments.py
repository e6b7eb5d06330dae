"""What is known of the files that minutes name: each is read once for all who ask.

A meeting's files are listed with size and hash on its page, in its data and in the ledger, and
searched for personal data; only the writing of the site reads them again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Content:
    """The size of a file in bytes and its SHA-256 in hexadecimal."""

    bytes: int
    sha256: str


def content_of(file: Path) -> Content:
    """Return what a file holds now; raises OSError where it cannot be read."""
    found = file.stat()
    return _read(str(file), found.st_size, found.st_mtime_ns, found.st_ino)


# The state is part of the key: a file that has been changed is read again.
@lru_cache(maxsize=100_000)
def _read(file: str, size: int, _changed: int, _number: int) -> Content:
    with Path(file).open("rb") as stream:
        return Content(size, hashlib.file_digest(stream, "sha256").hexdigest())
