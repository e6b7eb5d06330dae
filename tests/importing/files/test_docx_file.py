"""No construct of a Word file keeps its words to itself, and struck-out words stay out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from minutes_archive.importing.files.docx_file import read_docx
from minutes_archive.importing.files.docx_styles import Level, Numbering

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RUN = "<w:r><w:t>{}</w:t></w:r>"
SDT = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"

# Where a word may hide in a paragraph or in the body, and the word.
HIDING_PLACES = {
    "insertion": f'<w:p {W}><w:ins w:id="1" w:author="x">{RUN.format("insatt")}</w:ins></w:p>',
    "move": f'<w:p {W}><w:moveTo w:id="2" w:author="x">{RUN.format("flyttad")}</w:moveTo></w:p>',
    "inline control": f"<w:p {W}>{SDT.format(RUN.format('styrd'))}</w:p>",
    "block control": SDT.replace("<w:sdt>", f"<w:sdt {W}>").format(
        f"<w:p>{RUN.format('block')}</w:p>"
    ),
    "simple field": (
        f'<w:p {W}><w:fldSimple w:instr="AUTHOR">{RUN.format("falt")}</w:fldSimple></w:p>'
    ),
    "smart tag": f'<w:p {W}><w:smartTag w:element="x">{RUN.format("smart")}</w:smartTag></w:p>',
    "link": f'<w:p {W}><w:hyperlink w:anchor="x">{RUN.format("lank")}</w:hyperlink></w:p>',
    "text box": (
        f"<w:p {W} {MC}><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent>"
        f"<w:p>{RUN.format('ruta')}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
        f"<w:p>{RUN.format('ruta')}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ),
    "nested table": (
        f"<w:tbl {W}><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{RUN.format('inre')}</w:p></w:tc></w:tr>"
        "</w:tbl><w:p/></w:tc></w:tr></w:tbl>"
    ),
    "row control": (
        f"<w:tbl {W}><w:sdt><w:sdtContent><w:tr><w:tc><w:p>{RUN.format('rad')}</w:p></w:tc></w:tr>"
        "</w:sdtContent></w:sdt></w:tbl>"
    ),
    "inserted row": (
        f'<w:tbl {W}><w:tr><w:trPr><w:ins w:id="3" w:author="x"/></w:trPr><w:tc>'
        f"<w:p>{RUN.format('nyrad')}</w:p></w:tc></w:tr></w:tbl>"
    ),
    "symbol": f'<w:p {W}><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t>punkt</w:t></w:r></w:p>',
}
STRUCK = (
    f'<w:p {W}><w:del w:id="9" w:author="x"><w:r><w:delText>struket</w:delText></w:r></w:del></w:p>'
)


def document_with(*elements: str) -> docx.document.Document:
    document = docx.Document()
    for element in elements:
        document.element.body.insert(0, parse_xml(element))
    return document


def lines_of(document: docx.document.Document, path: Path) -> list[str]:
    document.save(str(path))
    source = read_docx(path)
    assert source.disagreement == ""
    return [line.text for line in source.lines]


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_words_are_found_wherever_they_hide(tmp_path: Path, place: str) -> None:
    element = HIDING_PLACES[place]
    word = element.split("<w:t>")[1].split("</w:t>")[0]
    lines = lines_of(document_with(element), tmp_path / "x.docx")
    assert " ".join(lines).count(word) == 1


def test_struck_out_words_stay_out_and_the_reader_says_so(tmp_path: Path) -> None:
    document = document_with(STRUCK, HIDING_PLACES["insertion"])
    document.save(str(tmp_path / "x.docx"))
    source = read_docx(tmp_path / "x.docx")
    assert "struket" not in source.text and "insatt" in source.text
    assert source.remarks == (("W503", "spårade ändringar (2)"),)


def test_headers_footers_and_cells_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "huvud"
    document.sections[0].footer.paragraphs[0].text = "fot"
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "vänster"
    table.cell(0, 1).text = "höger"
    table.cell(0, 1).add_paragraph("under")
    document.save(str(tmp_path / "x.docx"))
    lines = read_docx(tmp_path / "x.docx").lines
    assert [(line.text, line.style) for line in lines if line.style] == [
        ("huvud", "header"),
        ("fot", "footer"),
    ]
    (row,) = [line for line in lines if line.table]
    assert [row.text[cell.start : cell.end] for cell in row.cells] == ["vänster", "höger\nunder"]


def test_a_word_the_walk_misses_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document()
    document.add_paragraph("ett två tre")
    document.save(str(tmp_path / "x.docx"))
    monkeypatch.setattr("minutes_archive.importing.files.docx_file.Walk.emit", lambda *_: None)
    assert (
        read_docx(tmp_path / "x.docx").disagreement == "9 tecken av Word-filens text kom inte med"
    )


def test_numbers_that_word_makes_are_worked_out(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("Öppnande", "Ekonomi"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Tält", style="List Bullet")
    document.save(str(tmp_path / "x.docx"))
    assert [line.marker for line in read_docx(tmp_path / "x.docx").lines] == ["1.", "2.", "•"]


def test_levels_count_within_their_parents() -> None:
    levels = {0: Level("decimal", "§ %1"), 1: Level("lowerLetter", "%1.%2)")}
    numbering = Numbering({"1": levels}, {"1": "abstract"})
    steps = [0, 1, 1, 0, 1]
    assert [numbering.marker("1", step) for step in steps] == ["§ 1", "1.a)", "1.b)", "§ 2", "2.a)"]


def test_a_line_break_parts_lines_and_a_tab_columns(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("Närvarande:\tBo Ek")
    run.add_break()
    run.add_text("\tMia Al")
    document.save(str(tmp_path / "x.docx"))
    first, second = read_docx(tmp_path / "x.docx").lines
    assert [cell.x for cell in first.cells] == [0.0, 100.0]
    assert [(cell.x, second.text[cell.start :]) for cell in second.cells] == [(100.0, "Mia Al")]
    assert first.number == second.number


def test_comments_are_told_of(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("text")
    document.add_comment(paragraph.runs, text="granskarens ord", author="x")
    document.save(str(tmp_path / "x.docx"))
    source = read_docx(tmp_path / "x.docx")
    assert [line.text for line in source.lines if line.style == "comment"] == ["granskarens ord"]
    assert source.remarks == (("W505", "kommentarer (1)"),)


def test_the_package_is_closed_to_foreign_parts(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    docx.Document().save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/glossary/document.xml", f"<w:p {W}>{RUN.format('mall')}</w:p>")
    assert "mall" not in read_docx(path).text
