"""The words of a record, and the groups of records that an edit changes together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from minutes_archive.language.analysis import joined_words, normalise, words
from minutes_archive.search.facts import Facts, facts_of
from minutes_archive.search.numbering import in_index_order
from minutes_archive.search.records import Record
from minutes_archive.search.texts import Row, text_row

# What nearly all decisions are says nothing about one.
DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """The records of a meeting or of a hand-written page, made only when they are needed.

    `id` is the group's alone. Groups with the same `fingerprint`, a digest of everything
    that their records depend on, have the same records.
    """

    id: str
    fingerprint: bytes
    records: Callable[[], Iterable[Record]]


@dataclass(frozen=True, slots=True)
class RecordWords:
    """The words of one record in order; `extra` holds those that are searched but not said."""

    title: list[str]
    text: list[str]
    extra: list[str]


@dataclass(frozen=True)
class GroupContent:
    """What the index holds of a group: the words, the facts and the texts of its records."""

    words: list[RecordWords]
    facts: Facts
    read_rows: Callable[[], list[Row]]

    @cached_property
    def rows(self) -> list[Row]:
        """Return what hits show of the records."""
        return self.read_rows()

    def __len__(self) -> int:
        return len(self.words)


def group_content(group: RecordGroup) -> GroupContent:
    """Make and read the records of a group."""
    records = in_index_order(group.records())
    rows = [text_row(record) for record in records]
    return GroupContent([record_words(r) for r in records], facts_of(records), lambda: rows)


def record_words(record: Record) -> RecordWords:
    """Return the words of a record."""
    title, text = normalise(titled(record)), normalise(own_text(record))
    about = normalise("\n".join(_keywords(record)))
    extra = [word for said in (title, text, about) for word in joined_words(said)]
    return RecordWords(words(title), words(text), extra + words(about))


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
