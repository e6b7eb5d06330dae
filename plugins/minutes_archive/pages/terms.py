"""The words that the glossary explains, and links to it where they stand on a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import escape

from minutes_archive.addresses import Addresses, slugify
from minutes_archive.language.catalogue import Translator

TERMS = (
    "notice_board",
    "clause",
    "deferral",
    "reference",
    "attestation",
    "notes",
    "vote",
    "minutes",
    "consultation",
    "reservation",
    "item",
    "withdrawal",
    "confidentiality",
    "follow_up",
    "matter",
    "referral_back",
)

# Top-level alternatives of a pattern, and the letters that each must begin with.
_ALTERNATIVE = re.compile(r"\|(?![^(]*\))")
_BEGINNING = re.compile(r"[^()?*\[]+(?![?*])")

# A link cannot stand in a link; headings, labels, captions and quotations stay clean.
_CLOSED = re.compile(r"<(/?)(?:a|button|h[123]|label|summary|caption|svg|code|q|cite|time)\b")


def term_anchor(translate: Translator, term: str) -> str:
    """Return the anchor of a term: its own word, in the site's language."""
    return slugify(translate(f"glossary.{term}.term"))


class TermLinker:
    """Links the first use of every glossary word on a page to its explanation.

    Most pages hold few of the words, so each word is looked for by its first letters
    before anything slower is done.
    """

    def __init__(self, translate: Translator, addresses: Addresses) -> None:
        self._page = addresses.about("glossary")
        self._label = escape(translate("glossary.link"))
        self._terms = [
            (
                tuple(_beginnings(words)),
                re.compile(rf"\b(?:{words})\b", re.IGNORECASE),
                term_anchor(translate, term),
            )
            for term in TERMS
            if (words := translate(f"glossary.{term}.words"))
        ]

    def link(self, html: str, root: str) -> str:
        """Return the page with links; text inside links, headings and labels is left alone."""
        lowered = html.lower()
        if len(lowered) != len(html):  # A letter such as İ grows: its places are not html's.
            lowered = html
        closed: list[tuple[int, int]] | None = None
        found = []
        for beginnings, words, anchor in self._terms:
            for start in sorted(_places(lowered, beginnings)):
                match = words.match(html, start)
                if match is None:
                    continue
                if closed is None:
                    closed = _closed_parts(html)
                if _is_open(html, start, closed):
                    found.append((start, match.end(), anchor))
                    break
        parts, end = [], 0
        for start, stop, anchor in sorted(found):
            if start >= end:
                goal = f"{root}{self._page}#{anchor}"
                parts.append(html[end:start])
                parts.append(f'<a class="ma-term" href="{goal}" title="{self._label}">')
                parts.append(f"{html[start:stop]}</a>")
                end = stop
        parts.append(html[end:])
        return "".join(parts)


def _beginnings(words: str) -> Iterator[str]:
    for alternative in _ALTERNATIVE.split(words):
        beginning = _BEGINNING.match(alternative)
        yield beginning[0].lower() if beginning else ""


def _places(text: str, beginnings: tuple[str, ...]) -> Iterator[int]:
    """Yield every place of the beginnings in a text, one beginning after the other."""
    for beginning in beginnings:
        place = text.find(beginning)
        while place >= 0:
            yield place
            place = text.find(beginning, place + 1)


def _closed_parts(html: str) -> list[tuple[int, int]]:
    """Return where elements stand that take no link, outermost only, in order."""
    parts = []
    depth = start = 0
    for tag in _CLOSED.finditer(html):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                parts.append((start, tag.start()))
    return parts


def _is_open(html: str, position: int, closed: list[tuple[int, int]]) -> bool:
    """Return whether a position is text that may take a link."""
    if html.rfind("<", 0, position) > html.rfind(">", 0, position):
        return False
    before = bisect_right(closed, (position, len(html))) - 1
    return before < 0 or position >= closed[before][1]
