"""The words that a record is searched by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutes_archive.language.analysis import joined_words, normalise, words
from minutes_archive.search.records import Record

# What nearly all decisions are says nothing about one.
DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class RecordWords:
    """The words of one record in order; `extra` holds those that are searched but not said."""

    title: list[str]
    text: list[str]
    extra: list[str]


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
