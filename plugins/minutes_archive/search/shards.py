"""Postings -> shards: ranges of terms in alphabetical order, each a file the browser can fetch.

A shard's payload: a JSON header {"t": front-coded terms, "f": {place: file of a long list}};
then, as variable-length integers, three counts a term (title, text, parts) and one length in
bytes a term; then all record-number differences; then all codes, a byte each. Lists that are
too long for a shard have a file of their own, and length 0 in it.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from minutes_archive.language.analysis import fold
from minutes_archive.search.containers import content_name, header_and_bytes, payload
from minutes_archive.search.encoding import (
    differences,
    front_coded,
    front_decoded,
    read_varints,
    varints,
    varints_end,
)
from minutes_archive.search.postings import CODE_BITS, CODE_MASK, Postings
from minutes_archive.search.ranges import Limits

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


@dataclass(frozen=True, slots=True)
class LongList:
    """The file of a long list, and how often each code is in the fields that have one for all."""

    term: str
    payload: bytes
    counted: dict[int, list[int]]


def all_lists(
    terms: dict[str, int], postings: Postings, stop_words: Collection[str]
) -> Iterator[tuple[TermLists, LongList | None]]:
    """Yield the lists of all terms in order of their keys."""
    for key, term in sorted((fold(term), term) for term in terms):
        found = [field.get(terms[term], ()) for field in postings.lists]
        numbers = [[entry >> CODE_BITS for entry in entries] for entries in found]
        codes = [bytes([entry & CODE_MASK for entry in entries]) for entries in found]
        yield term_lists(term, key, numbers, codes, stop_words)


def term_lists(
    term: str,
    key: str,
    numbers: Sequence[list[int] | array[int]],
    codes: Sequence[bytes],
    stop_words: Collection[str],
    counted: dict[int, list[int]] | None = None,
) -> tuple[TermLists, LongList | None]:
    """Return the lists of a term, from its records' numbers and their codes, field by field.

    `counted` tells how often each code is in fields whose codes are no longer known.
    """
    steps = b"".join([varints(differences(found)) for found in numbers if found])
    counts = tuple(map(len, numbers))
    if len(steps) + sum(counts) <= (STOP_LIST_BYTES if term in stop_words else LONG_LIST_BYTES):
        return TermLists(term, key, counts, steps, b"".join(codes)), None
    long_list = _long_list(term, steps, counts, codes, counted or {})
    return TermLists(term, key, counts, long=content_name(long_list.payload)), long_list


def _long_list(
    term: str,
    steps: bytes,
    counts: tuple[int, ...],
    codes: Sequence[bytes],
    counted: dict[int, list[int]],
) -> LongList:
    """Return the file of a long list: {"b": bytes of differences, "c": code for all, or -1}."""
    common = [-1] * _FIELDS
    kept = {}
    held = []
    for field, count in enumerate(counts):
        if count > MOST_CODES:
            each = counted.get(field) or [codes[field].count(code) for code in range(CODE_MASK + 1)]
            common[field] = each.index(max(each))
            kept[field] = each
        else:
            held.append(codes[field])
    return LongList(term, payload({"b": len(steps), "c": common}, steps, *held), kept)


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


def read_shard(content: bytes) -> list[TermLists]:
    """Return the lists in a shard."""
    header, body = header_and_bytes(content)
    terms = front_decoded(header["t"])
    start = varints_end(body, 0, (_FIELDS + 1) * len(terms))
    numbers = read_varints(body[:start])
    lengths = numbers[_FIELDS * len(terms) :]
    codes = start + sum(lengths)
    lists = []
    for place, (term, length) in enumerate(zip(terms, lengths, strict=True)):
        counts = tuple(numbers[_FIELDS * place : _FIELDS * (place + 1)])
        long = header["f"].get(str(place), "")
        end = codes if long else codes + sum(counts)
        held = body[start : start + length], body[codes:end]
        lists.append(TermLists(term, fold(term), counts, *held, long))
        start, codes = start + length, end
    return lists


def split_lists(
    counts: Iterable[int], steps: bytes, codes: bytes, has_codes: Iterable[bool]
) -> tuple[list[list[int]], list[bytes]]:
    """Return differences and codes, field by field; fields without codes have none."""
    differences_of_all = read_varints(steps)
    found = []
    known = []
    for count, has in zip(counts, has_codes, strict=True):
        found.append(differences_of_all[:count])
        del differences_of_all[:count]
        known.append(codes[: count * has])
        codes = codes[count * has :]
    return found, known
