"""Every page of a built site is whole: links and anchors lead somewhere, ids and headings fit."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from built_site import Site

ORIGIN = "https://site.example/"


@pytest.fixture(params=["seed_site", "invented_site"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def pages(site: Site) -> list[str]:
    return [*site.addresses, "404.html"]


def _ids(soup: BeautifulSoup) -> list[str]:
    return [str(tag["id"]) for tag in soup.select("[id]")]


def referenced(site: Site, address: str) -> list[str]:
    """Return what a page refers to, as written: links, scripts, styles, pictures, forms."""
    soup = site.page(address)
    found = [str(tag["href"]) for tag in soup.select("[href]")]
    found += [str(tag["src"]) for tag in soup.select("[src]")]
    found += [str(tag["action"]) for tag in soup.select("[action]")]
    return found


def test_every_internal_link_and_anchor_resolves(site: Site) -> None:
    broken = []
    for address in pages(site):
        # The error page is shown anywhere, so its links count from the root.
        base = ORIGIN if address == "404.html" else ORIGIN + address
        for reference in referenced(site, address):
            whole = urljoin(base, reference)
            if not whole.startswith(ORIGIN):
                continue
            target, anchor = urldefrag(whole)
            name = unquote(urlsplit(target).path).lstrip("/")
            if name == "sok/" and not (site.folder / "sok").exists():
                continue  # the search builds its page in a part of its own
            file = (
                site.folder / name / "index.html"
                if name.endswith("/") or not name
                else site.folder / name
            )
            if not file.is_file():
                broken.append((address, reference))
            elif anchor and file.suffix == ".html" and not anchor.startswith("__"):
                goal = file.relative_to(site.folder).as_posix().removesuffix("index.html")
                if not site.page(goal).find(id=unquote(anchor)):
                    broken.append((address, reference))
    assert broken == []


def test_no_page_asks_anything_of_another_host(site: Site) -> None:
    asked = {
        (address, str(tag.get("src") or tag.get("href")))
        for address in pages(site)
        for tag in site.page(address).select(
            "script[src], img[src], iframe[src], link[rel~=stylesheet], link[rel~=preconnect], "
            "link[rel~=icon], source[src], form[action]"
        )
        if urlsplit(str(tag.get("src") or tag.get("href") or tag.get("action"))).netloc
    }
    assert asked == set()


def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    twice = [
        (address, name)
        for address in pages(site)
        for name, count in Counter(
            str(tag["id"]) for tag in site.page(address).select("[id]")
        ).items()
        if count > 1
    ]
    assert twice == []


def test_every_page_has_one_h1_and_no_level_is_skipped(site: Site) -> None:
    wrong = []
    for address in site.addresses:
        article = site.page(address).select_one("article")
        assert article is not None
        levels = [int(tag.name[1]) for tag in article.select("h1, h2, h3, h4, h5, h6")]
        steps = pairwise(levels)
        if levels.count(1) != 1 or levels[0] != 1 or any(b > a + 1 for a, b in steps):
            wrong.append((address, levels))
    assert wrong == []


def test_every_page_has_a_title_and_description_of_its_own(site: Site) -> None:
    titles = Counter()
    for address in site.addresses:
        soup = site.page(address)
        assert soup.title is not None
        titles[soup.title.get_text()] += 1
        description = soup.select_one('meta[name="description"]')
        assert description is not None
        assert description["content"]
    assert [title for title, count in titles.items() if count > 1] == []


def test_tables_say_what_they_are(site: Site) -> None:
    for address in site.addresses:
        for table in site.page(address).select("table"):
            assert table.caption is not None, address
            assert table.caption.get_text(strip=True), address
            assert all(cell.get("scope") for cell in table.select("th")), address


def test_what_is_labelled_by_an_id_has_it(site: Site) -> None:
    for address in pages(site):
        soup = site.page(address)
        for tag in soup.select("[aria-labelledby], label[for]"):
            name = str(tag.get("aria-labelledby") or tag.get("for"))
            # Material labels a switch that it makes only where there is a contents list.
            assert name.startswith("__") or soup.find(id=name), (address, name)


def test_pages_are_in_the_language_of_the_archive(site: Site) -> None:
    assert {str(site.page(address).html["lang"]) for address in pages(site)} == {"sv"}


def test_the_contents_beside_a_page_are_all_its_sections(site: Site) -> None:
    wrong = {}
    for address in site.addresses:
        page = site.page(address)
        article = page.select_one("article")
        goals = [
            str(link["href"])[1:] for link in page.select(".md-sidebar--secondary .md-nav__link")
        ]
        if not goals or article is None:
            continue
        anchors = []
        for heading in article.select("h2"):
            section = heading.find_parent("section")
            anchors.append(heading.get("id") or (section and section.get("id")))
        if goals != anchors:
            wrong[address] = (goals, anchors)
    assert wrong == {}
