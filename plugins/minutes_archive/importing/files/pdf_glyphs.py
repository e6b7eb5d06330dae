"""The glyphs of a PDF page: drawn twice, of sign fonts, or named by one of two readers only.

Some programs draw letters twice to make bold type: one of them counts. A bullet that is coded as
"§" or "n" in a sign font is a bullet, and no word. Fonts often lack the letters behind a ligature;
pdfminer then says "(cid:74)" or nothing where pdfium knows that it is "ffi".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import pypdfium2

from minutes_archive.importing.words.passages import letters, normalise

# Points; letters of one word are never this near to each other.
NEAR = 0.5


def drawn_once(characters: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the characters without those that lie on one just like them, in order.

    Takes time in proportion to their number; pdfplumber's own way takes its square.
    """
    kept: list[dict[str, Any]] = []
    at: dict[tuple[Any, ...], list[tuple[float, float]]] = {}
    for character in characters:
        x, top = float(character["x0"]), float(character["top"])
        look = tuple(character.get(key) for key in ("text", "fontname", "size", "upright"))
        column, row = int(x // NEAR), int(top // NEAR)
        near = (
            place
            for dx, dy in product((-1, 0, 1), repeat=2)
            for place in at.get((look, column + dx, row + dy), ())
        )
        if not any(abs(x - px) <= NEAR and abs(top - py) <= NEAR for px, py in near):
            at.setdefault((look, column, row), []).append((x, top))
            kept.append(dict(character))
    return kept


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


_UNNAMED = re.compile(r"(?:\(cid:\d+\)|[\x00-\x08\x0e-\x1f\ufffd])+")
SLACK = 0.6


def needs_repair(characters: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a page has glyphs without letters."""
    return any(_UNNAMED.fullmatch(str(c["text"])) for c in characters)


def repaired(
    characters: Sequence[Mapping[str, Any]], page: pypdfium2.PdfPage, height: float
) -> tuple[list[dict[str, Any]], int]:
    """Return the characters with letters from pdfium where they had none, and how many changed."""
    boxes = _boxes(page, height)
    made, changed = [], 0
    for character in characters:
        if not _UNNAMED.fullmatch(str(character["text"])):
            made.append(dict(character))
            continue
        named = _letters_at(character, boxes)
        changed += bool(named)
        made.append({**character, "text": named or character["text"]})
    return made, changed


def _boxes(page: pypdfium2.PdfPage, height: float) -> list[tuple[float, float, float, float, str]]:
    """Return pdfium's characters with their boxes, the top of the page first."""
    text = page.get_textpage()
    try:
        found = []
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index, loose=True)
            letter = text.get_text_range(index, 1)
            if letter.strip():
                found.append((left, height - top, right, height - bottom, letter))
        return found
    finally:
        text.close()


def _letters_at(
    character: Mapping[str, Any], boxes: Sequence[tuple[float, float, float, float, str]]
) -> str:
    x0, x1 = float(character["x0"]) - SLACK, float(character["x1"]) + SLACK
    top, bottom = float(character["top"]), float(character["bottom"])
    return "".join(
        letter
        for left, above, right, below, letter in boxes
        if x0 <= (left + right) / 2 <= x1 and top - 2 <= (above + below) / 2 <= bottom + 2
    )
