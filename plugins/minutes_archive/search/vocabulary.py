"""The words of all records as numbers, and the terms and compound parts each word stands for."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from minutes_archive.language.analysis import (
    Analysis,
    fold,
    joined_words,
    letters_and_digits,
    normalise,
    words,
)
from minutes_archive.language.analysis_compounds import make_lexicon, part_words
from minutes_archive.search.records import Record

# A word that a single record holds is as likely a slip of the pen as a word; in a small
# archive there is no choice.
MANY_RECORDS = 500
# What nearly all decisions are says nothing about one.
DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class RecordWords:
    """The words of one record by number.

    `joined` holds words that are said in pieces (covid-19), `extra` those that are searched but
    not said.
    """

    title: array[int]
    text: array[int]
    joined: array[int]
    extra: array[int]


@dataclass
class Vocabulary:
    """Every distinct word has a number, and so has every term."""

    numbers: dict[str, int] = field(default_factory=dict)
    seen: Counter[int] = field(default_factory=Counter)
    terms: dict[str, int] = field(default_factory=dict)
    term_of: list[int] = field(default_factory=list)
    parts_of: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def read(self, record: Record) -> RecordWords:
        """Number the words of a record."""
        title, text = normalise(titled(record)), normalise(own_text(record))
        about = normalise("\n".join(_keywords(record)))
        joined = [*joined_words(title), *joined_words(text), *joined_words(about)]
        fields = (words(title), words(text), joined, words(about))
        read = RecordWords(*map(self._number, fields))
        self.seen.update(read.title)
        self.seen.update(read.text)
        return read

    def finish(self, analysis: Analysis, record_count: int, hunspell: Path | None = None) -> None:
        """Find the term of every word, and the terms of its parts."""
        fewest = 2 if record_count > MANY_RECORDS else 1
        common = [word for word, number in self.numbers.items() if self.seen[number] >= fewest]
        lexicon = make_lexicon(analysis, common, hunspell)
        terms = self.terms
        self.term_of = [terms.setdefault(analysis.term(w), len(terms)) for w in self.numbers]
        for word, number in self.numbers.items():
            parts = [analysis.term(part) for part in part_words(word, lexicon)]
            parts += [analysis.term(half) for half in letters_and_digits(word)]
            if word[0] == "0" and word.isdigit():
                parts.append(word.lstrip("0") or word)
            parts += filter(None, (analysis.twin(word), analysis.source(word)))
            if parts:
                own = self.term_of[number]
                found = dict.fromkeys(terms.setdefault(part, len(terms)) for part in parts)
                self.parts_of[number] = tuple(term for term in found if term != own)

    def hashes(self) -> list[int]:
        """Return, for every word, the hash that phrases are filed under."""
        return [word_hash(fold(word)) for word in self.numbers]

    def _number(self, found: list[str]) -> array[int]:
        numbers = self.numbers
        known = list(map(numbers.get, found))
        if None not in known:
            return array("I", known)  # type: ignore[arg-type]  # just seen to hold no None
        return array("I", [numbers.setdefault(word, len(numbers)) for word in found])


def titled(record: Record) -> str:
    """Return what a record is searched under: a decision's title is its own text once more."""
    return record.item_label if record.type == "decision" else record.title


def own_text(record: Record) -> str:
    """Return the text that a record is searched by."""
    return record.text if record.own_text is None else record.own_text


def _keywords(record: Record) -> Iterator[str]:
    yield record.names
    yield record.reference
    yield record.matter_name
    yield from record.topic_names
    yield from record.municipality_names
    if record.status != DECIDED:
        yield record.status_text
    if record.type == "meeting":
        yield record.date
        yield record.citation


def word_hash(key: str) -> int:
    """Return the 32-bit FNV-1a hash of a word's UTF-16 code units, as the browser makes it."""
    value = 0x811C9DC5
    for unit in _units(key):
        value = ((value ^ unit) * 0x01000193) & 0xFFFFFFFF
    return value


def _units(text: str) -> Iterator[int]:
    encoded = text.encode("utf-16-le")
    for position in range(0, len(encoded), 2):
        yield encoded[position] | encoded[position + 1] << 8
