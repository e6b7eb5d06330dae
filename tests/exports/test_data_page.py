"""The page on open data links to every file there is, and describes every field."""

from __future__ import annotations

import itertools
import posixpath
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from minutes_archive.archive import Archive
from minutes_archive.exports import data_files
from minutes_archive.exports.data_files import DATASETS
from minutes_archive.exports.data_page import license_name
from minutes_archive.pages import Renderer
from minutes_archive.publishing.site_files import site_pages

SITE_URL = "https://arkiv.example.se/fjardbygden/"
PAGE = "data/"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def page(archive: Archive, site_url: str) -> BeautifulSoup:
    made = site_pages(Renderer(archive, site_url))
    html = next(page.html for page in made if page.address == PAGE)
    soup = BeautifulSoup(html, "html.parser")
    for frame in soup.select(".ma-trail, .ma-report"):
        frame.decompose()
    return soup


def linked(soup: BeautifulSoup) -> set[str]:
    hrefs = [str(a["href"]) for a in soup.select("a[href]")]
    return {posixpath.normpath(posixpath.join(PAGE, href)) for href in hrefs if ":" not in href}


@pytest.mark.parametrize("site_url", [SITE_URL, ""])
def test_links_to_every_file(site_url: str, archive: Archive, exporting: Any) -> None:
    files = {name for name in exporting(archive, site_url) if not name.startswith("moten/")}
    assert linked(page(archive, site_url)) == files


def test_links_to_the_years_of_a_large_archive(
    archive: Archive, exporting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_files, "ROWS_IN_ONE_FILE", 5)
    files = {name for name in exporting(archive, SITE_URL) if not name.startswith("moten/")}
    assert "data/meetings/2022.csv" in files
    assert linked(page(archive, SITE_URL)) == files


def test_describes_every_field(archive: Archive) -> None:
    tables = page(archive, SITE_URL).select("section[aria-labelledby=columns] table")
    assert len(tables) == len(DATASETS)
    for table, dataset in zip(tables, DATASETS, strict=True):
        names = [code.get_text() for code in table.select("tbody th code")]
        assert names == [field.name for field in dataset.fields]
        assert all(len(cell.get_text()) > 5 for cell in table.select("tbody td:last-child"))


def test_says_what_the_licence_is_and_when_there_is_none(archive: Archive) -> None:
    (link,) = page(archive, SITE_URL).select("a[rel=license]")
    assert link.get_text() == "CC0 1.0"
    silent = replace(archive, registry=replace(archive.registry, license=""))
    soup = page(silent, SITE_URL)
    assert not soup.select("a[rel=license]")
    assert "inte angett någon licens" in soup.get_text()


def test_anchors_are_those_of_the_catalogue(archive: Archive, exported: dict[str, bytes]) -> None:
    described = {
        node.get(f"{RDF}about", "") for node in ET.fromstring(exported["datasets/dcat.rdf"])
    }
    own = f"{SITE_URL}data/#"
    wanted = {iri.removeprefix(own) for iri in described if iri.startswith(own)}
    assert "decisions-csv" in wanted
    anchors = {str(node["id"]) for node in page(archive, SITE_URL).select("[id]")}
    assert wanted - anchors <= {"contact", "period"}


def test_is_well_formed_for_readers(archive: Archive) -> None:
    soup = page(archive, SITE_URL)
    assert len(soup.select("h1")) == 1
    levels = [int(heading.name[1]) for heading in soup.select("h1, h2, h3, h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    anchors = [str(node["id"]) for node in soup.select("[id]")]
    assert len(anchors) == len(set(anchors))
    for table in soup.select("table"):
        assert table.caption is not None
        assert all(cell.has_attr("scope") for cell in table.select("th"))


def test_no_two_links_read_alike(archive: Archive) -> None:
    names = [a.get("aria-label") or a.get_text() for a in page(archive, SITE_URL).select("a")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("license_", "name"),
    [
        ("http://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("https://example.se/licens/", "https://example.se/licens/"),
        ("", ""),
    ],
)
def test_names_of_licences(license_: str, name: str) -> None:
    assert license_name(license_) == name
