"""Characters that a text may not hold, since they show it otherwise than it is written.

Control characters, and the bidirectional controls of Unicode (UAX 9), can hide or turn
words round on the page; private-use characters mean something in one font only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from minutes_archive.problems import Place, Problem

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u2028\u2029\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    "\ud800-\udfff]"
)
_DOUBTFUL = re.compile("[\u00ad\u200b\u2060\ufeff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_ANY = re.compile(f"{_FORBIDDEN.pattern}|{_DOUBTFUL.pattern}")


def is_clean(text: str) -> bool:
    """Tell whether a text holds none of them, as nearly every text does."""
    # To Unicode all of them are unprintable; only some that are not are meant here.
    return text.replace("\n", "").isprintable() or not _ANY.search(text)


def character_problems(text: str, place: Place) -> Iterator[Problem]:
    """Yield one problem for each kind of character in a value that should not be there."""
    if is_clean(text):
        return
    for sign in dict.fromkeys(_FORBIDDEN.findall(text)):
        yield Problem(
            place, "E420", f"texten innehåller det osynliga tecknet {_name(sign)}", "ta bort det"
        )
    for sign in dict.fromkeys(_DOUBTFUL.findall(text)):
        yield Problem(
            place,
            "W420",
            f"texten innehåller tecknet {_name(sign)}, som läsare inte ser som avsett",
            "skriv ett vanligt tecken i stället",
        )


def _name(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}" + (f" ({name})" if name else "")
