"""Minutes written as a table ("Nr, Ärende, Ansvarig") -> the lines of ordinary minutes.

Every row is an item: its number, its title and text, and beside them who sees to it. The cells
are put under each other, row by row; not a word is added or left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from minutes_archive.importing.words.column_headings import heads_items, item_column
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.source import ROW, Cell, Format, Line, Source

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ITEM_HEADING = re.compile(r"#{1,6}\s*(?:§\s*)?\d+\s*(?:§|[.:)])?\s+\S|§\s*\d")
# "Val av justerare. Bo Ek väljs": a short title, and what was said.
_TITLE_AND_TEXT = re.compile(r"(?<=\w\w)\.\s+(?=[A-ZÅÄÖ])")
_NUMBER = re.compile(r"(?:§\s*)?\d{1,3}\s*§?[.):]?")
# A table of minutes has rows with whole texts; a list of tasks has none so long.
LONG_CELL = 60
# Points or characters that a column's cells may stand apart.
SAME_EDGE = 3.0
# A table without headings that is shorter is more likely something else.
LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of minutes: its heading's line, the first after it, and where columns begin."""

    head: int
    end: int
    side: float
    rows: tuple[tuple[int, ...], ...]


def unfolded(source: Source, pack: LanguagePack) -> Source:
    """Return a document with every table of minutes as lines; others as they are."""
    if source.format is Format.MARKDOWN:
        return _unfolded_markdown(source, pack)
    tables = {table.head: table for table in _tables(source, pack)}
    if not tables:
        return source
    lines: list[Line] = []
    index = 0
    while index < len(source.lines):
        lines.append(source.lines[index])
        table = tables.get(index)
        index += 1
        if table is not None:
            reach = max(line.right for line in source.lines)
            lines += [line for row in table.rows for line in _unfolded(source, row, table, reach)]
            index = table.end
    return replace(source, lines=tuple(lines))


def _unfolded_markdown(source: Source, pack: LanguagePack) -> Source:
    """Return a Markdown document with its table of minutes as lines: number, title, the rest.

    Where the document has numbered headings of its own, a table is a table.
    """
    heads = [
        index
        for index, line in enumerate(source.lines)
        if line.table and heads_items(source.cells(index), pack)
    ]
    if len(heads) != 1 or any(_ITEM_HEADING.match(line.text) for line in source.lines):
        return source
    (head,) = heads
    rows = [
        i
        for i in range(head + 1, len(source.lines))
        if source.lines[i].table == source.lines[head].table and len(source.lines[i].cells) > 1
    ]
    if len(rows) < 2:
        return source
    lines: list[Line] = []
    for index, line in enumerate(source.lines):
        if index not in rows:
            lines.append(line)
            continue
        first, title, *rest = [cell.text.strip() for cell in source.cells(index)]
        title, *more = [part.strip() for part in _BREAK.split(title)]
        if not more:
            title, *more = _TITLE_AND_TEXT.split(title, maxsplit=1)
        lines.append(_part(line, f"{first}\t{title}" if first else title, 0.0, split=len(first)))
        if not first:
            lines[-1] = replace(lines[-1], style=ROW)
        below = [
            part for part in (*more, *(p for r in rest for p in _BREAK.split(r))) if part.strip()
        ]
        lines += [
            replace(line, text=part.strip(), table=0, cells=(), blank=1, style="") for part in below
        ]
    return replace(source, lines=tuple(lines))


def _tables(source: Source, pack: LanguagePack) -> Iterator[_Table]:
    for index, line in enumerate(source.lines):
        if len(line.cells) < 2 or not heads_items(source.cells(index), pack):
            bare = _without_headings(source, index)
            if bare is not None:
                yield bare
            continue
        columns = [item_column(cell.text, pack) for cell in source.cells(index)]
        after = columns.index("title") + 1
        side = line.cells[after].x if after < len(line.cells) else 0.0
        rows = _ruled_rows(source, index) if line.table else _plain_rows(source, index)
        texts = [len(source.lines[i].text) for row in rows for i in row]
        if len(rows) > 1 and (sum(texts) > LONG_CELL * len(rows) or _is_all(source, index, rows)):
            yield _Table(index, rows[-1][-1] + 1, side, tuple(rows))


def _is_all(source: Source, head: int, rows: Sequence[Sequence[int]]) -> bool:
    """Return whether nothing outside a table is numbered, so that its rows must be the items."""
    inside = {index for row in rows for index in row} | {head}
    return not any(
        _ITEM_HEADING.match(line.text) or re.match(r"\d{1,3}[.)]\s+\S", line.text)
        for index, line in enumerate(source.lines)
        if index not in inside
    )


def _without_headings(source: Source, index: int) -> _Table | None:
    """Return the table of minutes that begins at a line, where no headings say that it is one.

    Then its rows are numbered one by one, and most have a title with something under it.
    """
    line = source.lines[index]
    before = source.lines[index - 1] if index else None
    if not line.table or before is None or before.table == line.table or len(line.cells) != 2:
        return None
    rows = _ruled_rows(source, index - 1)
    numbers = [int(re.sub(r"\D", "", source.cells(row[0])[0].text)) for row in rows]
    whole = sum("\n" in source.lines[row[0]].text for row in rows)
    if len(rows) < LEAST_ROWS or whole * 2 < len(rows):
        return None
    if any(b != a + 1 for a, b in pairwise(numbers)):
        return None
    return _Table(index - 1, rows[-1][-1] + 1, 0.0, tuple(rows))


def _ruled_rows(source: Source, head: int) -> list[tuple[int, ...]]:
    """Return the rows of a table with rules; one that goes on over a page is two tables."""
    rows: list[tuple[int, ...]] = []
    for index in range(head + 1, len(source.lines)):
        if not source.lines[index].table:
            break
        first = source.cells(index)[0].text.strip()
        if _NUMBER.fullmatch(first):
            rows.append((index,))
        elif rows:
            rows[-1] = (*rows[-1], index)
        else:
            break
    return rows


def _plain_rows(source: Source, head: int) -> list[tuple[int, ...]]:
    """Return the rows of a table that only its columns make; each begins with a number."""
    edges = [cell.x for cell in source.lines[head].cells]
    rows: list[tuple[int, ...]] = []
    for index in range(head + 1, len(source.lines)):
        line = source.lines[index]
        begins = _NUMBER.fullmatch(source.cells(index)[0].text.strip()) if line.cells else None
        begins = begins or re.match(r"\d{1,3}[.)]\s+\S", line.text)
        if _goes_on_headings(source, head, index):
            continue
        if not rows and not begins and abs(line.indent - edges[1]) <= SAME_EDGE:
            rows.append((index,))  # the first item has no number
        elif begins and line.indent < edges[1] - SAME_EDGE:
            rows.append((index,))
        elif rows and line.indent >= edges[1] - SAME_EDGE:
            rows[-1] = (*rows[-1], index)
        else:
            break
    return rows


def _goes_on_headings(source: Source, head: int, index: int) -> bool:
    """Return whether a line is the second one of long headings ("Föredragande/ Ansvar")."""
    line, last = source.lines[index], source.lines[head].cells[-1]
    ended = source.lines[head].text.rstrip().endswith(("/", "-"))
    return index == head + 1 and ended and not line.blank and abs(line.indent - last.x) <= SAME_EDGE


def _unfolded(source: Source, row: Sequence[int], table: _Table, reach: float) -> Iterator[Line]:
    """Yield the lines of one row: number and title, the text, and what stands beside it."""
    main: list[Line] = []
    beside: list[Line] = []
    for index in row:
        line = source.lines[index]
        if line.table:
            cells = list(line.cells)
            first = line.text[cells[0].start : cells[0].end].strip()
            if len(cells) > 1 and _NUMBER.fullmatch(first):
                title, *rest = line.text[cells[1].start : cells[1].end].split("\n")
                main.append(_part(line, f"{first}\t{title}", cells[0].x, split=len(first)))
                main += [_part(line, text, cells[1].x) for text in rest]
                cells = cells[2:]
            for cell in cells:
                to = beside if table.side and cell.x >= table.side - SAME_EDGE else main
                to += [_part(line, t, cell.x) for t in line.text[cell.start : cell.end].split("\n")]
        else:
            at = next((c.start for c in line.cells if _is_beside(c, table)), len(line.text))
            if at and line.text[:at].strip():
                own = tuple(cell for cell in line.cells if cell.start < at)
                own = own[: 2 * (len(own) > 1)]
                style = line.style if main else ROW
                main.append(replace(line, text=line.text[:at].rstrip(), cells=own, style=style))
            if at < len(line.text):
                beside.append(_part(line, line.text[at:], table.side))
    longest = max((len(line.text) for line in main), default=1)
    words = [line for line in main if line.text.strip()]
    for at, line in enumerate(words):
        # Word keeps paragraphs apart in a cell; elsewhere its lines are only broken.
        yield replace(
            line,
            right=reach * len(line.text) / longest,
            blank=int(at > 0 and source.format is Format.DOCX) or line.blank,
        )
    for at, line in enumerate(line for line in beside if line.text.strip()):
        yield replace(line, blank=int(at == 0), right=reach)


def _is_beside(cell: Cell, table: _Table) -> bool:
    return table.side > 0 and cell.x >= table.side - SAME_EDGE


def _part(line: Line, text: str, x: float, split: int = 0) -> Line:
    """Return a part of a row as a line of its own; `split` is where its second column begins."""
    cells = (Cell(0, split, x), Cell(split + 1, len(text), x + 1)) if split else ()
    style = ROW if split else ""
    return replace(
        line, text=text, indent=x, blank=0, table=0, cells=cells, bold=False, style=style
    )
