"""Characters on a PDF page -> lines of text with columns, as a reader's eye puts them together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from minutes_archive.importing.words.passages import is_significant, normalise

Character = Mapping[str, Any]
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|\bbd\b", re.IGNORECASE)
UNREADABLE = re.compile(r"\(cid:\d+\)")
# Shares of the type size: a blank between words, and the gap that parts columns.
WORD_GAP = 0.22
COLUMN_GAP = 1.3
# A gap narrower than that parts columns where other lines begin one at the same place, if it is
# this wide and so many times the line's usual blank.
NARROW_GAP, TIMES_USUAL = 0.55, 1.8


@dataclass
class Row:
    """Characters on one line of a page: its box, and the text column by column."""

    top: float
    bottom: float
    characters: list[Character] = field(default_factory=list)
    _sizes: Counter[float] = field(default_factory=Counter)

    def add(self, character: Character) -> None:
        """Put a character on the line."""
        self.characters.append(character)
        if character["text"].strip():
            self._sizes[round(float(character["size"]), 1)] += 1

    @property
    def x0(self) -> float:
        return min(float(c["x0"]) for c in self.characters)

    @property
    def x1(self) -> float:
        return max(float(c["x1"]) for c in self.characters)

    @property
    def size(self) -> float:
        """Return the type size of most of the line."""
        return max(self._sizes, key=self._sizes.__getitem__, default=0.0)

    @property
    def bold(self) -> bool:
        inked = [c for c in self.characters if is_significant(c["text"][:1] or " ")]
        marked = sum(bool(_BOLD.search(str(c.get("fontname", "")))) for c in inked)
        return bool(inked) and marked >= 0.8 * len(inked)


def rows_of(characters: Iterable[Character]) -> list[Row]:
    """Group characters into lines, top to bottom; a raised figure stays on its line."""
    rows: list[Row] = []
    for character in sorted(characters, key=lambda c: (float(c["top"]), float(c["x0"]))):
        if not character["text"].strip() and not rows:
            continue
        row = _row_for(character, rows)
        if row is None:
            if not character["text"].strip():
                continue
            rows.append(Row(float(character["top"]), float(character["bottom"])))
            rows[-1].add(character)
        else:
            row.add(character)
            if float(character["size"]) >= row.size * 0.9:
                row.top = min(row.top, float(character["top"]))
                row.bottom = max(row.bottom, float(character["bottom"]))
    return sorted(rows, key=lambda row: (round(row.top, 1), row.x0))


def _row_for(character: Character, rows: Sequence[Row]) -> Row | None:
    """Return the line that a character shares most of its height with."""
    top, bottom = float(character["top"]), float(character["bottom"])
    height = max(bottom - top, 0.1)
    best: tuple[float, Row] | None = None
    for row in rows[-6:]:
        shared = min(bottom, row.bottom) - max(top, row.top)
        share = shared / min(height, max(row.bottom - row.top, 0.1))
        if share > 0.55 and (best is None or share > best[0]):
            best = (share, row)
    return best[1] if best else None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a line."""

    text: str
    x: float


def columns_of(row: Row, starts: frozenset[int] = frozenset()) -> list[Column]:
    """Return the text of a line, parted where a gap is wider than any blank between words.

    `starts` are the places where other lines of the page begin a column, in whole points.
    """
    usual = _usual_gap(row) if starts else 0.0
    columns: list[Column] = []
    text, start = "", 0.0
    last: Character | None = None
    for character in sorted(row.characters, key=lambda c: float(c["x0"])):
        shown = str(character["text"])
        if not shown.strip():
            if last is not None and not text.endswith(" "):
                text += " "
            continue
        if last is None:
            text, start = shown, float(character["x0"])
        else:
            size = max(float(character["size"]), float(last["size"]), 1.0)
            gap = float(character["x0"]) - float(last["x1"])
            narrow = round(float(character["x0"])) in starts and gap > NARROW_GAP * size
            touching = _touches(last, character) and round(float(character["x0"])) in starts
            if (
                gap > COLUMN_GAP * size
                or (narrow and gap > TIMES_USUAL * usual)
                or (touching and not text.endswith(" "))
            ):
                columns.append(Column(text, start))
                text, start = shown, float(character["x0"])
            else:
                text += (" " if gap > WORD_GAP * size and not text.endswith(" ") else "") + shown
        last = character
    if last is not None:
        columns.append(Column(text, start))
    cleaned = (Column(clean(column.text), column.x) for column in columns)
    return [column for column in cleaned if column.text]


def _touches(last: Character, character: Character) -> bool:
    """Return whether a column's text runs into its neighbour's: "HåkanssonAlmvik" is no word."""
    return str(last["text"])[-1:].islower() and str(character["text"])[:1].isupper()


def _usual_gap(row: Row) -> float:
    """Return the usual blank between two words of a line."""
    inked = [c for c in row.characters if str(c["text"]).strip()]
    ordered = sorted(inked, key=lambda c: float(c["x0"]))
    gaps = sorted(
        gap
        for a, b in pairwise(ordered)
        if (gap := float(b["x0"]) - float(a["x1"])) > WORD_GAP * max(float(a["size"]), 1.0)
    )
    return gaps[(len(gaps) - 1) // 2] if gaps else 0.0


def clean(text: str) -> str:
    """Return text as it is compared and kept; a glyph without a letter becomes a mark."""
    return " ".join(normalise(UNREADABLE.sub("\ufffd", text)).split())
