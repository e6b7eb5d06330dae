"""What a document holds and does not show is kept, and said to be out of sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.run import Run
from fpdf import FPDF

from minutes_archive.importing import import_files
from minutes_archive.importing.files.docx_file import read_docx
from minutes_archive.importing.files.hidden_text import MARK, marked, unmarked
from minutes_archive.importing.files.pdf_file import read_pdf
from minutes_archive.importing.words.source import Cell, Line, Source

SECRET = "Hemlig uppgift"


def hidden(source: Source) -> list[str]:
    """Return the words of a document that it does not show."""
    assert source.disagreement == ""
    assert MARK not in source.text
    return [line.text[a:b] for line in source.lines for a, b in line.hidden]


# --- PDF ---


def paper(draw: Callable[[FPDF], None], path: Path) -> Source:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.text(20, 20, "Protokoll 2025-03-04")
    draw(pdf)
    pdf.text(20, 100, "Beslutet fattades enhälligt.")
    pdf.output(str(path))
    return read_pdf(path)


def _white(pdf: FPDF) -> None:
    pdf.set_text_color(255, 255, 255)
    pdf.text(20, 50, SECRET)
    pdf.set_text_color(0, 0, 0)


def _invisible(pdf: FPDF) -> None:
    with pdf.local_context(text_mode="INVISIBLE"):
        pdf.text(20, 50, SECRET)


def _boxed(pdf: FPDF) -> None:
    pdf.text(20, 50, SECRET)
    pdf.set_fill_color(0, 0, 0)
    pdf.rect(18, 44, 80, 9, style="F")


def _outside(pdf: FPDF) -> None:
    pdf.text(400, 50, SECRET)


def _tiny(pdf: FPDF) -> None:
    pdf.set_font("Helvetica", size=1)
    pdf.text(20, 50, SECRET)
    pdf.set_font("Helvetica", size=12)


def _on_black(pdf: FPDF) -> None:
    pdf.set_fill_color(20, 20, 20)
    pdf.rect(18, 44, 80, 9, style="F")
    pdf.set_text_color(20, 20, 20)
    pdf.text(20, 50, SECRET)
    pdf.set_text_color(0, 0, 0)


WAYS = {
    "white": _white,
    "invisible": _invisible,
    "under a black box": _boxed,
    "outside the page": _outside,
    "too small": _tiny,
    "black on black": _on_black,
}


@pytest.mark.parametrize("way", WAYS)
def test_text_out_of_sight_in_a_pdf(tmp_path: Path, way: str) -> None:
    assert hidden(paper(WAYS[way], tmp_path / "x.pdf")) == [SECRET]


def test_white_text_on_a_dark_heading_is_seen(tmp_path: Path) -> None:
    def draw(pdf: FPDF) -> None:
        pdf.set_fill_color(0, 60, 120)
        pdf.rect(18, 44, 80, 9, style="F")
        _white(pdf)

    assert hidden(paper(draw, tmp_path / "x.pdf")) == []


def test_only_what_the_box_covers_is_out_of_sight(tmp_path: Path) -> None:
    def draw(pdf: FPDF) -> None:
        pdf.text(20, 50, "Sökande: Eva Ek")
        pdf.set_fill_color(0, 0, 0)
        pdf.rect(20 + pdf.get_string_width("Sökande: ") - 0.3, 44, 80, 9, style="F")

    assert hidden(paper(draw, tmp_path / "x.pdf")) == ["Eva Ek"]


# --- Word ---


def _run_property(name: str, **values: str) -> Callable[[Run], None]:
    def change(run: Run) -> None:
        element = OxmlElement(f"w:{name}")
        for key, value in values.items():
            element.set(qn(f"w:{key}"), value)
        run._r.get_or_add_rPr().append(element)

    return change


WORD_WAYS: dict[str, Callable[[Run], None]] = {
    "hidden": _run_property("vanish"),
    "white": _run_property("color", val="FFFFFF"),
    "too small": lambda run: setattr(run.font, "size", Pt(1)),
}


def document(path: Path, change: Callable[[Run], None], shade: str = "") -> Source:
    file = docx.Document()
    paragraph = file.add_paragraph("Synligt före ")
    run = paragraph.add_run(SECRET)
    change(run)
    if shade:
        _run_property("shd", val="clear", fill=shade)(run)
    paragraph.add_run(" och efter.")
    file.save(str(path))
    return read_docx(path)


@pytest.mark.parametrize("way", WORD_WAYS)
def test_text_out_of_sight_in_a_word_file(tmp_path: Path, way: str) -> None:
    source = document(tmp_path / "x.docx", WORD_WAYS[way])
    assert hidden(source) == [SECRET]
    assert source.lines[0].text == f"Synligt före {SECRET} och efter."


def test_white_text_on_colour_in_a_word_file_is_seen(tmp_path: Path) -> None:
    assert hidden(document(tmp_path / "x.docx", WORD_WAYS["white"], shade="003C78")) == []
    file = docx.Document()
    cell = file.add_table(1, 2).cell(0, 0)
    cell._tc.get_or_add_tcPr().append(
        docx.oxml.parse_xml(
            '<w:shd xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'w:val="clear" w:fill="003C78"/>'
        )
    )
    cell.paragraphs[0].add_run("Namn").font.color.rgb = RGBColor(255, 255, 255)
    file.save(str(tmp_path / "y.docx"))
    assert hidden(read_docx(tmp_path / "y.docx")) == []


def test_the_draft_says_what_is_out_of_sight(archive: Path, tmp_path: Path) -> None:
    file = docx.Document()
    for text in ("Protokoll Kustgruppen 2025-03-04", "Närvarande: Eva Ek, Bo Alm", "1. Start"):
        file.add_paragraph(text)
    run = file.add_paragraph("Inget nytt. ").add_run(SECRET)
    WORD_WAYS["hidden"](run)
    for text in ("2. Slut", "Mötet avslutades."):
        file.add_paragraph(text)
    file.save(str(tmp_path / "x.docx"))
    (result,) = import_files([tmp_path / "x.docx"], archive).files
    assert result.draft is not None
    written = result.draft.read_text("utf-8")
    note = next(line for line in written.splitlines() if "W542" in line)
    assert note.strip().startswith("# GRANSKA W542 (stycke 4): syns inte i originalet: ”Hemlig")
    assert written.index("W542") < written.index(f"Inget nytt. {SECRET}")


# --- the marks themselves ---


def test_marks_are_taken_out_with_the_columns_kept() -> None:
    text = f"Namn\t{marked('Eva')} Ek"
    line = Line(text, 1, 1, cells=(Cell(0, 4), Cell(5, len(text), 100.0)))
    made = unmarked(line)
    assert made.text == "Namn\tEva Ek"
    assert [made.text[cell.start : cell.end] for cell in made.cells] == ["Namn", "Eva Ek"]
    assert made.hidden == ((5, 8),)
