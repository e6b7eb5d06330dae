"""The lines of a PDF page in the order they are read: which columns it has, and which is first.

A list of labels and values, or of names side by side, has a gutter as well, but is read line by
line. Running text in two columns is told from it by its lines: full, of several words, many of
them going on in lower case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from minutes_archive.importing.files.pdf_lines import Character, Column, Row, columns_of, rows_of

# Points: half the least gutter, and the step in which one is looked for.
HALF_GUTTER, STEP = 3.0, 2.0
# Shares of the page's width between which a gutter may stand.
FIRST, LAST = 0.3, 0.7
# What running text has: lines side by side, lines in each column, a share of them that fill
# their column, words on a line, and a share of the lines that go on in lower case.
SIDE_BY_SIDE, LEAST_LINES = 6, 10
FILLED, FULL, WORDS, GOES_ON = 0.85, 0.35, 4, 0.25


@dataclass(frozen=True, slots=True)
class Gutter:
    """The strip between two columns, and the bands of the page that are set in columns.

    `left` and `right` are where the columns begin, `reach` how far to the right each goes.
    """

    x: float
    left: float
    right: float
    reach: tuple[float, float]
    bands: tuple[tuple[float, float], ...]

    def place(self, top: float, x: float) -> tuple[int, int]:
        """Return the rank of a place on the page: by band, then by column."""
        for number, (begin, end) in enumerate(self.bands):
            if top < begin - 1:
                return 2 * number, 0
            if top <= end + 1:
                return 2 * number + 1, int(x > self.x)
        return 2 * len(self.bands), 0

    def shifts(self, rank: tuple[int, int]) -> tuple[float, float]:
        """Return what to add to the left and right edge of a line, as if there were one column."""
        if rank[0] % 2 == 0:
            return 0.0, 0.0
        return (self.left - self.right, 0.0) if rank[1] else (0.0, self.reach[1] - self.reach[0])


def find_gutter(rows: Sequence[Row], width: float) -> Gutter | None:
    """Return the gutter of a page whose text runs in two columns, or None."""
    spans = [_spans(row) for row in rows]
    best, middle = _widest(spans, width)
    if best < SIDE_BY_SIDE:
        return None
    bands = _bands(rows, spans, middle)
    inside = [s for row, s in zip(rows, spans, strict=True) if _is_inside(row, bands)]
    lefts = [_whole(own) for row in inside if (own := [s for s in row if s.x1 <= middle])]
    rights = [_whole(own) for row in inside if (own := [s for s in row if s.x0 >= middle])]
    if not _is_running(lefts, middle) or not _is_running(rights, 0.0):
        return None
    return Gutter(
        middle,
        min(s.x0 for s in lefts),
        min(s.x0 for s in rights),
        (max(s.x1 for s in lefts), max(s.x1 for s in rights)),
        bands,
    )


def _widest(rows: Sequence[Sequence[_Span]], width: float) -> tuple[int, float]:
    """Return how many lines stand on both sides of the best place for a gutter, and the place."""
    steps = [width * FIRST + STEP * n for n in range(int(width * (LAST - FIRST) / STEP))]
    parted = [row for row in rows if len(row) > 1]
    if len(parted) < SIDE_BY_SIDE:
        return 0, 0.0
    clear = [sum(_sides(row, x) is not None for row in parted) for x in steps]
    best = max(clear, default=0)
    places = [x for x, count in zip(steps, clear, strict=True) if count == best]
    return best, places[len(places) // 2] if places else 0.0


@dataclass(frozen=True, slots=True)
class _Span:
    """Characters of a line without a gap as wide as a gutter."""

    x0: float
    x1: float
    text: str


def _spans(row: Row) -> list[_Span]:
    spans: list[_Span] = []
    for character in sorted(row.characters, key=lambda c: float(c["x0"])):
        text = str(character["text"])
        if not text.strip():
            if spans:
                spans[-1] = _Span(spans[-1].x0, spans[-1].x1, spans[-1].text + " ")
            continue
        x0, x1 = float(character["x0"]), float(character["x1"])
        if spans and x0 - spans[-1].x1 < 2 * HALF_GUTTER:
            last = spans[-1]
            gap = " " if x0 - last.x1 > 0.2 * float(character["size"]) else ""
            spans[-1] = _Span(last.x0, max(last.x1, x1), last.text + gap + text)
        else:
            spans.append(_Span(x0, x1, text))
    return spans


def _sides(spans: Sequence[_Span], x: float) -> tuple[_Span, _Span] | None:
    """Return what a line has on both sides of a gutter; None where it has not, or crosses it."""
    left = [s for s in spans if s.x1 <= x - HALF_GUTTER]
    right = [s for s in spans if s.x0 >= x + HALF_GUTTER]
    if not left or not right or len(left) + len(right) < len(spans):
        return None
    return _whole(left), _whole(right)


def _whole(spans: Sequence[_Span]) -> _Span:
    return _Span(spans[0].x0, spans[-1].x1, " ".join(s.text for s in spans))


def _is_running(lines: Sequence[_Span], least_end: float) -> bool:
    """Return whether lines are running text, not a column of labels, names or figures."""
    if len(lines) < LEAST_LINES:
        return False
    begin = min(line.x0 for line in lines)
    end = max(least_end, *(line.x1 for line in lines))
    full = sum(line.x1 - begin >= FILLED * (end - begin) for line in lines)
    going = sum(line.text.lstrip()[:1].islower() for line in lines)
    words = median(len(line.text.split()) for line in lines)
    return full >= FULL * len(lines) and words >= WORDS and going >= GOES_ON * len(lines)


def _bands(
    rows: Sequence[Row], spans: Sequence[Sequence[_Span]], x: float
) -> tuple[tuple[float, float], ...]:
    """Return the runs of lines that do not cross the gutter and hold lines on both sides."""
    bands: list[tuple[float, float]] = []
    run: list[int] = []
    for at in range(len(rows) + 1):
        crosses = at == len(rows) or any(s.x0 < x < s.x1 for s in spans[at])
        if not crosses:
            run.append(at)
            continue
        both = [i for i in run if _sides(spans[i], x) is not None]
        if len(both) > 1:
            # What stands on one side alone above the columns is a heading of the whole page.
            inside = [i for i in run if i >= both[0]]
            bands.append((rows[inside[0]].top, rows[inside[-1]].top))
        run = []
    return tuple(bands)


def _is_inside(row: Row, bands: Sequence[tuple[float, float]]) -> bool:
    return any(begin - 1 <= row.top <= end + 1 for begin, end in bands)


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
