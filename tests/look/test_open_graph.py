"""Where a page is shared, services find its title, its words and a picture that exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from look_archive import SITE_URL


def card(site: Path, address: str) -> dict[str, str]:
    file = site / address / "index.html"
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    return {
        str(meta["property"]): str(meta["content"]) for meta in page.select('meta[property^="og:"]')
    }


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("", "Fjärdbygdens mötesarkiv"),
        ("moten/styrgruppen/2022-09-15/", "Styrgruppen 15 september 2022"),
        (
            "beslut/fd-2022-06-09-9-1/",
            "Att inriktningen ska vara en ny vattentäkt i Långsjön med överföringsledning.",
        ),
        ("kommuner/almvik/", "Almvik"),
        ("om/ordforklaringar/", "Ordförklaringar"),
    ],
)
def test_every_kind_of_page_has_its_card(swedish_site: Path, address: str, title: str) -> None:
    found = card(swedish_site, address)
    assert found["og:title"] == title
    assert found["og:url"] == SITE_URL + address
    assert found["og:locale"] == "sv_SE"
    assert found["og:site_name"] == "Fjärdbygdens mötesarkiv"
    assert len(found["og:description"]) > 20
    assert "og:image" not in found


def test_a_page_has_one_canonical_address_and_a_title_of_its_own(swedish_site: Path) -> None:
    seen: dict[str, str] = {}
    for file in sorted(swedish_site.rglob("index.html")):
        address = file.relative_to(swedish_site).as_posix().removesuffix("index.html")
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        if page.select_one('meta[http-equiv="refresh"]'):
            continue
        links = [str(link["href"]) for link in page.select("link[rel=canonical]")]
        assert links == [SITE_URL + address]
        assert page.title is not None
        title = page.title.get_text()
        assert title not in seen, (address, seen.get(title))
        seen[title] = address
    assert len(seen) > 60
