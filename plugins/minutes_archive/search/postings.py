"""Postings: for every term and field, the records that hold it, in order of their numbers.

A weight in a lunr index depends on the term's rarity, on how often the record says it and on
the field's length. Lengths are rounded to powers of 1.5 and counts end at 4 before lunr's
formula is applied; then six bits a posting give every weight back without loss, and the
browser needs no stored weights.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from minutes_archive.search.vocabulary import NumberedWords, Vocabulary

FIELDS = ("title", "text", "parts")
BOOSTS = (2.0, 1.0, 0.3)
K1 = 1.2
B = 0.6
LENGTH_BASE = 1.5
LENGTH_CLASSES = 16
MOST_COUNTED = 4


def length_class(length: int) -> int:
    """Return the class of a field that has `length` terms; 0 stands for one or none."""
    if length <= 1:
        return 0
    return min(round(math.log(length) / math.log(LENGTH_BASE)), LENGTH_CLASSES - 1)


CODE_BITS = 6
CODE_MASK = (1 << CODE_BITS) - 1
# However many parts there are: a topic is no better an answer for being alone.
PARTS_LENGTH = 1
_TITLE, _TEXT, _PARTS = range(len(FIELDS))


@dataclass
class Postings:
    """Three lists by term number, one a field; an entry is `record number << 6 | code`."""

    lists: list[dict[int, array[int]]]
    lengths: list[float] = field(default_factory=lambda: [0.0] * len(FIELDS))


def make_postings(texts: Sequence[NumberedWords], vocabulary: Vocabulary) -> Postings:
    """Return the postings of all records; a record's number is its place in `texts`."""
    postings = Postings([defaultdict(lambda: array("I")) for _ in FIELDS])
    term_of, parts_of = vocabulary.term_of, vocabulary.parts_of
    for number, record in enumerate(texts):
        title, text, parts = _terms_of(record, term_of, parts_of)
        base = number << CODE_BITS
        _add(postings, _TITLE, base, title, len(record.title))
        _add(postings, _TEXT, base, text, len(record.text))
        _add_parts(postings, base, parts)
    return postings


def _terms_of(
    record: NumberedWords, term_of: Sequence[int], parts_of: Mapping[int, tuple[int, ...]]
) -> tuple[Counter[int], Counter[int], dict[int, int]]:
    """Return how often a record's title and its text say each term, and the other terms.

    Of these, parts of what is said count as said often, and what the record is filed under
    once: what the minutes say comes before what a clerk filed them under.
    """
    pick = term_of.__getitem__
    title = Counter(map(pick, record.title))
    text = Counter(map(pick, record.text))
    compounds = parts_of.keys()
    about = set(map(pick, record.extra))
    about.update(*map(parts_of.__getitem__, compounds & set(record.extra)))
    said: set[int] = set()
    said.update(*map(parts_of.__getitem__, compounds & {*record.title, *record.text}))
    parts = dict.fromkeys(about, 1) | dict.fromkeys(said, MOST_COUNTED)
    for term in parts.keys() & (title.keys() | text.keys()):
        del parts[term]
    return title, text, parts


def _add(postings: Postings, field: int, base: int, counts: dict[int, int], length: int) -> None:
    if not length:
        return
    size = length_class(length)
    postings.lengths[field] += LENGTH_BASE**size
    lists = postings.lists[field]
    base += size * MOST_COUNTED - 1
    for term, count in counts.items():
        lists[term].append(base + (count if count < MOST_COUNTED else MOST_COUNTED))


def _add_parts(postings: Postings, base: int, parts: Mapping[int, int]) -> None:
    if not parts:
        return
    postings.lengths[_PARTS] += PARTS_LENGTH
    lists = postings.lists[_PARTS]
    base -= 1
    for term, count in parts.items():
        lists[term].append(base + count)
