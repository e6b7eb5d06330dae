"""What the user named -> files: bytes read with care, and a format judged by content."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from minutes_archive.importing.files.confinement import LIMITS, megabytes
from minutes_archive.importing.files.plain_text import NotTextError, decode
from minutes_archive.importing.files.refusals import (
    DAMAGED,
    EMPTY,
    ENCRYPTED,
    MISSING,
    NO_FILE,
    NOT_ALLOWED,
    OLD_WORD,
    OTHER_WRITING,
    PACKED,
    PICTURE,
    TOO_LARGE,
    WEB_PAGE,
    WRONG_TYPE,
    RefusedError,
)
from minutes_archive.importing.words.source import Format

# What is taken from a folder: what can be read, and what deserves to be told that it cannot.
DOCUMENT_NAMES = (".pdf", ".docx", ".docm", ".txt", ".md", ".markdown", ".doc", ".odt", ".rtf")


def named_files(names: Sequence[Path]) -> list[Path]:
    """Return the files that are meant: a folder means its documents, a pattern what fits it.

    A name for which there is nothing stays, so that the user is told of it. A file is listed
    once, at its first place.
    """
    return list(dict.fromkeys(path for name in names for path in _meant(name)))


def _meant(name: Path) -> Iterator[Path]:
    if name.is_dir():
        found = sorted(_documents(name))
        yield from found or [name]
    elif not os.path.lexists(name) and glob.has_magic(str(name)):
        # Windows leaves patterns to the program. Path.glob raises at some of them.
        yield from sorted(map(Path, glob.glob(str(name)))) or [name]  # noqa: PTH207
    else:
        yield name


def _documents(folder: Path) -> Iterator[Path]:
    for inside, _folders, names in os.walk(folder, onerror=_raise):
        for name in names:
            low = name.lower()
            ours = low.endswith(".granskning.md") or low.startswith(".")
            if low.endswith(DOCUMENT_NAMES) and not ours:
                yield Path(inside, name)


def _raise(error: OSError) -> None:
    """Let a folder that cannot be listed not pass for an empty one."""
    raise error


def read_bounded(path: Path) -> bytes:
    """Return a file's bytes; raises RefusedError for what is no file of a size to read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise RefusedError(NO_FILE, "mappen har inga dokument")
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError(NO_FILE, "det är ingen vanlig fil")
        if status.st_size > LIMITS.file:
            size, most = megabytes(status.st_size), megabytes(LIMITS.file)
            raise RefusedError(TOO_LARGE, f"{size}, gränsen är {most}")
        with path.open("rb") as file:
            return file.read(LIMITS.file + 1)
    except PermissionError:
        raise RefusedError(NOT_ALLOWED) from None
    except FileNotFoundError:
        raise RefusedError(MISSING, "filen finns inte") from None
    except (OSError, ValueError) as error:
        looped = getattr(error, "errno", None) == errno.ELOOP
        said = "länken pekar på sig själv" if looped else "filen går inte att öppna"
        raise RefusedError(MISSING, said) from None


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_MARKDOWN_NAMES = (".md", ".markdown", ".mkd", ".mdown")
_TEXT_NAMES = (".txt", ".text", "")
_HTML = "filen är en webbsida (HTML)"
_FOREIGN = (
    (b"{\\rtf", OTHER_WRITING, "filen är i formatet RTF"),
    (b"<!doctype html", WEB_PAGE, _HTML),
    (b"<html", WEB_PAGE, _HTML),
    (b"<?xml", WRONG_TYPE, "filen är XML"),
    (b"\x89png", PICTURE, "filen är en bild"),
    (b"\xff\xd8\xff", PICTURE, "filen är en bild"),
    (b"gif8", PICTURE, "filen är en bild"),
    (b"ii*\x00", PICTURE, "filen är en bild"),
    (b"mm\x00*", PICTURE, "filen är en bild"),
    (b"7z\xbc\xaf", PACKED, "filen är ett arkiv"),
    (b"rar!", PACKED, "filen är ett arkiv"),
    (b"\x1f\x8b", PACKED, "filen är ett arkiv"),
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
        return _zipped(suffix, raw)
    if raw.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in raw:
            raise RefusedError(ENCRYPTED)
        if _WORD_STREAM in raw:
            raise RefusedError(OLD_WORD)
        raise RefusedError(OTHER_WRITING, "filen är i ett äldre Office-format")
    opening = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, reason, words in _FOREIGN:
        if opening.startswith(start):
            raise RefusedError(reason, words)
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


def _zipped(suffix: str, raw: bytes) -> Format:
    if suffix == ".zip" and raw.startswith(b"PK\x03\x04") and b"word/document.xml" not in raw:
        raise RefusedError(PACKED, "filen är ett arkiv")
    if suffix in (".docx", ".docm", ".dotx", ".zip", ""):
        return Format.DOCX
    if suffix in (".odt", ".ods", ".odp", ".xlsx", ".pptx", ".epub"):
        raise RefusedError(OTHER_WRITING, f"filen är i formatet {suffix[1:].upper()}")
    return Format.DOCX


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
        raise RefusedError(WEB_PAGE, _HTML)
    return Format.MARKDOWN if suffix in _MARKDOWN_NAMES else Format.TEXT


def _shown(raw: bytes) -> str:
    return "".join(chr(b) if 32 < b < 127 else "·" for b in raw[:12])
