"""Small documents of the kinds that are searched for personal data, to be damaged."""

from __future__ import annotations

from collections.abc import Mapping
from zipfile import ZIP_STORED

from small_documents import pdf, zipped

TEXT = "Bilaga till mötet. Tel. 0123-456 78, e-post nn@fjardbygden.example, dnr 2022/0014."


def documents() -> Mapping[str, bytes]:
    """Return one document of each kind, by name; stored unpacked, so that damage hits the text."""
    word = {"word/document.xml": f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"}
    open_document = {"content.xml": f"<text:p>{TEXT}</text:p>", "meta.xml": "<a/>"}
    return {
        "fuzzad.docx": zipped(word, ZIP_STORED),
        "fuzzad.odt": zipped(open_document, ZIP_STORED),
        "fuzzad.pdf": pdf(TEXT),
        "fuzzad.csv": f"namn;värde\nett;{TEXT}\n".encode("utf-16"),
    }
