"""The sign § beside a heading's number, which tesseract likes to read as $, &, S, 8 or 3."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TITLE = r"(?=(?:[A-ZÅÄÖ]|\d+[A-Za-zÅÄÖåäö-]))"
_FORMS = (
    re.compile(r"(?P<sign>[§$&S853])\s?(?P<number>\d{1,3})[.\s]+" + _TITLE),
    re.compile(r"(?P<number>\d{1,3}?)\s?(?P<sign>[§$&S853])\s+" + _TITLE),
)
# What begins no line of Swedish minutes together with a number and a capital letter.
_SURE = "§$&S"
# A number may have been lost between two headings.
_NEAR = (-2, -1, 1, 2)


def with_paragraph_signs(texts: Sequence[str]) -> list[str]:
    """Return the lines with § where the machine misread it, before the number or after it.

    A digit is taken for § only beside a heading whose number is near.
    """
    mended = list(texts)
    for form in _FORMS:
        found = {at: match for at, text in enumerate(mended) if (match := form.match(text))}
        for at in _known({at: (m["sign"], int(m["number"])) for at, m in found.items()}):
            sign = found[at].start("sign")
            mended[at] = mended[at][:sign] + "§" + mended[at][sign + 1 :]
    return mended


def _known(headings: dict[int, tuple[str, int]]) -> set[int]:
    """Return the places of the headings whose sign is sure, and of those they vouch for."""
    known = {at for at, (sign, _) in headings.items() if sign in _SURE}
    numbers = {headings[at][1] for at in known}
    while near := {
        at
        for at, (_, number) in headings.items()
        if at not in known and any(number + step in numbers for step in _NEAR)
    }:
        known |= near
        numbers |= {headings[at][1] for at in near}
    return known
