"""Links in the HTML of a page, each replaced by what a function makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import urlsplit, urlunsplit

# Our own templates and sanitiser quote every attribute and escape "<" in text.
_TAG = re.compile(r'<[a-zA-Z][^\s>/]*(?:\s+[^\s=>"/]+(?:="[^"]*")?)*\s*/?>')
_LINK = re.compile(r'(\s(?:href|src))="([^"]*)"')
_REFRESH = re.compile(r'(\scontent="0; url=)([^"]*)"')
_FORM = re.compile(r"<form\b.*?</form\s*>", re.DOTALL)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def with_links(html: str, change: Callable[[str], str]) -> str:
    """Return the HTML with every href, src and refresh changed."""

    def link(found: re.Match[str]) -> str:
        return f'{found[1]}="{escape(change(unescape(found[2])))}"'

    def refresh(found: re.Match[str]) -> str:
        return f'{found[1]}{escape(change(unescape(found[2])))}"'

    def tag(found: re.Match[str]) -> str:
        return _REFRESH.sub(refresh, _LINK.sub(link, found[0]))

    return _TAG.sub(tag, html)


def without_forms(html: str) -> str:
    """Return the HTML without its forms, which nothing answers here."""
    return _FORM.sub("", html)


def to_file(value: str, name: str = "index.html") -> str:
    """Return a link of the site as one to a file: a folder's page gets the name said out.

    Links to elsewhere and within the page stay; a query is dropped, as no file answers it.
    """
    if _SCHEME.match(value) or value.startswith("#"):
        return value
    parts = urlsplit(value)
    path = parts.path
    if path.endswith("/") or path.rpartition("/")[2] in ("", ".", ".."):
        path = f"{path.rstrip('/')}/{name}" if path not in ("", "./", ".") else name
    return urlunsplit(("", "", path, "", parts.fragment))
