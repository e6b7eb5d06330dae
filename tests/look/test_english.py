"""With `language: en` the whole site is English: words, addresses, anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from minutes_archive.addresses import SECTION_ANCHORS, Addresses
from minutes_archive.language.catalogue import load_catalogue

MINUTES = Path(__file__).parents[1] / "archive"
_SHOWN = ("aria-label", "title", "placeholder", "content", "alt", "data-label")
_NUMBER = r"[a-z0-9-]*\d"


@pytest.fixture(scope="module")
def pages(english_site: Path) -> dict[str, BeautifulSoup]:
    return {
        file.relative_to(english_site).as_posix(): BeautifulSoup(
            file.read_text(encoding="utf-8"), "html.parser"
        )
        for file in sorted(english_site.rglob("*.html"))
    }


def test_pages_say_that_they_are_english(pages: dict[str, BeautifulSoup]) -> None:
    assert len(pages) > 100
    for page in pages.values():
        assert page.html is not None
        assert page.html["lang"] == "en"


def test_no_swedish_word_of_the_catalogue_is_shown(pages: dict[str, BeautifulSoup]) -> None:
    swedish, english = load_catalogue("sv"), load_catalogue("en")
    data = _texts_of_the_data()
    words = {
        text
        for key, text in swedish.items()
        if re.search(r"[^\W\d_]{2,}", text)
        and text != english[key]
        and "{" not in text
        and not key.endswith(".words")
    } - data
    for address, page in pages.items():
        for shown in _shown(page):
            assert shown not in words, f"{address}: {shown}"


def test_no_swedish_address_or_anchor_is_linked(pages: dict[str, BeautifulSoup]) -> None:
    swedish, english = Addresses("sv").words, Addresses("en").words
    folders = {word for key, word in swedish.items() if word != english[key]}
    anchors = set(SECTION_ANCHORS["sv"].values()) - set(SECTION_ANCHORS["en"].values())
    numbered = "|".join(swedish[key] for key in ("item", "decision", "follow_up", "deferral"))
    for address, page in pages.items():
        for goal in _addresses(page):
            path, _, anchor = goal.partition("#")
            assert folders.isdisjoint(path.split("/")), f"{address}: {goal}"
            assert anchor not in anchors, f"{address}: {goal}"
            assert not re.fullmatch(rf"({numbered})-{_NUMBER}", anchor), f"{address}: {goal}"
        for tag in page.select("[id]"):
            assert tag["id"] not in anchors, f"{address}: {tag['id']}"


def _texts_of_the_data() -> set[str]:
    texts: set[str] = set()

    def gather(value: object) -> None:
        if isinstance(value, dict):
            for part in value.values():
                gather(part)
        elif isinstance(value, list):
            for part in value:
                gather(part)
        else:
            texts.update(" ".join(line.split()) for line in str(value).splitlines())

    for file in MINUTES.rglob("*.yml"):
        gather(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    return texts


def _shown(page: BeautifulSoup) -> Iterator[str]:
    for string in page.find_all(string=True):
        if string.parent and string.parent.name not in ("script", "style"):
            yield " ".join(string.split())
    for tag in page.find_all(True):
        assert isinstance(tag, Tag)
        yield from (" ".join(str(tag[name]).split()) for name in _SHOWN if name in tag.attrs)


def _addresses(page: BeautifulSoup) -> Iterator[str]:
    for tag in page.select("[href], [src], [action]"):
        goal = str(tag.get("href") or tag.get("src") or tag.get("action"))
        if not re.match(r"(https?|mailto|tel|data):", goal) or goal.startswith("https://arkiv."):
            yield goal
