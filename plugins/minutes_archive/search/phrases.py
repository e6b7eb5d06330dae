"""Which records hold which pairs of neighbouring words, so that phrases can be found.

Pairs are not stored: each falls, by the hashes of its two words, into one of many buckets,
and a bucket lists the records that have a pair in it. The browser intersects the buckets of a
phrase with the records that hold all its words, and checks the text of those it shows.
A file holds some buckets in order, each as its number of records and the differences of
their numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from minutes_archive.search.encoding import differences, varints
from minutes_archive.search.vocabulary import NumberedWords

PAIR_FACTOR = 31
FEWEST_BUCKETS = 1 << 12
PAIRS_A_BUCKET = 64
FILE_BYTES = 4_000


def bucket_count(words: int) -> int:
    """Return into how many buckets, a power of two, the pairs of so many words fall."""
    count = FEWEST_BUCKETS
    while count * PAIRS_A_BUCKET < words:
        count *= 2
    return count


def buckets_a_file(buckets: int, size: int) -> int:
    """Return how many buckets a file holds when all of them take `size` bytes."""
    each = buckets
    while each > 1 and size * each > FILE_BYTES * buckets:
        each //= 2
    return each


def make_buckets(texts: Sequence[NumberedWords], hashes: list[int], count: int) -> Iterator[bytes]:
    """File the word pairs of all records, and yield every bucket as it is stored."""
    buckets = [array("I") for _ in range(count)]
    mask = count - 1
    # Only the low bits of a hash take part, and small numbers are quicker.
    low = [value & mask for value in hashes]
    pick = low.__getitem__
    for number, record in enumerate(texts):
        pairs = _pair_buckets(map(pick, record.text), mask)
        pairs |= _pair_buckets(map(pick, record.title), mask)
        for bucket in map(buckets.__getitem__, pairs):
            bucket.append(number)
    for bucket in buckets:
        yield varints([len(bucket), *differences(bucket)])


def _pair_buckets(hashes: Iterable[int], mask: int) -> set[int]:
    """Return the buckets of the pairs among words with these hashes."""
    listed = list(hashes)
    return {(first * PAIR_FACTOR + second) & mask for first, second in pairwise(listed)}
