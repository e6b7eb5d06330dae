"""The plain site works from a disk: links name files, anchors exist, nothing else is asked for."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from browser import Browser
from minutes_archive.loading import examine
from minutes_archive.pages.docs_pages import HandWritten, link_from, page_address
from minutes_archive.preservation.plain_site import to_file, with_links, without_forms
from preservation.conftest import INVENTED


@pytest.fixture(scope="module")
def pages(package: Path) -> dict[Path, BeautifulSoup]:
    found = sorted((package / "webbplats").rglob("*.html"))
    assert len(found) > 60
    return {file: BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser") for file in found}


def test_every_link_leads_to_a_file_and_an_anchor(pages: dict[Path, BeautifulSoup]) -> None:
    broken = []
    for file, page in pages.items():
        for link in page.select("[href]"):
            parts = urlsplit(str(link["href"]))
            if parts.scheme:
                assert link.name == "a", f"{file}: {link}"
                continue
            assert not parts.query
            goal = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            sound = goal.is_file()
            if sound and parts.fragment and goal in pages:
                sound = pages[goal].find(id=unquote(parts.fragment)) is not None
            if not sound:
                broken.append(f"{file}: {link['href']}")
    assert broken == []


def test_nothing_needs_a_server_or_another_host(pages: dict[Path, BeautifulSoup]) -> None:
    for file, page in pages.items():
        assert page.select("script, form, iframe, object, [src]") == [], file
        assert [str(link["href"]).startswith("http") for link in page.select("link")] in (
            [False],
            [],
        ), file


def test_every_page_has_one_heading_a_language_and_a_title(
    pages: dict[Path, BeautifulSoup],
) -> None:
    for file, page in pages.items():
        assert len(page.select("h1")) == 1, file
        assert page.html is not None and page.html["lang"] == "sv"
        assert page.title is not None and page.title.get_text(strip=True), file


def test_the_page_in_place_of_the_search_lists_every_decision(package: Path) -> None:
    page = (package / "webbplats/sok/index.html").read_text(encoding="utf-8")
    listed = {
        Path(str(link["href"])).parent.name
        for link in BeautifulSoup(page, "html.parser").select("main li a")
    }
    archive, _ = examine(INVENTED)
    assert archive is not None
    decisions = {entry.id for entry in archive.decisions}
    assert decisions and decisions == listed


def test_pages_written_by_hand_are_there(package: Path) -> None:
    text = (package / "webbplats/om/lasa/index.html").read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert [heading.get_text() for heading in page.select("h1")] == ["Så läser du arkivet"]
    assert page.select("main h2")
    assert not (package / "webbplats/dev").exists()


@pytest.mark.browser
def test_it_opens_from_a_disk(package: Path, browser: Browser) -> None:
    browser.get((package / "webbplats/index.html").as_uri())
    link = browser.find_element("css selector", "main a[href^='beslut/']")
    browser.execute_script("arguments[0].click()", link)
    assert browser.current_url.startswith("file://")
    assert browser.current_url.endswith("index.html")
    assert browser.find_element("css selector", "h1").text


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("./", "index.html"),
        ("../", "../index.html"),
        ("..", "../index.html"),
        ("../beslut/x/", "../beslut/x/index.html"),
        ("../sok/?q=a&b=c", "../sok/index.html"),
        ("../moten/a/2022-01-02/#punkt-1", "../moten/a/2022-01-02/index.html#punkt-1"),
        ("#punkt-1", "#punkt-1"),
        ("bilaga.pdf", "bilaga.pdf"),
        ("https://exempel.se/a/", "https://exempel.se/a/"),
        ("mailto:a@exempel.se", "mailto:a@exempel.se"),
        ("//exempel.se/", "//exempel.se/"),
    ],
)
def test_links_to_folders_get_the_name_of_the_file(link: str, file: str) -> None:
    assert to_file(link) == file


def test_only_links_in_tags_are_changed() -> None:
    html = '<p title="a > b">x href="a/"</p><a class="c" href="a/?x=1&amp;y=2">href="b/"</a>'
    changed = with_links(html, lambda link: link.replace("a/", "<&>/"))
    assert changed == (
        '<p title="a > b">x href="a/"</p>'
        '<a class="c" href="&lt;&amp;&gt;/?x=1&amp;y=2">href="b/"</a>'
    )
    refresh = '<meta http-equiv="refresh" content="0; url=../a/">'
    assert with_links(refresh, to_file).endswith('content="0; url=../a/index.html">')


def test_forms_are_taken_out_whole() -> None:
    assert without_forms("<p>a</p><form action='x'>\n<input></form><p>b</p>") == "<p>a</p><p>b</p>"


@pytest.mark.parametrize(
    ("source", "address"),
    [("index.md", ""), ("om/lasa.md", "om/lasa/"), ("om/index.md", "om/"), ("a.md", "a/")],
)
def test_addresses_of_hand_written_pages(source: str, address: str) -> None:
    assert page_address(source) == address


@pytest.mark.parametrize(
    ("link", "changed"),
    [
        ("../beslut/index.md", "../../beslut/"),
        ("index.md#saknas", "../../om/#saknas"),
        ("bild.png", "../../om/bild.png"),
        ("https://exempel.se/x.md", "https://exempel.se/x.md"),
        ("#har", "#har"),
    ],
)
def test_links_of_hand_written_pages_go_from_their_address(link: str, changed: str) -> None:
    assert link_from(HandWritten("om/lasa.md", b"", "Så läser du", ""), link) == changed
