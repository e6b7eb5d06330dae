"""Signs that are no words: bullets of sign fonts, and § that a machine misread."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from fpdf import FPDF

from minutes_archive.importing.confined.extraction import extract
from minutes_archive.importing.files.ocr import with_paragraph_signs
from minutes_archive.importing.files.pdf_glyphs import drawn_once
from minutes_archive.importing.files.pdf_pages import compare, with_brief_letters
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


def test_letters_near_the_edge_of_a_square_of_the_page_count_once() -> None:
    drawn = [letter("a", x / 10, top=y / 10) for x in range(36, 45) for y in range(76, 85)]
    assert drawn_once(drawn) == [drawn[0], drawn[6], drawn[54], drawn[60]]


def test_letters_described_briefly_have_the_values_of_pdfplumbers_own(tmp_path: Path) -> None:
    paper = FPDF()
    paper.add_page()
    paper.set_font("helvetica", size=12)
    paper.cell(60, 6, "Besvara remissen")
    with paper.rotation(90, 60, 60):
        paper.text(60, 60, "Liggande")
    drawn = bytes(paper.output())
    assert b"/MediaBox [0 0 595" in drawn
    path = tmp_path / "flyttad.pdf"
    path.write_bytes(drawn.replace(b"/MediaBox [0 0 595", b"/MediaBox [9 7 595"))
    with pdfplumber.open(path) as document:
        whole = document.pages[0].chars
    with pdfplumber.open(path) as document:
        brief = with_brief_letters(document.pages[0]).chars
    assert len(brief) == len(whole) > 20
    assert not all(one["upright"] for one in brief)
    assert brief == [{key: one[key] for key in brief[0]} for one in whole]
