"""Nothing of a draft, nor of what was withdrawn, is in any byte of the site."""

from __future__ import annotations

import gzip
import re

from built_site import Site

CANARY = re.compile(rb"kanarief(?:\xc3\xa5|a|\xe5|&#229;|\\u00e5|%C3%A5)gel", re.IGNORECASE)


def test_no_word_of_the_draft_is_in_any_file(invented_site: Site) -> None:
    found = []
    for file in invented_site.folder.rglob("*"):
        if file.is_file():
            raw = file.read_bytes()
            raw = gzip.decompress(raw) if file.suffix == ".gz" else raw
            if CANARY.search(raw) or CANARY.search(str(file).encode()):
                found.append(file)
    assert found == []


def test_no_page_is_made_for_the_draft(invented_site: Site) -> None:
    assert not (invented_site.folder / "moten/styrgruppen/2023-11-23").exists()
    assert not list(invented_site.folder.glob("beslut/sg-2023-11-23-*"))


def test_withdrawn_things_are_tombstones_that_search_engines_leave(invented_site: Site) -> None:
    for address in ("moten/styrgruppen/2023-03-02/", "beslut/fd-2022-12-08-23-2/"):
        page = invented_site.page(address)
        robots = page.select_one('meta[name="robots"]')
        assert robots is not None
        assert "noindex" in str(robots["content"])
        shown = invented_site.content(address).get_text(" ", strip=True)
        assert "skydd av personuppgifter" in shown
        assert "2 maj 2023" in shown
        assert "Texten är borttagen." not in shown
