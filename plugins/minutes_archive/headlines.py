"""A decision as a headline: its own sentence, and what it is about where that alone says little."""

from __future__ import annotations

from minutes_archive.archive import DecisionEntry
from minutes_archive.prose import summary_text

_SENTENCE = 100  # characters of a decision that a title shows
_HEADING = 240  # what its own page can hold as a heading before it is shortened
_TELLING = 60  # a shorter sentence ("Antecknas.") may stand under a hundred items


def shorten(text: str, length: int = 160) -> str:
    """Return a Markdown text as it reads, on one line, cut at a word where it is too long.

    `length` is in characters.
    """
    return cut(summary_text(text), length)


def cut(line: str, length: int) -> str:
    """Return a line, cut at a word where it is longer than `length` characters."""
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + " …"


def decision_sentence(entry: DecisionEntry) -> str:
    """Return a decision's own words, shortened to a heading."""
    return shorten(entry.decision.text, _SENTENCE)


def decision_heading(entry: DecisionEntry) -> str:
    """Return a decision's own words as the heading of its page: whole where they are few."""
    text = summary_text(entry.decision.text)
    return cut(text, _HEADING if len(text) <= _HEADING else _SENTENCE)


def decision_title(entry: DecisionEntry) -> str:
    """Return what a decision is called where nothing stands around it: a tab, a feed, a card."""
    sentence = decision_sentence(entry)
    if len(sentence) >= _TELLING:
        return sentence
    return f"{sentence.rstrip('.:')} – {cut(entry.item.title, _SENTENCE)}"
