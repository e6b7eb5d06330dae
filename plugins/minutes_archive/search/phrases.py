"""Which records hold which pairs of neighbouring words, so that phrases can be found.

Pairs are not stored: each falls, by the hashes of its two words, into one of many buckets,
and a bucket lists the records that have a pair in it. The browser intersects the buckets of a
phrase with the records that hold all its words, and checks the text of those it shows.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from minutes_archive.search.encoding import differences, varints
from minutes_archive.search.vocabulary import RecordWords

PAIR_FACTOR = 31
FEWEST_BUCKETS = 1 << 12
PAIRS_A_BUCKET = 64
FILE_BYTES = 4_000


@dataclass(frozen=True, slots=True)
class Phrases:
    """`buckets` is a power of two; each content holds `per_file` of them, in order.

    A bucket is its number of records and the differences of their numbers.
    """

    buckets: int
    per_file: int
    contents: list[bytes]


def make_phrases(texts: Sequence[RecordWords], hashes: list[int]) -> Phrases:
    """File the word pairs of all records."""
    pairs = sum(len(record.title) + len(record.text) for record in texts)
    count = FEWEST_BUCKETS
    while count * PAIRS_A_BUCKET < pairs:
        count *= 2
    buckets = _fill(texts, hashes, count)
    encoded = [varints([len(bucket), *differences(bucket)]) for bucket in buckets]
    per_file = count
    total = sum(map(len, encoded))
    while per_file > 1 and total * per_file > FILE_BYTES * count:
        per_file //= 2
    contents = [b"".join(encoded[i : i + per_file]) for i in range(0, count, per_file)]
    return Phrases(count, per_file, contents)


def _fill(texts: Sequence[RecordWords], hashes: list[int], count: int) -> list[array[int]]:
    buckets = [array("I") for _ in range(count)]
    mask = count - 1
    # Only the low bits of a hash take part, and small numbers are quicker.
    low = [value & mask for value in hashes]
    for number, record in enumerate(texts):
        pairs = _pairs(record.text, low, mask)
        pairs |= _pairs(record.title, low, mask)
        for bucket in map(buckets.__getitem__, pairs):
            bucket.append(number)
    return buckets


def _pairs(words: array[int], hashes: list[int], mask: int) -> set[int]:
    found = [hashes[word] for word in words]
    return {(first * PAIR_FACTOR + second) & mask for first, second in pairwise(found)}
