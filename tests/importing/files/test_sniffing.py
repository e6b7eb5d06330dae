"""What a file is that is no document, told by how it begins and not by its name."""

from __future__ import annotations

import pytest

from minutes_archive.importing.files.named_files import sniff
from minutes_archive.importing.files.refusals import RefusedError
from minutes_archive.importing.words.source import Format

PICTURE, PACKED = "filen är en bild", "filen är ett arkiv"


@pytest.mark.parametrize(
    ("begins", "told"),
    [
        (b"{\\rtf1\\ansi", "filen är i formatet RTF"),
        (b"<!DOCTYPE html>", "filen är en webbsida (HTML)"),
        (b"\xef\xbb\xbf \n<html>", "filen är en webbsida (HTML)"),
        (b"<?xml version='1.0'?>", "filen är XML"),
        (b"\x89PNG\r\n", PICTURE),
        (b"\xff\xd8\xff\xe0", PICTURE),
        (b"GIF89a", PICTURE),
        (b"II*\x00", PICTURE),
        (b"MM\x00*", PICTURE),
        (b"7z\xbc\xaf'", PACKED),
        (b"Rar!\x1a", PACKED),
        (b"\x1f\x8b\x08", PACKED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "filen är i ett äldre Office-format"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a"])
def test_what_is_no_document_is_told(name: str, begins: bytes, told: str) -> None:
    with pytest.raises(RefusedError) as refused:
        sniff(name, begins)
    assert refused.value.code == "E502"
    assert refused.value.message == told


def test_a_document_is_known_by_its_beginning_too() -> None:
    assert sniff("a.txt", b"\n%PDF-1.4") is Format.PDF
    assert sniff("a.txt", b"Protokoll") is Format.TEXT
    assert sniff("a.md", b"# Protokoll") is Format.MARKDOWN
