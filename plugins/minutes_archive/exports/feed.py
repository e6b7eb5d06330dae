"""A feed as a value: what Atom and JSON Feed both say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """What an entry is about: an id, what it is for a reader, and the page that lists its like."""

    term: str
    label: str
    page: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry."""

    address: str
    media_type: str
    bytes: int


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: its page, and the anchor of its place there; `html` is its content."""

    address: str
    anchor: str
    title: str
    html: str
    author: str
    published: dt.date
    updated: dt.date
    categories: tuple[Category, ...] = ()
    enclosure: Enclosure | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, the newest entries first; `address` and `json_address` are where it lies."""

    title: str
    address: str
    json_address: str
    page: str
    updated: dt.date
    entries: tuple[FeedEntry, ...]
