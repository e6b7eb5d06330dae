"""The glyphs of a PDF page: drawn twice, of sign fonts, or named by one of two readers only.

Some programs draw letters twice to make bold type: one of them counts. A bullet that is coded as
"§" or "n" in a sign font is a bullet, and no word. Fonts often lack the letters behind a ligature;
pdfminer then says "(cid:74)" or nothing where pdfium knows that it is "ffi".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pypdfium2

from minutes_archive.importing.words.passages import letters, normalise

# Points; letters of one word are never this near to each other.
NEAR = 0.5
_SQUARE = 8 * NEAR


def drawn_once(characters: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the characters without those that lie on one just like them, in order.

    Takes time in proportion to their number; pdfplumber's own way takes its square.
    """
    kept: list[Mapping[str, Any]] = []
    # The places of letters, under every square of the page that they are near to.
    at: dict[tuple[Any, ...], list[tuple[float, float]]] = {}
    for character in characters:
        x, top = float(character["x0"]), float(character["top"])
        look = tuple(character.get(key) for key in ("text", "fontname", "size", "upright"))
        near = at.get((look, x // _SQUARE, top // _SQUARE), ())
        if any(abs(x - px) <= NEAR and abs(top - py) <= NEAR for px, py in near):
            continue
        for column in {(x - NEAR) // _SQUARE, (x + NEAR) // _SQUARE}:
            for row in {(top - NEAR) // _SQUARE, (top + NEAR) // _SQUARE}:
                at.setdefault((look, column, row), []).append((x, top))
        kept.append(character)
    return kept


# Fonts whose letters stand for pictures: bullets, arrows, boxes, parts of formulas.
_SIGN_FONT = re.compile(
    r"(?:^|\+)(?:ITC)?(?:Wingdings|Webdings|ZapfDingbats|Dingbats|CMSY|CMEX|MSAM|MarVoSym)",
    re.IGNORECASE,
)
BULLET = "•"


def with_signs(
    characters: Sequence[Mapping[str, Any]],
) -> tuple[list[Mapping[str, Any]], Counter[str]]:
    """Return the characters with a bullet for each lettered sign, and the letters they had."""
    made, had = list(characters), Counter[str]()
    fonts = {str(c.get("fontname", "")) for c in characters}
    of_signs = {font for font in fonts if _SIGN_FONT.search(font)}
    for at, character in enumerate(characters if of_signs else ()):
        if str(character.get("fontname", "")) in of_signs:
            coded = letters(normalise(str(character["text"])))
            if coded:
                had.update(coded)
                made[at] = {**character, "text": BULLET}
    return made, had


_UNNAMED = re.compile(r"(?:\(cid:\d+\)|[\x00-\x08\x0e-\x1f\ufffd])+")
SLACK = 0.6


def needs_repair(characters: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a page has glyphs without letters."""
    return any(_UNNAMED.fullmatch(str(c["text"])) for c in characters)


def repaired(
    characters: Sequence[Mapping[str, Any]], page: pypdfium2.PdfPage, height: float
) -> tuple[list[Mapping[str, Any]], int]:
    """Return the characters with letters from pdfium where they had none, and how many changed."""
    boxes = _boxes(page, height)
    made: list[Mapping[str, Any]] = []
    changed = 0
    for character in characters:
        if not _UNNAMED.fullmatch(str(character["text"])):
            made.append(character)
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
