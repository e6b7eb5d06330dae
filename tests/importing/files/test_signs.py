"""Signs that are no words: bullets of sign fonts, and § that a machine misread."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from minutes_archive.importing.confined.extraction import extract
from minutes_archive.importing.files.ocr import with_paragraph_signs
from minutes_archive.importing.files.pdf_glyphs import drawn_once
from minutes_archive.importing.files.pdf_pages import compare
from minutes_archive.importing.words.source import Format


def test_a_bullet_of_a_sign_font_is_a_bullet_and_no_letter(tmp_path: Path) -> None:
    paper = FPDF()
    paper.add_page()
    paper.set_font("zapfdingbats", size=12)
    paper.cell(6, 6, "n")
    paper.set_font("helvetica", size=12)
    paper.cell(60, 6, "Besvara remissen")
    path = tmp_path / "punkt.pdf"
    path.write_bytes(bytes(paper.output()))
    source = extract(Format.PDF, path)
    assert source.text == "• Besvara remissen"
    assert source.disagreement == ""


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        (["$ 50 Svar på motion", "text"], ["§ 50 Svar på motion", "text"]),
        (["S51 Budget", "& 52 Val"], ["§51 Budget", "§ 52 Val"]),
        (["§ 50 Val", "8 51 Budget", "5 52 Taxa"], ["§ 50 Val", "§ 51 Budget", "§ 52 Taxa"]),
        (["§ 33. Val", "8 34. 5G i tätorten"], ["§ 33. Val", "§ 34. 5G i tätorten"]),
        (["§ 33. Val", "8 35. Budget"], ["§ 33. Val", "§ 35. Budget"]),
        (["18 Val", "2 8 Budget", "3 & Taxa"], ["1§ Val", "2 § Budget", "3 § Taxa"]),
        (["18 Val", "19 Budget"], ["18 Val", "19 Budget"]),
        (["8 51 Budget", "8 52 Taxa"], ["8 51 Budget", "8 52 Taxa"]),
        (["§ 50 Val", "8 20 Personer kom"], ["§ 50 Val", "8 20 Personer kom"]),
        (["$ 50 kronor per dag"], ["$ 50 kronor per dag"]),
    ],
)
def test_a_misread_paragraph_sign_is_known_by_its_neighbours(
    read: list[str], mended: list[str]
) -> None:
    assert with_paragraph_signs(read) == mended


@pytest.mark.parametrize(
    ("other", "agree"),
    [
        ("specifik", True),
        ("speci\x1bk", True),
        ("specik", False),
        ("spec\x1bfik", True),
        ("\x1bpecifik", False),
        ("speci\x1bkt", False),
    ],
)
def test_only_a_ligature_may_lack_its_name_in_the_second_reading(other: str, agree: bool) -> None:
    read = [{"text": sign} for sign in "specifik"]
    assert (compare(read, other, 1, {}) == "") is agree


def letter(text: str, x: float, **look: object) -> dict[str, object]:
    return {"text": text, "x0": x, "top": 10.0, "fontname": "F", "size": 11.0, **look}


def test_a_letter_drawn_twice_at_one_place_counts_once() -> None:
    drawn = [letter("a", 10.0), letter("b", 16.0), letter("a", 10.4), letter("b", 15.6)]
    assert drawn_once(drawn) == drawn[:2]


def test_letters_of_another_look_or_place_count() -> None:
    drawn = [
        letter("a", 10.0),
        letter("a", 10.6),
        letter("a", 10.0, size=9.0),
        letter("a", 10.0, top=11.0),
    ]
    assert drawn_once(drawn) == drawn
