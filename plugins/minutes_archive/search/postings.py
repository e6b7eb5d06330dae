"""Postings: for every term and field, the records that hold it, in order of their numbers."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from minutes_archive.search.scoring import (
    FIELDS,
    LENGTH_BASE,
    MOST_COUNTED,
    length_class,
)
from minutes_archive.search.vocabulary import NumberedWords, Vocabulary

CODE_BITS = 6
CODE_MASK = (1 << CODE_BITS) - 1
_TITLE, _TEXT, _PARTS = range(len(FIELDS))
K = TypeVar("K", int, str)


@dataclass
class Postings:
    """Three lists by term number, one a field; an entry is `record number << 6 | code`."""

    lists: list[dict[int, array[int]]]
    lengths: list[float] = field(default_factory=lambda: [0.0] * len(FIELDS))


def make_postings(texts: Sequence[NumberedWords], vocabulary: Vocabulary) -> Postings:
    """Return the postings of all records; a record's number is its place in `texts`."""
    postings = Postings([defaultdict(lambda: array("I")) for _ in FIELDS])
    term_of, parts_of = vocabulary.term_of, vocabulary.parts_of
    compound = parts_of.keys()
    for number, record in enumerate(texts):
        title = Counter(map(term_of.__getitem__, record.title))
        text = Counter(map(term_of.__getitem__, record.text))
        words = {*record.title, *record.text, *record.extra}
        parts = {term_of[word] for word in record.extra}
        parts.update(*[parts_of[word] for word in words & compound])
        parts.difference_update(title, text)
        base = number << CODE_BITS
        _add(postings, _TITLE, base, title, len(record.title))
        _add(postings, _TEXT, base, text, len(record.text))
        _add_once(postings, _PARTS, base, parts)
    return postings


def _add(postings: Postings, field: int, base: int, counts: dict[int, int], length: int) -> None:
    if not length:
        return
    size = length_class(length)
    postings.lengths[field] += LENGTH_BASE**size
    lists = postings.lists[field]
    base += size * MOST_COUNTED - 1
    for term, count in counts.items():
        lists[term].append(base + (count if count < MOST_COUNTED else MOST_COUNTED))


def _add_once(postings: Postings, field: int, base: int, terms: Collection[int]) -> None:
    if not terms:
        return
    size = length_class(len(terms))
    postings.lengths[field] += LENGTH_BASE**size
    entry = base + size * MOST_COUNTED
    for found in map(postings.lists[field].__getitem__, terms):
        found.append(entry)
