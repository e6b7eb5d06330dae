"""The words that the glossary explains, and links to it where they stand on a page."""

from __future__ import annotations

import re
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

_TOKEN = re.compile(r"(<[^>]+>)")
_TAG = re.compile(r"</?([a-z0-9]+)")
# A link cannot stand in a link; headings, labels and tables' captions stay clean.
_CLOSED = frozenset(
    {"a", "button", "h1", "h2", "h3", "label", "summary", "caption", "svg", "code", "q", "time"}
)


def term_anchor(translate: Translator, term: str) -> str:
    """Return the anchor of a term: its own word, in the site's language."""
    return slugify(translate(f"glossary.{term}.term"))


class TermLinker:
    """Links the first use of every glossary word on a page to its explanation."""

    def __init__(self, translate: Translator, addresses: Addresses) -> None:
        self._page = addresses.about("glossary")
        self._anchors = {term: term_anchor(translate, term) for term in TERMS}
        self._label = escape(translate("glossary.link"))
        words = (f"(?P<{term}>{translate(f'glossary.{term}.words')})" for term in TERMS)
        self._words = re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)

    def link(self, html: str, root: str) -> str:
        """Return the page with links; text inside links, headings and labels is left alone."""
        found: set[str] = set()
        parts = _TOKEN.split(html)
        closed = 0
        for position, part in enumerate(parts):
            if position % 2:
                tag = _TAG.match(part)
                if tag and tag[1] in _CLOSED:
                    closed += -1 if part.startswith("</") else 1
            elif part and not closed:
                parts[position] = self._words.sub(
                    lambda match: self._linked(match, root, found), part
                )
        return "".join(parts)

    def _linked(self, match: re.Match[str], root: str, found: set[str]) -> str:
        term = match.lastgroup or ""
        if term in found:
            return match[0]
        found.add(term)
        goal = f"{root}{self._page}#{self._anchors[term]}"
        return f'<a class="ma-term" href="{goal}" title="{self._label}">{match[0]}</a>'
