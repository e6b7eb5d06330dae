"""Feed -> Atom (RFC 4287)."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

from minutes_archive.exports.feed import Feed, FeedEntry
from minutes_archive.exports.printable import printable
from minutes_archive.exports.site import Site

NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(site: Site, feed: Feed) -> bytes:
    """Return a feed as an Atom document.

    Without `site_url` its links go from the feed's own address, as RFC 4287 allows.
    """
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": site.registry.language})
    _text(root, "id", site.iri(feed.address))
    _text(root, "title", feed.title)
    _text(root, "updated", instant(feed.updated))
    _link(root, "self", site.link(feed.address, feed.address), "application/atom+xml")
    _link(root, "alternate", site.link(feed.page, feed.address), "text/html")
    author = ET.SubElement(root, "author")
    publisher = site.registry.publisher
    _text(author, "name", publisher.name or site.registry.name)
    if publisher.url:
        _text(author, "uri", publisher.url)
    if publisher.email:
        _text(author, "email", publisher.email)
    if site.registry.license:
        _link(root, "license", site.registry.license)
    for entry in feed.entries:
        _entry(site, feed, root, entry)
    body = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def instant(date: dt.date) -> str:
    """Return a day as RFC 3339 wants it; the minutes tell no time of the clock."""
    return f"{date.isoformat()}T00:00:00Z"


def _entry(site: Site, feed: Feed, root: ET.Element, entry: FeedEntry) -> None:
    node = ET.SubElement(root, "entry")
    _text(node, "id", site.iri(entry.address, entry.anchor))
    _text(node, "title", entry.title)
    _text(node, "published", instant(entry.published))
    _text(node, "updated", instant(entry.updated))
    page = site.link(entry.address, feed.address, entry.anchor)
    _link(node, "alternate", page, "text/html")
    if entry.enclosure:
        enclosure = entry.enclosure
        file = site.link(enclosure.address, feed.address)
        _link(node, "enclosure", file, enclosure.media_type, str(enclosure.bytes))
    _text(ET.SubElement(node, "author"), "name", entry.author)
    for category in entry.categories:
        attributes = {
            "term": category.term,
            "scheme": site.iri(category.page),
            "label": printable(category.label),
        }
        ET.SubElement(node, "category", attributes)
    content = ET.SubElement(node, "content", {"type": "html"})
    content.text = entry.html


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = printable(text)


def _link(
    parent: ET.Element, relation: str, url: str, media_type: str = "", length: str = ""
) -> None:
    attributes = {"rel": relation, "href": url, "type": media_type, "length": length}
    attributes = {name: value for name, value in attributes.items() if value}
    ET.SubElement(parent, "link", attributes)
