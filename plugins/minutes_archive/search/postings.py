"""Postings: for every term and field, the records that hold it, in order of their numbers."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from minutes_archive.search.scoring import (
    FIELDS,
    LENGTH_BASE,
    MOST_COUNTED,
    length_class,
)
from minutes_archive.search.vocabulary import RecordWords, Vocabulary

CODE_BITS = 6
CODE_MASK = (1 << CODE_BITS) - 1
_TITLE, _TEXT, _PARTS = range(len(FIELDS))


@dataclass
class Postings:
    """Three lists by term number, one a field; an entry is `record number << 6 | code`."""

    lists: list[dict[int, array[int]]]
    lengths: list[float] = field(default_factory=lambda: [0.0] * len(FIELDS))
    records: int = 0

    def counts(self, term: int) -> tuple[int, ...]:
        """Return how many records hold the term, field by field."""
        return tuple(len(lists.get(term, ())) for lists in self.lists)

    @property
    def averages(self) -> tuple[float, ...]:
        """Return the average rounded length of each field."""
        return tuple(total / self.records if self.records else 0.0 for total in self.lengths)


def make_postings(texts: Sequence[RecordWords], vocabulary: Vocabulary) -> Postings:
    """Return the postings of all records; a record's number is its place in `texts`."""
    postings = Postings([defaultdict(lambda: array("I")) for _ in FIELDS])
    term_of, parts_of = vocabulary.term_of, vocabulary.parts_of
    compound = parts_of.keys()
    for number, record in enumerate(texts):
        title = Counter(map(term_of.__getitem__, record.title))
        text = Counter(map(term_of.__getitem__, record.text))
        said = {term_of[word] for word in record.joined}
        said.update(*[parts_of[word] for word in compound & {*record.title, *record.text}])
        about = {term_of[word] for word in record.extra}
        about.update(*[parts_of[word] for word in compound & set(record.extra)])
        said.difference_update(title, text)
        about.difference_update(title, text, said)
        base = number << CODE_BITS
        _add(postings, _TITLE, base, title, len(record.title))
        _add(postings, _TEXT, base, text, len(record.text))
        _add_parts(postings, base, said, about)
    postings.records = len(texts)
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


def _add_parts(
    postings: Postings, base: int, said: Collection[int], about: Collection[int]
) -> None:
    """Add the parts of what a record says, and the names of what it is about.

    However many there are, the field counts as one term long: a topic is no better an answer
    for being alone. Parts count as said often, names once, so that what the minutes say comes
    before what a clerk filed them under.
    """
    if not said and not about:
        return
    postings.lengths[_PARTS] += 1.0
    lists = postings.lists[_PARTS]
    for terms, count in ((said, MOST_COUNTED), (about, 1)):
        for found in map(lists.__getitem__, terms):
            found.append(base + count - 1)
