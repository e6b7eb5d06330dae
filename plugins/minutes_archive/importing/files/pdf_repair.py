"""Glyphs that one PDF reader cannot name, named by the other: same place, other letters.

Fonts often lack the letters behind a ligature; pdfminer then says "(cid:74)" or nothing
where pdfium knows that it is "ffi".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pypdfium2

_UNNAMED = re.compile(r"(?:\(cid:\d+\)|[\x00-\x08\x0e-\x1f\ufffd])+")
SLACK = 0.6


def needs_repair(characters: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a page has glyphs without letters."""
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
