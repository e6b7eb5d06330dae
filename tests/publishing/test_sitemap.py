"""The sitemap: what it lists, in what order, and how it is cut."""

from __future__ import annotations

import gzip
from xml.etree import ElementTree

from minutes_archive.publishing.sitemap import URLS_PER_FILE, sitemap_files

SITE = "https://arkiv.example/"
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(content: bytes) -> list[str]:
    return [str(e.text) for e in ElementTree.fromstring(content).iterfind("*/s:loc", NAMESPACE)]


def test_addresses_are_listed_in_order_with_their_dates() -> None:
    files = sitemap_files([(f"{SITE}b/", "2022-01-02"), (f"{SITE}a/?x=1&y=2", "")], SITE)

    root = ElementTree.fromstring(files["sitemap.xml"])
    assert locations(files["sitemap.xml"]) == [f"{SITE}a/?x=1&y=2", f"{SITE}b/"]
    assert [e.text for e in root.iterfind("*/s:lastmod", NAMESPACE)] == ["2022-01-02"]
    assert gzip.decompress(files["sitemap.xml.gz"]) == files["sitemap.xml"]


def test_more_addresses_than_a_file_may_hold_are_cut_into_parts() -> None:
    entries = [(f"{SITE}{number:02d}/", "") for number in range(7)]

    files = sitemap_files(entries, SITE, limit=3)

    parts = ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert sorted(files) == [*parts, "sitemap.xml", "sitemap.xml.gz"]
    assert locations(files["sitemap.xml"]) == [SITE + part for part in parts]
    assert [len(locations(files[part])) for part in parts] == [3, 3, 1]
    assert [url for part in parts for url in locations(files[part])] == [e[0] for e in entries]


def test_the_limit_is_the_protocols() -> None:
    entries = [(f"{SITE}{number}/", "") for number in range(50_001)]

    assert URLS_PER_FILE == 50_000
    assert set(sitemap_files(entries, SITE)) >= {"sitemap-1.xml", "sitemap-2.xml"}
    assert "sitemap-1.xml" not in sitemap_files(entries[:-1], SITE)
