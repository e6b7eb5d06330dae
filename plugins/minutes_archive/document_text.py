"""The text of a published original or attachment, part by part, for those who search it.

Reads plain text, Word (the XML inside the zip), OpenDocument and the text layer of PDF.
"""

from __future__ import annotations

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
_TEXT_TYPES = frozenset({"txt", "md", "csv", "tsv", "json", "yml", "yaml", "xml", "rtf", "eml"})
_ZIP_TYPES = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})

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


def document_parts(name: str, data: bytes) -> Iterator[Part]:
    """Yield the text of a document.

    Raises UnreadableDocumentError where the type is unknown, the file is broken or holds
    no text, or the library that reads it is missing.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix in _TEXT_TYPES:
        yield Part(0, _decoded(data))
    elif suffix in _ZIP_TYPES:
        yield from _zipped(data)
    elif suffix == "pdf":
        yield from _pdf(data)
    else:
        raise UnreadableDocumentError(f"filer av typen .{suffix} går inte att granska")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _zipped(data: bytes) -> Iterator[Part]:
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if not info.filename.endswith(".xml"):
                    continue
                with archive.open(info) as stream:
                    raw = stream.read(left + 1)
                left -= len(raw)
                if left < 0:
                    raise UnreadableDocumentError("dokumentet är för stort att granska")
                text = _PARAGRAPH.sub("\n", raw.decode("utf-8", "replace"))
                yield Part(0, html.unescape(_TAG.sub("", text)))
    except _BROKEN as error:
        raise UnreadableDocumentError("filen är trasig") from error


def _pdf(data: bytes) -> Iterator[Part]:
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
        for number in range(len(document)):
            text = _page_text(document, number, pypdfium2.PdfiumError)
            some = some or bool(text.strip())
            yield Part(number + 1, text)
    finally:
        document.close()
    if not some:
        raise UnreadableDocumentError("PDF-filen har ingen text att granska (inskannad?)")


def _page_text(document: Any, number: int, fault: type[Exception]) -> str:
    try:
        text: str = document[number].get_textpage().get_text_bounded()
    except fault as error:
        raise UnreadableDocumentError("PDF-filen är trasig") from error
    return text.replace("\r\n", "\n")
