"""Which files may be published as documents, by their names."""

from __future__ import annotations

import pytest

from minutes_archive.model import Attachment
from minutes_archive.reading.file_names import file_name_problems

PUBLISHED = """\
pdf docx xlsx pptx odt ods odp odg rtf txt md csv tsv json geojson ics eml epub doc xls ppt msg zip
png jpg jpeg gif webp avif tif tiff bmp heic
mp3 m4a wav ogg oga opus flac mp4 m4v webm ogv mov
dwg dxf ifc gpkg vtt srt
"""


def codes(*names: str) -> list[str]:
    return [problem.code for problem in file_name_problems([Attachment(name) for name in names])]


@pytest.mark.parametrize("ending", PUBLISHED.split())
def test_a_document_is_published(ending: str) -> None:
    assert codes(f"bilaga.{ending}", f"BILAGA-2.{ending.upper()}") == []


@pytest.mark.parametrize(
    "ending", ["html", "htm", "svg", "js", "xml", "php", "exe", "bat", "xhtml"]
)
def test_what_a_browser_or_a_server_would_run_is_not(ending: str) -> None:
    assert codes(f"bilaga.{ending}") == ["E423"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("a.pdf", "A.pdf"), ["E422"]),
        ((".dold.pdf",), ["E422"]),
        (("slut.",), ["E422"]),
        (("con.pdf",), ["E422"]),
        (("2020-11-20.yml",), ["E424"]),
        (("2020-11-20.granskning.md",), ["E424"]),
        (("utan-typ",), ["E423"]),
    ],
)
def test_a_name_that_cannot_be_used_is_told(names: tuple[str, ...], told: list[str]) -> None:
    assert codes(*names) == told
