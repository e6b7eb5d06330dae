"""Feed -> JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import Any

from minutes_archive.exports.atom import instant
from minutes_archive.exports.feed import Feed, FeedEntry
from minutes_archive.exports.site import Site

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(site: Site, feed: Feed) -> bytes:
    """Return a feed as a JSON Feed document; it needs absolute addresses, so `site_url`."""
    publisher = site.registry.publisher
    author = {"name": publisher.name or site.registry.name}
    if publisher.url:
        author["url"] = publisher.url
    document = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": site.url(feed.page),
        "feed_url": site.url(feed.json_address),
        "language": site.registry.language,
        "authors": [author],
        "items": [_item(site, entry) for entry in feed.entries],
    }
    return (json.dumps(document, ensure_ascii=False) + "\n").encode("utf-8")


def _item(site: Site, entry: FeedEntry) -> dict[str, Any]:
    url = site.url(entry.address, entry.anchor)
    item: dict[str, Any] = {
        "id": url,
        "url": url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": instant(entry.published),
        "date_modified": instant(entry.updated),
        "authors": [{"name": entry.author}],
        "tags": [category.label for category in entry.categories],
    }
    if entry.enclosure:
        item["attachments"] = [
            {
                "url": site.url(entry.enclosure.address),
                "mime_type": entry.enclosure.media_type,
                "size_in_bytes": entry.enclosure.bytes,
            }
        ]
    return item
