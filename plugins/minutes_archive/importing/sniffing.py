"""What a file is, judged by its content and never by its name alone."""

from __future__ import annotations

import contextlib

from minutes_archive.importing.limits import LIMITS, megabytes
from minutes_archive.importing.plain_text import NotTextError, decode
from minutes_archive.importing.refusals import (
    DAMAGED,
    EMPTY,
    ENCRYPTED,
    OLD_WORD,
    TOO_LARGE,
    WRONG_TYPE,
    Reason,
    RefusedError,
)
from minutes_archive.importing.source import Format

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_MARKDOWN_NAMES = (".md", ".markdown", ".mkd", ".mdown")
_TEXT_NAMES = (".txt", ".text", "")
_FOREIGN = (
    (b"{\\rtf", "filen är i formatet RTF"),
    (b"<!doctype html", "filen är en webbsida (HTML)"),
    (b"<html", "filen är en webbsida (HTML)"),
    (b"<?xml", "filen är XML"),
    (b"\x89png", "filen är en bild"),
    (b"\xff\xd8\xff", "filen är en bild"),
    (b"gif8", "filen är en bild"),
    (b"ii*\x00", "filen är en bild"),
    (b"mm\x00*", "filen är en bild"),
    (b"7z\xbc\xaf", "filen är ett arkiv"),
    (b"rar!", "filen är ett arkiv"),
    (b"\x1f\x8b", "filen är ett arkiv"),
)


def sniff(name: str, raw: bytes) -> Format:
    """Return a file's format; raises RefusedError for what cannot be imported."""
    suffix = _suffix(name)
    if not raw.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        raise RefusedError(EMPTY)
    if len(raw) > LIMITS.file:
        raise RefusedError(TOO_LARGE, f"{megabytes(len(raw))}, gränsen är {megabytes(LIMITS.file)}")
    if b"%PDF-" in raw[:1024]:
        return Format.PDF
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(suffix)
    if raw.startswith(_OLE):
        raise RefusedError(ENCRYPTED if _ENCRYPTED_PACKAGE in raw else _old_office(raw))
    opening = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, words in _FOREIGN:
        if opening.startswith(start):
            raise RefusedError(WRONG_TYPE, words)
    if suffix == ".pdf":
        raise RefusedError(
            WRONG_TYPE, f"filen heter .pdf men är inte en PDF (början: {_shown(raw)})"
        )
    if suffix in (".docx", ".docm", ".dotx"):
        raise RefusedError(DAMAGED)
    return _text(suffix, raw)


def _suffix(name: str) -> str:
    base = name.rsplit("/", 1)[-1]
    return "." + base.rsplit(".", 1)[-1].lower() if "." in base.strip(".") else ""


def _zipped(suffix: str) -> Format:
    if suffix in (".docx", ".docm", ".dotx", ".zip", ""):
        return Format.DOCX
    if suffix in (".odt", ".ods", ".odp", ".xlsx", ".pptx", ".epub", ".jar"):
        raise RefusedError(WRONG_TYPE, f"filen är i formatet {suffix[1:].upper()}")
    return Format.DOCX


def _old_office(raw: bytes) -> Reason:
    return OLD_WORD if _WORD_STREAM in raw else DAMAGED


def _text(suffix: str, raw: bytes) -> Format:
    if suffix not in (*_TEXT_NAMES, *_MARKDOWN_NAMES):
        with contextlib.suppress(NotTextError):
            decode(raw)
        raise RefusedError(WRONG_TYPE, f"filer som slutar på {suffix} läses inte")
    if len(raw) > LIMITS.text:
        raise RefusedError(TOO_LARGE, f"{megabytes(len(raw))}, gränsen är {megabytes(LIMITS.text)}")
    try:
        text, _ = decode(raw)
    except NotTextError:
        raise RefusedError(WRONG_TYPE, "filen är ingen text") from None
    if text.lstrip("\ufeff \t\r\n").lower().startswith(("<!doctype html", "<html")):
        raise RefusedError(WRONG_TYPE, "filen är en webbsida (HTML)")
    return Format.MARKDOWN if suffix in _MARKDOWN_NAMES else Format.TEXT


def _shown(raw: bytes) -> str:
    return "".join(chr(b) if 32 < b < 127 else "·" for b in raw[:12])
