"""Postings -> shards: ranges of terms in alphabetical order, each a file the browser can fetch.

Where a range ends depends on its own entries and the key after them, on nothing further away: an
edit moves the cuts around it, and the others stay.

A shard's payload: a JSON header {"t": front-coded terms, "f": {place: file of a long list}};
then, as variable-length integers, three counts a term (title, text, parts) and one length in
bytes a term; then all record-number differences; then all codes, a byte each. Lists that are
too long for a shard have a file of their own, and length 0 in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from minutes_archive.language.analysis import fold
from minutes_archive.search.encoding import differences, front_coded, varints
from minutes_archive.search.index_files import content_name, payload
from minutes_archive.search.postings import CODE_BITS, CODE_MASK, Postings


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


# A question reads a whole shard for one of its terms: small shards cost fewer bytes, and
# more files.
LIMITS = Limits(6_000, 11_000)
LONG_LIST_BYTES = 5_000
# Stop words are seldom asked for, so they should not make the shards of others longer.
STOP_LIST_BYTES = 64
# What half of all records say tells them little apart, and its codes would be most of its
# bytes: the commonest code stands for all.
MOST_CODES = 16_000
_FIELDS = 3


@dataclass(slots=True)
class TermLists:
    """The lists of a term as they are stored: differences and codes of all fields in a row.

    A long list has a file of its own, named `long`, and its bytes are not held here.
    """

    term: str
    key: str
    counts: tuple[int, ...]
    steps: bytes = b""
    codes: bytes = b""
    long: str = ""

    @property
    def size(self) -> int:
        """Return about how many bytes the term takes in a shard."""
        held = 5 * sum(self.counts) // 2
        return len(self.term) + 6 + (held if held <= LONG_LIST_BYTES else 0)


def all_lists(
    terms: dict[str, int], postings: Postings, stop_words: Collection[str]
) -> Iterator[tuple[TermLists, bytes]]:
    """Yield the lists of all terms in order of their keys, each with the payload of its own file.

    The payload is empty for the lists that stand in a shard.
    """
    for key, term in sorted((fold(term), term) for term in terms):
        found = [field.get(terms[term], ()) for field in postings.lists]
        codes = [bytes([entry & CODE_MASK for entry in entries]) for entries in found]
        numbers = [[entry >> CODE_BITS for entry in entries] for entries in found]
        steps = b"".join([varints(differences(listed)) for listed in numbers if listed])
        counts = tuple(map(len, found))
        most = STOP_LIST_BYTES if term in stop_words else LONG_LIST_BYTES
        if len(steps) + sum(counts) <= most:
            yield TermLists(term, key, counts, steps, b"".join(codes)), b""
        else:
            long_list = _long_list(steps, codes)
            yield TermLists(term, key, counts, long=content_name(long_list)), long_list


def _long_list(steps: bytes, codes: Sequence[bytes]) -> bytes:
    """Return the file of a long list: {"b": bytes of differences, "c": code for all, or -1}."""
    common = [-1] * _FIELDS
    held = []
    for field, found in enumerate(codes):
        if len(found) > MOST_CODES:
            each = [found.count(code) for code in range(CODE_MASK + 1)]
            common[field] = each.index(max(each))
        else:
            held.append(found)
    return payload({"b": len(steps), "c": common}, steps, *held)


def shard_file(lists: Sequence[TermLists]) -> bytes:
    """Return the payload of a shard."""
    header = {
        "t": front_coded(entry.term for entry in lists),
        "f": {place: entry.long for place, entry in enumerate(lists) if entry.long},
    }
    counts = varints([count for entry in lists for count in entry.counts])
    lengths = varints([len(entry.steps) for entry in lists])
    steps = [entry.steps for entry in lists]
    return payload(header, counts, lengths, *steps, *[entry.codes for entry in lists])
