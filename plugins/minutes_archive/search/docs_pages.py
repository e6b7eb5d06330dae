"""Hand-written pages as records of the search."""

from __future__ import annotations

from html.parser import HTMLParser

from minutes_archive.search.records import SearchRecord

_HIDDEN = frozenset({"script", "style", "template", "svg", "noscript"})
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "em", "i", "mark", "s", "span", "strong", "sub", "sup"}
)


def page_record(address: str, title: str, content: str) -> SearchRecord:
    """Return the record of a page from its address, its title and its content in HTML."""
    return SearchRecord(
        id=address or "/", url=address, type="page", title=title, text=_text(content)
    )


def _text(content: str) -> str:
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return " ".join("".join(reader.parts).split())


class _Reader(HTMLParser):
    """Collects the text that readers see, blocks parted by spaces."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        # The sign beside a heading that links to it is no word.
        if tag == "a" and ("class", "headerlink") in attrs:
            self._hidden += 1
            self._link_is_hidden = True
        if tag not in _INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self._hidden:
            self._hidden -= 1
        if tag == "a" and self._link_is_hidden:
            self._hidden -= 1
            self._link_is_hidden = False
        if tag not in _INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)

    _link_is_hidden = False
