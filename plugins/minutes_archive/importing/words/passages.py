"""A passage: some words of the source, with the place of every character kept.

Whatever the grammars cut out and join stays tied to the source by it; that is how the
ledger can tell that each word was used exactly once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minutes_archive.importing.words.tokens import is_significant

INSERTED = -1


@dataclass(frozen=True, slots=True)
class Passage:
    """Text, and for each character its offset in the source; INSERTED for a joining space."""

    text: str
    at: Sequence[int]

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Passage:
        return Passage(self.text[part], self.at[part])

    @property
    def is_sourced(self) -> bool:
        """Tell whether any of the words are the source's own here."""
        return any(offset >= 0 for offset in self.at)

    @property
    def start(self) -> int:
        """Return the offset of the first character that the source holds, or 0."""
        return next((offset for offset in self.at if offset >= 0), 0)

    @property
    def end(self) -> int:
        """Return the offset after the last character that the source holds, or 0."""
        return next((offset + 1 for offset in reversed(self.at) if offset >= 0), 0)

    def strip(self, characters: str | None = None) -> Passage:
        left = len(self.text) - len(self.text.lstrip(characters))
        right = len(self.text.rstrip(characters))
        return self[left : max(left, right)]

    def group(self, match: re.Match[str], name: int | str = 0) -> Passage:
        """Return what a match on this passage's text captured; empty when it did not."""
        start, end = match.span(name)
        return self[max(start, 0) : max(end, 0)]

    def before(self, match: re.Match[str]) -> Passage:
        return self[: match.start()]

    def after(self, match: re.Match[str]) -> Passage:
        return self[match.end() :]

    def split(self, pattern: str | re.Pattern[str]) -> list[Passage]:
        """Cut at every match; what matched is left out and must not hold words."""
        parts, begin = [], 0
        for match in re.finditer(pattern, self.text):
            parts.append(self[begin : match.start()])
            begin = match.end()
        return [*parts, self[begin:]]

    def squeezed(self) -> Passage:
        """Return the passage with every run of white space as one space."""
        kept = [
            index
            for index, character in enumerate(self.text)
            if not character.isspace() or (index and not self.text[index - 1].isspace())
        ]
        text = "".join(" " if self.text[i].isspace() else self.text[i] for i in kept)
        return Passage(text, [self.at[i] for i in kept]).strip()

    def offsets(self) -> Iterator[int]:
        """Yield the offsets of the characters that count."""
        for character, offset in zip(self.text, self.at, strict=True):
            if offset >= 0 and is_significant(character):
                yield offset


EMPTY = Passage("", ())


def unsourced(text: str) -> Passage:
    """Return words that stand for others elsewhere; the ledger does not count them."""
    return Passage(text, [INSERTED] * len(text))


def tabbed(cells: Sequence[Passage]) -> Passage:
    """Return cells put together with a tab between them, also where one is empty."""
    text: list[str] = []
    at: list[int] = []
    for number, cell in enumerate(cells):
        if number:
            text.append("\t")
            at.append(INSERTED)
        text.append(cell.text)
        at += cell.at
    return Passage("".join(text), at)


def joined(passages: Iterable[Passage], separator: str = " ") -> Passage:
    """Return passages put together; the separator belongs to nobody."""
    text: list[str] = []
    at: list[int] = []
    for passage in passages:
        if not passage.text:
            continue
        if text:
            text.append(separator)
            at += [INSERTED] * len(separator)
        text.append(passage.text)
        at += passage.at
    return Passage("".join(text), at)
