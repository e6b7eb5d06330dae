"""Words of the glossary are linked where a page first uses them, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from minutes_archive.addresses import Addresses
from minutes_archive.language.catalogue import Translator
from minutes_archive.pages.terms import TERMS, TermLinker, term_anchor

GOAL = "../om/ordforklaringar/#"


@pytest.fixture(scope="module")
def linker() -> TermLinker:
    return TermLinker(Translator("sv"), Addresses("sv"))


def links(html: str) -> list[tuple[str, str]]:
    found = BeautifulSoup(html, "html.parser").select("a.ma-term")
    return [(link.get_text(), str(link["href"])) for link in found]


def test_the_first_use_is_linked(linker: TermLinker) -> None:
    html = linker.link("<p>Remissen besvaras. En remiss till.</p>", "../")
    assert links(html) == [("Remissen", f"{GOAL}remiss")]
    assert BeautifulSoup(html, "html.parser").get_text() == "Remissen besvaras. En remiss till."


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("bordlades", "bordlaggning"),
        ("justerat", "justering"),
        ("protokollet", "protokoll"),
        ("Diarienummer", "diarienummer"),
        ("återremitteras", "aterremiss"),
        ("votering", "omrostning"),
    ],
)
def test_inflected_words_lead_to_their_explanation(
    linker: TermLinker, word: str, term: str
) -> None:
    assert links(linker.link(f"<dt>{word}</dt>", "../")) == [(word, GOAL + term)]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Protokoll</h2>",
        '<a href="x">Protokoll</a>',
        "<p><a href='x'>se <b>remissen</b></a></p>",
        '<p title="protokoll">text</p>',
        "<p>protokollsutdragen</p>",
        "<q>Remiss</q>",
        "<h3>Om <span>remissen</span> och <a href='x'>svaret</a> på remissen</h3>",
    ],
)
def test_links_headings_and_quotations_are_left_alone(linker: TermLinker, html: str) -> None:
    assert linker.link(html, "../") == html


def test_a_later_use_is_linked_where_the_first_cannot_be(linker: TermLinker) -> None:
    html = linker.link("<h2>Remiss</h2><p>En remiss och ett <b>protokoll</b>.</p>", "../")
    assert links(html) == [("remiss", f"{GOAL}remiss"), ("protokoll", f"{GOAL}protokoll")]
    assert html.startswith("<h2>Remiss</h2>")


def test_the_page_explains_every_term_in_the_order_of_the_alphabet(swedish_site: Path) -> None:
    file = swedish_site / "om" / "ordforklaringar" / "index.html"
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    anchors = [str(entry["id"]) for entry in page.select(".ma-terms > div")]
    translate = Translator("sv")
    assert sorted(anchors) == sorted(term_anchor(translate, term) for term in TERMS)
    terms = [entry.get_text(" ").split("#")[0].strip() for entry in page.select("dt")]
    assert terms[0] == "Anslagstavla"

    assert terms.index("Återremiss") < terms.index("Ärende")
