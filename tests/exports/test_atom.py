"""The feeds follow RFC 4287, and take ids and dates from the minutes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from minutes_archive.archive import Archive, newest_first
from minutes_archive.exports import feeds as module
from minutes_archive.exports.feeds import atom, feed_files, gather, of_decisions
from minutes_archive.exports.site import Site
from minutes_archive.model import Meeting, Registry

SITE_URL = "https://arkiv.example.se/fjardbygden/"
ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def feeds_in(exported: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in exported.items() if name.startswith("floden/")}


def atom_feeds(exported: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in feeds_in(exported).items() if name.endswith(".xml")}


def parsed(data: bytes) -> Any:
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_there_is_one_for_each_thing(archive: Archive, exported: dict[str, bytes]) -> None:
    registry = archive.registry
    expected = {"beslut", "moten", "uppfoljning"}
    expected |= {f"organ-{name}" for name in registry.bodies}
    expected |= {f"kommuner-{name}" for name in registry.municipalities}
    expected |= {f"arenden-{name}" for name in registry.matters}
    names = {name.removeprefix("floden/") for name in feeds_in(exported)}
    assert names == {f"{name}.{end}" for name in expected for end in ("xml", "json")}


def test_rfc_4287(exported: dict[str, bytes]) -> None:
    for name, data in atom_feeds(exported).items():
        parsed(data)
        root = ET.fromstring(data)
        assert root.tag == f"{ATOM}feed"
        for required in ("id", "title", "updated"):
            assert len(root.findall(f"{ATOM}{required}")) == 1, name
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links["self"] == f"{SITE_URL}{name}" == root.findtext(f"{ATOM}id")
        entries = root.findall(f"{ATOM}entry")
        identities = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(identities) == len(set(identities)), name
        updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
        for instant in [root.findtext(f"{ATOM}updated") or "", *updated]:
            assert INSTANT.fullmatch(instant)
        if updated:
            assert root.findtext(f"{ATOM}updated") == max(updated)
        for entry in entries:
            assert entry.findtext(f"{ATOM}title")
            (alternate,) = [
                link.get("href")
                for link in entry.findall(f"{ATOM}link")
                if link.get("rel") == "alternate"
            ]
            assert alternate == entry.findtext(f"{ATOM}id")
            assert len(entry.findall(f"{ATOM}content")) == 1


def test_all_decisions_newest_first(archive: Archive, exported: dict[str, bytes]) -> None:
    found = parsed(exported["floden/beslut.xml"])
    expected = [f"{SITE_URL}beslut/{entry.id}/" for entry in newest_first(archive.decisions)]
    assert [entry.id for entry in found.entries] == expected
    first = next(e for e in found.entries if e.id.endswith("/fd-2022-06-09-12-2/"))
    assert first.title == (
        "Att avslå Kerstin Fors förslag om en egen utredning av elnätets kapacitet i Lövhamn."
    )
    assert "FD 2022-06-09 § 12 beslut 2: Ny finansiering av laddstationer" in first.content[0].value
    assert "elnätets kapacitet" in first.content[0].value
    assert {tag.term for tag in first.tags} == {"forbundsdirektionen", "lovhamn", "klimat"}
    assert first.author == "Fjärdbygdens förbundsdirektion"


def test_dates_come_from_the_minutes(exported: dict[str, bytes]) -> None:
    found = parsed(exported["floden/moten.xml"])
    march = next(e for e in found.entries if e.id.endswith("/forbundsdirektionen/2023-03-09/"))
    # Attested on the 15th, corrected on the 20th.
    assert march.published == "2023-03-15T00:00:00Z"
    assert march.updated == "2023-03-20T00:00:00Z"
    june = next(e for e in found.entries if e.id.endswith("/forbundsdirektionen/2022-06-09/"))
    (enclosure,) = june.enclosures
    assert enclosure.type == "text/plain"
    assert int(enclosure.length) > 1000


def test_a_municipality_hears_of_what_names_it(exported: dict[str, bytes]) -> None:
    found = parsed(exported["floden/kommuner-lovhamn.xml"])
    titles = [entry.title for entry in found.entries]
    assert any("FD 2022-06-09 § 11 beslut 1" in entry.content[0].value for entry in found.entries)
    # Item 5 of 21 April names Lövhamn in its text only.
    assert "SG 2022-04-21 punkt 5: Kollektivtrafik och stomlinje 70" in titles
    # The item is not told beside its own decisions.
    assert not any(title.startswith("FD 2022-06-09 § 11:") for title in titles)


def test_a_thing_nobody_has_taken_up_has_an_empty_feed(exported: dict[str, bytes]) -> None:
    found = parsed(exported["floden/arenden-oanvant-arende.xml"])
    assert found.entries == []
    assert found.feed.title == "Ärende: Ärende som inget möte har tagit upp"


def test_only_the_newest(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NEWEST", 3)
    feed = gather(site, of_decisions(site))
    newest = [f"{SITE_URL}beslut/{e.id}/" for e in newest_first(site.archive.decisions)[:3]]
    assert [site.url(entry.address) for entry in feed.entries] == newest


def test_without_site_url_links_go_from_the_feed(archive: Archive) -> None:
    files = {file.address: b"".join(file.chunks) for file in feed_files(Site(archive, ""))}
    assert all(address.endswith(".xml") for address in files)
    found = ET.fromstring(files["floden/moten.xml"])
    for element in [found, *found.findall(f"{ATOM}entry")]:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id") or "")
    entry = found.findall(f"{ATOM}entry")[-1]
    links = [link.get("href") for link in entry.findall(f"{ATOM}link")]
    first = archive.meetings[0]
    assert first.source is not None
    assert links == [
        f"../moten/{first.id}/",
        f"../moten/{first.id}/{first.source.file}",
    ]
    relative = feedparser.parse(
        files["floden/moten.xml"],
        response_headers={"content-location": f"{SITE_URL}floden/moten.xml"},
    )
    assert relative.entries[-1].link == f"{SITE_URL}moten/{first.id}/"


def test_hostile_text_stays_text(invented: tuple[Registry, list[Meeting]], linking: Any) -> None:
    registry, meetings = invented
    meeting = next(m for m in meetings if m.id == "forbundsdirektionen/2023-06-15")
    item = meeting.items[0]
    text = "<script>alert(1)</script> & ]]> \x00\x1b\ufffe slut"
    hostile = replace(item.decisions[0], text=text)
    changed = replace(
        meeting,
        items=(replace(item, title=text, content=(hostile,)), *meeting.items[1:]),
    )
    site = Site(linking(registry, [m for m in meetings if m is not meeting] + [changed]), SITE_URL)
    root = ET.fromstring(atom(site, gather(site, of_decisions(site))))
    (entry,) = [
        e for e in root.iter(f"{ATOM}entry") if "script" in (e.findtext(f"{ATOM}title") or "")
    ]
    content = " ".join((entry.findtext(f"{ATOM}content") or "").split())
    assert content == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt; slut</p>"
        "<p>FD 2023-06-15 § 6 beslut 1: "
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt; slut · Beslutat</p>"
    )
