"""Postings changed in their shards, and which terms and keys that concerns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from itertools import accumulate

from minutes_archive.language.analysis import fold
from minutes_archive.search import spellings
from minutes_archive.search.changes import TooMuchChangedError
from minutes_archive.search.containers import header_and_bytes
from minutes_archive.search.ranges import RangeFiles
from minutes_archive.search.scoring import FIELDS
from minutes_archive.search.shards import (
    LIMITS,
    MOST_CODES,
    TermLists,
    read_shard,
    shard_file,
    split_lists,
    term_lists,
)
from minutes_archive.search.store import Store

# Field, record, the code before and after: None where the record has no such posting.
Step = tuple[int, int, int | None, int | None]


class ChangedPostings:
    """The shards of a store, to be changed posting by posting."""

    def __init__(self, store: Store, stop_words: Collection[str]) -> None:
        self._store = store
        self._stop_words = stop_words
        self._shards = RangeFiles(store, "t", LIMITS, read_shard, shard_file)
        self._steps: dict[str, list[Step]] = {}
        # The terms that have their first posting or none any more; the keys that are more or
        # less common now, with their capitals.
        self.come_or_gone: set[str] = set()
        self.common_keys: dict[str, str] = {}

    def records_of(self, term: str) -> set[int]:
        """Return the records that hold a term."""
        found: set[int] = set()
        for entry in self._shards.with_key(fold(term)):
            if entry.term == term:
                found.update(*self._read(entry)[0])
        return found

    def holds(self, term: str) -> bool:
        """Tell whether any record holds a term."""
        return any(entry.term == term for entry in self._shards.with_key(fold(term)))

    def change(
        self, term: str, field: int, record: int, before: int | None, after: int | None
    ) -> None:
        """Note that the code of a posting is another."""
        self._steps.setdefault(term, []).append((field, record, before, after))

    def save(self) -> None:
        """Put all shards and lists that have changed; raises TooMuchChangedError."""
        terms_by_key: dict[str, list[str]] = {}
        for term in sorted(self._steps):
            terms_by_key.setdefault(fold(term), []).append(term)
        for key, terms in terms_by_key.items():
            entries = self._shards.with_key(key)
            held = {entry.term: entry for entry in entries}
            for term in terms:
                entry = held.pop(term, None)
                changed = self._changed(entry or TermLists(term, key, (0,) * len(FIELDS)))
                if bool(entry) != bool(changed):
                    self.come_or_gone.add(term)
                if changed:
                    held[term] = changed
            self._shards.change(key, [held[term] for term in sorted(held)])
            before = _common(entries)
            after = _common(list(held.values()))
            if before != after and spellings.is_spelling(key):
                self.common_keys[key] = after
        self._shards.save()

    def _changed(self, entry: TermLists) -> TermLists | None:
        numbers, codes, counted = self._read(entry)
        for field, record, before, after in self._steps[entry.term]:
            place = bisect_left(numbers[field], record)
            if before is None:
                numbers[field].insert(place, record)
            elif after is None:
                del numbers[field][place]
            if field in counted:
                if before is not None:
                    counted[field][before] -= 1
                if after is not None:
                    counted[field][after] += 1
            else:
                end = place if before is None else place + 1
                codes[field][place:end] = b"" if after is None else bytes([after])
        if any(len(numbers[field]) <= MOST_CODES for field in counted):
            raise TooMuchChangedError
        if not any(numbers):
            if entry.long:
                self._store.remove("h", entry.term)
            return None
        lists, long_list = term_lists(
            entry.term, entry.key, numbers, list(map(bytes, codes)), self._stop_words, counted
        )
        if long_list:
            self._store.put("h", entry.term, long_list.payload, long_list.counted)
        elif entry.long:
            self._store.remove("h", entry.term)
        return lists

    def _read(
        self, entry: TermLists
    ) -> tuple[list[list[int]], list[bytearray], dict[int, list[int]]]:
        """Return record numbers and codes, field by field, and how often each code is."""
        steps, codes, common = entry.steps, entry.codes, [-1] * len(FIELDS)
        counted = {}
        if entry.long:
            content, extra = self._store.with_extra("h", entry.term)
            header, body = header_and_bytes(content)
            common = header["c"]
            steps, codes = body[: header["b"]], body[header["b"] :]
            counted = {int(field): each for field, each in (extra or {}).items()}
        found, known = split_lists(entry.counts, steps, codes, [code < 0 for code in common])
        numbers = [list(accumulate(differences)) for differences in found]
        return numbers, list(map(bytearray, known)), counted


def _common(entries: list[TermLists]) -> str:
    """Return how common the key of these terms is, or "" where there are none."""
    return spellings.common(sum(sum(entry.counts) for entry in entries)) if entries else ""
