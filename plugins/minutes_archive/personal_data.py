"""Personal data in a text: identity numbers, private e-mail addresses, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minutes_archive.privacy import find_identity_numbers


class Kind(StrEnum):
    """What was found; a look-alike has an identity number's form but not its check digit."""

    IDENTITY_NUMBER = "identity_number"
    LOOK_ALIKE = "look_alike"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Personal data from character `start` of a text; `shown` may be printed (masked)."""

    kind: Kind
    start: int
    shown: str


# Word processors and PDF files write the hyphen and the space in many ways; each is
# replaced by one character, so that positions stay.
_DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_BLANKS = "\u00a0\u2007\u2008\u2009\u200a\u202f\n\t"
_PLAIN = str.maketrans(dict.fromkeys(_DASHES, "-") | dict.fromkeys(_BLANKS, " "))

# Most texts hold no run of digits that could belong to an identity number.
_HINT = re.compile(r"\d{6}|\d{4}-\d{2}-\d{2}.{1,3}\d{4}", re.ASCII | re.DOTALL)
# The forms that are not one run: 1981-12-18-9876, and a number broken around its hyphen.
_SPLIT = re.compile(
    r"(?<![\d-])(?P<date>\d{4}-\d{2}-\d{2}|\d{6}(?:\d{2})?)(?P<between> *[-+] *)(?P<tail>\d{4})"
    r"(?![\d-]|[.:]\d)",
    re.ASCII,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?:(?:\+|00)46[ -]?(?:\(0\))?[ -]?|0)\d{1,3}[ -]{1,3}\d{2,3}(?: ?\d{2,3}){1,3}"
    r"|(?:(?:\+|00)46|0)7[02369]\d{7}"
    r")(?![\w-])",
    re.ASCII,
)


def find_personal_data(text: str) -> Iterator[PersonalData]:
    """Yield the identity numbers, look-alikes, e-mail addresses and phone numbers of a text."""
    if _HINT.search(text):
        yield from _identity_numbers(text.translate(_PLAIN))
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield PersonalData(Kind.EMAIL, match.start(), match[0].rstrip(".-"))
    for match in _PHONE.finditer(text):
        yield PersonalData(Kind.PHONE, match.start(), match[0])


def _identity_numbers(text: str) -> Iterator[PersonalData]:
    whole = {finding.start: finding for finding in find_identity_numbers(text)}
    for finding in whole.values():
        kind = Kind.IDENTITY_NUMBER if finding.certain else Kind.LOOK_ALIKE
        yield PersonalData(kind, finding.start, finding.masked)
    for match in _SPLIT.finditer(text):
        if match.start() in whole:
            continue
        joined = f"{match['date'].replace('-', '')}-{match['tail']}"
        for finding in find_identity_numbers(joined):
            kind = Kind.IDENTITY_NUMBER if finding.certain else Kind.LOOK_ALIKE
            yield PersonalData(kind, match.start(), finding.masked)
