"""Lists of all keys, forwards and backwards, in which the browser looks for a mistyped word.

With one slip, either the first half of a word is right or the last: one of the two lists has
the word meant among its neighbours. An entry is a key, or a key reversed, and a capital that
tells how common it is (A: one record, B: two or three, and so on by doubling).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from minutes_archive.search.ranges import Limits

SHORTEST_KEY = 4
LIMITS = Limits(16_000, 28_000)
# The lists by their kind of file.
FORWARDS, BACKWARDS = "v", "w"
_ENTRY = re.compile("([^A-Z]+)([A-Z])")


@dataclass(frozen=True, slots=True)
class Spelling:
    """An entry of a list."""

    key: str
    common: str

    @property
    def size(self) -> int:
        """Return how many letters it takes."""
        return len(self.key) + 1


def is_spelling(key: str) -> bool:
    """Tell whether a slip may stand for a key."""
    return len(key) >= SHORTEST_KEY and key.isalpha()


def common(count: int) -> str:
    """Return the capital for a number of postings."""
    return chr(ord("A") + min(max(count, 1).bit_length() - 1, 25))


def spellings_file(entries: Iterable[Spelling]) -> bytes:
    """Return the payload of a file of entries."""
    return "".join([entry.key + entry.common for entry in entries]).encode("utf-8")


def read_spellings(content: bytes) -> list[Spelling]:
    """Return the entries of a file."""
    return [Spelling(*found) for found in _ENTRY.findall(content.decode("utf-8"))]
