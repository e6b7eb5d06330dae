"""Words as a machine may have read them: without the rings and dots of å, ä and ö."""

from __future__ import annotations

import re

_WITH, _WITHOUT = "åäöéÅÄÖÉ", "aaoeAAOE"
PLAIN_LETTERS = str.maketrans(_WITH, _WITHOUT)
_EITHER = {a: f"[{a}{b}\ufffd]" for a, b in zip(_WITH, _WITHOUT, strict=True)}
# A class of letters, or an escaped character, stays as it is.
_KEPT = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[åäöéÅÄÖÉ]")


def tolerant(pattern: str) -> str:
    """Return a regular expression that takes each of its å, ä, ö also without ring and dots."""
    return _KEPT.sub(lambda match: _EITHER.get(match[0], match[0]), pattern)
