"""A Word file -> lines: every part, every construct that can hold text, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from minutes_archive.importing.files.docx_package import Package
from minutes_archive.importing.files.docx_styles import (
    A,
    Numbering,
    Paragraph,
    Styles,
    W,
    read_numbering,
    read_paragraph,
)
from minutes_archive.importing.files.hidden_text import unmarked
from minutes_archive.importing.words.passages import letters, normalise
from minutes_archive.importing.words.source import Cell, Format, Line, Source

_O = "http://schemas.openxmlformats.org/"
WP = f"{{{_O}drawingml/2006/wordprocessingDrawing}}"
PIC = f"{{{_O}drawingml/2006/picture}}"
V = "{urn:schemas-microsoft-com:vml}"
# What a Word file only refers to or packs in, and what it is called.
_OTHER_FILES = {
    f"{W}altChunk": "inbäddade dokument (altChunk)",
    f"{W}subDoc": "underdokument i andra filer",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "inbäddade objekt (OLE)",
    f"{W}control": "inbäddade kontroller",
}
# A picture ten centimetres wide and half as high may be a page; in Word's units.
LARGE_PICTURE = 3_600_000
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Text that is struck out, moved away, or there a second time for old programs.
_NOT_READ = frozenset({f"{W}del", f"{W}moveFrom", f"{MC}Fallback"})
_BESIDE = ("footnotes", "endnotes", "comments", "header", "footer")
MAX_TABLE_DEPTH = 12


def read_docx(path: Path) -> Source:
    """Return the lines of a Word file; raises RefusedError for one that cannot be read whole."""
    package = Package(path)
    main = package.main_part()
    related = package.relationships(main)
    parts: dict[str, list[str]] = {}
    for kind, name in related:
        if package.has(name):
            parts.setdefault(kind, []).append(name)

    def one(kind: str) -> etree._Element | None:
        return package.xml(parts[kind][0]) if kind in parts else None

    walk = Walk(
        Styles(one("styles")), read_numbering(one("numbering")), notes=_notes(package, parts)
    )
    for kind in ("header", "footer"):
        for name in dict.fromkeys(parts.get(kind, [])):
            walk.beside(package.xml(name), kind)
    headers = walk.take()
    body = package.xml(main).find(f"{W}body")
    if body is not None:
        walk.blocks(body, 0)
    walk.left_notes()
    for name in parts.get("comments", []):
        walk.beside(package.xml(name), "comment")
    lines = [unmarked(line) for line in (*headers, *walk.take())]
    remarks = _remarks(package, main, parts)
    return Source(
        Format.DOCX, tuple(lines), (), tuple(remarks), _disagreement(package, main, parts, lines)
    )


def _notes(package: Package, parts: dict[str, list[str]]) -> dict[tuple[str, str], etree._Element]:
    """Return the footnotes and endnotes by kind and id; separators are left out."""
    found = {}
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        for name in parts.get(kind, []):
            for element in package.xml(name).iter(f"{W}{tag}"):
                found[tag, element.get(f"{W}id", "")] = element
    return found


@dataclass
class Walk:
    """Walks the blocks of a part and gathers lines."""

    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    number: int = 0
    blank: int = 0
    tables: int = 0

    def take(self) -> list[Line]:
        """Return the lines so far and begin anew."""
        lines, self.lines, self.blank = self.lines, [], 0
        return lines

    def beside(self, root: etree._Element, style: str) -> None:
        """Walk a part that stands beside the text, such as a page header."""
        start = len(self.lines)
        self.blocks(root, 0)
        self.lines[start:] = [_with_style(line, style) for line in self.lines[start:]]

    def blocks(self, parent: etree._Element, depth: int) -> None:
        """Walk paragraphs and tables, through whatever wraps them."""
        for element in parent:
            if not isinstance(element.tag, str) or element.tag in _NOT_READ:
                continue
            if element.tag == f"{W}p":
                self.paragraph(element, depth)
            elif element.tag == f"{W}tbl":
                self.table(element, depth + 1)
            elif element.tag not in (f"{W}sectPr", f"{W}tblPr", f"{W}tcPr"):
                self.blocks(element, depth)

    def paragraph(self, element: etree._Element, depth: int) -> None:
        read = read_paragraph(element, self.styles)
        self.number += 1
        self.emit(read)
        for box in read.boxes:
            self.blocks(box, depth + 1)
        self.note_texts(read, depth)

    def note_texts(self, read: Paragraph, depth: int) -> None:
        """Put a footnote after the paragraph that refers to it."""
        for reference in read.references:
            note = self.notes.pop(reference, None)
            if note is not None and depth < MAX_TABLE_DEPTH:
                start = len(self.lines)
                self.blocks(note, depth + 1)
                self.lines[start:] = [_with_style(line, "note") for line in self.lines[start:]]

    def left_notes(self) -> None:
        """Emit the notes that nothing refers to."""
        for note in list(self.notes.values()):
            start = len(self.lines)
            self.blocks(note, 1)
            self.lines[start:] = [_with_style(line, "note") for line in self.lines[start:]]
        self.notes = {}

    def emit(self, read: Paragraph) -> None:
        """Make lines of a paragraph: one for each line that it breaks itself."""
        rows = [normalise(row).rstrip() for row in read.text.split("\n")]
        if not any(row.strip() for row in rows):
            self.blank += 1
            return
        look = read.look
        marker = self.numbering.marker(look.list_id, look.list_level) if look.list_id else ""
        style = f"heading{look.outline}" if look.outline else "title" if look.title else ""
        for row in rows:
            if not row.strip():
                self.blank += 1
                continue
            body = row.lstrip(" ")
            cells = _tabbed(body)
            self.lines.append(
                Line(
                    body,
                    0,
                    self.number,
                    indent=look.indent,
                    blank=self.blank,
                    size=look.size,
                    bold=look.bold,
                    style=style,
                    marker=marker,
                    level=look.list_level if marker else 0,
                    cells=cells if len(cells) > 1 or (cells and cells[0].x) else (),
                )
            )
            marker, self.blank = "", 0

    def table(self, element: etree._Element, depth: int) -> None:
        """Make a line of each row; a row with one cell is text like any other."""
        if depth > MAX_TABLE_DEPTH:
            self.blocks_flat(element)
            return
        self.tables += 1
        number = self.tables
        for row in _children(element, "tr"):
            cells = [self.cell(cell, depth) for cell in _children(row, "tc")]
            filled = [cell for cell in cells if cell]
            self.number += 1
            if len(filled) == 1:
                self.lines += filled[0]
            elif filled:
                self.lines.append(self.row(cells, number))
            self.blank = 0

    def blocks_flat(self, element: etree._Element) -> None:
        for paragraph in element.iter(f"{W}p"):
            self.emit(read_paragraph(paragraph, self.styles))

    def cell(self, element: etree._Element, depth: int) -> list[Line]:
        """Return the lines of one cell."""
        outer, self.lines = self.lines, []
        outer_blank, self.blank = self.blank, 0
        self.blocks(element, depth)
        inner, self.lines, self.blank = self.lines, outer, outer_blank
        return inner

    def row(self, cells: list[list[Line]], table: int) -> Line:
        text, places = "", []
        for at, lines in enumerate(cells):
            inner = "\n".join(" ".join(line.text.split()) for line in lines)
            text += "\t" if at else ""
            if inner:
                places.append(Cell(len(text), len(text) + len(inner), at * 100.0))
            text += inner
        filled = [line for lines in cells for line in lines]
        return Line(
            text,
            0,
            self.number,
            blank=self.blank,
            size=filled[0].size,
            bold=all(line.bold for line in filled),
            table=table,
            cells=tuple(places),
        )


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield rows or cells, also those inside content controls and insertions."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _NOT_READ:
            continue
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag not in (f"{W}tr", f"{W}tc", f"{W}tbl", f"{W}p"):
            yield from _children(child, tag)


def _tabbed(text: str) -> tuple[Cell, ...]:
    cells, begin = [], 0
    for part in text.split("\t"):
        if part.strip():
            cells.append(Cell(begin, begin + len(part), 100.0 * text[:begin].count("\t")))
        begin += len(part) + 1
    return tuple(cells)


def _with_style(line: Line, style: str) -> Line:
    values = {name: getattr(line, name) for name in line.__slots__}
    return Line(**{**values, "style": style, "marker": ""})


def _remarks(package: Package, main: str, parts: dict[str, list[str]]) -> list[tuple[str, str]]:
    root = package.xml(main)
    remarks = []
    changes = sum(1 for tag in ("ins", "del", "moveFrom", "moveTo") for _ in root.iter(f"{W}{tag}"))
    if changes:
        remarks.append(("W503", f"spårade ändringar ({changes})"))
    comments = sum(
        1 for name in parts.get("comments", []) for _ in package.xml(name).iter(f"{W}comment")
    )
    if comments:
        remarks.append(("W505", f"kommentarer ({comments})"))
    beside = _left_out(package, main, parts)
    return remarks + [("W505", words) for words in beside]


def _left_out(package: Package, main: str, parts: dict[str, list[str]]) -> Iterator[str]:
    """Yield what a Word file holds that is no text of its own: other files, pictures, drawings."""
    roots = [package.xml(main), *(package.xml(n) for k in _BESIDE for n in parts.get(k, []))]
    for tag, says in _OTHER_FILES.items():
        count = sum(1 for root in roots for _ in root.iter(tag))
        if count:
            yield f"{says} ({count})"
    arts = [a.get("string") or "" for root in roots for a in root.iter(f"{V}textpath")]
    if arts := list(dict.fromkeys(" ".join(art.split()) for art in arts if art.strip())):
        yield f"text i WordArt ({', '.join(arts[:3])})"
    diagrams = [" ".join(_texts(package, name)) for name in parts.get("diagramData", [])]
    if diagrams := [words for words in diagrams if words]:
        yield f"SmartArt ({len(diagrams)}: {_cut(diagrams[0])})"
    charts = [" ".join(_texts(package, name)) for name in parts.get("chart", [])]
    if charts:
        yield f"diagram ({len(charts)}{': ' + _cut(charts[0]) if charts[0] else ''})"
    extents = (e for root in roots[:1] for e in root.iter(f"{WP}extent"))
    sizes = [(int(e.get("cx") or 0), int(e.get("cy") or 0)) for e in extents]
    large = sum(width >= LARGE_PICTURE and height * 2 >= LARGE_PICTURE for width, height in sizes)
    pictures = sum(1 for _ in roots[0].iter(f"{PIC}pic"))
    if large and pictures:
        yield f"stora bilder ({min(large, pictures)}), som kan vara text"


def _texts(package: Package, name: str) -> Iterator[str]:
    for element in package.xml(name).iter(f"{A}t"):
        if (element.text or "").strip():
            yield " ".join((element.text or "").split())


def _cut(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "…"


def _disagreement(
    package: Package, main: str, parts: dict[str, list[str]], lines: list[Line]
) -> str:
    """Count the letters of every w:t of every part against those of the lines."""
    want: Counter[str] = Counter()
    names = {main, *(name for kind in _BESIDE for name in parts.get(kind, []))}
    for name in names:
        for element in package.xml(name).iter(f"{W}t"):
            if not any(above.tag in _NOT_READ for above in element.iterancestors()):
                want.update(letters(normalise(element.text or "")))
    have: Counter[str] = Counter()
    for line in lines:
        have.update(letters(line.text))
    lost = sum((want - have).values())
    return f"{lost} tecken av Word-filens text kom inte med" if lost else ""
