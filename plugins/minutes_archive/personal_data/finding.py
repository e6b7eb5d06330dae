"""Personal data in a text: identity numbers, private e-mail addresses, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minutes_archive.personal_data.identity_numbers import (
    find_identity_numbers,
    find_spoken_numbers,
)
from minutes_archive.personal_data.visible_digits import asides_with_digits, stretches_with_digits


class PersonalDataKind(StrEnum):
    """What was found; a look-alike has an identity number's form but not its check digit."""

    IDENTITY_NUMBER = "identity_number"
    LOOK_ALIKE = "look_alike"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Personal data between two characters of a text; `shown` may be printed (masked).

    `number` are the ten signs of an identity number, which may not.
    """

    kind: PersonalDataKind
    start: int
    end: int
    shown: str
    number: str = ""


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
    yield from find_numbers(text)
    if "@" in text:
        for match in _EMAIL.finditer(text):
            shown = match[0].rstrip(".-")
            yield PersonalData(
                PersonalDataKind.EMAIL, match.start(), match.start() + len(shown), shown
            )
    for match in _PHONE.finditer(text):
        yield PersonalData(PersonalDataKind.PHONE, match.start(), match.end(), match[0])


def without_identity_numbers(text: str) -> str:
    """Return a text with every identity number and look-alike in it masked, for printing."""
    for number in reversed(find_numbers(text)):
        text = text[: number.start] + number.shown + text[number.end :]
    return text


def find_numbers(text: str) -> list[PersonalData]:
    """Return the identity numbers and look-alikes of a text in order, each place once."""
    found: list[PersonalData] = []
    for stretches in (stretches_with_digits, asides_with_digits):
        for stretch in stretches(text):
            origins = stretch.origins
            for number in find_identity_numbers(stretch.text):
                kind = (
                    PersonalDataKind.IDENTITY_NUMBER
                    if number.certain
                    else PersonalDataKind.LOOK_ALIKE
                )
                start, end = origins[number.start], origins[number.end - 1] + 1
                found.append(PersonalData(kind, start, end, number.masked, number.digits))
    found += (
        PersonalData(
            PersonalDataKind.IDENTITY_NUMBER, said.start, said.end, said.masked, said.digits
        )
        for said in find_spoken_numbers(text)
    )
    found.sort(key=lambda data: (data.start, -data.end))
    apart: list[PersonalData] = []
    for data in found:
        if not apart or data.start >= apart[-1].end:
            apart.append(data)
    return apart
