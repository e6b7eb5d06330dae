"""Every part of an attachment is text, a known picture, or told as unread."""

from __future__ import annotations

import base64
import io
import zlib
from email.message import EmailMessage

import pytest
from fpdf import FPDF

from minutes_archive.privacy.document_search import search_document
from minutes_archive.privacy.document_text import read_document
from minutes_archive.privacy.documents_apart import decode, encode, search_apart, searching_program
from small_documents import pdf, zipped

NUMBER = "811218-9876"
N = NUMBER.encode()
FILLER = "Minnesanteckningar från mötet om kollektivtrafiken i länet. " * 6


def word(**members: bytes) -> bytes:
    """Return a Word file; `word__a_xml` stands for the member word/a.xml."""
    named = {key.replace("__", "/").replace("_", "."): data for key, data in members.items()}
    return zipped({"word/document.xml": b"<w:p><w:r><w:t>Text</w:t></w:r></w:p>", **named})


def raw_pdf(extra: bytes, *objects: bytes, page: bytes = b"") -> bytes:
    """Return a PDF of one page, with something in its catalogue, its page, or objects 6 and on."""
    data = pdf(FILLER.replace("å", "a").replace("ä", "a")[:250])
    data = data.replace(b"/Type /Catalog", b"/Type /Catalog " + extra)
    data = data.replace(b"/Contents 4 0 R", b"/Contents 4 0 R " + page)
    more = b"".join(b"%d 0 obj\n%s\nendobj\n" % at for at in enumerate(objects, start=6))
    # Without a table of objects, readers look for them.
    return data[: data.index(b"xref\n")] + more + b"trailer << /Size 99 /Root 1 0 R >>\n%%EOF\n"


def stream(dictionary: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(content), content)


def letter(subject: str = "", html: str = "", name: str = "", data: bytes = b"") -> bytes:
    message = EmailMessage()
    message["Subject"] = subject or "Hej"
    message.set_content("Se bilagan.")
    if html:
        message.add_alternative(html, subtype="html")
    if name:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


WIDE = (b"\xfe\xff" + NUMBER.encode("utf-16-be")).hex().encode()
HIDING = {
    "Word: a link": (
        "a.docx",
        word(word___rels__document_xml_rels=b'<Relationship Target="https://a.se/?p=%s"/>' % N),
    ),
    "Word: own properties": (
        "a.docx",
        word(docProps__custom_xml=b"<vt:lpwstr>%s</vt:lpwstr>" % N),
    ),
    "Word: author": ("a.docx", word(docProps__core_xml=b"<dc:creator>%s</dc:creator>" % N)),
    "Word: who comments": ("a.docx", word(word__c_xml=b'<w:comment w:author="%s"/>' % N)),
    "Word: alternative text": ("a.docx", word(word__header1_xml=b'<wp:docPr descr="%s"/>' % N)),
    "Word: a control's tag": ("a.docx", word(word__a_xml=b'<w:tag w:val="%s"/>' % N)),
    "Word: a field": ("a.docx", word(word__a_xml=b"<w:instrText>X 811218-9876</w:instrText>")),
    "Word: deleted": ("a.docx", word(word__a_xml=b"<w:delText>811218</w:delText>-9876")),
    "Word: footnote": ("a.docx", word(word__footnotes_xml=b"<w:t>8112</w:t><w:t>18-9876</w:t>")),
    "Word: custom data": ("a.docx", word(customXml__item1_xml=b"<pnr>%s</pnr>" % N)),
    "Word: chunk of html": ("a.docx", word(word__chunk_html=b"<p>811218<b>-9876</b></p>")),
    "Word: chunk of text": ("a.docx", word(word__chunk_txt=N)),
    "Word: chunk of rtf": ("a.docx", word(word__chunk_rtf=rb"{\rtf1 811218-9876}")),
    "Word: a drawing": ("a.docx", word(word__media__a_svg=b"<svg><text>%s</text></svg>" % N)),
    "Word: a photo's note": ("a.docx", word(word__media__a_jpg=b"\xff\xd8<xmp>%s</xmp>" % N)),
    "Word: an object": ("a.docx", word(word__embeddings__o_bin=b"\xd0\xcf" + N)),
    "Word: wide words": ("a.docx", word(word__o_bin=b"\1" + NUMBER.encode("utf-16-le"))),
    "Word: a sheet in it": (
        "a.docx",
        word(word__embeddings__a_xlsx=zipped({"xl/s.xml": b"<t>%s</t>" % N})),
    ),
    "Word: name of a part": ("a.docx", zipped({"word/media/811218-9876.png": b""})),
    "sheet: name": ("a.xlsx", zipped({"xl/workbook.xml": b'<sheet name="%s"/>' % N})),
    "sheet: runs": (
        "a.xlsx",
        zipped({"xl/sharedStrings.xml": b"<si><r><t>811218</t></r><r><t>-9876</t></r></si>"}),
    ),
    "sheet: a comment": ("a.xlsx", zipped({"xl/comments1.xml": b"<t>%s</t>" % N})),
    "sheet: a formula": ("a.xlsx", zipped({"xl/a.xml": b'<f>HYPERLINK("811218-9876")</f>'})),
    "sheet: a large number": ("a.xlsx", zipped({"xl/a.xml": b"<v>1.98112189876E11</v>"})),
    "slide: notes": ("a.pptx", zipped({"ppt/notesSlides/n.xml": b"<a:t>%s</a:t>" % N})),
    "slide: title of a picture": ("a.pptx", zipped({"ppt/a.xml": b'<p:cNvPr title="%s"/>' % N})),
    "OpenDocument: meta": ("a.odt", zipped({"meta.xml": b"<meta:own>%s</meta:own>" % N})),
    "OpenDocument: link": ("a.odt", zipped({"content.xml": b'<text:a xlink:href="x?%s"/>' % N})),
    "OpenDocument: table": ("a.ods", zipped({"content.xml": b'<a table:name="%s"/>' % N})),
    "OpenDocument: value": ("a.ods", zipped({"content.xml": b'<a office:string-value="%s"/>' % N})),
    "OpenDocument: a span": (
        "a.odt",
        zipped({"content.xml": b"<text:p>811218<text:span>-9876</text:span></text:p>"}),
    ),
    "a zip": ("a.zip", zipped({"b/c.txt": N})),
    "a zip in a zip": ("a.zip", zipped({"b.zip": zipped({"c.txt": N})})),
    "mail: an encoded subject": ("a.eml", letter(subject=f"Ärende för Åsa {NUMBER} i länet, åter")),
    "mail: html": ("a.eml", letter(html="<p>811218<b>-9876</b></p>")),
    "mail: name of a file": ("a.eml", letter(name=f"{NUMBER}.png", data=b"\x89PNG")),
    "mail: a document": ("a.eml", letter(name="b.docx", data=word(word__a_xml=N))),
    "mail: a file without a type": ("a.eml", letter(name="b", data=N)),
    "mail: a forwarded letter": ("a.eml", letter(name="b.eml", data=letter(subject=NUMBER))),
    "RTF: signs": ("a.rtf", rb"{\rtf1\ansi 811218\'2d98\b 76\b0 .}"),
    "PDF: a link": (
        "a.pdf",
        raw_pdf(
            b"",
            b"<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.se/?p=%s) >> >>" % N,
            page=b"/Annots [6 0 R]",
        ),
    ),
    "PDF: a bookmark": (
        "a.pdf",
        raw_pdf(b"/Outlines 6 0 R", b"<< /First 7 0 R >>", b"<< /Title (%s) /Parent 6 0 R >>" % N),
    ),
    "PDF: XMP": (
        "a.pdf",
        raw_pdf(b"/Metadata 6 0 R", stream(b"/Type /Metadata /Subtype /XML", b"<a>%s</a>" % N)),
    ),
    "PDF: an inherited form value": (
        "a.pdf",
        raw_pdf(b"/AcroForm << /Fields [6 0 R] >>", b"<< /T (a) /V <%s> /Kids [] >>" % WIDE),
    ),
    "PDF: choices of a form": (
        "a.pdf",
        raw_pdf(b"/AcroForm << /Fields [6 0 R] >>", b"<< /T (a) /Opt [(%s) (b)] >>" % N),
    ),
    "PDF: rich text of a note": (
        "a.pdf",
        raw_pdf(b"", b"<< /Subtype /Text /RC (<p>811218<b>-9876</b>) >>", page=b"/Annots [6 0 R]"),
    ),
    "PDF: alternative text": ("a.pdf", raw_pdf(b"/StructTreeRoot 6 0 R", b"<< /Alt (%s) >>" % N)),
    "PDF: a script": ("a.pdf", raw_pdf(b"/OpenAction << /S /JavaScript /JS (x='%s') >>" % N)),
    "PDF: packed objects": (
        "a.pdf",
        raw_pdf(
            b"/Lang 8 0 R",
            stream(
                b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
                zlib.compress(b"8 0 << /Own (%s) >>" % N),
            ),
        ),
    ),
    "a picture": ("a.jpg", b"\xff\xd8\xff\xe1Exif " + N),
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0" + NUMBER.encode("utf-16-le")),
}  # fmt: skip


@pytest.mark.parametrize("place", HIDING)
def test_a_number_is_found_in_every_part(place: str) -> None:
    searched = search_document(*HIDING[place])
    assert {found.data.number for found in searched.findings} == {"8112189876"}
    assert all("9876" not in found.data.shown for found in searched.findings)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", word(word__embeddings__o_bin=b"\xd0\xcf\x11\xe0"), "o.bin"),
        ("a.docx", word(word__embeddings__a_xlsx=b"trasig"), "trasig"),
        ("a.zip", zipped({"film.mp4": b"\0" * 20}), "film.mp4"),
        ("a.eml", letter(name="a.bin", data=b"\0\1\2"), "a.bin"),
        ("a.doc", b"\xd0\xcf\x11\xe0", ".doc"),
        ("a.rtf", rb"{\rtf1 {\object{\objdata 0105}}}", "objekt"),
        ("a.zip", zipped({f"{n}.txt": b"" for n in range(2_001)}), "2000 delar"),
    ],
)
def test_what_cannot_be_read_of_it_is_told(name: str, data: bytes, words: str) -> None:
    assert words in "; ".join(search_document(name, data).unread)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word(docProps__app_xml=b"<Pages>81</Pages><Words>1218</Words><X>9876</X>")),
        ("a.docx", word(docProps__app_xml=b"<Characters>811218</Characters><Lines>9876</Lines>")),
        ("a.docx", word(word__a_xml=b'<w:r w:rsidR="8112189876"/><a:ext cx="8112189876"/>')),
        ("a.docx", word(word__printerSettings__printerSettings1_bin=b"\0\1")),
        ("a.xlsx", zipped({"xl/s.xml": b"<c><v>811218</v></c><c><v>9876</v></c>"})),
        ("a.pdf", raw_pdf(b"/A (811218) /B (9876) /D (D:20240123083012)")),
        ("a.pptx", zipped({"ppt/a.xml": b"<a:tc>811218</a:tc><a:tc>9876</a:tc>"})),
    ],
)
def test_what_stands_apart_is_not_joined(name: str, data: bytes) -> None:
    searched = search_document(name, data)
    assert [found.data.shown for found in searched.findings] == []
    assert searched.unread == ()


def paper(*pages: str) -> bytes:
    """Return a PDF of pages: "text", "scan", "footer" (a scan with a line of text), "empty"."""
    document = FPDF()
    document.set_font("helvetica", size=11)
    for kind in pages:
        document.add_page()
        if kind in ("scan", "footer"):
            picture = b"\x89PNG\r\n\x1a\n" + png_body()
            document.image(io.BytesIO(picture), 0, 0, 210, 297)
        if kind == "text":
            document.multi_cell(0, 6, FILLER)
        if kind == "footer":
            document.text(20, 290, "Skannad med Provskanner 3000")
    return bytes(document.output())


def png_body() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        size = len(data).to_bytes(4, "big")
        return size + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (1).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    return chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (("text", "scan"), "sidan 2"),
        (("text", "footer", "text", "scan"), "sidorna 2, 4"),
        (("scan",), "ingen text"),
        (("text", "empty"), ""),
        (("text", "text"), ""),
    ],
)
def test_pages_that_are_pictures_are_named(pages: tuple[str, ...], told: str) -> None:
    unread = "; ".join(search_document("a.pdf", paper(*pages)).unread)
    assert (told in unread) if told else not unread


@pytest.mark.parametrize(
    "way", ["box", "white box", "white", "off the page", "note", "none", "table"]
)
def test_an_original_that_holds_more_than_it_shows_is_named(way: str) -> None:
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=11)
    document.multi_cell(0, 6, FILLER)
    if way == "table":  # a dark row first, its words upon it
        document.set_fill_color(0, 0, 80)
        document.rect(20, 100, 100, 8, style="F")
        document.set_text_color(255, 255, 255)
    if way == "white":
        document.set_text_color(255, 255, 255)
    document.text(20 if way != "off the page" else 400, 105, "Hemlig Person")
    if way == "box":
        document.set_fill_color(0, 0, 0)
        document.rect(18, 98, 60, 10, style="F")
    if way == "white box":
        document.set_fill_color(255, 255, 255)
        document.rect(18, 98, 60, 10, style="F")
    data = bytes(document.output())
    if way == "note":
        data = data.replace(
            b"/Type /Page\n", b"/Type /Page\n/Annots [<< /Type /Annot /Subtype /Square /IC [0 0 0] "
            b"/C [0 0 0] /Rect [50 500 300 600] >>]\n", 1
        )  # fmt: skip
    covered = search_document("a.pdf", data).covered
    assert bool(covered) == (way not in ("none", "table"))
    assert all("sidan 1" in words for words in covered)


def test_hidden_words_of_a_word_file_are_named() -> None:
    run = b"<w:p><w:r><w:rPr>%s</w:rPr><w:t>Hemlig</w:t></w:r></w:p>"
    for style in (b"<w:vanish/>", b'<w:color w:val="FFFFFF"/>'):
        assert search_document("a.docx", zipped({"word/document.xml": run % style})).covered
    shown = run % b'<w:color w:val="FF0000"/>'
    assert not search_document("a.docx", zipped({"word/document.xml": shown})).covered


def nested_letter(parts: int) -> bytes:
    lines = b"Subject: a\r\nMIME-Version: 1.0\r\n"
    for number in range(parts):
        lines += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (
            number,
            number,
        )
    return lines + b"Content-Type: text/plain\r\n\r\nhej\r\n"


def test_hostile_documents_are_a_sentence_each() -> None:
    bomb = zipped({"word/document.xml": b"<w:t>" + b" " * 200_000_000})
    many = letter(name="a.txt", data=b"x")
    with searching_program():
        for name, data in {
            "brev.eml": nested_letter(1_000),
            "bomb.docx": bomb,
            "kvot.docx": word(word__document_xml=b"<a>" * 200_000),
            "citat.eml": b"Subject: " + b"=?utf-8?q?" * 50_000,
        }.items():
            searched = search_apart(name, data)
            assert searched.findings == ()
            assert bool(searched.unread) == (name in ("brev.eml", "bomb.docx")), name
        assert search_apart("b.eml", many) == search_document("b.eml", many)


def test_what_a_cell_says_is_read_back_as_it_was() -> None:
    searched = search_document("a.docx", word(word__a_xml=b"<w:t>811218-9876 a@b.se</w:t>"))
    assert searched.findings
    assert decode(encode(searched)) == searched


def test_base64_in_a_letter_is_unpacked() -> None:
    body = b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    (found,) = search_document("a.eml", body + base64.b64encode(N)).findings
    assert found.data.number == "8112189876"
    assert read_document("a.eml", body).unread == []
