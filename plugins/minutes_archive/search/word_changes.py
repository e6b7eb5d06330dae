"""The words that a change concerns: how often they are seen, and what they are split into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minutes_archive.language.analysis_compounds import Lexicon, traces, with_archive
from minutes_archive.search.changes import TooMuchChangedError
from minutes_archive.search.spellings import common_word
from minutes_archive.search.store import Store
from minutes_archive.search.vocabulary import COMPOUND, PART, parts_of_word, role_of
from minutes_archive.search.words import RecordWords

# Each new word is looked for in all others: for many, a new index is less work.
MOST_TRACES = 200
_CHUNK = 500


@dataclass(slots=True)
class StoredWord:
    """A word in the store; `parts` are the terms it was split into before the change."""

    number: int
    term: str
    seen: int
    filed: int
    role: int
    parts: tuple[str, ...]


class ChangedWords:
    """Words as they were before the change, and the parts they have after it."""

    def __init__(self, store: Store, known: Lexicon, fewest: int) -> None:
        self._connection = store.connection
        self._known = known
        self._fewest = fewest
        self._words: dict[str, StoredWord] = {}
        self._new_compounds: set[str] = set()
        self.term_of: dict[str, str] = {}
        self.parts_before: dict[str, tuple[str, ...]] = {}
        self.parts_after: dict[str, tuple[str, ...]] = {}
        # The words that are more or less common now, and those of them that are new or no more.
        self.recounted: set[str] = set()
        self.come_or_gone: set[str] = set()

    def number(self, word: str) -> int:
        """Return a word's number in the store."""
        return self._words[word].number

    def load(self, records: Iterable[RecordWords]) -> None:
        """Learn of the words of records; those that the store lacks are put there."""
        wanted = {w for r in records for words in (r.title, r.text, r.extra) for w in words}
        missing = list(wanted - self._words.keys())
        for start in range(0, len(missing), _CHUNK):
            chunk = missing[start : start + _CHUNK]
            self._select(f"word IN ({','.join('?' * len(chunk))})", chunk)
        for word in sorted(wanted - self._words.keys()):
            term, role = self._known.analysis.term(word), role_of(word, self._known)
            parts = () if role & COMPOUND else tuple(parts_of_word(word, self._known))
            row = (word, term, 0, 0, role, " ".join(parts))
            number = self._connection.execute(
                "INSERT INTO words (word, term, seen, filed, role, parts) VALUES (?,?,?,?,?,?)", row
            ).lastrowid
            assert number is not None
            self._hold(word, StoredWord(number, term, 0, 0, role, parts))
            if role & COMPOUND:
                self._new_compounds.add(word)

    def count(self, before: Iterable[RecordWords], after: Iterable[RecordWords]) -> list[str]:
        """Count how often words are seen now; return those whose parts have changed.

        The words that have become, or are no more, parts of compounds change the splits of
        all words that have a trace of them. Raises TooMuchChangedError.
        """
        said: Counter[str] = Counter()
        filed: Counter[str] = Counter()
        for record in after:
            said.update(record.title)
            said.update(record.text)
            filed.update(record.extra)
        for record in before:
            said.subtract(record.title)
            said.subtract(record.text)
            filed.subtract(record.extra)
        turned = []
        changed = [word for word in said.keys() | filed.keys() if said[word] or filed[word]]
        for word in changed:
            held = self._words[word]
            was, common = held.seen, common_word(held.seen, held.filed)
            held.seen += said[word]
            held.filed += filed[word]
            if held.role & PART and (was >= self._fewest) != (held.seen >= self._fewest):
                turned.append(word)
            self._recount(word, common, common_word(held.seen, held.filed))
        self._connection.executemany(
            "UPDATE words SET seen=?, filed=? WHERE id=?",
            [
                (held.seen, held.filed, held.number)
                for held in map(self._words.__getitem__, changed)
            ],
        )
        return self._split({*self._concerned(turned), *self._new_compounds})

    def _recount(self, word: str, before: str, after: str) -> None:
        if before != after:
            self.recounted.add(word)
        if bool(before) != bool(after):
            self.come_or_gone.add(word)

    def _concerned(self, parts: list[str]) -> set[str]:
        """Return the words that may be split otherwise by these parts, or without them."""
        found: set[str] = set()
        wanted = {trace for word in parts for trace in traces(word, self.term_of[word])}
        done: set[str] = set()
        while wanted:
            done |= wanted
            if len(done) > MOST_TRACES:
                raise TooMuchChangedError
            condition = " OR ".join(["instr(word, ?)"] * len(wanted))
            fresh = set(self._select(f"role & {COMPOUND} AND ({condition})", sorted(wanted)))
            fresh -= found
            found |= fresh
            # A part that is itself split otherwise concerns words that have only most of it.
            wanted = {
                word[:-2]
                for word in fresh
                if self._words[word].role & PART
                and any(trace in word and trace not in word[:-2] for trace in done)
            } - done
        return found

    def _split(self, words: set[str]) -> list[str]:
        """Split words anew; return those that the store knew with other parts."""
        if not words:
            return []
        lexicon = with_archive(self._known, self._parts_within(words))
        changed = []
        for word in sorted(words):
            held = self._words[word]
            parts = tuple(parts_of_word(word, lexicon))
            if parts == held.parts:
                continue
            self._connection.execute(
                "UPDATE words SET parts=? WHERE id=?", (" ".join(parts), held.number)
            )
            self.parts_after[word] = parts
            changed.append(word)
        return [word for word in changed if word not in self._new_compounds]

    def _parts_within(self, words: set[str]) -> Iterator[str]:
        """Yield the words of the archive that leave a trace in these, or in parts of these."""
        query = f"SELECT word, term FROM words WHERE role & {PART} AND seen >= ?"
        left = dict(self._connection.execute(query, (self._fewest,)))
        pieces = _pieces(words)
        while True:
            found = [w for w, t in left.items() if t in pieces or w[:-2] in pieces]
            yield from found
            if not found:
                return
            for word in found:
                del left[word]
            pieces |= _pieces(found)

    def _select(self, condition: str, values: list[str]) -> list[str]:
        query = f"SELECT word, id, term, seen, filed, role, parts FROM words WHERE {condition}"
        found = []
        for word, number, term, seen, filed, role, parts in self._connection.execute(query, values):
            found.append(word)
            if word not in self._words:
                held = StoredWord(number, term, seen, filed, role, tuple(parts.split()))
                self._hold(word, held)
        return found

    def _hold(self, word: str, held: StoredWord) -> None:
        self._words[word] = held
        self.term_of[word] = held.term
        if held.parts:
            self.parts_before[word] = self.parts_after[word] = held.parts


def _pieces(words: Iterable[str]) -> set[str]:
    return {
        word[start:end]
        for word in words
        for start in range(len(word))
        for end in range(start + 1, len(word) + 1)
    }
