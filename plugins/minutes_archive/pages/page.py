"""A page of the site as a value: its address and all that a publisher needs to show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading of a page and its anchor, for the table of contents."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: `html` is its main content, from the h1 on.

    `address` is relative to the site root and ends in "/" (the start page is "").
    `head` is markup for the document's head; `modified` is the date of what it shows.
    """

    address: str
    kind: str
    title: str
    html: str
    description: str = ""
    toc: tuple[TocEntry, ...] = ()
    head: str = ""
    modified: dt.date | None = None
    noindex: bool = False
    edit_file: str = ""
    wide: bool = False
