"""Text that a document holds and does not show: white, invisible, covered, or off the page.

The readers put a mark after each such letter; when the lines are whole, the marks are taken out
and the line remembers which of its letters they stood after.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from minutes_archive.importing.words.source import Cell, Line

# A character of Unicode's private use, which no reader gives a meaning.
MARK = "\ue002"


def marked(text: str) -> str:
    """Return a text with a mark after each of its letters."""
    return "".join(character + MARK for character in text)


def unmarked(line: Line) -> Line:
    """Return a line without marks; `hidden` tells where its letters are not shown."""
    if MARK not in line.text:
        return line
    kept: list[str] = []
    unseen: list[int] = []
    places = [0]
    for character in line.text:
        if character == MARK:
            unseen.append(len(kept) - 1)
        else:
            kept.append(character)
        places.append(len(kept))
    cells = tuple(Cell(places[cell.start], places[cell.end], cell.x) for cell in line.cells)
    return replace(line, text="".join(kept), cells=cells, hidden=_spans(unseen))


def _spans(places: list[int]) -> tuple[tuple[int, int], ...]:
    """Return runs of places as starts and ends; a run goes on over one letter between."""
    runs = groupby(enumerate(sorted(set(places))), key=lambda pair: pair[1] - pair[0])
    found = [[at for _, at in run] for _, run in runs]
    spans: list[tuple[int, int]] = []
    for run in found:
        if spans and run[0] - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], run[-1] + 1)
        else:
            spans.append((run[0], run[-1] + 1))
    return tuple(spans)
