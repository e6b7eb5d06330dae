"""A document as it was read: pages of lines with layout, before anything is understood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from minutes_archive.importing.words.passages import Passage

# The style of the line that begins a row of minutes written as a table.
ROW = "row"


class Format(StrEnum):
    """The kinds of file that can be imported."""

    TEXT = "text"
    MARKDOWN = "markdown"
    DOCX = "docx"
    PDF = "pdf"


class PageKind(StrEnum):
    """How the text of a page came to be."""

    DIGITAL = "digital"
    OCR = "ocr"  # a text layer over a page image: somebody's machine reading
    SCAN = "scan"  # an image only
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Cell:
    """A column's part of a line: start and end in the line's text, and its left edge."""

    start: int
    end: int
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, one paragraph of a Word file, or one row of a table.

    `indent` is in characters for text and in points for PDF and Word; `blank` counts the
    empty lines before it; `style` is "title", "heading1"…, "list", "quote", "table",
    "header", "footer", "note" or ""; `marker` is a number or bullet that the word
    processor makes itself and that is no text of the file. `height` is the place on the
    page, 0 at the top and 1 at the bottom, or -1 when the format does not say. `hidden` are
    the starts and ends of the text that the document holds and does not show.
    """

    text: str
    page: int
    number: int
    indent: float = 0.0
    blank: int = 0
    size: float = 0.0
    bold: bool = False
    style: str = ""
    marker: str = ""
    level: int = 0
    table: int = 0
    height: float = -1.0
    right: float = 0.0
    cells: tuple[Cell, ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number, how its text came to be, and its width in points (0: unknown)."""

    number: int
    kind: PageKind = PageKind.DIGITAL
    width: float = 0.0


@dataclass(frozen=True)
class Source:
    """A document's lines in reading order, with what the reader had to say about it.

    `remarks` are (code, message) pairs for the review; `disagreement` tells where two
    independent readers of the file did not find the same words ("" when they agree).
    """

    format: Format
    lines: tuple[Line, ...]
    pages: tuple[Page, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    disagreement: str = ""
    starts: tuple[int, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line.text) + 1
        object.__setattr__(self, "starts", tuple(starts))

    @cached_property
    def text(self) -> str:
        """Return all lines as one text; a passage's offsets count in it."""
        return "\n".join(line.text for line in self.lines)

    def passage(self, index: int) -> Passage:
        """Return the words of one line."""
        start, text = self.starts[index], self.lines[index].text
        return Passage(text, range(start, start + len(text)))

    def cells(self, index: int) -> tuple[Passage, ...]:
        """Return a line column by column; a line without columns is one cell."""
        whole = self.passage(index)
        cells = self.lines[index].cells
        return tuple(whole[cell.start : cell.end] for cell in cells) if cells else (whole,)

    def index_at(self, offset: int) -> int:
        """Return the index of the line that holds an offset of the text."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def line_at(self, offset: int) -> Line:
        return self.lines[self.index_at(offset)]

    def where(self, offset: int) -> str:
        """Say in Swedish where an offset is: page and line, or line, or paragraph."""
        line = self.line_at(offset)
        unit = "stycke" if self.format is Format.DOCX else "rad"
        page = f"sida {line.page}, " if line.page and len(self.pages) > 0 else ""
        return f"{page}{unit} {line.number}"


def to_json(source: Source) -> dict[str, Any]:
    """Return a source as values that JSON can carry."""
    return {
        "format": source.format.value,
        "lines": [asdict(line) for line in source.lines],
        "pages": [[page.number, page.kind.value, page.width] for page in source.pages],
        "remarks": [list(remark) for remark in source.remarks],
        "disagreement": source.disagreement,
    }


def from_json(values: Mapping[str, Any]) -> Source:
    """Return the source that `to_json` wrote."""
    return Source(
        format=Format(values["format"]),
        lines=tuple(_line(line) for line in values["lines"]),
        pages=tuple(Page(number, PageKind(kind), width) for number, kind, width in values["pages"]),
        remarks=tuple((code, message) for code, message in values["remarks"]),
        disagreement=values["disagreement"],
    )


def _line(values: Mapping[str, Any]) -> Line:
    cells: Iterable[Mapping[str, Any]] = values["cells"]
    hidden = tuple((start, end) for start, end in values["hidden"])
    return Line(**{**values, "cells": tuple(Cell(**cell) for cell in cells), "hidden": hidden})
