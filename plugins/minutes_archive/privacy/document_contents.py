"""What was read of a document: the text of its parts, and what of it could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_UNPACKED = 100_000_000
"""Bytes that come out of one document; beyond it a file is taken for a zip bomb."""


class UnreadableDocumentError(Exception):
    """The text of a document cannot be had; the message says why (Swedish)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page or another part of a document: `number` from 1, 0 where there are no parts."""

    number: int
    text: str


@dataclass
class DocumentContents:
    """What was read of a document.

    `unread` names the parts whose text could not be had, `covered` those that hold more text
    than a reader sees (both in Swedish, to stand after "inte granskad:" and "visar inte allt:").
    """

    parts: list[Part] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    left: int = MAX_UNPACKED

    def add(self, text: str, number: int = 0) -> None:
        if text.strip():
            self.parts.append(Part(number, text))

    def take(self, size: int) -> None:
        """Add to the count of bytes read from the document; raises where they are too many."""
        self.left -= size
        if self.left < 0:
            raise UnreadableDocumentError("dokumentet är för stort att granska")
