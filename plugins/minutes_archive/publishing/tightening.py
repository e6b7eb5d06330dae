"""The theme's markup around a page's content without its blank lines: a tenth of every page."""

from __future__ import annotations

import re

_BLANK_LINES = re.compile(r"\n\s*\n")


def tightened(document: str) -> str:
    """Return an HTML document without blank lines outside its content.

    The content may hold text where they count (`pre`, `textarea`); the theme's frame does not.
    """
    start, end = document.find("<article"), document.rfind("</article>")
    if start < 0 or end < start:
        return document
    before, after = (_BLANK_LINES.sub("\n", part) for part in (document[:start], document[end:]))
    return before + document[start:end] + after
