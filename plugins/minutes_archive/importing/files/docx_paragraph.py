"""One paragraph of a Word file: its text with tabs and breaks, and how it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from minutes_archive.importing.files.docx_numbering import W
from minutes_archive.importing.files.docx_styles import Look, Styles, with_paragraph, with_run

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{MC}Fallback",
        f"{W}pPr",
        f"{W}rPr",
        f"{W}instrText",
        f"{W}delText",
    }
)
_BREAKS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
}


@dataclass
class Paragraph:
    """Text, look, the text boxes anchored in it, and the notes it refers to."""

    text: str
    look: Look
    boxes: list[etree._Element] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)


def read_paragraph(element: etree._Element, styles: Styles) -> Paragraph:
    """Return a paragraph; struck-out and moved text is left out, inserted text is in."""
    properties = element.find(f"{W}pPr")
    named = properties.find(f"{W}pStyle") if properties is not None else None
    look = with_paragraph(
        styles.look(named.get(f"{W}val", "") if named is not None else ""), properties
    )
    read = Paragraph("", look)
    pieces: list[str] = []
    bold: list[bool] = []
    sizes: list[float] = []
    _walk(element, read, pieces, bold, sizes, look)
    read.text = "".join(pieces)
    read.look = replace(
        look,
        bold=all(bold) if bold else look.bold,
        size=max(set(sizes), key=sizes.count) if sizes else look.size,
    )
    return read


def _walk(
    element: etree._Element,
    read: Paragraph,
    pieces: list[str],
    bold: list[bool],
    sizes: list[float],
    look: Look,
) -> None:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == f"{W}r":
            run = with_run(look, child.find(f"{W}rPr"))
            before = len(pieces)
            _walk(child, read, pieces, bold, sizes, run)
            if "".join(pieces[before:]).strip():
                bold.append(run.bold)
                sizes.append(run.size)
        elif child.tag in (f"{W}t", f"{M}t"):
            pieces.append(child.text or "")
        elif child.tag in _BREAKS:
            if child.get(f"{W}type") in (None, "textWrapping", "page", "column"):
                pieces.append(_BREAKS[child.tag])
        elif child.tag == f"{W}sym":
            pieces.append(_symbol(child.get(f"{W}char", "")))
        elif child.tag == f"{W}txbxContent":
            read.boxes.append(child)
        elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if child.tag == f"{W}footnoteReference" else "endnote"
            read.references.append((kind, child.get(f"{W}id", "")))
        else:
            _walk(child, read, pieces, bold, sizes, look)


def _symbol(code: str) -> str:
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
