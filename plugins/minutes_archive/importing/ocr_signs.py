"""The sign § at the start of a line, which tesseract likes to read as $, &, S, 8 or 5."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(r"(?P<sign>[§$&S85])\s?(?P<number>\d{1,3})(?=[.\s]+[A-ZÅÄÖ])")
# What begins no line of Swedish minutes that goes on with a number and a capital letter.
_SURE = "§$&S"


def with_paragraph_signs(texts: Sequence[str]) -> list[str]:
    """Return the lines with § where the machine misread it.

    A digit is taken for § only beside a heading whose number is the next or the one before.
    """
    headings = {at: match for at, text in enumerate(texts) if (match := _HEADING.match(text))}
    numbers = {int(m["number"]) for m in headings.values() if m["sign"] in _SURE}
    waiting = {at: int(m["number"]) for at, m in headings.items() if m["sign"] not in _SURE}
    signs = {at for at, m in headings.items() if m["sign"] in _SURE}
    while near := {at for at, n in waiting.items() if {n - 1, n + 1} & numbers}:
        numbers |= {waiting.pop(at) for at in near}
        signs |= near
    return ["§" + text[1:] if at in signs else text for at, text in enumerate(texts)]
