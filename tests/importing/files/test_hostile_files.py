"""Broken, foreign and hostile files each get their own sentence, and harm nothing."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from fpdf import FPDF
from PIL import Image

from minutes_archive.importing import Outcome, import_files
from minutes_archive.importing.confined.extraction import answer, extract, load_reader
from minutes_archive.importing.confined.isolation import read_apart
from minutes_archive.importing.files.confinement import LIMITS, Limits, NotAllowedError, watch
from minutes_archive.importing.files.named_files import sniff
from minutes_archive.importing.files.refusals import RefusedError
from minutes_archive.importing.words.source import Format

REGISTRY = """format: 1
name: Provarkivet
municipalities: {almvik: {name: Almvik}}
bodies: {kustgruppen: {name: Kustgruppen, code: KG}}
"""
TEXT = "Minnesanteckningar Kustgruppen 2024-01-15\n\nNärvarande: Bo Ek\n\n1. Start\nAlla kom.\n"


def pdf(*pages: str, image: bool = False, password: str = "") -> bytes:
    """Return a PDF with a text, or an image, on each page."""
    paper = FPDF()
    paper.set_font("helvetica", size=12)
    for text in pages:
        paper.add_page()
        if image or not text:
            picture = io.BytesIO()
            Image.new("L", (200, 280), 200).save(picture, "PNG")
            paper.image(picture, 0, 0, 210, 297)
        if text:
            paper.multi_cell(0, 6, text)
    if password:
        paper.set_encryption(owner_password="agare", user_password=password)
    return bytes(paper.output())


def word(change: Callable[[dict[str, bytes]], None] = lambda _parts: None) -> bytes:
    """Return a Word file whose parts have been changed."""
    made = io.BytesIO()
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return changed.getvalue()


def drop_document(parts: dict[str, bytes]) -> None:
    del parts["word/document.xml"]


def add_doctype(parts: dict[str, bytes]) -> None:
    body = parts["word/document.xml"].split(b"?>", 1)[1]
    parts["word/document.xml"] = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x "' + b"x" * 20 + b'">]>' + body
    )


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"</w:body>", b"<w:p><w:r><w:t>" + b"a" * 60_000_000 + b"</w:t></w:r></w:p></w:body>"
    )


def break_xml(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"][:-40]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600

REFUSED = [
    ("tom.txt", b"", "E511"),
    ("tom.pdf", b"\n\n  ", "E511"),
    ("sida.pdf", b"<!DOCTYPE html><html><body>Protokoll</body></html>", "E502"),
    ("brev.pdf", b"Detta ar ingen PDF utan vanlig text", "E502"),
    ("bild.docx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "E502"),
    ("text.docx", b"vanlig text", "E505"),
    ("gammal.doc", OLE + "WordDocument".encode("utf-16-le"), "E503"),
    ("last.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "E504"),
    ("data.txt", bytes(range(256)) * 20, "E502"),
    ("data.bin", b"\x01\x02\x03\x04" * 100, "E502"),
    ("rik.rtf", rb"{\rtf1\ansi Protokoll}", "E502"),
    ("kalkyl.xlsx", b"PK\x03\x04" + b"\x00" * 60, "E502"),
    ("sida.txt", b"<html><body><p>Protokoll</p></body></html>", "E502"),
    ("avhuggen.pdf", pdf("Protokoll fran motet")[:600], "E505"),
    ("skrap.pdf", b"%PDF-1.7\n" + b"skrap " * 200, "E505"),
    ("last.pdf", pdf("Protokoll", password="hemligt"), "E504"),
    ("skanning.pdf", pdf("", ""), "E510"),
    ("utan.docx", word(drop_document), "E505"),
    ("doctype.docx", word(add_doctype), "E508"),
    ("trasig.docx", word(break_xml), "E505"),
    ("bomb.docx", word(bomb), "E507"),
    ("avhuggen.docx", word()[:900], "E505"),
    ("tomt.zip", b"PK\x05\x06" + b"\x00" * 18, "E505"),
]


@pytest.mark.parametrize(("name", "raw", "code"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_each_fault_has_its_sentence(tmp_path: Path, name: str, raw: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    try:
        said = answer(sniff(name, raw), path)["refused"]
    except RefusedError as refused:
        said = [refused.code, refused.message, refused.hint]
    assert said[0] == code
    assert said[1] and "{" not in said[1]


@pytest.mark.parametrize(
    ("name", "raw", "what_to_do"),
    [
        ("brev.rtf", rb"{\rtf1\ansi Protokoll}", "spara som .docx"),
        ("brev.odt", b"PK\x03\x04" + b"\x00" * 60, "spara som .docx"),
        ("siffror.xls", OLE, "spara som .docx"),
        ("sida.pdf", b"<!DOCTYPE html><html></html>", "hämta själva dokumentet"),
        ("sida.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "--ocr"),
        ("2020.zip", b"PK\x03\x04" + b"\x00" * 60, "packa upp"),
        ("protokoll.gz", b"\x1f\x8b" + b"\x00" * 50, "packa upp"),
    ],
)
def test_a_file_of_the_wrong_type_is_told_what_to_do(
    name: str, raw: bytes, what_to_do: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        sniff(name, raw)
    assert refused.value.code == "E502"
    assert what_to_do in refused.value.hint


def test_all_of_them_at_once_import_nothing_and_raise_nothing(tmp_path: Path) -> None:
    (tmp_path / "minutes").mkdir()
    (tmp_path / "minutes" / "archive.yml").write_text(REGISTRY, encoding="utf-8")
    chosen = [entry for entry in REFUSED if entry[0] in ("tom.txt", "skrap.pdf", "bomb.docx")]
    paths = [tmp_path / name for name, _, _ in chosen]
    for path, (_, raw, _) in zip(paths, chosen, strict=True):
        path.write_bytes(raw)
    (tmp_path / "tom-mapp").mkdir()
    paths += [tmp_path / "tom-mapp", tmp_path / "finns-inte.pdf"]
    report = import_files(paths, tmp_path / "minutes")
    assert [result.outcome for result in report.files] == [Outcome.REFUSED] * len(paths)
    assert not report.succeeded
    assert [path.name for path in (tmp_path / "minutes").rglob("*")] == ["archive.yml"]
    assert report.files[-1].problems[0].code == "E501"


def test_scanned_pages_are_named(tmp_path: Path) -> None:
    path = tmp_path / "blandad.pdf"
    path.write_bytes(pdf("", ""))
    with pytest.raises(RefusedError) as refused:
        extract(Format.PDF, path)
    assert refused.value.message.startswith("sidorna 1, 2 är skannade bilder utan text")
    assert "--ocr" in refused.value.hint


def test_a_scanned_page_does_not_keep_the_others_out(tmp_path: Path) -> None:
    path = tmp_path / "blandad.pdf"
    path.write_bytes(pdf("Protokoll fran motet", "", ""))
    source = extract(Format.PDF, path)
    assert "Protokoll" in source.text
    assert source.remarks == (("W505", "sidorna 2, 3 som är skannade bilder"),)


def test_text_over_a_page_image_is_said_to_be_read_by_machine(tmp_path: Path) -> None:
    path = tmp_path / "ocr.pdf"
    path.write_bytes(pdf("Protokoll från Kustgruppens möte den 15 januari 2024. " * 9, image=True))
    assert [page.kind for page in extract(Format.PDF, path).pages] == ["ocr"]


def test_an_empty_page_is_no_scan(tmp_path: Path) -> None:
    paper = FPDF()
    paper.set_font("helvetica", size=12)
    paper.add_page()
    paper.cell(0, 6, "Protokoll")
    paper.add_page()
    path = tmp_path / "tom-sida.pdf"
    path.write_bytes(bytes(paper.output()))
    assert [page.kind for page in extract(Format.PDF, path).pages] == ["digital", "empty"]


def test_a_file_with_too_many_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lang.pdf"
    path.write_bytes(pdf("ett", "tva", "tre"))
    monkeypatch.setattr("minutes_archive.importing.files.pdf_file.LIMITS", Limits(pages=2))
    with pytest.raises(RefusedError) as refused:
        extract(Format.PDF, path)
    assert refused.value.message == "filen är för stor: 3 sidor, gränsen är 2"


def test_a_file_larger_than_the_limit_is_refused_before_it_is_opened() -> None:
    with pytest.raises(RefusedError) as refused:
        sniff("stor.pdf", b"%PDF-" + b"0" * LIMITS.file)
    assert refused.value.code == "E506"


def test_the_reader_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "anteckningar.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("minutes_archive.importing.confined.isolation.LIMITS", Limits(seconds=0))
    with pytest.raises(RefusedError) as refused:
        read_apart(Format.TEXT, path)
    assert refused.value.code == "E509"


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", ()),
        ("urllib.Request", ()),
        ("subprocess.Popen", ("ls",)),
        ("os.remove", ("x",)),
        ("open", ("x", "w", 0)),
        ("open", ("x", None, 1)),
    ],
)
def test_the_reader_may_not_reach_out(event: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(NotAllowedError):
        watch(event, arguments, programs=False)


@pytest.mark.parametrize(
    ("event", "arguments", "programs"),
    [
        ("open", ("x", "rb", 0), False),
        ("open", ("x", None, 0), False),
        ("subprocess.Popen", ("tesseract",), True),
        ("import", ("json",), False),
    ],
)
def test_the_reader_may_read_and_run_what_it_was_given(
    event: str, arguments: tuple[object, ...], programs: bool
) -> None:
    try:
        watch(event, arguments, programs=programs)
    except NotAllowedError:
        pytest.fail(f"{event} is what a reader is there for")


@pytest.mark.parametrize("ending", ["docx", "txt", "md"])
def test_a_long_text_of_something_else_is_refused_early(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    paragraphs = ["Skogen är djup och stigen smal, skriver hon i sin bok om berget."] * 500
    if ending == "docx":
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        document.save(str(path))
    else:
        path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    format_ = {"docx": Format.DOCX, "txt": Format.TEXT, "md": Format.MARKDOWN}[ending]
    with pytest.raises(RefusedError) as refused:
        extract(format_, path)
    assert refused.value.code == "E523"


@pytest.mark.parametrize(
    ("format_", "package"), [(Format.PDF, "pdfplumber"), (Format.DOCX, "lxml")]
)
def test_what_is_not_installed_is_not_the_fault_of_the_file(
    format_: Format, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if re.search(r"\.files\.(pdf|docx)_\w+$", name)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    load_reader(format_)
    code, message, hint = answer(format_, tmp_path / "x")["refused"]
    assert code == "E524"
    assert package in message
    assert 'pip install "mkdocs-minutes-archive[import]"' in hint
