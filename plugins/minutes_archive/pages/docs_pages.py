"""The pages of docs/ as values, with their links by the addresses that the site gives them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from minutes_archive.addresses import relative

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A file of docs/: its path there, and its bytes; a page also has a title and Markdown."""

    source: str
    content: bytes
    title: str = ""
    markdown: str = ""

    @property
    def is_page(self) -> bool:
        return self.source.endswith(".md")

    @property
    def address(self) -> str:
        """Where the page is on the site, `om/lasa/` for om/lasa.md."""
        return page_address(self.source)


def page_address(source: str) -> str:
    """Return the address of the page that a Markdown file of docs/ becomes."""
    folder, _, name = source.rpartition("/")
    stem = name.removesuffix(".md")
    parts = [folder] if stem in ("index", "README") else [folder, stem]
    return "".join(f"{part}/" for part in parts if part)


def link_from(page: HandWritten, value: str) -> str:
    """Return a link of a hand-written page as it goes from the page's address."""
    if _SCHEME.match(value) or value.startswith("#"):
        return value
    parts = urlsplit(value)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), parts.path))
    if target.endswith(".md"):
        target = page_address(target)
    elif parts.path.endswith("/"):
        target += "/"
    return urlunsplit(("", "", relative(target, page.address), parts.query, parts.fragment))
