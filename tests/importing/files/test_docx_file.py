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


# --- what is not text of the file's own is read, or told of ---

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
O_V = 'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
PIC = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'

LEFT_OUT = {
    f'<w:altChunk {W} {R} r:id="rId99"/>': "inbäddade dokument (altChunk) (1)",
    f'<w:p {W}><w:subDoc {R} r:id="rId99"/></w:p>': "underdokument i andra filer (1)",
    f'<w:p {W}><w:r><w:object><o:OLEObject {O_V} ProgID="Excel.Sheet"/></w:object></w:r></w:p>': (
        "inbäddade objekt (OLE) (1)"
    ),
    f'<w:p {W}><w:r><w:control {R} r:id="rId99"/></w:r></w:p>': "inbäddade kontroller (1)",
    f'<w:p {W}><w:r><w:pict><v:shape {O_V}><v:textpath string="UTKAST"/></v:shape></w:pict></w:r>'
    "</w:p>": ("text i WordArt (UTKAST)"),
    f'<w:p {W}><w:r><w:drawing {WP}><wp:inline><wp:extent cx="5000000" cy="6000000"/>'
    f"<pic:pic {PIC}/></wp:inline></w:drawing></w:r></w:p>": (
        "stora bilder (1), som kan vara text"
    ),
}


@pytest.mark.parametrize("element", LEFT_OUT)
def test_what_is_packed_in_or_drawn_is_told_of(tmp_path: Path, element: str) -> None:
    document_with(element, HIDING_PLACES["insertion"]).save(str(tmp_path / "x.docx"))
    assert ("W505", LEFT_OUT[element]) in read_docx(tmp_path / "x.docx").remarks


@pytest.mark.parametrize(
    ("kind", "told"),
    [("diagramData", "SmartArt (1: Nämnd Styrelse)"), ("chart", "diagram (1: Nämnd Styrelse)")],
)
def test_words_of_drawings_are_told_of(tmp_path: Path, kind: str, told: str) -> None:
    path = tmp_path / "x.docx"
    document_with(HIDING_PLACES["insertion"]).save(str(path))
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    words = "".join(f"<a:p><a:r><a:t>{word}</a:t></a:r></a:p>" for word in ("Nämnd", "Styrelse"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rels = "word/_rels/document.xml.rels"
    more = f'<Relationship Id="rId99" Type="{types}/{kind}" Target="drawn.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", more.encode())
    parts["word/drawn.xml"] = f"<x {A}>{words}</x>".encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert ("W505", told) in read_docx(path).remarks


def test_text_of_shapes_and_chosen_fields_is_read(tmp_path: Path) -> None:
    drawn = f"<a:p {A}><a:r><a:t>figur</a:t></a:r></a:p>"
    shape = f"<w:p {W}><w:r><w:drawing>{drawn}</w:drawing></w:r></w:p>"
    listed = (
        f'<w:p {W}><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="Avslag"/><w:listEntry w:val="Bifall"/></w:ddList></w:ffData>'
        "</w:fldChar></w:r></w:p>"
    )
    ticked = (
        f'<w:p {W}><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/>'
        f"</w:checkBox></w:ffData></w:fldChar></w:r>{RUN.format(' Närvarande')}</w:p>"
    )
    assert lines_of(document_with(shape, listed, ticked), tmp_path / "x.docx")[:3] == [
        "☒ Närvarande",
        "Bifall",
        "figur",
    ]


def test_a_strict_file_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    document = docx.Document()
    document.add_heading("Ekonomi", 1)
    document.add_paragraph("Öppnande", style="List Number")
    document.save(str(path))
    usual = read_docx(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
            b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        ),
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
        b'w:sz w:val="22"': b'w:sz w:val="11pt"',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            for usually, strictly in strict.items():
                content = content.replace(usually, strictly)
            archive.writestr(name, content)
    assert read_docx(path).lines == usual.lines
