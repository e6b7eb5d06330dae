"""Personal data in a text: identity numbers, private e-mail addresses, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minutes_archive.personal_data.identity_numbers import Finding, find_identity_numbers
from minutes_archive.personal_data.visible_digits import Stretch, stretches_with_digits


class Kind(StrEnum):
    """What was found; a look-alike has an identity number's form but not its check digit."""

    IDENTITY_NUMBER = "identity_number"
    LOOK_ALIKE = "look_alike"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Personal data between two characters of a text; `shown` may be printed (masked)."""

    kind: Kind
    start: int
    end: int
    shown: str


# The forms that are not one run: 1981-12-18-9876, 81-12-18-9876, a number broken at its hyphen.
_SPLIT = re.compile(
    r"(?<![\d-])(?P<date>\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{2}|\d{6}(?:\d{2})?)"
    r"(?P<between> ?[-+] ?)(?P<tail>\d{4})(?![\d-]|[.:]\d)",
    re.ASCII,
)
# From the start of a word on only, or a long word would be read once for each of its letters.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?:(?:\+|00)46[ -]?(?:\(0\))?[ -]?|0)\d{1,3}[ -]{1,3}\d{2,3}(?: ?\d{2,3}){1,3}"
    r"|(?:(?:\+|00)46|0)7[02369]\d{7}"
    r")(?![\w-])",
    re.ASCII,
)


def find_personal_data(text: str) -> Iterator[PersonalData]:
    """Yield the identity numbers, look-alikes, e-mail addresses and phone numbers of a text."""
    for stretch in stretches_with_digits(text):
        yield from _identity_numbers(stretch)
    if "@" in text:
        for match in _EMAIL.finditer(text):
            shown = match[0].rstrip(".-")
            yield PersonalData(Kind.EMAIL, match.start(), match.start() + len(shown), shown)
    for match in _PHONE.finditer(text):
        yield PersonalData(Kind.PHONE, match.start(), match.end(), match[0])


def without_identity_numbers(text: str) -> str:
    """Return a text with every identity number and look-alike in it masked, for printing."""
    found = [
        number for stretch in stretches_with_digits(text) for number in _identity_numbers(stretch)
    ]
    for number in sorted(found, key=lambda data: -data.start):
        text = text[: number.start] + number.shown + text[number.end :]
    return text


def _identity_numbers(stretch: Stretch) -> Iterator[PersonalData]:
    read, origins = stretch.text, stretch.origins

    def data(start: int, end: int, finding: Finding) -> PersonalData:
        kind = Kind.IDENTITY_NUMBER if finding.certain else Kind.LOOK_ALIKE
        return PersonalData(kind, origins[start], origins[end - 1] + 1, finding.masked)

    whole = {finding.start: finding for finding in find_identity_numbers(read)}
    for finding in whole.values():
        yield data(finding.start, finding.end, finding)
    for match in _SPLIT.finditer(read):
        if match.start() in whole:
            continue
        joined = f"{match['date'].replace('-', '')}{match['between'].strip()}{match['tail']}"
        for finding in find_identity_numbers(joined):
            yield data(match.start(), match.end(), finding)
