"""A page of the site as a value: its address and all that a publisher needs to show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading of a page and its anchor, for the table of contents."""

    title: str
    anchor: str


def no_inputs() -> None:
    """Return no digest: such a page is rendered in every build."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page ready to be rendered: `html` is its main content, from the h1 on.

    `address` is relative to the site root and ends in "/" (the start page is ""). `head` is
    markup for the document's head; `modified` is the date of what it shows; `anchor` is where
    the content begins, the goal of the skip link.

    `render` makes the content; it is called when a publisher needs it, so that a large archive
    is never in memory as HTML. `inputs` is the digest of everything that the page shows, as in
    a PagePlan.
    """

    address: str
    kind: str
    title: str
    render: Callable[[], str]
    description: str = ""
    toc: tuple[TocEntry, ...] = ()
    head: str = ""
    modified: dt.date | None = None
    noindex: bool = False
    edit_file: str = ""
    anchor: str = "innehallet"
    wide: bool = False
    inputs: Callable[[], bytes | None] = no_inputs

    @property
    def html(self) -> str:
        """The main content, rendered anew at every call."""
        return self.render()


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page that is rendered only if its inputs have changed since the last build.

    `inputs` returns a digest of everything that the page shows, or None where that is not
    known.
    """

    address: str
    make: Callable[[], Page]
    inputs: Callable[[], bytes | None] = no_inputs
