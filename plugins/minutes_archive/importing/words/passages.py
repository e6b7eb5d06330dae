"""A passage: some words of the source, with the place of every character kept.

Whatever the grammars cut out and join stays tied to the source by it; that is how the ledger can
tell that each word was used exactly once. What counts as a word are the characters that no import
may lose: letters, digits, combining marks, currency and other symbols, and the signs that carry
meaning in minutes (§ % & @). Punctuation, bullets, rules and white space do not count: they are
the document's layout, and the draft has its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Symbols that only mark a list entry.
BULLETS = frozenset("•▪▫■□●○◦◆◇►▶‣⁃∙·¤")
_MEANINGFUL = frozenset("§%‰&@")


@lru_cache(maxsize=4096)
def is_significant(character: str) -> bool:
    """Return whether a character belongs to the words of a document."""
    if character.isalnum() or character in _MEANINGFUL:
        return True
    if character in BULLETS:
        return False
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Sc", "So"}


def letters(text: str) -> str:
    """Return only the characters of a text that count, in order."""
    return "".join(character for character in text if is_significant(character))


# Words of which minutes in Swedish hold some on their first pages.
_OF_MEETINGS = re.compile(
    r"protokoll|anteckning|sammanträ|m[öo]te|närvar|narvar|deltagar|dagordning|beslut|ledam[oö]t"
    r"|justera|stämma|\ufffd",
    re.IGNORECASE,
)
# A page of other text in Swedish may well hold one or two of them.
LEAST_OF_MEETINGS = 3


def may_be_minutes(text: str) -> bool:
    """Return whether the first pages of a document say anything of a meeting; few letters may."""
    if sum(map(str.isalpha, text)) < 400:
        return True
    return len({m[0].casefold() for m in _OF_MEETINGS.finditer(text)}) >= LEAST_OF_MEETINGS


def words(text: str) -> list[str]:
    """Return the runs of characters that count; a sign such as § is a word of its own."""
    spaced = "".join(
        f" {c} " if c in _MEANINGFUL else c if is_significant(c) else " " for c in text
    )
    return spaced.split()


# Word processors draw bullets with symbol fonts; the text then holds private-use characters.
_SYMBOL_FONT = {
    0xF02D: "-",
    0xF06F: "☐",
    0xF0A7: "•",
    0xF0A8: "☐",
    0xF0B7: "•",
    0xF0D8: "•",
    0xF0E0: "→",
    0xF0FC: "✓",
}
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_NOTHING = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F])
_REPLACED = {**_SYMBOL_FONT, **_LIGATURES, **_SPACES, **_NOTHING, 0x2011: "-", 0x2010: "-"}
# What a YAML file can hold; everything else is a control or a hole in Unicode.
_UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd"
    "\U00020000-\U0002fffd\U00030000-\U0003fffd\U000e0000-\U000efffd]"
)


# A soft hyphen inside a word says where it may be broken; elsewhere somebody's program wrote
# it for a hyphen ("2025-03-04", "D-sektionen").
_SOFT_IN_WORD = re.compile("(?<=[a-zåäöé])\xad(?=[a-zåäöé])|(?<=[a-zåäöé])\xad(?=$)")
# Accents that stand beside their letters, as some typesetting programs draw them.
_LOOSE = {"\xa8": "\u0308", "\u02da": "\u030a", "\xb4": "\u0301", "`": ""}
_AFTER_LETTER = re.compile("([aouAOU])\xa8|([aA])\u02da|([eE])\xb4")
_BEFORE_LETTER = re.compile("\xa8([aouAOU])|\u02da([aA])|\xb4([eE])")


def _with_accents(text: str) -> str:
    """Put accents that stand beside their letters on them."""
    if not any(accent in text for accent in "\xa8\u02da\xb4"):
        return text

    def put(match: re.Match[str]) -> str:
        letter = next(group for group in match.groups() if group)
        accent = next(c for c in match[0] if c != letter)
        return unicodedata.normalize("NFC", letter + _LOOSE[accent])

    # "mo¨te" has the accent after its letter, "m¨ote" before; a text has it one way.
    first, second = _AFTER_LETTER, _BEFORE_LETTER
    if len(re.findall(r"[aouAOU]\xa8(?=[^\Waou_])", text)) < len(
        re.findall(r"[^\Waou_]\xa8[aouAOU]", text)
    ):
        first, second = second, first
    return second.sub(put, first.sub(put, text))


def normalise(text: str) -> str:
    """Return text in NFC with plain spaces, bullets and letters; no word changes by it."""
    text = _SOFT_IN_WORD.sub("", text).replace("\xad", "-")
    text = _with_accents(unicodedata.normalize("NFC", text.translate(_REPLACED)))
    return _UNPRINTABLE.sub("", text)


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
        """Return whether any of the words are the source's own here."""
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
