"""The lists of spellings changed where words and terms have come, gone, or become commoner."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from minutes_archive.language.analysis import fold
from minutes_archive.search import spellings
from minutes_archive.search.posting_changes import ChangedPostings
from minutes_archive.search.ranges import RangeFiles
from minutes_archive.search.spellings import Spelling, read_spellings, spellings_file
from minutes_archive.search.store import Store
from minutes_archive.search.word_changes import ChangedWords

_CHUNK = 500


def put_spellings(
    store: Store, words: ChangedWords, postings: ChangedPostings, stop_words: Collection[str]
) -> None:
    """Change the lists after the words have been counted and the postings saved."""
    _put(store, spellings.ENDINGS, -1, postings.common_keys)
    terms = postings.come_or_gone | {words.term_of[word] for word in words.come_or_gone}
    listed = [word for word in terms | words.recounted if spellings.is_spelling(word, stop_words)]
    entries = _entries(store, listed, postings)
    _put(store, spellings.FORWARDS, 1, entries)
    _put(store, spellings.BACKWARDS, -1, entries)


def _entries(store: Store, listed: list[str], postings: ChangedPostings) -> dict[str, str]:
    """Return the capitals of words and terms as they are now, "" where they are no more."""
    said = {
        word: spellings.common_word(seen, filed)
        for word, seen, filed in _rows(store, "word, seen, filed", "word", listed)
    }
    unsaid = [word for word in listed if not said.get(word)]
    with_words = {
        term
        for term, seen, filed in _rows(store, "term, seen, filed", "term", unsaid)
        if seen or filed
    }
    for term in unsaid:
        is_part = term not in with_words and postings.holds(term)
        said[term] = spellings.IN_COMPOUNDS if is_part else ""
    return said


def _rows(
    store: Store, columns: str, column: str, values: list[str]
) -> Iterable[tuple[str, int, int]]:
    for start in range(0, len(values), _CHUNK):
        chunk = values[start : start + _CHUNK]
        places = ",".join("?" * len(chunk))
        query = f"SELECT {columns} FROM words WHERE {column} IN ({places})"
        yield from store.connection.execute(query, chunk)


def _put(store: Store, kind: str, step: int, changed: Mapping[str, str]) -> None:
    files = RangeFiles(store, kind, spellings.LIMITS, read_spellings, spellings_file)
    for word, common in changed.items():
        turned = word[::step]
        key = fold(turned)
        held = {entry.word: entry for entry in files.with_key(key)}
        held.pop(turned, None)
        if common:
            held[turned] = Spelling(key, turned, common)
        files.change(key, [held[one] for one in sorted(held)])
    files.save()
