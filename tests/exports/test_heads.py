"""What a page's head points at exists, and no text can break out of it."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from minutes_archive.addresses import Addresses
from minutes_archive.archive import Archive
from minutes_archive.exports import ExportHeads
from minutes_archive.exports.heads import jsonld_script

SITE_URL = "https://arkiv.example.se/fjardbygden/"


def heads(archive: Archive, site_url: str) -> Iterator[tuple[str, str]]:
    """Yield every head with the address of its page."""
    of = ExportHeads(archive, site_url)
    addresses = Addresses("sv")
    yield addresses.start, of.start()
    for name in ("meetings", "decisions", "follow_ups", "upcoming", "municipalities"):
        yield addresses.section(name), of.section(name)
    for meeting in archive.meetings:
        yield addresses.meeting(meeting.id), of.meeting(meeting)
    for entry in archive.decisions:
        yield addresses.decision(entry.id), of.decision(entry)
    for body in archive.registry.bodies.values():
        yield addresses.body(body.id), of.body(body)
    for municipality in archive.registry.municipalities.values():
        yield addresses.municipality(municipality.id), of.municipality(municipality)
    for matter in archive.registry.matters.values():
        yield addresses.matter(matter.id), of.matter(matter)


@pytest.mark.parametrize("site_url", [SITE_URL, ""])
def test_every_alternate_is_a_file(site_url: str, archive: Archive, exporting: object) -> None:
    files = exporting(archive, site_url)  # type: ignore[operator]
    kinds = set()
    for page, head in heads(archive, site_url):
        for link in BeautifulSoup(head, "html.parser").select("link[rel~=alternate]"):
            assert link["title"]
            kinds.add(link["type"])
            assert posixpath.normpath(posixpath.join(page, str(link["href"]))) in files
    expected = {"application/json", "text/calendar", "application/atom+xml"}
    if site_url:
        expected.add("application/feed+json")
    assert kinds == expected


def test_each_kind_of_page_says_what_it_is(archive: Archive) -> None:
    made = list(heads(archive, SITE_URL))
    assert len(made) > 60
    for page, head in made:
        scripts = BeautifulSoup(head, "html.parser").select("script")
        listing = page.count("/") == 1 or page.startswith("arenden/")
        assert len(scripts) == (0 if listing else 1), page
        for script in scripts:
            assert script["type"] == "application/ld+json"
            assert json.loads(script.string or "")["@graph"]


def test_feeds_of_the_thing_itself(archive: Archive) -> None:
    of = ExportHeads(archive, SITE_URL)
    entry = archive.decision_by_id["fd-2022-06-09-12-2"]
    hrefs = [
        str(a["href"]) for a in BeautifulSoup(of.decision(entry), "html.parser").select("link")
    ]
    assert hrefs == [
        "../../floden/arenden-laddinfrastruktur.xml",
        "../../floden/arenden-laddinfrastruktur.json",
    ]


def test_text_cannot_end_the_script() -> None:
    text = "</script><script>alert(1)</script><!-- & \u2028"
    markup = jsonld_script({"name": text})
    (script,) = BeautifulSoup(markup, "html.parser").select("script")
    assert json.loads(script.string or "") == {"name": text}
    assert markup.count("<") == 2
