"""Glyphs of sign fonts: a bullet that is coded as "§" or "n" is a bullet, and no word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from minutes_archive.importing.words.tokens import letters, normalise

# Fonts whose letters stand for pictures: bullets, arrows, boxes, parts of formulas.
_SIGN_FONT = re.compile(
    r"(?:^|\+)(?:ITC)?(?:Wingdings|Webdings|ZapfDingbats|Dingbats|CMSY|CMEX|MSAM|MarVoSym)",
    re.IGNORECASE,
)
BULLET = "•"


def with_signs(
    characters: Sequence[Mapping[str, Any]],
) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Return the characters with a bullet for each lettered sign, and the letters they had."""
    made, had = [], Counter[str]()
    for character in characters:
        text = str(character["text"])
        coded = letters(normalise(text))
        if coded and _SIGN_FONT.search(str(character.get("fontname", ""))):
            had.update(coded)
            made.append({**character, "text": BULLET})
        else:
            made.append(dict(character))
    return made, had
