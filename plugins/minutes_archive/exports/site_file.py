"""A file of the site as a value: where it lies, and its bytes in pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from minutes_archive.model import Meeting

CHUNK = 1 << 16
"""About so many characters of a growing file are handed on at a time."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file at an address relative to the site root.

    `chunks` can be read once, one piece at a time; a large file never lies whole in memory.
    `meeting` is the one that the file is all about; others hold no running text. `shown`
    returns what it tells of, where that is less than everything.
    """

    address: str
    chunks: Iterator[bytes]
    meeting: Meeting | None = None
    shown: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """Files that are made together, of everything but running text.

    `pieces` can be read once: bytes, and the address of the file that they go on with.
    """

    addresses: tuple[str, ...]
    pieces: Iterator[tuple[str, bytes]]

    def apart(self) -> Iterator[SiteFile]:
        """Yield the files one by one, once all are made."""
        contents: dict[str, list[bytes]] = {address: [] for address in self.addresses}
        for address, piece in self.pieces:
            contents[address].append(piece)
        for address, chunks in contents.items():
            yield SiteFile(address, iter(chunks))
