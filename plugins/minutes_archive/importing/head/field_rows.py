"""A labelled field and its rows, and to which of several fields beside each other a row belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minutes_archive.importing.words.passages import Passage, joined

# How far from a value's left edge the value may go on below.
SAME_EDGE = 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a field's value: its columns with their left edges."""

    line: int
    cells: tuple[Passage, ...]
    edges: tuple[float, ...]
    blank: int

    @property
    def words(self) -> Passage:
        return joined(self.cells)


@dataclass(slots=True)
class Field:
    """A label and what stands under it."""

    concept: str
    label: Passage
    line: int
    edge: float
    rows: list[Row] = field(default_factory=list)


def add_cell(to: Field, line: int, cell: Passage, edge: float, blank: int) -> None:
    """Add a column to the field's row of a line, or begin that row."""
    if to.rows and to.rows[-1].line == line:
        last = to.rows.pop()
        to.rows.append(Row(line, (*last.cells, cell), (*last.edges, edge), blank))
    else:
        to.rows.append(Row(line, (cell,), (edge,), blank))


def continue_fields(current: list[Field], beside: list[Field], row: Row) -> None:
    """Give a row to the field above it, or each of its columns to the label it stands under.

    `beside` are all fields of the line with the last label: a column that stands where one of
    them has its value goes on with that value.
    """
    if len(current) > 1:
        for cell, edge in zip(row.cells, row.edges, strict=True):
            nearest = min(current, key=lambda entry: abs(entry.edge - edge))
            add_cell(nearest, row.line, cell, edge, row.blank)
        return
    owners = [_owner(beside, edge) or current[0] for edge in row.edges]
    if all(owner is owners[0] for owner in owners):
        owners[0].rows.append(row)
        return
    for owner, cell, edge in zip(owners, row.cells, row.edges, strict=True):
        add_cell(owner, row.line, cell, edge, row.blank)


def _owner(beside: Sequence[Field], edge: float) -> Field | None:
    """Return the one field whose values stand at an edge, where several share a line."""
    owners = [
        entry
        for entry in beside
        if any(abs(edge - at) <= SAME_EDGE for row in entry.rows[:1] for at in row.edges)
    ]
    return owners[0] if len(beside) > 1 and len(owners) == 1 else None
