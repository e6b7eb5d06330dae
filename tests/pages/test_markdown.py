"""Text of the minutes as HTML: Markdown without raw HTML, names linked wherever lines break."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from built_site import text_of
from minutes_archive.archive.mentions import MentionFinder
from minutes_archive.model import Municipality
from minutes_archive.pages.markdown import TextRenderer

NAMES = {"almvik": "Almvik", "asele-strand": "Åsele strand"}
TEXTS = TextRenderer(
    MentionFinder([Municipality(i, name) for i, name in NAMES.items()], ["Almviks station"]),
    "nämns",
)


def link(municipality: str) -> str:
    return f"../kommuner/{municipality}/"


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
    found = mentions(TEXTS.markdown(text, link))
    assert [name for name, _ in found] == expected
    assert all(goal in {link(name) for name in NAMES} for _, goal in found)


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
    found = parse(TEXTS.markdown(text, link)).select_one(selector)
    assert found is not None
    assert text_of(found) == shown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![bild](https://x.example/spion.png)",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hej)",
        '[x](https://x.example "\\" onmouseover=alert(1)")',
        "<https://x.example/<script>>",
        "\\<script>",
    ],
)
@pytest.mark.parametrize("way", ["markdown", "plain", "inline"])
def test_nothing_active_comes_through(text: str, way: str) -> None:
    soup = parse(getattr(TEXTS, way)(text, link))
    assert soup.select("script, img, iframe, style, object") == []
    for tag in soup.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
        assert str(tag.get("href", "https:")).startswith(("https:", "../"))


def test_plain_text_keeps_the_lines_of_a_list() -> None:
    soup = parse(TEXTS.plain("Att\n- gå till Åsele\nstrand\n- stå", link))
    assert len(soup.select("br")) == 2
    assert [text_of(a) for a in soup.select("a")] == ["Åsele strand"]
    assert text_of(soup) == "Att - gå till Åsele strand - stå"


def test_plain_text_shows_markdown_as_it_is_written() -> None:
    assert text_of(parse(TEXTS.plain("**ej** tjock", link))) == "**ej** tjock"
