"""The lines of a PDF page in the order they are read, each parted into its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutes_archive.importing.files.pdf_columns import Gutter, find_gutter
from minutes_archive.importing.files.pdf_lines import Character, Column, Row, columns_of, rows_of

# How many lines must begin a column at a place for a narrow gap before it to count.
LINES_BEGUN = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A line on a page: its columns, box and look; `table` is 0 outside tables."""

    columns: tuple[Column, ...]
    top: float
    bottom: float
    right: float
    size: float
    bold: bool
    table: int = 0


def in_order(
    characters: Sequence[Character], tables: Sequence[Placed], width: float
) -> list[Placed]:
    """Return the lines of a page and the rows of its tables as they are read."""
    rows = rows_of(characters)
    gutter = find_gutter(rows, width)
    starts = column_starts(rows)
    if gutter is not None:
        return _in_columns(characters, tables, gutter)
    lines = [*(_placed(row, starts) for row in rows), *tables]
    return sorted(
        (line for line in lines if line.columns),
        key=lambda line: (round(line.top), line.columns[0].x),
    )


def _in_columns(
    characters: Sequence[Character], tables: Sequence[Placed], gutter: Gutter
) -> list[Placed]:
    """Return the lines of a page in two columns, shifted as if there were only one."""
    parts: dict[tuple[int, int], list[Character]] = {}
    for character in characters:
        x = (float(character["x0"]) + float(character["x1"])) / 2
        parts.setdefault(gutter.place(float(character["top"]), x), []).append(character)
    ranked = [(gutter.place(t.top, t.columns[0].x), t) for t in tables if t.columns]
    for rank, part in parts.items():
        left, right = gutter.shifts(rank)
        for line in map(_placed, rows_of(part)):
            columns = tuple(Column(c.text, c.x + left) for c in line.columns)
            if columns:
                ranked.append((rank, replace(line, columns=columns, right=line.right + right)))
    ranked.sort(key=lambda pair: (pair[0], round(pair[1].top), pair[1].columns[0].x))
    return [line for _, line in ranked]


def column_starts(rows: Sequence[Row]) -> frozenset[int]:
    """Return the places, in whole points, where several lines begin a column after the first."""
    begun = Counter(round(column.x) for row in rows for column in columns_of(row)[1:])
    return frozenset(x for x, count in begun.items() if count >= LINES_BEGUN)


def _placed(row: Row, starts: frozenset[int] = frozenset()) -> Placed:
    return Placed(tuple(columns_of(row, starts)), row.top, row.bottom, row.x1, row.size, row.bold)
