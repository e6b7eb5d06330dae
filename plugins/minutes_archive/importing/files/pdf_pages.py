"""One PDF page -> its kind, its lines, and whether a second reader finds the same letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pdfminer.layout import LTChar

from minutes_archive.importing.files.pdf_glyphs import (
    drawn_once,
    needs_repair,
    repaired,
    with_signs,
)
from minutes_archive.importing.files.pdf_hidden import with_hidden_marked
from minutes_archive.importing.files.pdf_lines import UNREADABLE, Character, Column
from minutes_archive.importing.files.pdf_order import Placed as Placed
from minutes_archive.importing.files.pdf_order import in_order
from minutes_archive.importing.files.pdf_tables import take_tables
from minutes_archive.importing.words.passages import letters, normalise
from minutes_archive.importing.words.source import PageKind

# Shares of a page's area that an image covers.
WHOLE_PAGE = 0.7
MOST_OF_PAGE = 0.45
FEW_LETTERS = 120
MANY_SHAPES = 12
# A control sign where pdfium has no name for a glyph; U+0002 is its hyphen at a line's end.
_UNNAMED = re.compile(r"[\x01\x03-\x08\x0e-\x1f]")
_OF_LIGATURES = set("fijlt")
MOST_OF_LIGATURE = 3


@dataclass(frozen=True, slots=True)
class PageRead:
    """What was read of one page."""

    number: int
    kind: PageKind
    height: float
    lines: tuple[Placed, ...]
    unreadable: int = 0
    disagreement: str = ""
    mended: int = 0
    width: float = 0.0


def read_page(page: Any, number: int, other: pypdfium2.PdfPage) -> PageRead:
    """Read one page of pdfplumber's; `other` is the same page as pdfium has it."""
    characters: list[Character] = [c for c in with_brief_letters(page).chars if c["text"]]
    mended = 0
    if needs_repair(characters):
        characters, mended = repaired(characters, other, float(page.height))
    characters, signs = with_signs(characters)
    kind = kind_of(page, characters)
    if kind in (PageKind.SCAN, PageKind.EMPTY):
        return PageRead(number, kind, float(page.height), ())
    unreadable = sum(bool(UNREADABLE.fullmatch(c["text"])) for c in characters)
    other_text = text_of(other)
    mended += len(_UNNAMED.findall(other_text))
    disagreement = "" if unreadable else compare(characters, other_text, number, signs)
    seen_once: Sequence[Character] = drawn_once(characters)
    if kind is PageKind.DIGITAL:
        seen_once = with_hidden_marked(seen_once, other, float(page.height))
    upright: list[Character] = [c for c in seen_once if c.get("upright", True)]
    sideways = [c for c in seen_once if not c.get("upright", True)]
    rows, rest = take_tables(page, upright)
    lines = [
        Placed(row.cells, row.top, row.bottom, float(page.width), row.size, row.bold, row.table)
        for row in rows
    ]
    ordered = in_order(rest, lines, float(page.width))
    return PageRead(
        number,
        kind,
        float(page.height),
        (*ordered, *_sideways(sideways, float(page.height))),
        unreadable,
        disagreement,
        mended,
        float(page.width),
    )


def with_brief_letters(page: Any) -> Any:
    """Return pdfplumber's page, to read of each letter only what is asked for.

    It copies some twenty values of every letter, colours and matrices among them, which is a
    third of the time a page takes.
    """
    whole = page.process_object
    x, top = page.mediabox[:2]

    def described(thing: Any) -> Any:
        if not isinstance(thing, LTChar):
            return whole(thing)
        name = thing.fontname
        return {
            "object_type": "char",
            "text": thing.get_text(),
            "fontname": name.decode("latin-1") if isinstance(name, bytes) else name,
            "size": thing.size,
            "upright": thing.upright,
            "x0": thing.x0 + x,
            "x1": thing.x1 + x,
            "top": page.height - thing.y1 + top,
            "bottom": page.height - thing.y0 + top,
        }

    page.process_object = described
    return page


def text_of(page: pypdfium2.PdfPage) -> str:
    """Return what pdfium reads on a page."""
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()


def kind_of(page: Any, characters: Sequence[Character]) -> PageKind:
    """Class a page: digital text, a machine's text over an image, an image, or nothing."""
    inked = len(letters("".join(c["text"] for c in characters)))
    area = max(float(page.width) * float(page.height), 1.0)
    covered = max((_area(image, page) for image in page.images), default=0.0) / area
    if not inked:
        drawn = len(page.curves) + len(page.rects) + len(page.lines)
        return PageKind.SCAN if page.images or drawn > MANY_SHAPES else PageKind.EMPTY
    if covered >= MOST_OF_PAGE and inked < FEW_LETTERS:
        return PageKind.SCAN
    return PageKind.OCR if covered >= WHOLE_PAGE else PageKind.DIGITAL


def _area(image: Character, page: Any) -> float:
    width = min(float(image["x1"]), float(page.width)) - max(float(image["x0"]), 0.0)
    height = min(float(image["bottom"]), float(page.height)) - max(float(image["top"]), 0.0)
    return max(width, 0.0) * max(height, 0.0)


def compare(
    characters: Sequence[Character],
    other_text: str,
    number: int,
    signs: Mapping[str, int],
) -> str:
    """Say how two readings of a page differ; "" when their letters are the same.

    `signs` are letters that stand for pictures; the other reading may know that, or not.
    Where the other found a glyph that it cannot name, the letters of one ligature may stand.
    """
    one = Counter(letters(normalise("".join(str(c["text"]) for c in characters))))
    other = Counter(letters(normalise(other_text)))
    missing, extra = sum((other - one - Counter(signs)).values()), one - other
    ligatures = len(_UNNAMED.findall(other_text)) if set(extra) <= _OF_LIGATURES else 0
    if not missing and sum(extra.values()) <= MOST_OF_LIGATURE * ligatures:
        return ""
    return f"sida {number}, {missing + sum(extra.values())} tecken"


def _sideways(characters: Sequence[Character], height: float) -> list[Placed]:
    """Return text that stands on its side, as lines at the foot of the page."""
    by_column: dict[int, list[Character]] = {}
    for character in characters:
        by_column.setdefault(round(float(character["x0"])), []).append(character)
    lines = []
    for _, column in sorted(by_column.items()):
        ordered = sorted(column, key=lambda c: -float(c["top"]))
        text = " ".join(normalise("".join(str(c["text"]) for c in ordered)).split())
        if text:
            size = float(column[0]["size"])
            lines.append(
                Placed(
                    (Column(text, float(column[0]["x0"])),), height - 1, height, 0.0, size, False
                )
            )
    return lines
