"""A PDF file -> lines: every page classed, read by two readers, its lines in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pdfplumber
import pypdfium2

from minutes_archive.importing.files.confinement import LIMITS
from minutes_archive.importing.files.hidden_text import unmarked
from minutes_archive.importing.files.pdf_lines import Column
from minutes_archive.importing.files.pdf_pages import PageRead, Placed, read_page
from minutes_archive.importing.files.refusals import (
    DAMAGED,
    EMPTY,
    ENCRYPTED,
    NOT_MINUTES,
    SCANNED,
    TOO_LARGE,
    RefusedError,
)
from minutes_archive.importing.words.passages import may_be_minutes
from minutes_archive.importing.words.source import Cell, Format, Line, Page, PageKind, Source

# More unreadable glyphs than this share of a page's text, and the page counts as an image.
UNREADABLE_SHARE = 0.05
# What says nothing of a meeting on so many pages is not read further.
FIRST_PAGES = 8


def read_pdf(path: Path, ocr: bool = False) -> Source:
    """Return the lines of a PDF; raises RefusedError when a page has no text that can be read."""
    pages = _read_pages(path)
    without = [page.number for page in pages if page.kind is PageKind.SCAN]
    if without and ocr:
        from minutes_archive.importing.files.ocr import read_scanned

        replaced = read_scanned(path, without)
        pages = [replaced.get(page.number, page) for page in pages]
    elif without and not any(page.lines for page in pages):
        raise RefusedError(SCANNED, scanned_pages(without))
    if not any(page.lines for page in pages):
        raise RefusedError(EMPTY)
    lines = _lines(pages)
    remarks = []
    left = [page.number for page in pages if page.kind is PageKind.SCAN]
    if left:
        remarks.append(("W505", scanned_pages(left).replace(" är ", " som är ")))
    unreadable = sum(page.unreadable for page in pages)
    if unreadable:
        remarks.append(("W507", f"{unreadable} tecken saknar bokstav i filens typsnitt"))
    mended = sum(page.mended for page in pages)
    if mended:
        remarks.append(("W508", str(mended)))
    disagreement = "; ".join(page.disagreement for page in pages if page.disagreement)
    return Source(
        Format.PDF,
        tuple(lines),
        tuple(Page(page.number, page.kind, page.width) for page in pages),
        tuple(remarks),
        disagreement,
    )


def scanned_pages(numbers: Sequence[int]) -> str:
    """Name pages that are images, as the refusal says it."""
    if len(numbers) == 1:
        return f"sidan {numbers[0]} är en skannad bild"
    return f"sidorna {', '.join(map(str, numbers))} är skannade bilder"


def _read_pages(path: Path) -> list[PageRead]:
    try:
        other = pypdfium2.PdfDocument(path)
        count = len(other)
    except pypdfium2.PdfiumError as error:
        raise RefusedError(ENCRYPTED if "password" in str(error).lower() else DAMAGED) from None
    if count > LIMITS.pages:
        raise RefusedError(TOO_LARGE, f"{count} sidor, gränsen är {LIMITS.pages}")
    if not count:
        raise RefusedError(DAMAGED)
    pages = []
    try:
        with pdfplumber.open(path) as document:
            if len(document.pages) != count:
                raise RefusedError(DAMAGED)
            for number, page in enumerate(document.pages, start=1):
                same = other[number - 1]
                pages.append(read_page(page, number, same))
                same.close()
                page.close()
                if number == FIRST_PAGES < count and not may_be_minutes(_words(pages)):
                    raise RefusedError(NOT_MINUTES)
    except RefusedError:
        raise
    except Exception as error:
        if "assword" in repr(error) or "ncrypt" in repr(error):
            raise RefusedError(ENCRYPTED) from None
        raise
    return [_unreadable_as_scan(page) for page in pages]


def _words(pages: Sequence[PageRead]) -> str:
    return "\n".join(
        " ".join(column.text for column in line.columns) for page in pages for line in page.lines
    )


def _unreadable_as_scan(page: PageRead) -> PageRead:
    total = sum(len(column.text) for line in page.lines for column in line.columns)
    if page.unreadable > UNREADABLE_SHARE * max(total, 1):
        return PageRead(page.number, PageKind.SCAN, page.height, ())
    return page


def _lines(pages: Sequence[PageRead]) -> list[Line]:
    leading = _leading(pages)
    lines: list[Line] = []
    tables = 0
    for page in pages:
        before: Placed | None = None
        offset = tables
        for number, placed in enumerate(page.lines, start=1):
            tables = max(tables, offset + placed.table)
            lines.append(unmarked(_line(page, number, placed, before, leading, offset)))
            before = placed
    return lines


# The share of all steps from line to line that the steps inside paragraphs have at least.
COMMON_STEP = 0.12


def _leading(pages: Sequence[PageRead]) -> float:
    """Return the usual distance from line to line."""
    steps: Counter[float] = Counter()
    for page in pages:
        for above, below in zip(page.lines, page.lines[1:], strict=False):
            step = round(below.top - above.top, 0)
            if above.size and 0.9 * above.size < step < 2.2 * above.size and not below.table:
                steps[step] += 1
    # Lines of one paragraph stand closest; short paragraphs may still be the more common.
    enough = COMMON_STEP * sum(steps.values())
    return min((s for s in steps if steps[s] + steps[s + 1] >= enough), default=14.0)


def _line(
    page: PageRead, number: int, placed: Placed, before: Placed | None, leading: float, tables: int
) -> Line:
    text, cells = _joined(placed.columns)
    blank = 0
    if before is not None:
        usual = max(leading, placed.size * 1.15)
        step = placed.top - (before.bottom - placed.size if before.table else before.top)
        if step > 1.35 * usual:
            blank = max(1, round(step / usual) - 1)
    return Line(
        text,
        page.number,
        number,
        indent=round(placed.columns[0].x, 1),
        blank=blank,
        size=placed.size,
        bold=placed.bold,
        table=tables + placed.table if placed.table else 0,
        height=round(placed.top / max(page.height, 1.0), 4),
        right=round(placed.right, 1),
        cells=cells if len(cells) > 1 or placed.table else (),
    )


def _joined(columns: Sequence[Column]) -> tuple[str, tuple[Cell, ...]]:
    text, cells = "", []
    for column in columns:
        text += "\t" if text else ""
        cells.append(Cell(len(text), len(text) + len(column.text), round(column.x, 1)))
        text += column.text
    return text, tuple(cells)
