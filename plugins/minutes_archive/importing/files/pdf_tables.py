"""Tables with ruled lines on a PDF page: the characters of each cell, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from minutes_archive.importing.files.pdf_lines import Character, Column, clean, columns_of, rows_of

MAX_EDGES = 3_000
MIN_CELLS = 4
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its box, its cells (with line breaks kept), and which table it is of."""

    top: float
    bottom: float
    cells: tuple[Column, ...]
    table: int
    size: float
    bold: bool


def take_tables(page: Any, characters: list[Character]) -> tuple[list[TableRow], list[Character]]:
    """Return the rows of the page's ruled tables, and the characters outside them.

    A box with one column is a frame and no table; its text is read as text.
    """
    if not _is_ruled(page):
        return [], characters
    rows: list[TableRow] = []
    taken: set[int] = set()
    for number, table in enumerate(page.find_tables(), start=1):
        boxes = [[cell for cell in row.cells if cell] for row in table.rows]
        if sum(map(len, boxes)) < MIN_CELLS or max(map(len, boxes), default=0) < 2:
            continue
        inside = [c for c in characters if id(c) not in taken and _is_in(c, table.bbox)]
        for cells in boxes:
            row = _row(cells, inside, number)
            if row is None:
                continue
            made, used = row
            if len(made.cells) < 2:
                continue
            taken |= used
            rows.append(made)
    return rows, [c for c in characters if id(c) not in taken]


def _is_ruled(page: Any) -> bool:
    """Return whether a page has lines that could make up a table; a cheap look."""
    edges = len(page.rects) * 4 + len(page.lines)
    return 4 <= edges <= MAX_EDGES


def _row(
    boxes: Sequence[Box], characters: Sequence[Character], table: int
) -> tuple[TableRow, set[int]] | None:
    cells: list[Column] = []
    used: set[int] = set()
    sizes: list[float] = []
    bold: list[bool] = []
    for box in boxes:
        own = [c for c in characters if _is_in(c, box)]
        lines = rows_of(own)
        text = "\n".join(filter(None, (_line_text(row) for row in lines)))
        if text.strip():
            cells.append(Column(text, box[0]))
            used |= {id(c) for c in own}
            sizes += [row.size for row in lines]
            bold += [row.bold for row in lines]
    if not cells:
        return None
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return TableRow(top, bottom, tuple(cells), table, max(sizes), all(bold)), used


def _line_text(row: Any) -> str:
    return clean(" ".join(column.text for column in columns_of(row)))


def _is_in(character: Character, box: Box) -> bool:
    x = (float(character["x0"]) + float(character["x1"])) / 2
    y = (float(character["top"]) + float(character["bottom"])) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def boxes(rows: Sequence[TableRow]) -> Iterator[tuple[float, float]]:
    """Yield the vertical extent of each row."""
    for row in rows:
        yield row.top, row.bottom
