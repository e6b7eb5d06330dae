"""Counts of votes in running text: "Ja 9 · Nej 6 · Avstår 0", "9 ja-röster mot 6 nej"."""

from __future__ import annotations

import re

from minutes_archive.importing.draft import Branch, branch, repeat
from minutes_archive.importing.passages import Passage

_COUNTS = (
    (
        "yes",
        r"(?:(?P<a>\d+)\s*(?:st\.?\s*)?(?:ja\b|ja-?röst\w*)|\bja(?:-?röst\w*)?\s*[:=–-]?\s*(?P<b>\d+))",
    ),
    (
        "no",
        r"(?:(?P<a>\d+)\s*(?:st\.?\s*)?(?:nej\b|nej-?röst\w*)|\bnej(?:-?röst\w*)?\s*[:=–-]?\s*(?P<b>\d+))",
    ),
    (
        "abstained",
        r"(?:(?P<a>\d+)\s*(?:st\.?\s*)?(?:som\s+)?avst(?:å|od)\w*"
        r"|\bavst(?:å|od)\w*\s*[:=–-]?\s*(?P<b>\d+))",
    ),
)


def read_votes(words: Passage) -> Branch | None:
    """Return the counts that a section on a vote gives; None unless yes and no are both there.

    A count given twice with different numbers (two votes in one item) is not read.
    """
    found: dict[str, Passage] = {}
    for name, pattern in _COUNTS:
        matches = list(re.finditer(pattern, words.text, re.IGNORECASE))
        numbers = {match["a"] or match["b"] for match in matches}
        if len(numbers) > 1:
            return None
        if matches:
            match = matches[0]
            found[name] = words.group(match, "a" if match["a"] else "b")
    if not {"yes", "no"} <= found.keys():
        return None
    return branch(**{name: repeat(passage.text, passage) for name, passage in found.items()})
