"""The text of a published original or attachment, part by part, for those who search it.

Reads plain text, letters, Word (the XML inside the zip), OpenDocument, and of PDF the text
layer, comments, form fields, metadata and attached files.
"""

from __future__ import annotations

import codecs
import contextlib
import email
import html
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MAX_UNPACKED = 100_000_000
"""Bytes of XML read from one document; beyond it a file is taken for a zip bomb."""

_PARAGRAPH = re.compile(r"</(?:w:p|text:p|text:h|a:p)>|<w:(?:br|tab)/>")
_TAG = re.compile(r"<[^<>]*>")
# Two cells of a sheet are two numbers, not one.
_CELL = re.compile(r"</(?:v|t|si|c|row|table:table-cell)>")
# The words for a picture, its title, where a link leads.
_TOLD = re.compile(r"\s(?:\w+:)?(descr|title|alt|href|tooltip|Target)=\"([^\"<>]{1,2000})\"")
_RTF_SIGN = re.compile(r"\\'(?P<hex>[0-9a-fA-F]{2})|\\u(?P<code>\d{1,5})[ ?]?")
_RTF_CONTROL = re.compile(r"\\[a-zA-Z]{1,32}-?\d{0,9} ?|[{}]")
_MAX_DEPTH = 3
_MAX_NOTE = 1_000_000
_TEXT_TYPES = frozenset({"txt", "md", "csv", "tsv", "json", "yml", "yaml", "xml", "rtf", "eml"})
_ZIP_TYPES = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})

DOCUMENT_TYPES = frozenset({*_ZIP_TYPES, "pdf", "rtf", "eml"})

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError),
    *(NotImplementedError, RuntimeError),  # an unknown compression, an encrypted member
)


class UnreadableDocumentError(Exception):
    """The text of a document cannot be had; the message says why (Swedish)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page or another part of a document: `number` from 1, 0 where there are no parts."""

    number: int
    text: str


def document_parts(name: str, data: bytes, depth: int = 0) -> Iterator[Part]:
    """Yield the text of a document, and of documents inside it.

    Raises UnreadableDocumentError where the type is unknown, the file is broken or holds
    no text, or the library that reads it is missing.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix == "eml":
        yield from _letter(data, depth)
    elif suffix == "rtf":
        yield Part(0, _RTF_CONTROL.sub("", _RTF_SIGN.sub(_rtf_sign, decoded(data))))
    elif suffix in _TEXT_TYPES:
        yield Part(0, decoded(data))
    elif suffix in _ZIP_TYPES:
        yield from _zipped(data, depth)
    elif suffix == "pdf":
        yield from _pdf(data, depth)
    else:
        raise UnreadableDocumentError(f"filer av typen .{suffix} går inte att granska")


def decoded(data: bytes) -> str:
    """Return text in whichever of the usual encodings it is: UTF-8, UTF-16 or Latin-1."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4000]:
        little = data[1:4000:2].count(0) >= data[0:4000:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _inside(name: str, data: bytes, depth: int) -> Iterator[Part]:
    """Yield the text of a document that lies in another, as far as it can be read."""
    if depth < _MAX_DEPTH:
        with contextlib.suppress(UnreadableDocumentError):
            yield from document_parts(name, data, depth + 1)


def _letter(data: bytes, depth: int) -> Iterator[Part]:
    letter = email.message_from_bytes(data)
    yield Part(0, "\n".join(f"{name}: {value}" for name, value in letter.items()))
    for part in letter.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield from _inside(part.get_filename() or "text.txt", content, depth)


def _rtf_sign(match: re.Match[str]) -> str:
    if match["hex"]:
        return bytes.fromhex(match["hex"]).decode("cp1252", "replace")
    code = int(match["code"]) % 0x10000
    return "" if 0xD800 <= code < 0xE000 else chr(code)


def _zipped(data: bytes, depth: int) -> Iterator[Part]:
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                kind = info.filename.rpartition(".")[2].lower()
                if kind not in ("xml", *_ZIP_TYPES, "pdf", "txt"):
                    continue
                with archive.open(info) as stream:
                    raw = stream.read(left + 1)
                left -= len(raw)
                if left < 0:
                    raise UnreadableDocumentError("dokumentet är för stort att granska")
                if kind == "xml":
                    yield Part(0, _text_of_xml(decoded(raw)))
                else:
                    yield from _inside(info.filename, raw, depth)
    except _BROKEN as error:
        raise UnreadableDocumentError("filen är trasig") from error


def _text_of_xml(markup: str) -> str:
    """Return what a reader of the document may see: text, and the words for pictures."""
    told = "\n".join(words for _, words in _TOLD.findall(markup))
    text = _TAG.sub("", _CELL.sub(" | ", _PARAGRAPH.sub("\n", markup)))
    return html.unescape(f"{text}\n\n{told}")


def _pdf(data: bytes, depth: int) -> Iterator[Part]:
    try:
        import pypdfium2
    except ImportError as error:
        raise UnreadableDocumentError(
            "PDF-filer granskas inte, för paketet pypdfium2 är inte installerat"
        ) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocumentError("PDF-filen är trasig eller låst") from error
    some = False
    try:
        yield Part(0, "\n".join(document.get_metadata_dict(skip_empty=True).values()))
        for number in range(len(document)):
            text = _page_text(document, number, pypdfium2.PdfiumError)
            some = some or bool(text.strip())
            yield Part(number + 1, text)
        for number in range(document.count_attachments()):
            attachment = document.get_attachment(number)
            name = attachment.get_name()
            yield Part(0, name)
            with contextlib.suppress(pypdfium2.PdfiumError):
                yield from _inside(name, bytes(attachment.get_data()), depth)
    finally:
        document.close()
    if not some:
        raise UnreadableDocumentError("PDF-filen har ingen text att granska (inskannad?)")


def _page_text(document: Any, number: int, fault: type[Exception]) -> str:
    try:
        page = document[number]
        text: str = page.get_textpage().get_text_bounded()
    except fault as error:
        raise UnreadableDocumentError("PDF-filen är trasig") from error
    return "\n".join([text.replace("\r\n", "\n"), *_notes(page)])


def _notes(page: Any) -> Iterator[str]:
    """Yield what comments and form fields on a page of a PDF say."""
    import pypdfium2.raw as pdfium

    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        for key in (b"Contents", b"T", b"V"):
            length = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
            if 2 < length <= _MAX_NOTE:
                buffer = (pdfium.FPDF_WCHAR * (length // 2))()
                pdfium.FPDFAnnot_GetStringValue(note, key, buffer, length)
                yield bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
        pdfium.FPDFPage_CloseAnnot(note)
