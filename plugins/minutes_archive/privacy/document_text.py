"""The text of a published original or attachment, for those who search it for personal data.

Every part of a file is one of three: text, which is given; a known picture or font, of which the
words that programs write into it are given; or told as unread. Hostile files are read as well, so
this runs in a process of its own with bounds: `documents_apart`.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import html
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from urllib.parse import unquote

from minutes_archive.privacy.document_contents import (
    DocumentContents,
    Part,
    UnreadableDocumentError,
)
from minutes_archive.privacy.pdf_text import read_pdf

MAX_MEMBERS = 2_000
_MAX_DEPTH = 3
EDGE = " | "
"""Stands between two parts, cells or properties: no number goes across."""

TEXT_TYPES = frozenset({"txt", "md", "csv", "tsv", "json", "yml", "yaml", "ics", "geojson"})
_MARKUP_TYPES = frozenset(
    {"xml", "rels", "vml", "svg", "html", "htm", "xhtml", "rdf", "opf", "ncx"}
)
_ZIP_TYPES = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "zip", "epub", "odg"})
_ZIP_TYPES |= {"docm", "xlsm", "pptm", "dotx", "xltx", "potx", "ppsx", "ott", "ots", "otp"}
PICTURE_TYPES = frozenset(
    {"png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "ico", "avif", "emf", "wmf", "wdp"}
)
# Fonts and settings of printers: nobody reads them, and no program writes people into them.
_HARMLESS = frozenset({"odttf", "ttf", "otf", "woff", "woff2", "fntdata"})
DOCUMENT_TYPES = frozenset({*_ZIP_TYPES, "pdf", "rtf", "eml"})

# What ends a line or a cell of text; all other tags lie inside one.
_BREAK = re.compile(
    r"</(?:w:p|w:tc|text:p|text:h|a:p|a:tc|p|div|td|th|li|h\d|title|text|desc|v|t|f|si|c|row|is|"
    r"table:table-cell|office:annotation|dc:\w+|meta:[\w-]+)>|<(?:w:br|w:tab|br)\b[^<>]*>"
)
_RUN_OF_CELL = re.compile(r"</t>\s*</r>\s*<r>(?:\s*<rPr>.*?</rPr>)?\s*<t[^<>]*>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"\s(?P<name>[\w:.-]+)\s*=\s*(?:\"(?P<a>[^\"<>]{1,4000})\"|'(?P<b>[^'<>]{1,4000})')"
)
# Attributes that hold words. In others only what is written as a number of a person.
_TOLD = frozenset(
    {
        *("descr", "title", "alt", "name", "href", "tooltip", "target", "display", "author"),
        *("initials", "tag", "alias", "value", "content", "string-value", "formula", "fmla"),
        *("text", "label", "summary", "url", "src", "userid", "subject", "keywords"),
    }
)
_SHAPED = re.compile(r"\d{6}(?:\d\d)?[ ]?[-+/\u2010-\u2015%&][^|]{0,8}\d{3}")
_PROPERTIES = frozenset({"meta.xml", "settings.xml", "word/settings.xml"})
_LARGE_NUMBER = re.compile(r"\b(\d)\.(\d{9,11})E\+?(9|11)\b")
_RTF_SIGN = re.compile(r"\\'(?P<hex>[0-9a-fA-F]{2})|\\u(?P<code>-?\d{1,5})[ ?]?")
_RTF_CONTROL = re.compile(r"\\[a-zA-Z]{1,32}-?\d{0,9} ?|[{}]")
_RTF_BREAK = re.compile(r"\\(?:par|line|cell|row|tab|page)\b ?")
_RTF_OBJECT = re.compile(r"\\(?:objdata|pict)\b")

_WORDS = re.compile(rb"[\x20-\x7e\x80-\xff]{9,}")
_WIDE_WORDS = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){9,}")

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError),
    *(NotImplementedError, RuntimeError),  # an unknown compression, an encrypted member
)


def document_parts(name: str, data: bytes) -> Iterator[Part]:
    """Yield the text of a document; raises UnreadableDocumentError where none of it can be read."""
    read = read_document(name, data)
    if read.unread and not any(part.text.strip() for part in read.parts):
        raise UnreadableDocumentError("; ".join(read.unread))
    yield from read.parts


def read_document(name: str, data: bytes) -> DocumentContents:
    """Read a document, and the documents inside it."""
    read = DocumentContents()
    try:
        _read(read, name, data, 0)
    except UnreadableDocumentError as unread:
        read.unread.append(str(unread))
    except RecursionError:
        read.unread.append("filen har för många delar i varandra")
    return read


def _read(read: DocumentContents, name: str, data: bytes, depth: int) -> None:
    kind = _kind_of(name, data)
    read.take(len(data))
    if depth > _MAX_DEPTH:
        read.unread.append(f"{_short(name)} ligger för djupt i andra filer")
    elif kind == "eml":
        _letter(read, data, depth)
    elif kind == "rtf":
        _rich_text(read, data)
    elif kind in TEXT_TYPES:
        read.add(decoded(data))
    elif kind in _MARKUP_TYPES:
        each_apart = name.startswith(("docProps/", "customXml/")) or name in _PROPERTIES
        read.add(_text_of_markup(decoded(data), each_apart=each_apart))
    elif kind in _ZIP_TYPES:
        _zipped(read, data, depth)
    elif kind == "pdf":
        for inside, content in read_pdf(read, data):
            _read(read, inside, content, depth + 1)
    elif kind in PICTURE_TYPES:
        read.add(EDGE.join(words_inside(data)))
    elif kind not in _HARMLESS:
        # What can be seen of it is searched all the same.
        read.add(EDGE.join(words_inside(data)))
        if not name.endswith("printerSettings.bin") and "/printerSettings/" not in name:
            what = f"filer av typen .{kind}" if kind else "filer utan känd typ"
            inside = f" ({_short(name)})" if read.parts else ""
            read.unread.append(f"{what} går inte att granska{inside}")


def _kind_of(name: str, data: bytes) -> str:
    """Return the type of a file by its name, or by its first bytes where the name does not tell."""
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    if kind in {*TEXT_TYPES, *DOCUMENT_TYPES, *_MARKUP_TYPES, *PICTURE_TYPES, *_HARMLESS}:
        return kind
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if not kind and b"\0" not in data[:4000]:
        return "txt"
    return kind


def _short(name: str) -> str:
    return name.rpartition("/")[2][:80]


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


def words_inside(data: bytes) -> Iterator[str]:
    """Yield the words among the bytes of a picture or an unknown file, narrow and wide letters."""
    for words in _WORDS.findall(data):
        yield words.decode("latin-1")
    for words in _WIDE_WORDS.findall(data):
        yield words.decode("utf-16-le", "replace")
    if data.startswith(b"\x89PNG"):
        yield from _packed_words_of_png(data)


def _packed_words_of_png(data: bytes) -> Iterator[str]:
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, chunk = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind in (b"zTXt", b"iTXt"):
            for start in re.finditer(b"\0x", chunk[:400]):
                try:
                    unpacked = zlib.decompressobj().decompress(
                        chunk[start.start() + 1 :], 1_000_000
                    )
                except zlib.error:
                    continue
                yield unpacked.decode("utf-8", "replace")


def _letter(read: DocumentContents, data: bytes, depth: int) -> None:
    letter = email.message_from_bytes(data, policy=email.policy.default)
    _letter_parts(read, letter, depth)


def _letter_parts(read: DocumentContents, letter: EmailMessage, depth: int) -> None:
    for count, part in enumerate(letter.walk()):
        if count >= MAX_MEMBERS:
            raise UnreadableDocumentError(f"brevet har fler än {MAX_MEMBERS} delar")
        read.add("\n".join(f"{name}: {_header(value)}" for name, value in part.items()))
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            read.unread.append("en del av brevet")
            continue
        kind = part.get_content_type()
        name = part.get_filename() or ("del.html" if kind == "text/html" else "")
        if not name and kind.startswith("text/"):
            name = "del.txt"
        if name:
            read.add(name)
        if kind.startswith("text/") and name.endswith((".txt", ".html")):
            content = _recoded(content, part.get_content_charset() or "utf-8")
        _read(read, name or f"del.{kind.rpartition('/')[2]}", content, depth + 1)


def _header(value: object) -> str:
    try:
        return str(value)
    except (LookupError, ValueError, AttributeError):
        return ""


def _recoded(content: bytes, charset: str) -> bytes:
    try:
        return content.decode(charset).encode("utf-8", "replace")
    except (LookupError, UnicodeDecodeError):
        return content


def _rich_text(read: DocumentContents, data: bytes) -> None:
    text = decoded(data)
    read.add(_RTF_CONTROL.sub("", _RTF_SIGN.sub(_rtf_sign, _RTF_BREAK.sub("\n", text))))
    if _RTF_OBJECT.search(text):
        read.unread.append("inklistrade objekt i RTF-filen går inte att granska")


def _rtf_sign(match: re.Match[str]) -> str:
    if match["hex"]:
        return bytes.fromhex(match["hex"]).decode("cp1252", "replace")
    code = int(match["code"]) % 0x10000
    return "" if 0xD800 <= code < 0xE000 else chr(code)


def _zipped(read: DocumentContents, data: bytes, depth: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise UnreadableDocumentError(f"filen har fler än {MAX_MEMBERS} delar")
            read.add(archive.comment.decode("utf-8", "replace"))
            for info in members:
                read.add(unquote(info.filename))
                if info.is_dir():
                    continue
                try:
                    with archive.open(info) as stream:
                        raw = stream.read(read.left + 1)
                except _BROKEN:
                    read.unread.append(
                        f"en del av filen är trasig eller låst ({_short(info.filename)})"
                    )
                    continue
                _read(read, info.filename, raw, depth + 1 if _is_document(info.filename) else depth)
                if info.filename == "word/document.xml":
                    _note_hidden_words(read, decoded(raw))
    except _BROKEN as error:
        raise UnreadableDocumentError("filen är trasig eller låst") from error


def _is_document(name: str) -> bool:
    return name.rpartition(".")[2].lower() in DOCUMENT_TYPES


_HIDDEN_RUN = re.compile(
    r"<w:r\b[^<>]*>(?:(?!</w:r>).)*?<w:(?:vanish|webHidden)(?:\s+w:val=\"(?:1|true|on)\")?\s*/>"
    r"(?:(?!</w:r>).)*?<w:t\b",
    re.DOTALL,
)
_WHITE_RUN = re.compile(
    r"<w:r\b[^<>]*>(?:(?!</w:r>).)*?<w:color\s[^<>]*w:val=\"(?:FFFFFF|ffffff)\"[^<>]*/>"
    r"(?:(?!</w:r>).)*?<w:t\b",
    re.DOTALL,
)


def _note_hidden_words(read: DocumentContents, markup: str) -> None:
    if _HIDDEN_RUN.search(markup):
        read.covered.append("dold text i Word-filen")
    if _WHITE_RUN.search(markup) and "w:shd" not in markup:
        read.covered.append("vit text i Word-filen")


def _text_of_markup(markup: str, *, each_apart: bool) -> str:
    """Return what a reader may see of markup, and the words it holds aside.

    `each_apart` is for properties: there every element is a value of its own.
    """
    text = _COMMENT.sub("", _RUN_OF_CELL.sub("", markup))
    text = html.unescape(_TAG.sub(EDGE if each_apart else "", _BREAK.sub(EDGE, text)))
    text = _LARGE_NUMBER.sub(r"\1\2", text)
    hidden = []
    for match in _ATTRIBUTE.finditer(markup):
        value = match["a"] or match["b"]
        name = match["name"].rpartition(":")[2].lower()
        if name in _TOLD or _SHAPED.search(value):
            hidden.append(html.unescape(value))
    hidden += _COMMENT.findall(markup)
    return EDGE.join([text, *_each_once(hidden)])


def _each_once(words: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(words)
