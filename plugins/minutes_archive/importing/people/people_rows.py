"""The rows of a list of people, put together where a name or a cell is broken over lines."""

from __future__ import annotations

import re

from minutes_archive.importing.head.fields import Row
from minutes_archive.importing.people.persons import read_people
from minutes_archive.importing.words.names import Organisations, is_name_word
from minutes_archive.importing.words.passages import Passage, joined

# How far from another column's left edge a column may begin and still be the same.
SAME_EDGE = 2.0
_GOES_ON = re.compile(r"(,|\b(?:och|samt|för|ersätter|av)|[(/&])$")
_STANDS_IN = re.compile(r"\b(?:för|ersätter)\s+[A-ZÅÄÖ][\w-]*$")


def gathered_rows(rows: list[Row], organisations: Organisations) -> list[Row]:
    """Put together the rows that are one list broken over lines."""
    plain = [row for row in rows if len(row.cells) == 1]
    counts = [len(read_people(row.words, organisations)[0]) for row in plain]
    many = sum(count >= 2 for count in counts)
    running = len(plain) > 1 and many * 2 >= len(plain)
    made: list[Row] = []
    for row in rows:
        if made and _wraps_cells(made[-1], row, organisations):
            made[-1] = _with_wrapped(made[-1], row)
            continue
        if made and not row.blank and len(row.cells) == 1 and len(made[-1].cells) == 1:
            last = made[-1]
            if running or _goes_on(last, row, organisations):
                words = joined([last.words, row.words])
                made[-1] = Row(last.line, (words,), last.edges, last.blank)
                continue
        made.append(row)
    return made


def _wraps_cells(last: Row, row: Row, organisations: Organisations) -> bool:
    """Tell a line that only holds what the cells of the row above had no room for."""
    if row.blank or len(last.cells) < 2 or len(row.cells) >= len(last.cells):
        return False
    if any(_nearest(last, edge) is None for edge in row.edges):
        return False
    if abs(row.edges[0] - last.edges[0]) > SAME_EDGE:
        return not any(read_people(cell, organisations)[0] for cell in row.cells)
    whole = [bool(read_people(r.cells[0], organisations)[0]) for r in (last, row)]
    return _is_of_name(row.cells[0].text.split()[0], organisations) and not all(whole)


def _is_of_name(word: str, organisations: Organisations) -> bool:
    return is_name_word(word, organisations.pack) or word in organisations.pack.particles


def _nearest(last: Row, edge: float) -> int | None:
    near = [at for at, other in enumerate(last.edges) if abs(other - edge) <= SAME_EDGE]
    return near[0] if near else None


def _with_wrapped(last: Row, row: Row) -> Row:
    cells = list(last.cells)
    for cell, edge in zip(row.cells, row.edges, strict=True):
        at = _nearest(last, edge) or 0
        cells[at] = joined([cells[at], cell])
    return Row(last.line, tuple(cells), last.edges, last.blank)


def _goes_on(last: Row, row: Row, organisations: Organisations) -> bool:
    """Tell whether a row ends in the middle of what it says."""
    before, here = last.words.text.rstrip(), row.words.text.strip()
    if before.count("(") > before.count(")"):
        return True
    if _GOES_ON.search(before) or _STANDS_IN.search(before):
        return True
    if here[:1] in "(,§" or here[:1].isdigit():
        return True
    if here[:1].islower():
        return not read_people(row.words.split(r",")[0], organisations)[0]
    return _breaks_a_name(before, here, organisations)


def _breaks_a_name(before: str, here: str, organisations: Organisations) -> bool:
    """Tell whether a name stands on both sides of a line's end."""
    last, first = re.split(r"[,:]", before)[-1].split(), here.split("(")[0].split(",")[0].split()
    if not first or not all(_is_of_name(w, organisations) for w in [*last, first[0]]):
        return False
    if organisations.looks_like_one(" ".join(first)) or organisations.looks_like_one(
        " ".join(last)
    ):
        return False
    if "," in before:
        return len(last) == 1
    return len(first) == 1 and len(last) <= 3


def cell_lines(cell: Passage, organisations: Organisations) -> list[Passage]:
    """Return the lines of a cell, put together where one only goes on with the last."""
    made: list[Passage] = []
    for line in cell.split(r"\n"):
        if made and _goes_on(_as_row(made[-1]), _as_row(line), organisations):
            made[-1] = joined([made[-1], line])
        else:
            made.append(line)
    return made


def _as_row(line: Passage) -> Row:
    return Row(0, (line,), (0.0,), 0)
