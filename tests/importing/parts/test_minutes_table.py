"""Minutes that are one table, an item a row."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from importing.conftest import entries_of, items_of
from minutes_archive.importing.confined.extraction import extract
from minutes_archive.importing.draft.drafting import Drafting, Given
from minutes_archive.importing.draft.ledger import balance
from minutes_archive.importing.files.plain_text import read_text
from minutes_archive.importing.parts.minutes_table import unfolded
from minutes_archive.importing.words.draft_tree import Draft, MarkKind
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.source import Format, Source
from minutes_archive.model import Registry

TEXT = """\
Minnesanteckningar Kustgruppen 2024-01-15
Närvarande: Bo Ek, Mia Al

Nr   Ärende                          Ansvarig
1    Start                           Bo
     Bo hälsade alla välkomna till
     årets första möte i hamnen.
2    Båten och bryggan i hamnen,     Mia
     med kostnader
     Båten läcker och behöver bytas
     ut före sommaren.
     Beslut: Mia köper en ny båt.
"""
ROWS = [
    ("1", ["Start", "Bo hälsade alla välkomna till årets första möte i hamnen."], "Bo"),
    ("2", ["Båten", "Båten läcker och behöver bytas ut.", "Beslut: Mia köper en ny båt."], "Mia"),
]


def drafted(source: Source, names: Registry, swedish: LanguagePack) -> Draft:
    lines = unfolded(source, swedish)
    draft = Drafting(lines, names, swedish, Given("kustgruppen")).draft()
    found = balance(lines, draft)
    assert (found.doubled, found.left_over) == ((), ())
    assert not any(mark.kind is MarkKind.NOT_PLACED for mark in draft.marks)
    return draft


def test_columns_of_text(names: Registry, swedish: LanguagePack) -> None:
    draft = drafted(read_text(TEXT.encode()), names, swedish)
    titles = [item.text("title") for item in items_of(draft)]
    assert titles == ["Start", "Båten och bryggan i hamnen, med kostnader"]
    assert ("decision", "Mia köper en ny båt.") in entries_of(draft)


def test_a_table_of_word(names: Registry, swedish: LanguagePack, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Minnesanteckningar Kustgruppen 2024-01-15")
    document.add_paragraph("Närvarande: Bo Ek, Mia Al")
    table = document.add_table(rows=0, cols=3)
    for cell, text in zip(table.add_row().cells, ["Nr", "Ärende", "Ansvarig"], strict=True):
        cell.text = text
    for number, paragraphs, who in ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = number, paragraphs[0], who
        for paragraph in paragraphs[1:]:
            cells[1].add_paragraph(paragraph)
    path = tmp_path / "tabell.docx"
    document.save(str(path))
    draft = drafted(extract(Format.DOCX, path), names, swedish)
    assert [item.text("title") for item in items_of(draft)] == ["Start", "Båten"]
    assert entries_of(draft)[-2:] == [("decision", "Mia köper en ny båt."), ("text", "Mia")]


@pytest.mark.parametrize("heading", ["Nr   Åtgärd   Ansvarig", "Namn   Ärende   Ansvarig"])
def test_other_tables_are_left_as_they_are(heading: str, swedish: LanguagePack) -> None:
    source = read_text(
        TEXT.replace("Nr   Ärende                          Ansvarig", heading).encode()
    )
    assert unfolded(source, swedish) is source
