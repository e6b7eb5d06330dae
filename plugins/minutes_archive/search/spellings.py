"""Lists of all keys, forwards and backwards, in which the browser looks for a mistyped word.

With one slip, either the first half of a word is right or the last: one of the two lists has
the word meant among its neighbours. An entry is a key, or a key reversed, and a capital that
tells how common it is (A: one record, B: two or three, and so on by doubling).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minutes_archive.language.analysis import fold
from minutes_archive.search.postings import Postings

SHORTEST_KEY = 4
FILE_LETTERS = 24_000


def common_keys(terms: dict[str, int], postings: Postings) -> dict[str, int]:
    """Return the keys that a slip may stand for, and how many postings each has."""
    found: dict[str, int] = {}
    for term, number in terms.items():
        key = fold(term)
        if len(key) >= SHORTEST_KEY and key.isalpha():
            found[key] = found.get(key, 0) + sum(postings.counts(number))
    return found


def spelling_files(keys: Iterable[tuple[str, int]]) -> Iterator[tuple[str, bytes]]:
    """Yield the first entry and the content of each file, from keys with their counts."""
    entries: list[str] = []
    first = ""
    size = 0
    for key, count in sorted(keys):
        if size > FILE_LETTERS:
            yield first, "".join(entries).encode("utf-8")
            entries, size = [], 0
        if not entries:
            first = key
        entries.append(key + chr(ord("A") + min(max(count, 1).bit_length() - 1, 25)))
        size += len(key) + 1
    if entries:
        yield first, "".join(entries).encode("utf-8")
