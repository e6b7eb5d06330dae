"""Running text in two columns is read column by column; labels and values are read by line."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF

from minutes_archive.importing.confined.extraction import extract
from minutes_archive.importing.words.source import Format

WORDS = "Gruppen talade om hamnen och om de båtar som ska bytas ut innan sommaren kommer åter"


def paper() -> FPDF:
    made = FPDF(format="A4")
    made.core_fonts_encoding = "windows-1252"
    made.add_page()
    made.set_font("helvetica", "", 10)
    return made


def column(made: FPDF, x: float, mark: str) -> None:
    """Draw a column whose lines can be told by their mark."""
    made.set_xy(x, 40)
    made.multi_cell(80, 5, " ".join(f"{WORDS} {mark}{n}" for n in range(12)), align="J")


def test_the_left_column_is_read_before_the_right_one(tmp_path: Path) -> None:
    made = paper()
    made.cell(0, 10, "Minnesanteckningar 2024-01-15")
    column(made, 15, "vänster")
    column(made, 110, "höger")
    path = tmp_path / "spalter.pdf"
    made.output(str(path))
    source = extract(Format.PDF, path)
    assert source.disagreement == ""
    assert source.text.startswith("Minnesanteckningar 2024-01-15")
    assert source.text.index("vänster11") < source.text.index("höger0")


def test_a_column_of_labels_stays_beside_its_values(tmp_path: Path) -> None:
    made = paper()
    for row in range(16):
        made.set_xy(15, 20 + row * 8)
        made.cell(80, 5, f"Etikett {row}")
        made.cell(80, 5, f"ett värde som hör till etikett {row} och inte är kort")
    path = tmp_path / "etiketter.pdf"
    made.output(str(path))
    lines = extract(Format.PDF, path).lines
    assert [line.text.split("\t")[0] for line in lines] == [f"Etikett {row}" for row in range(16)]
    assert all(f"till etikett {row} " in lines[row].text for row in range(16))


def test_a_column_that_its_neighbour_runs_up_to_is_still_a_column(tmp_path: Path) -> None:
    made = paper()
    names = ["Bo Ek", "Mia Al", "Sven Rask", "Anna-Karin Håkansson"]
    for row, name in enumerate(names):
        made.text(20, 30 + row * 6, name)
        made.text(20 + made.get_string_width(names[-1]), 30 + row * 6, "Almvik")
    path = tmp_path / "namn.pdf"
    made.output(str(path))
    lines = extract(Format.PDF, path).lines
    assert [line.text for line in lines] == [f"{name}\tAlmvik" for name in names]
