"""Sorted entries cut into ranges, each a file.

Where a range ends depends on its own entries and the key after them, on nothing further
away: an edit moves the cuts around it, and the others stay.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from minutes_archive.search.store import Store


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


def divided(
    entries: Iterable[E], limits: Limits, separator: str = ""
) -> Iterator[tuple[str, list[E]]]:
    """Yield each range with the separator before it; the first has the one that is given."""
    held: list[E] = []
    size = 0
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


class RangeFiles(Generic[E]):
    """The files of a kind that each hold a range, to be changed where entries change."""

    def __init__(
        self,
        store: Store,
        kind: str,
        limits: Limits,
        read: Callable[[bytes], list[E]],
        write: Callable[[list[E]], bytes],
    ) -> None:
        self._store = store
        self._kind = kind
        self._limits = limits
        self._read = read
        self._write = write
        self._separators = [key for key, _ in store.paths(kind)]
        self._ranges: dict[int, list[E]] = {}
        self._firsts: dict[int, str] = {}
        if not self._separators:
            self._separators, self._ranges = [""], {0: []}

    def change(self, key: str, changed: list[E]) -> None:
        """Replace all entries with a key by others with the same key."""
        place = bisect_right(self._separators, key) - 1
        entries = self._entries(place)
        start = bisect_left(entries, key, key=_key)
        end = bisect_right(entries, key, key=_key)
        if entries[start:end] != changed:
            self._firsts.setdefault(place, entries[0].key if entries else "")
            entries[start:end] = changed

    def with_key(self, key: str) -> list[E]:
        """Return all entries with a key."""
        entries = self._entries(bisect_right(self._separators, key) - 1)
        return entries[bisect_left(entries, key, key=_key) : bisect_right(entries, key, key=_key)]

    def save(self) -> None:
        """Cut and write the ranges anew that have changed, and those around that must follow."""
        changed = set(self._firsts)
        for place, first in self._firsts.items():
            entries = self._ranges[place]
            # Where a range ends depends on the first key of the next.
            if place and (not entries or entries[0].key != first):
                changed.add(place - 1)
        done = 0
        for place in sorted(changed):
            if place >= done:
                done = self._cut_from(place, changed)

    def _cut_from(self, start: int, changed: Container[int]) -> int:
        """Cut until a range begins where one began; return the place of that one."""
        held: list[E] = []
        place = start
        while place < len(self._separators):
            entries = self._entries(place)
            if held and entries and place not in changed and self._ends_before(place, held):
                break
            self._store.remove(self._kind, self._separators[place])
            held += entries
            place += 1
        for separator, entries in divided(held, self._limits, self._separators[start]):
            self._store.put(self._kind, separator, self._write(entries))
        return place

    def _ends_before(self, place: int, held: list[E]) -> bool:
        """Tell whether a range ends just before the one at this place, as it did."""
        following = self._entries(place)[0]
        *_, (separator, last) = divided([*held, following], self._limits)
        return last == [following] and separator == self._separators[place]

    def _entries(self, place: int) -> list[E]:
        if place not in self._ranges:
            content = self._store.payload(self._kind, self._separators[place])
            self._ranges[place] = self._read(content)
        return self._ranges[place]


def _key(entry: Entry) -> str:
    return entry.key
