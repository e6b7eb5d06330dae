"""What counts as a word: the characters of a document that no import may lose.

Letters, digits, combining marks, currency and other symbols, and the signs that carry
meaning in minutes (§ % & @). Punctuation, bullets, rules and white space do not count:
they are the document's layout, and the draft has its own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Symbols that only mark a list entry.
BULLETS = frozenset("•▪▫■□●○◦◆◇►▶‣⁃∙·¤")
_MEANINGFUL = frozenset("§%‰&@")


@lru_cache(maxsize=4096)
def is_significant(character: str) -> bool:
    """Tell whether a character belongs to the words of a document."""
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
    """Tell whether the first pages of a document say anything of a meeting; few letters may."""
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
