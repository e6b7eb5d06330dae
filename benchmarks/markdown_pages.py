"""Pages of the archive as Markdown with front matter, for generators that start from that."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from minutes_archive.pages import Page

_BLOCKS = frozenset({"p", "div", "section", "header", "nav", "dl", "ul", "ol", "table", "form"})
_INLINE_MARKS = {"dt": "**", "mark": "**"}
_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### "}
_BLANK_LINES = re.compile(r"\n\s*\n+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def markdown_page(page: Page) -> str:
    """Return a page as Markdown that shows the same words, links, lists and tables."""
    writer = _MarkdownWriter()
    writer.feed(page.html)
    front = {"title": page.title, "description": page.description}
    lines = "\n".join(
        f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in front.items()
    )
    return f"---\n{lines}\n---\n\n{writer.text()}\n"


class _MarkdownWriter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._links: list[str] = []
        self._cells = 0
        self._in_cell = False
        self._items = 0

    def text(self) -> str:
        return _BLANK_LINES.sub("\n\n", "".join(self._out)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self._out.append("[")
        elif tag in ("th", "td"):
            self._in_cell = True
        elif tag in _INLINE_MARKS:
            self._out.append(_INLINE_MARKS[tag])
        elif self._in_cell:
            self._out.append(" ")
        elif tag in _HEADINGS:
            self._out.append(f"\n\n{_HEADINGS[tag]}")
        elif tag == "li":
            self._items += 1
            self._out.append("\n- ")
        elif tag == "tr":
            self._cells = 0
            self._out.append("\n| ")
        elif tag in _BLOCKS:
            self._out.append(" " if self._items else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._out.append(f"]({self._links.pop()})")
        elif tag in ("th", "td"):
            self._in_cell = False
            self._cells += 1
            self._out.append(" |")
        elif tag == "caption":
            self._out.append("\n")
        elif tag == "thead":
            self._out.append("\n|" + "---|" * self._cells)
        elif tag == "dt":
            self._out.append("**: ")
        elif tag == "mark":
            self._out.append("**")
        elif tag == "li" and not self._in_cell:
            self._items -= 1
        elif tag == "table":
            self._out.append("\n\n")

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words:
            left = " " if data[:1].isspace() else ""
            right = " " if data[-1:].isspace() else ""
            self._out.append(left + _SPECIAL.sub(r"\\\1", words) + right)
