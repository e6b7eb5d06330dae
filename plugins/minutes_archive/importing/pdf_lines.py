"""Characters on a PDF page -> lines of text with columns, as a reader's eye puts them together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from minutes_archive.importing.tokens import is_significant, normalise

Character = Mapping[str, Any]
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|\bbd\b", re.IGNORECASE)
UNREADABLE = re.compile(r"\(cid:\d+\)")
# Shares of the type size: a blank between words, and the gap that parts columns.
WORD_GAP = 0.22
COLUMN_GAP = 1.3


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


def columns_of(row: Row) -> list[Column]:
    """Return the text of a line, parted where a gap is wider than any blank between words."""
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
            if gap > COLUMN_GAP * size:
                columns.append(Column(text, start))
                text, start = shown, float(character["x0"])
            else:
                text += (" " if gap > WORD_GAP * size and not text.endswith(" ") else "") + shown
        last = character
    if last is not None:
        columns.append(Column(text, start))
    cleaned = (Column(clean(column.text), column.x) for column in columns)
    return [column for column in cleaned if column.text]


def clean(text: str) -> str:
    """Return text as it is compared and kept; a glyph without a letter becomes a mark."""
    return " ".join(normalise(UNREADABLE.sub("\ufffd", text)).split())
