"""Text of the minutes as HTML: Markdown without raw HTML, names linked wherever lines break."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from built_site import text_of
from minutes_archive.archive.mentions import MentionFinder
from minutes_archive.model import Municipality
from minutes_archive.pages.markdown import Links, TextRenderer

NAMES = {"almvik": "Almvik", "asele-strand": "Åsele strand"}
TEXTS = TextRenderer(
    MentionFinder([Municipality(i, name) for i, name in NAMES.items()], ["Almviks station"]),
    "nämns",
)


def address_of(municipality: str) -> str:
    return f"../kommuner/{municipality}/"


LINKS = Links(address_of)


def parse(html: str) -> Tag:
    return BeautifulSoup(html, "html.parser")


def mentions(html: str) -> list[tuple[str, str]]:
    return [(text_of(a), str(a["href"])) for a in parse(html).select("a.ma-mention")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("I Almvik finns", ["Almvik"], id="plain"),
        pytest.param("I **Almvik** finns", ["Almvik"], id="strong"),
        pytest.param("- I Almvik\n- I Åsele strand", ["Almvik", "Åsele strand"], id="list"),
        pytest.param("Från Åsele\nstrand går", ["Åsele strand"], id="over-lines"),
        pytest.param("*Från* Åsele\nstrand går", ["Åsele strand"], id="over-lines-in-markdown"),
        pytest.param("Vid Almviks\nstation står", [], id="phrase-over-lines"),
        pytest.param("*Vid* Almviks\nstation står", [], id="phrase-over-lines-in-markdown"),
        pytest.param("[Almvik](https://almvik.example)", [], id="inside-a-link"),
        pytest.param("`Almvik`", [], id="inside-code"),
        pytest.param("https://exempel.example/Almvik", [], id="inside-an-address"),
    ],
)
def test_names_are_linked(text: str, expected: list[str]) -> None:
    found = mentions(TEXTS.markdown(text, LINKS))
    assert [name for name, _ in found] == expected
    assert all(goal in {address_of(name) for name in NAMES} for _, goal in found)


@pytest.mark.parametrize(
    ("text", "selector", "shown"),
    [
        pytest.param("**tjock**", "strong", "tjock", id="strong"),
        pytest.param("*lutad*", "em", "lutad", id="emphasis"),
        pytest.param("- ett\n- två", "ul > li:nth-of-type(2)", "två", id="list"),
        pytest.param("3. tre", 'ol[start="3"] > li', "tre", id="numbered"),
        pytest.param("> sagt", "blockquote", "sagt", id="quote"),
        pytest.param("# rubrik", "h3", "rubrik", id="heading"),
        pytest.param("###### rubrik", "h3", "rubrik", id="deep-heading"),
        pytest.param("| a |\n|---|\n| b |", "tbody td", "b", id="table"),
        pytest.param("ett\n\ntvå", "p:nth-of-type(2)", "två", id="paragraphs"),
        pytest.param("[här](https://x.example/)", 'a[href="https://x.example/"]', "här", id="link"),
        pytest.param("a < b & c", "p", "a < b & c", id="signs"),
    ],
)
def test_markdown(text: str, selector: str, shown: str) -> None:
    found = parse(TEXTS.markdown(text, LINKS)).select_one(selector)
    assert found is not None
    assert text_of(found) == shown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![bild](https://x.example/spion.png)",
        "[x](javascript:alert(1))",
        "[x](JaVa&#x0A;ScRiPt:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](//x.example/)",
        "[x](data:text/html,hej)",
        '[x](https://x.example "\\" onmouseover=alert(1)")',
        "<https://x.example/<script>>",
        "\\<script>",
    ],
)
@pytest.mark.parametrize("way", ["markdown", "line", "inline"])
def test_nothing_active_comes_through(text: str, way: str) -> None:
    soup = parse(getattr(TEXTS, way)(text, LINKS))
    assert soup.select("script, img, iframe, style, object") == []
    for tag in soup.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
        assert str(tag.get("href", "https:")).startswith(("https:", "../"))


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        pytest.param("Beslut:\na) att köpa\nb) att sälja", 2, id="letters"),
        pytest.param("Beslut:\n(a) att köpa\n(b) att sälja", 2, id="letters-in-brackets"),
        pytest.param("Direktionen beslutar\natt köpa\natt sälja", 2, id="clauses"),
        pytest.param("Att köpa marken vid sjön\nAtt sälja båten", 1, id="capital-clauses"),
        pytest.param("Granvik: för\nÅkerby: emot\nTuna: avstår", 2, id="speakers"),
        pytest.param("Anna Ek: Vi väntar med det här.\nBo Alm: Nej.", 1, id="people-speak"),
        pytest.param("§ 12 Val\n§ 13 Budget", 1, id="paragraph-signs"),
        pytest.param("– ett\n– två", 1, id="dashes"),
        pytest.param("• ett\n• två", 1, id="dots"),
        pytest.param("Att\n\\- gå\n\\- stå", 2, id="escaped-dashes"),
        pytest.param("Att\n1\\. gå\n2\\. stå", 2, id="escaped-numbers"),
        pytest.param("Anna Ek\nBo Alm\nCaj Dahl", 2, id="names"),
        pytest.param("**Beslut:**\na) *att köpa*\nb) att sälja", 2, id="in-markdown"),
        pytest.param("Från Åsele\nstrand går", 0, id="a-wrapped-line"),
        pytest.param(
            "Ordföranden föreslår efter en längre diskussion och en ajournering av mötet\n"
            "att frågan tas upp igen när utredningen är klar",
            0,
            id="a-full-line-before-a-clause",
        ),
    ],
)
def test_lines_that_mean_something_stay_lines(text: str, breaks: int) -> None:
    assert len(parse(TEXTS.markdown(text, LINKS)).select("br")) == breaks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2. två\n5. fem\n6. sex", [("", "två"), ("5", "fem"), ("", "sex")]),
        ("1. ett\n1. ett till", [("", "ett"), ("1", "ett till")]),
        ("- a\n\n3. tre\n2. två", [("", "a"), ("", "tre"), ("2", "två")]),
    ],
)
def test_numbers_of_lists_are_those_written(text: str, shown: list[tuple[str, str]]) -> None:
    entries = parse(TEXTS.markdown(text, LINKS)).select("li")
    assert [(str(li.get("value", "")), text_of(li)) for li in entries] == shown


def test_a_list_with_parentheses_keeps_them() -> None:
    assert parse(TEXTS.markdown("1) a\n2) b", LINKS)).select("ol.ma-parenthesis")
    assert not parse(TEXTS.markdown("1. a\n2. b", LINKS)).select("ol.ma-parenthesis")


@pytest.mark.parametrize(
    "text",
    [
        "5*3*2",
        "2**3**4",
        "R&amp;D &nbsp; &#8211;",
        "a * b * c",
        "C:\\temp\\ny",
        "f[i]",
        "snake_case_name",
        "    indraget",
        "[ref]: https://exempel.example",
        "50 % *",
    ],
)
def test_signs_that_are_no_markup_stay(text: str) -> None:
    assert text_of(parse(TEXTS.markdown(text, LINKS))) == text.strip()
    assert text_of(parse(TEXTS.line(text, LINKS))) == text.strip()


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Se https://exempel.example/a_b?c=d.", ["https://exempel.example/a_b?c=d"]),
        ("(https://exempel.example/x)", ["https://exempel.example/x"]),
        ("https://exempel.example/x_(y)", ["https://exempel.example/x_(y)"]),
        ("www.exempel.example, och", ["https://www.exempel.example"]),
        ("*https://exempel.example*", ["https://exempel.example"]),
        ("[här](https://exempel.example/å)", ["https://exempel.example/%C3%A5"]),
        ("namn@www.exempel.example", []),
        ("www", []),
        ("<https://exempel.example/x>", ["https://exempel.example/x"]),
    ],
)
@pytest.mark.parametrize("way", ["markdown", "line"])
def test_addresses_of_the_web_are_links(text: str, addresses: list[str], way: str) -> None:
    found = parse(getattr(TEXTS, way)(text, LINKS)).select("a")
    assert [str(a["href"]) for a in found] == addresses


def test_files_and_pictures_are_those_of_the_meeting() -> None:
    links = Links(address_of, lambda name: f"moten/{name}")
    soup = parse(TEXTS.markdown("![En karta](karta.png) och [bilagan](Bilaga.pdf)", links))
    assert [(i["src"], i["alt"]) for i in soup.select("img")] == [("moten/karta.png", "En karta")]
    assert [a["href"] for a in soup.select("a")] == ["moten/Bilaga.pdf"]
    bare = parse(TEXTS.markdown("![En karta](karta.png) och [bilagan](Bilaga.pdf)", LINKS))
    assert text_of(bare) == "En karta och bilagan"
    assert bare.select("img, a") == []


def test_a_table_has_headers_and_sides() -> None:
    soup = parse(TEXTS.markdown("| Kommun | tkr |\n|---|--:|\n| Almvik | 5 |", LINKS))
    assert [th["scope"] for th in soup.select("th")] == ["col", "col"]
    assert [text_of(cell) for cell in soup.select(".ma-number")] == ["tkr", "5"]


def test_markdown_on_a_line_keeps_its_emphasis_and_shows_blocks_as_words() -> None:
    assert TEXTS.line("**ej** tjock", LINKS) == "<strong>ej</strong> tjock"
    assert text_of(parse(TEXTS.line("- ett\n- två", LINKS))) == "- ett - två"
    assert text_of(parse(TEXTS.line("| a | b |\n|---|---|\n| 1 | 2 |", LINKS))) == "a | b 1 | 2"


def test_what_is_no_markdown_is_shown_as_it_is_written() -> None:
    assert TEXTS.inline("**ej** tjock", LINKS) == "**ej** tjock"
