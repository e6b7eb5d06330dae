"""Lists in which the browser looks for a mistyped word, and for the compounds a word ends.

With one slip, either the first half of a word is right or the last: one of two lists, of the
archive's words forwards and backwards, has the word meant among its neighbours. A third list
has the keys backwards. An entry is a word, or a word reversed, and a capital that tells how
common it is (A: once, B: two or three times, and so on by doubling; Z: only in compounds).
Entries stand in the order of their letters without diacritics.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from minutes_archive.language.analysis import fold
from minutes_archive.search.shards import Limits

SHORTEST_WORD = 4
LIMITS = Limits(16_000, 28_000)
# The lists by their kind of file.
FORWARDS, BACKWARDS, ENDINGS = "v", "w", "e"
# What is said in compounds alone stands in the lists as its term.
IN_COMPOUNDS = "Z"


@dataclass(frozen=True, slots=True)
class Spelling:
    """An entry of a list; `key` is the word without diacritics."""

    key: str
    word: str
    common: str

    @property
    def size(self) -> int:
        """Return how many letters it takes."""
        return len(self.word) + 1


def is_spelling(word: str, stop_words: Collection[str] = ()) -> bool:
    """Return whether a slip may stand for a word."""
    return len(word) >= SHORTEST_WORD and word.isalpha() and word not in stop_words


def common(count: int) -> str:
    """Return the capital for a number of postings, or of times that a word is said."""
    return chr(ord("A") + min(max(count, 1).bit_length() - 1, 24))


def in_order(entries: Iterable[tuple[str, str]], step: int) -> Iterator[Spelling]:
    """Yield the entries of a list, forwards or backwards, from words and capitals."""
    turned = ((word[::step], common) for word, common in entries)
    for key, word, common in sorted((fold(word), word, common) for word, common in turned):
        yield Spelling(key, word, common)


def spellings_file(entries: Iterable[Spelling]) -> bytes:
    """Return the payload of a file of entries."""
    return "".join([entry.word + entry.common for entry in entries]).encode("utf-8")
