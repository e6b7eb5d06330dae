"""The words and facts of each group in the store, so that unchanged groups need not be made."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from minutes_archive.search.facts import Facts
from minutes_archive.search.store import Store
from minutes_archive.search.texts import RECORDS_A_FILE, Row, text_rows
from minutes_archive.search.vocabulary import NumberedWords
from minutes_archive.search.words import GroupContent, RecordWords

_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Span:
    """Where a group's records stand among all: the first number, and how many."""

    first: int
    count: int


class StoredGroups:
    """The groups that a store was made from, in their order."""

    def __init__(self, store: Store) -> None:
        self._store = store
        rows = store.state("groups")
        self.ids = [identity for identity, _, _ in rows]
        self.fingerprints = {identity: bytes.fromhex(hexed) for identity, hexed, _ in rows}
        starts = accumulate((count for _, _, count in rows), initial=0)
        self.spans = {
            identity: Span(start, count)
            for (identity, _, count), start in zip(rows, starts, strict=False)
        }
        self._words: dict[int, str] = {}
        self._rows: tuple[int, list[Row]] = (-1, [])

    def load_words(self) -> None:
        """Load all words at once, for who will read most groups."""
        self._words = dict(self._store.connection.execute("SELECT id, word FROM words"))

    def content(self, identity: str) -> GroupContent:
        """Return the content of a group."""
        query = "SELECT words FROM words_of WHERE id=?"
        (words,) = self._store.connection.execute(query, (identity,)).fetchone()
        span = self.spans[identity]
        return GroupContent(
            self._named(_unpacked(words)),
            read_facts(self._store, [identity])[identity],
            lambda: self.rows(span.first, span.count),
        )

    def rows(self, first: int, count: int) -> list[Row]:
        """Return what hits show of some records in a row."""
        return [self._row(number) for number in range(first, first + count)]

    def _row(self, number: int) -> Row:
        file, place = divmod(number, RECORDS_A_FILE)
        if self._rows[0] != file:
            self._rows = (file, text_rows(self._store.payload("r", file)))
        return self._rows[1][place]

    def _named(self, records: list[list[array[int]]]) -> list[RecordWords]:
        words = self._words
        missing = {n for record in records for numbers in record for n in numbers} - words.keys()
        words.update(words_by_number(self._store, missing))
        name = words.__getitem__
        return [RecordWords(*[list(map(name, numbers)) for numbers in r]) for r in records]


def words_by_number(store: Store, numbers: Iterable[int]) -> Iterable[tuple[int, str]]:
    """Return words with their numbers."""
    listed = ",".join(map(str, sorted(numbers)))
    query = f"SELECT id, word FROM words WHERE id IN ({listed})"
    return store.connection.execute(query) if listed else ()


def put_group(store: Store, identity: str, words: Sequence[NumberedWords], facts: Facts) -> None:
    """Remember what a group has in it."""
    fields = [field for record in words for field in (record.title, record.text, record.extra)]
    head = array("I", [len(words), *map(len, fields)])
    packed = b"".join([head.tobytes(), *[field.tobytes() for field in fields]])
    put = store.connection.execute
    put("INSERT OR REPLACE INTO words_of VALUES (?,?)", (identity, packed))
    put("INSERT OR REPLACE INTO facts VALUES (?,?)", (identity, _packed(facts)))


def remove_group(store: Store, identity: str) -> None:
    """Forget what a group has in it."""
    for table in ("words_of", "facts"):
        store.connection.execute(f"DELETE FROM {table} WHERE id=?", (identity,))


def read_facts(store: Store, ids: Iterable[str]) -> dict[str, Facts]:
    """Return the facts of groups, in their order; of those that the store has."""
    query = "SELECT facts FROM facts WHERE id=?"
    rows = ((identity, store.connection.execute(query, (identity,)).fetchone()) for identity in ids)
    return {identity: marshal.loads(row[0]) for identity, row in rows if row}


def _packed(facts: Facts) -> bytes:
    """Return facts as they are stored: in JSON, reading them would take five times as long."""
    return marshal.dumps(facts)  # type: ignore[arg-type]  # a TypedDict is a dict


def _unpacked(packed: bytes) -> list[list[array[int]]]:
    numbers = array("I")
    numbers.frombytes(packed)
    count = numbers[0]
    start = 1 + _FIELDS * count
    fields = []
    for length in numbers[1:start]:
        fields.append(numbers[start : start + length])
        start += length
    return [fields[place : place + _FIELDS] for place in range(0, len(fields), _FIELDS)]
