"""How many words and pages a built site shows, to see that all builders were given the same."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

_UNSEEN = frozenset({"script", "style", "template"})


def words_shown(site: Path, addresses: Iterable[str]) -> int:
    """Return the number of words in the articles of these pages; missing pages count nothing."""
    count = 0
    for address in addresses:
        file = site / address / "index.html"
        if file.is_file():
            reader = _ArticleReader()
            reader.feed(file.read_text(encoding="utf-8"))
            count += len("".join(reader.text).split())
    return count


def size_of(site: Path) -> tuple[int, int]:
    """Return the number of HTML pages of a site, and their bytes."""
    sizes = [page.stat().st_size for page in site.rglob("*.html")]
    return len(sizes), sum(sizes)


class _ArticleReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._articles = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._articles += tag == "article"
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._articles -= tag == "article"
        self._unseen -= tag in _UNSEEN
        self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self._articles and not self._unseen:
            self.text.append(data)
