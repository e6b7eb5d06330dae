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

# A link cannot stand in a link; headings, labels and tables' captions stay clean.
_CLOSED = "a|button|h1|h2|h3|label|summary|caption|svg|code|q|time"
_NOT_TEXT = re.compile(rf"<({_CLOSED})\b.*?</\1>|<[^>]+>", re.DOTALL)


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
        # The look ahead is for speed: most places where no word begins are passed at once.
        self._words = re.compile(rf"\b(?=\w)(?:{'|'.join(words)})\b", re.IGNORECASE)

    def link(self, html: str, root: str) -> str:
        """Return the page with links; text inside links, headings and labels is left alone."""
        found: set[str] = set()
        parts = []
        end = 0
        for skipped in _NOT_TEXT.finditer(html):
            if skipped.start() - end > 1:
                parts.append(self._in_text(html[end : skipped.start()], root, found))
            else:
                parts.append(html[end : skipped.start()])
            parts.append(skipped[0])
            end = skipped.end()
        parts.append(self._in_text(html[end:], root, found))
        return "".join(parts)

    def _in_text(self, text: str, root: str, found: set[str]) -> str:
        return self._words.sub(lambda match: self._linked(match, root, found), text)

    def _linked(self, match: re.Match[str], root: str, found: set[str]) -> str:
        term = match.lastgroup or ""
        if term in found:
            return match[0]
        found.add(term)
        goal = f"{root}{self._page}#{self._anchors[term]}"
        return f'<a class="ma-term" href="{goal}" title="{self._label}">{match[0]}</a>'
