"""Compound words: which words a Swedish compound is made of.

Splitting rests on the words of `analysis_words_sv.txt`, on the words of the archive itself
and, where the publisher names one, on a hunspell dictionary. A wrong split costs rank, never
a hit: parts are indexed beside the whole word, with less weight.

A split is a matter of the word and of the lexicon's words that have a trace in it, never of
the archive's other words or their order: so an edit changes few splits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from minutes_archive.language.analysis import Analysis

SHORTEST_COMPOUND = 6
SHORTEST_PART = 3
# A word of the archive may itself be inflected or a name: it takes more to believe in it.
SHORTEST_ARCHIVE_WORD = 5
_CURATED, _ARCHIVE = 1.0, 1.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a compound: where it stands in the word, and the word it is a form of."""

    start: int
    end: int
    word: str


@dataclass
class Lexicon:
    """The words that compounds may be made of, with what it costs to believe in each.

    The words of an archive are added to the `known` ones, in a lexicon of their own.
    """

    analysis: Analysis
    known: Lexicon | None = None
    first: dict[str, tuple[float, str]] = field(default_factory=dict)
    lengths: dict[str, set[int]] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    beginnings: set[str] = field(default_factory=set)
    splits: dict[str, tuple[Piece, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.known:
            self.first = self.known.first.copy()
            self.lengths = {start: {*found} for start, found in self.known.lengths.items()}
            self.beginnings = self.known.beginnings.copy()

    def add(self, words: Iterable[str], cost: float) -> None:
        """Add base forms; the cheaper of two entries stays."""
        for word in words:
            for form in _first_forms(word):
                known = self.first.get(form)
                if known is None or cost < known[0]:
                    self.first[form] = (cost, word)
                    self.lengths.setdefault(form[:SHORTEST_PART], set()).add(len(form))
            term = self.analysis.term(word)
            self.last[term] = min(cost, self.last.get(term, cost))
            self.beginnings.add(term[:2])

    def cost_of_last(self, word: str) -> float | None:
        """Return what it costs to believe in a last part, or None where it is unknown.

        A word of the archive is recognised by its term only where the part begins with that.
        """
        # Most tails of words begin like no word: that is quicker to see than their stem.
        if word[:2] not in self.beginnings:
            return None
        term = self.analysis.term(word)
        if not self.known:
            return self.last.get(term)
        cost = self.known.last.get(term) if word[:2] in self.known.beginnings else None
        return self.last.get(term) if cost is None and word.startswith(term) else cost

    def is_curated(self, word: str) -> bool:
        """Return whether a word is a form of a curated one."""
        return (self.known or self).last.get(self.analysis.term(word), 9.0) <= _CURATED


def curated_words() -> list[str]:
    """Return the base forms of `analysis_words_sv.txt`."""
    text = files("minutes_archive.language").joinpath("analysis_words_sv.txt")
    lines = text.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def hunspell_words(dictionary: Path) -> list[str]:
    """Return the lower-case words of a hunspell `.dic` file (UTF-8), without their flags."""
    lines = dictionary.read_text(encoding="utf-8", errors="replace").splitlines()[1:]
    words = (line.partition("/")[0].strip() for line in lines)
    return [w for w in words if len(w) >= 4 and w.isalpha() and w.islower()]


def make_lexicon(
    analysis: Analysis, archive: Iterable[str] = (), hunspell: Path | None = None
) -> Lexicon:
    """Return the lexicon of curated words, an archive's words and a hunspell dictionary."""
    known = known_words(analysis, hunspell)
    return with_archive(known, (word for word in archive if may_be_part(word, known)))


def known_words(analysis: Analysis, hunspell: Path | None = None) -> Lexicon:
    """Return the lexicon of the curated words and a hunspell dictionary."""
    lexicon = Lexicon(analysis)
    lexicon.add(curated_words(), _CURATED)
    if hunspell:
        lexicon.add(hunspell_words(hunspell), _ARCHIVE)
    return lexicon


def with_archive(known: Lexicon, words: Iterable[str]) -> Lexicon:
    """Return a lexicon with words of an archive, which `may_be_part`, added to the known ones."""
    lexicon = Lexicon(known.analysis, known)
    # Of two words with the same form the shorter stays, whichever the archive says first.
    lexicon.add(sorted(words, key=lambda word: (len(word), word)), _ARCHIVE)
    return lexicon


def may_be_part(word: str, known: Lexicon) -> bool:
    """Return whether a word of an archive is one that compounds may be made of.

    What is a compound already gives its parts; as a part itself it would add nothing.
    """
    return (
        len(word) >= SHORTEST_ARCHIVE_WORD
        and word.isalpha()
        and word not in known.analysis.stop_words
        and not split(word, known)
    )


def may_be_compound(word: str, known: Lexicon) -> bool:
    """Return whether the words of an archive may change how a word is split."""
    if len(word) < SHORTEST_COMPOUND or not word.isalpha():
        return False
    return not known.is_curated(word) and not split(word, known)


def split(word: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """Return the parts of a compound from left to right, or nothing for a simple word."""
    return _split(word, lexicon)[0]


def _split(word: str, lexicon: Lexicon) -> tuple[tuple[Piece, ...], Lexicon]:
    """Return the parts of a compound, and the lexicon that knows them."""
    if len(word) < SHORTEST_COMPOUND or not word.isalpha():
        return (), lexicon
    # What known words explain needs no others.
    if lexicon.known:
        pieces = split(word, lexicon.known)
        if pieces or lexicon.is_curated(word):
            return pieces, lexicon.known
        return _cheapest(word, lexicon, _ARCHIVE, SHORTEST_PART), lexicon
    if word not in lexicon.splits:
        # A curated word is mostly no compound: it is split into long curated words only.
        curated = lexicon.is_curated(word)
        dearest, shortest = (_CURATED, SHORTEST_PART + 1) if curated else (_ARCHIVE, SHORTEST_PART)
        lexicon.splits[word] = _cheapest(word, lexicon, dearest, shortest)
    return lexicon.splits[word], lexicon


def _cheapest(word: str, lexicon: Lexicon, dearest: float, shortest: int) -> tuple[Piece, ...]:
    """Return the split that costs least; the parts before each point are found once."""
    first, lengths = lexicon.first, lexicon.lengths
    best: dict[int, tuple[float, tuple[Piece, ...]]] = {0: (0.0, ())}
    cheapest = 9.0
    found: tuple[Piece, ...] = ()
    latest = len(word) - shortest
    for start in range(latest + 1):
        if start not in best:
            continue
        cost, pieces = best[start]
        if pieces:
            last = lexicon.cost_of_last(word[start:])
            if last is not None and last <= dearest and cost + last < cheapest:
                cheapest = cost + last
                found = (*pieces, Piece(start, len(word), word[start:]))
        for length in lengths.get(word[start : start + SHORTEST_PART], ()):
            end = start + length
            if length < shortest or end > latest or word[start:end] not in first:
                continue
            price, base = first[word[start:end]]
            total = cost + price
            if price > dearest or total >= cheapest or base == word:
                continue
            if end not in best or total < best[end][0]:
                best[end] = (total, (*pieces, Piece(start, end, base)))
    return found


def part_words(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return every word that should find a compound: its parts, their parts, and its tails.

    "transportinfrastrukturplaneringen" gives transport, infrastruktur, planeringen,
    transportinfrastruktur and infrastrukturplaneringen.
    """
    return tuple(dict.fromkeys(_parts(word, lexicon)))


def _parts(word: str, lexicon: Lexicon) -> Iterator[str]:
    pieces, lexicon = _split(word, lexicon)
    for piece in pieces:
        yield piece.word
        if piece.word != word:
            yield from _parts(piece.word, lexicon)
    for before, piece in pairwise(pieces):
        if piece.end < len(word):
            yield word[piece.start :]
        if before.start > 0:
            yield _without_link(word[: before.end], before, word)


def _without_link(head: str, piece: Piece, word: str) -> str:
    """Return the leading parts as a word of their own: `näringslivs` -> `näringsliv`."""
    written = word[piece.start : piece.end]
    if written != piece.word and written.startswith(piece.word):
        return head[: piece.start + len(piece.word)]
    return head


def _first_forms(word: str) -> Iterator[str]:
    """Yield the forms a word takes when it stands first: skola -> skol, lag -> lags."""
    yield word
    if not word.endswith("s"):
        yield word + "s"
    if word[-1] in "ae" and len(word) > SHORTEST_PART:
        stem = word[:-1]
        yield stem
        yield stem + "s"
        if word[-1] == "a":
            yield from (stem + "o", stem + "e", stem + "u")
    if word.endswith(("or", "er")):
        yield word[:-2] + "ors"
