"""Sorted entries cut into ranges, each a file.

Where a range ends depends on its own entries and the key after them, on nothing further
away: an edit moves the cuts around it, and the others stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar


class Entry(Protocol):
    """What is cut: its key, and about how many bytes it takes."""

    @property
    def key(self) -> str: ...

    @property
    def size(self) -> int: ...


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Limits:
    """The sizes between which a range may end, in bytes."""

    least: int
    most: int

    def separator(self, size: int, before: str, key: str) -> str:
        """Return the separator where a range of this size may end between two keys, or "".

        The manifest names all separators, and short ones stay where they are when the archive
        grows: the longer a range has become, the longer a separator will do. Variants of one
        key are looked up together, so a range must not end between them.
        """
        if size <= self.least or key == before:
            return ""
        found = shortest_between(before, key)
        allowed = 1 + 6 * (size - self.least) // (self.most - self.least)
        return found if len(found) <= allowed or size > self.most else ""


def shortest_between(before: str, key: str) -> str:
    """Return the shortest beginning of a key that comes after the key before it."""
    for length in range(1, len(key)):
        if key[:length] > before:
            return key[:length]
    return key


def divided(entries: Iterable[E], limits: Limits) -> Iterator[tuple[str, list[E]]]:
    """Yield each range with the separator before it; the first has an empty one."""
    held: list[E] = []
    size, separator = 0, ""
    for entry in entries:
        if size > limits.least:
            cut = limits.separator(size, held[-1].key, entry.key)
            if cut:
                yield separator, held
                separator, held, size = cut, [], 0
        held.append(entry)
        size += entry.size
    if held:
        yield separator, held
