"""The words of all records as numbers, and the terms and compound parts each word stands for."""

from __future__ import annotations

import sys
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
from minutes_archive.language.analysis_compounds import (
    Lexicon,
    known_words,
    may_be_compound,
    may_be_part,
    part_words,
    with_archive,
)
from minutes_archive.search.records import SearchRecord

# What nearly all decisions are says nothing about one.
DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class RecordWords:
    """The words of one record in order; `extra` holds those that are searched but not said."""

    title: list[str]
    text: list[str]
    extra: list[str]


def record_words(record: SearchRecord) -> RecordWords:
    """Return the words of a record."""
    title, text = normalise(titled(record)), normalise(own_text(record))
    about = normalise("\n".join(_keywords(record)))
    extra = [word for said in (title, text, about) for word in joined_words(said)]
    return RecordWords(words(title), words(text), extra + words(about))


def titled(record: SearchRecord) -> str:
    """Return what a record is searched under: a decision's title is its own text once more."""
    return record.item_label if record.type == "decision" else record.title


def own_text(record: SearchRecord) -> str:
    """Return the text that a record is searched by."""
    return record.text if record.own_text is None else record.own_text


def _keywords(record: SearchRecord) -> Iterator[str]:
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


MANY_RECORDS = 500
_UTF_16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


@dataclass(frozen=True, slots=True)
class NumberedWords:
    """The words of one record by number."""

    title: array[int]
    text: array[int]
    extra: array[int]


@dataclass
class Vocabulary:
    """Every distinct word has a number, and so has every term.

    `seen` counts how often a word is said. Those that are only searched for are not counted.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    seen: Counter[int] = field(default_factory=Counter)
    terms: dict[str, int] = field(default_factory=dict)
    term_of: list[int] = field(default_factory=list)
    parts_of: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def read(self, words: RecordWords) -> NumberedWords:
        """Number the words of a record."""
        read = NumberedWords(*map(self._number, (words.title, words.text, words.extra)))
        self.seen.update(read.title)
        self.seen.update(read.text)
        return read

    def finish(self, analysis: Analysis, record_count: int, hunspell: Path | None = None) -> None:
        """Find the term of every word, and the terms of its parts."""
        known = known_words(analysis, hunspell)
        # A word that a single record holds is as likely a slip of the pen as a word; in a small
        # archive there is no choice.
        fewest = 2 if record_count > MANY_RECORDS else 1
        common = [word for word, number in self.numbers.items() if self.seen[number] >= fewest]
        lexicon = with_archive(known, (word for word in common if may_be_part(word, known)))
        terms = self.terms
        self.term_of = [terms.setdefault(analysis.term(w), len(terms)) for w in self.numbers]
        for word, number in self.numbers.items():
            parts = _parts(word, lexicon if may_be_compound(word, known) else known)
            if parts:
                self.parts_of[number] = tuple(terms.setdefault(part, len(terms)) for part in parts)

    def hashes(self) -> list[int]:
        """Return, for every word, the hash that phrases are filed under."""
        return [word_hash(fold(word)) for word in self.numbers]

    def _number(self, found: list[str]) -> array[int]:
        numbers = self.numbers
        known = list(map(numbers.get, found))
        if None not in known:
            return array("I", known)  # type: ignore[arg-type]  # just seen to hold no None
        return array("I", [numbers.setdefault(word, len(numbers)) for word in found])


def _parts(word: str, lexicon: Lexicon) -> list[str]:
    """Return the terms that a word is found by, besides its own."""
    analysis = lexicon.analysis
    parts = [analysis.term(part) for part in part_words(word, lexicon)]
    parts += [analysis.term(half) for half in letters_and_digits(word)]
    if word[0] == "0" and word.isdigit():
        parts.append(word.lstrip("0") or word)
    parts += filter(None, (analysis.twin(word), analysis.source(word)))
    own = analysis.term(word)
    return [part for part in dict.fromkeys(parts) if part != own] if parts else parts


def word_hash(key: str) -> int:
    """Return the 32-bit FNV-1a hash of a word's UTF-16 code units, as the browser makes it."""
    value = 0x811C9DC5
    for unit in memoryview(key.encode(_UTF_16)).cast("H"):
        value = ((value ^ unit) * 0x01000193) & 0xFFFFFFFF
    return value
