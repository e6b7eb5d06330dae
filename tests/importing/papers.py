"""Invented documents in a small markup, drawn as text, Word and PDF.

One line of markup is one line or paragraph of the document:

    ^ text      page header            _ text     page footer
    = text      title                  # text     heading of an item, bold
    ## text     sub-heading, bold      > text     bold line of any kind
    a :: b      label and value in two columns; with an empty a the value goes on
    - text      bullet                 -- text    dash under a bullet
    | a | b |   row of a ruled table   <page>     page break
    text        paragraph              (blank)    space between paragraphs
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from fpdf import FPDF

WIDTH = 92


@dataclass(frozen=True)
class Line:
    """One line of markup: its kind and its texts."""

    kind: str
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.texts)


_SIGNS = (("^ ", "header"), ("_ ", "footer"), ("= ", "title"), ("## ", "sub"), ("# ", "item"))


def parse(markup: str) -> list[Line]:
    """Return the lines of some markup."""
    lines = []
    for raw in textwrap.dedent(markup).strip("\n").split("\n"):
        text = raw.rstrip()
        kind = next((kind for sign, kind in _SIGNS if text.startswith(sign)), "")
        if kind:
            lines.append(Line(kind, (text.split(" ", 1)[1],)))
        elif text.startswith("> "):
            lines.append(Line("bold", (text[2:],)))
        elif text == "<page>":
            lines.append(Line("page", ()))
        elif text.startswith("| "):
            lines.append(Line("row", tuple(c.strip() for c in text.strip("|").split("|"))))
        elif "::" in text:
            left, right = text.split("::", 1)
            lines.append(Line("pair", (left.strip(), right.strip())))
        elif text.startswith(("- ", "-- ")):
            sign, rest = text.split(" ", 1)
            lines.append(Line("bullet" if sign == "-" else "dash", (rest,)))
        else:
            lines.append(Line("text" if text.strip() else "blank", (text,) if text.strip() else ()))
    return lines


def as_text(markup: str) -> str:
    """Draw a document as plain text, wrapped the way a PDF's text comes out."""
    out: list[str] = []
    lines = parse(markup)
    header = next((line.text for line in lines if line.kind == "header"), "")
    pages = 1
    out += [header.replace("{n}", "1"), ""] if header else []
    for line in lines:
        if line.kind in ("header", "footer"):
            continue
        if line.kind == "blank":
            out.append("")
        elif line.kind == "page":
            pages += 1
            out.append("\f" + header.replace("{n}", str(pages)) if header else "")
        elif line.kind == "pair":
            label, value = line.texts
            wrapped = textwrap.wrap(value, WIDTH - 30) or [""]
            out.append(f"{label:<28}  {wrapped[0]}".rstrip())
            out += [" " * 30 + rest for rest in wrapped[1:]]
        elif line.kind == "row":
            out.append("   ".join(f"{cell:<24}" for cell in line.texts).rstrip())
        elif line.kind == "bullet":
            out += textwrap.wrap("\uf0b7 " + line.text, WIDTH)
        elif line.kind == "dash":
            out += textwrap.wrap("- " + line.text, WIDTH)
        else:
            out += textwrap.wrap(line.text, WIDTH)
    return "\n".join(out) + "\n"


def write_docx(markup: str, path: Path) -> Path:
    """Draw a document as a Word file with ordinary styles."""
    document = docx.Document()
    section = document.sections[0]
    table = None
    for line in parse(markup):
        if line.kind != "row":
            table = None
        if line.kind == "header":
            section.header.paragraphs[0].text = line.text
        elif line.kind == "footer":
            section.footer.paragraphs[0].text = line.text
        elif line.kind == "title":
            document.add_paragraph().add_run(line.text).bold = True
        elif line.kind in ("item", "sub", "bold"):
            run = document.add_paragraph().add_run(line.text)
            run.bold = True
            run.font.size = Pt({"item": 14, "sub": 12, "bold": 11}[line.kind])
        elif line.kind == "page":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif line.kind == "pair":
            document.add_paragraph("\t".join(line.texts))
        elif line.kind == "bullet":
            document.add_paragraph(line.text, style="List Bullet")
        elif line.kind == "dash":
            document.add_paragraph("- " + line.text)
        elif line.kind == "row":
            if table is None:
                table = document.add_table(rows=0, cols=len(line.texts))
                table.style = "Table Grid"
            for cell, text in zip(table.add_row().cells, line.texts, strict=True):
                cell.text = text
        else:
            document.add_paragraph(line.text)
    document.save(str(path))
    return path


class _Paper(FPDF):
    """A PDF with the header and footer of a document on each page."""

    top_text = ""
    bottom_text = ""

    def header(self) -> None:
        if self.top_text:
            self.set_font("helvetica", "", 9)
            self.set_y(10)
            self.cell(0, 5, self.top_text.replace("{n}", str(self.page_no())))
            self.set_y(28)

    def footer(self) -> None:
        if self.bottom_text:
            self.set_font("helvetica", "", 8)
            self.set_y(-14)
            self.cell(0, 5, self.bottom_text.replace("{n}", str(self.page_no())))


def write_pdf(markup: str, path: Path) -> Path:
    """Draw a document as a PDF with a text layer."""
    lines = parse(markup)
    paper = _Paper(format="A4")
    paper.core_fonts_encoding = "windows-1252"
    paper.top_text = next((line.text for line in lines if line.kind == "header"), "")
    paper.bottom_text = next((line.text for line in lines if line.kind == "footer"), "")
    paper.set_margins(25, 28, 25)
    paper.set_auto_page_break(True, 25)
    paper.add_page()
    for position, line in enumerate(lines):
        _draw(paper, line, lines[position - 1] if position else None)
    paper.output(str(path))
    return path


_TYPE = {"title": ("B", 15), "item": ("B", 12), "sub": ("B", 10), "bold": ("B", 10)}


def _draw(paper: _Paper, line: Line, before: Line | None) -> None:
    style, size = _TYPE.get(line.kind, ("", 10))
    paper.set_font("helvetica", style, size)
    step = size * 0.48
    if line.kind == "blank":
        paper.ln(3.4)
    elif line.kind == "page":
        paper.add_page()
    elif line.kind == "pair":
        y = paper.get_y()
        paper.set_font("helvetica", "B", 10)
        paper.set_xy(25, y)
        paper.cell(52, step, line.texts[0])
        paper.set_font("helvetica", "", 10)
        paper.set_xy(80, y)
        paper.multi_cell(105, step, line.texts[1], align="L", new_x="LMARGIN", new_y="NEXT")
    elif line.kind == "row":
        width = 160 / len(line.texts)
        y, height = paper.get_y(), step * (1 + max(len(t) // int(width / 2) for t in line.texts))
        for at, text in enumerate(line.texts):
            paper.rect(25 + at * width, y, width, height + 1)
            paper.set_xy(25 + at * width, y + 0.5)
            paper.multi_cell(width, step, text, align="L")
        paper.set_xy(25, y + height + 1)
    elif line.kind in ("bullet", "dash"):
        sign = "•" if line.kind == "bullet" else "-"
        paper.set_x(25 if line.kind == "bullet" else 30)
        paper.multi_cell(0, step, f"{sign} {line.text}", align="L", new_x="LMARGIN", new_y="NEXT")
    elif line.kind not in ("header", "footer"):
        del before
        paper.multi_cell(0, step, line.text, align="L", new_x="LMARGIN", new_y="NEXT")
