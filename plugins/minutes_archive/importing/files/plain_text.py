"""Plain text -> lines: encoding, pages by form feed, columns by wide spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutes_archive.importing.words.passages import normalise
from minutes_archive.importing.words.source import Cell, Format, Line, Page, Source

_NEWLINE = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
_COLUMN_GAP = re.compile(r"\t+ *| {3,}\t*")
_NARROW_GAP = re.compile(r"(?<=\S)  (?=\S)")
TAB_WIDTH = 8
_RUN_TOGETHER = re.compile(
    r"(?<=[\da-zåäö.)])(?=(?:Närvarande|Frånvarande|Deltagare|Plats|Datum|Tid|Ordförande|Sekreterare|Justerare)\s?:)"
)


class NotTextError(Exception):
    """The bytes are no text."""


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text and, when the encoding had to be guessed, its name."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), ""
            except UnicodeDecodeError as error:
                raise NotTextError from error
    if b"\x00" in raw:
        raise NotTextError
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    if _cut_short(raw):
        raise NotTextError
    return raw.decode("cp1252", errors="replace"), "Windows-1252"


def _cut_short(raw: bytes) -> bool:
    """Return whether control characters show a binary file, not text in an old encoding."""
    control = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in raw[:4096])
    return control > len(raw[:4096]) // 100


def read_text(raw: bytes) -> Source:
    """Return the lines of a text file; a form feed begins a new page."""
    text, guessed = decode(raw)
    pages = text.split("\f")
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    lines: list[Line] = []
    number = 0
    for page_number, page in enumerate(pages, start=1):
        rows = _NEWLINE.split(page)
        blank = 0
        for at, raw_row in enumerate(rows):
            number += 1
            row = normalise(raw_row)
            if not row.strip():
                blank += 1
                continue
            for part in apart(row):
                height = at / max(len(rows) - 1, 1) if len(pages) > 1 else -1.0
                page_of = page_number if len(pages) > 1 else 0
                lines.append(_line(part, page_of, number, blank, height))
                blank = 0
        number -= page_number != len(pages)
    lines = _with_narrow_gaps(lines)
    remarks = [("W504", guessed)] if guessed else []
    lost = text.count("\ufffd")
    if lost:
        remarks.append(("W509", str(lost)))
    return Source(
        Format.TEXT,
        tuple(lines),
        tuple(Page(n) for n in range(1, len(pages) + 1)) if len(pages) > 1 else (),
        tuple(remarks),
    )


def apart(row: str) -> list[str]:
    """Part a line where a label follows the word before it without a blank.

    "… mötet 2025-03-04Närvarande: Eva Ek" was two lines once.
    """
    return [part for part in _RUN_TOGETHER.split(row) if part.strip()] or [row]


def _line(row: str, page: int, number: int, blank: int, height: float) -> Line:
    text = row.rstrip()
    body = text.lstrip()
    indent = len(text[: len(text) - len(body)].expandtabs(TAB_WIDTH))
    cells = columns(body, indent)
    return Line(
        body,
        page,
        number,
        indent=float(indent),
        blank=blank,
        height=height,
        right=float(len(text.expandtabs(TAB_WIDTH))),
        cells=cells if len(cells) > 1 else (),
    )


def _with_narrow_gaps(lines: Sequence[Line]) -> list[Line]:
    """Part columns at two blanks, too, where the next column begins as in the line beside it.

    The longest name of a column may leave no more room than that.
    """
    made = list(lines)
    for at, line in enumerate(lines):
        beside = [*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]]
        edges = {cell.x for other in beside for cell in other.cells[1:]}
        for gap in _NARROW_GAP.finditer(line.text) if edges else ():
            x = line.indent + len(line.text[: gap.end()].expandtabs(TAB_WIDTH))
            if x in edges:
                made[at] = replace(made[at], cells=_parted(made[at], gap, x))
    return made


def _parted(line: Line, gap: re.Match[str], x: float) -> tuple[Cell, ...]:
    cells = line.cells or (Cell(0, len(line.text), line.indent),)
    return tuple(
        part
        for cell in cells
        for part in (
            (Cell(cell.start, gap.start(), cell.x), Cell(gap.end(), cell.end, x))
            if cell.start < gap.start() and gap.end() < cell.end
            else (cell,)
        )
    )


def columns(text: str, indent: int = 0) -> tuple[Cell, ...]:
    """Return the columns of a line that wide spaces or tabs part."""
    cells, begin = [], 0
    for match in _COLUMN_GAP.finditer(text):
        cells.append((begin, match.start()))
        begin = match.end()
    cells.append((begin, len(text)))
    return tuple(
        Cell(start, end, float(indent + len(text[:start].expandtabs(TAB_WIDTH))))
        for start, end in cells
        if text[start:end].strip()
    )
