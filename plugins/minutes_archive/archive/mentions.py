"""Which municipalities a text names: whole words and genitives, never inside compounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minutes_archive.model import (
    AgendaItem,
    Decision,
    Deferral,
    FollowUp,
    Heading,
    Municipality,
    Proposals,
    Proposition,
    Text,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text, in characters, that names a municipality."""

    start: int
    end: int
    municipality: str


Named = dict[tuple[str, ...], frozenset[str]]
"""The ids of the municipalities that texts name."""


class MentionFinder:
    """Finds municipality names in running text, plain or Markdown.

    A name counts as a whole word with an optional genitive s; a hyphen makes it part of a
    compound ("Södertälje-bron"). Web addresses and phrases of `not_municipalities` hide the
    names in them. Text is wrapped anywhere, so a name or phrase may run over a line break.
    `known` remembers what texts name, where the same are asked for again and again.
    """

    def __init__(
        self,
        municipalities: Iterable[Municipality],
        phrases: Iterable[str],
        known: Named | None = None,
    ) -> None:
        self._known = known
        self._by_name = {
            " ".join(name.split()): entry.id
            for entry in municipalities
            for name in (*(former.name for former in entry.names), entry.name)
        }
        # An underscore is Markdown's emphasis, no letter of a word.
        self._pattern = re.compile(
            rf"(?<![^\W_])(?<!-)(?:(?P<hidden>https?://\S+|(?:{_any_of(phrases)})s?)"
            rf"|(?P<name>{_any_of(self._by_name)})s?)(?![^\W_]|-\w)"
        )

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the mentions in a text from left to right."""
        for match in self._pattern.finditer(text):
            name = match["name"]
            if name is not None:
                municipality = self._by_name[" ".join(name.split())]
                yield Mention(match.start(), match.end(), municipality)

    def named_in(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the ids of the municipalities that any of the texts names."""
        texts = tuple(texts)
        found = self._known.get(texts) if self._known is not None else None
        if found is None:
            found = frozenset(mention.municipality for text in texts for mention in self.find(text))
            if self._known is not None:
                self._known[texts] = found
        return found


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; one that never matches for none."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first) or "(?!)"


def texts_of_item(item: AgendaItem) -> Iterator[str]:
    """Yield every text of an item that readers see, decisions included."""
    yield item.title
    for entry in item.content:
        match entry:
            case Text():
                yield entry.markdown
            case Heading() | Deferral() | Proposition():
                yield entry.text
            case Proposals():
                yield from (proposal.text for proposal in entry.entries)
            case FollowUp():
                yield entry.text
                yield entry.note
            case Decision():
                yield from texts_of_decision(entry)
            case _:
                pass
    for vote in item.votes:
        yield from (vote.question, vote.outcome, vote.text)


def texts_of_decision(decision: Decision) -> Iterator[str]:
    """Yield the texts of a decision."""
    yield decision.text
    yield from decision.reservations
    for vote in decision.votes:
        yield from (vote.question, vote.outcome, vote.text)
