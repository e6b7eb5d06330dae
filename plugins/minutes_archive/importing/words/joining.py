"""Lines -> running words: where a word was cut at the end of a line, it is made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutes_archive.importing.words.passages import Passage, joined

_CUT = re.compile(r"([^\W\d_]{2,})-$")
_BEGINS = re.compile(r"[^\W\d_]+")
# After these a hyphen is a hanging one: "logistik- och leveransföretag".
_HANGING = ("och", "eller", "samt", "respektive", "resp", "till", "som", "såväl", "men", "&")


def join_lines(lines: Sequence[Passage], vocabulary: frozenset[str]) -> Passage:
    """Return lines as one passage; `vocabulary` holds the folded words of the document.

    A hyphen at a line's end goes when the next line goes on in lower case and the whole
    word is written elsewhere in the document, or its first part never is.
    """
    parts = [line.strip() for line in lines if line]
    made: list[Passage] = []
    for part in parts:
        if made:
            glued = _glued(made[-1], part, vocabulary)
            if glued is not None:
                made[-1] = glued
                continue
        made.append(part)
    return joined(made)


def _glued(last: Passage, part: Passage, vocabulary: frozenset[str]) -> Passage | None:
    cut = _CUT.search(last.text)
    begins = _BEGINS.match(part.text)
    if not cut or not begins:
        kept_hyphen = re.search(r"[\w]-$", last.text) and re.match(r"\d", part.text)
        return _together(last, part) if kept_hyphen else None
    if begins[0].casefold() in _HANGING:
        return None
    first, second = cut[1], begins[0]
    if not second[0].islower() or first.isupper():
        return _together(last, part)
    if f"{first}-{second}".casefold() in vocabulary:
        return _together(last, part)
    return _together(last[:-1], part)


def _together(left: Passage, right: Passage) -> Passage:
    return Passage(left.text + right.text, [*left.at, *right.at])


def vocabulary_of(text: str) -> frozenset[str]:
    """Return the words of a text that holds no line ends inside them, folded."""
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))
