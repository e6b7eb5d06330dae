"""Lists in which the browser looks for a mistyped word, and for the compounds a word ends.

With one slip, either the first half of a word is right or the last: one of two lists, of the
archive's words forwards and backwards, has the word meant among its neighbours. A third list
has the keys backwards. An entry is a word, or a word reversed, and a capital that tells how
common it is (A: no word by itself, B: once, C: two or three times, and so on by doubling).
Entries stand in the order of their letters without diacritics.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from minutes_archive.language.analysis import fold
from minutes_archive.search.postings import Postings
from minutes_archive.search.vocabulary import Vocabulary

SHORTEST_WORD = 4
FILE_LETTERS = 24_000


def common_keys(terms: dict[str, int], postings: Postings) -> dict[str, int]:
    """Return the keys that may end like a word, and how many postings each has."""
    found: dict[str, int] = {}
    for term, number in terms.items():
        key = fold(term)
        if len(key) >= SHORTEST_WORD and key.isalpha():
            found[key] = found.get(key, 0) + sum(postings.counts(number))
    return found


def common_words(vocabulary: Vocabulary, stop_words: Collection[str]) -> dict[str, int]:
    """Return the words that a slip may have meant, and how often each is said.

    What is said in compounds alone is there as its term, and said no time.
    """
    said = {vocabulary.term_of[number] for number in vocabulary.numbers.values()}
    found = {term: 0 for term, number in vocabulary.terms.items() if number not in said}
    found |= {word: max(vocabulary.seen[n], 1) for word, n in vocabulary.numbers.items()}
    return {
        word: count
        for word, count in found.items()
        if len(word) >= SHORTEST_WORD and word.isalpha() and word not in stop_words
    }


def spelling_files(keys: Iterable[tuple[str, int]]) -> Iterator[tuple[str, bytes]]:
    """Yield the first entry, without diacritics, and the content of each file."""
    entries: list[str] = []
    first = ""
    size = 0
    for plain, key, count in sorted((fold(key), key, count) for key, count in keys):
        if size > FILE_LETTERS:
            yield first, "".join(entries).encode("utf-8")
            entries, size = [], 0
        if not entries:
            first = plain
        entries.append(key + chr(ord("A") + min(count.bit_length(), 25)))
        size += len(key) + 1
    if entries:
        yield first, "".join(entries).encode("utf-8")
