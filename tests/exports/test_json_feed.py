"""The JSON Feeds say the same as the Atom feeds beside them."""

from __future__ import annotations

import json

import feedparser

SITE_URL = "https://arkiv.example.se/fjardbygden/"


def test_same_entries_as_atom(exported: dict[str, bytes]) -> None:
    names = [name for name in exported if name.startswith("floden/") and name.endswith(".json")]
    assert len(names) > 10
    for name in names:
        found = json.loads(exported[name])
        atom = feedparser.parse(exported[name.replace(".json", ".xml")])
        assert found["version"] == "https://jsonfeed.org/version/1.1"
        assert found["title"] == atom.feed.title
        assert found["feed_url"] == f"{SITE_URL}{name}"
        assert found["language"] == "sv"
        assert [item["id"] for item in found["items"]] == [entry.id for entry in atom.entries]
        assert [item["date_modified"] for item in found["items"]] == [
            entry.updated for entry in atom.entries
        ]


def test_an_original_document_is_attached(exported: dict[str, bytes]) -> None:
    items = json.loads(exported["floden/moten.json"])["items"]
    (meeting,) = [item for item in items if item["id"].endswith("direktionen/2022-06-09/")]
    (attachment,) = meeting["attachments"]
    assert attachment["url"].endswith("/forbundsdirektionen/2022-06-09/2022-06-09.txt")
    assert attachment["mime_type"] == "text/plain"
    assert attachment["size_in_bytes"] > 1000
