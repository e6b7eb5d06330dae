"""Swedish personal identity numbers in text: found, judged by their check digit, masked."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Century optional; month 01-12; day 01-31, or 61-91 for a coordination number.
_PATTERN = re.compile(
    r"(?<![\d/])(?:(?:18|19|20)(?=\d{6}))?(?P<date>\d{2}(?:0[1-9]|1[0-2])"
    r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]))(?P<sign>[-+–‑ ]?)(?P<last>\d{4})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A number in a text: start and end, a form that may be shown, and how sure it is.

    `certain` is a right check digit; without it the number only has the pattern.
    """

    start: int
    end: int
    masked: str
    certain: bool


def find_identity_numbers(text: str) -> list[Finding]:
    """Return the personal identity and coordination numbers of a text, in order."""
    return [
        Finding(
            match.start(),
            match.end(),
            _masked(match[0]),
            _check_digit_is_right(match["date"] + match["last"]),
        )
        for match in _PATTERN.finditer(text)
        if not _is_part_of_something_else(text, match)
    ]


def masked(text: str) -> str:
    """Return a text with every such number masked."""
    for finding in reversed(find_identity_numbers(text)):
        text = text[: finding.start] + finding.masked + text[finding.end :]
    return text


def _masked(number: str) -> str:
    """Keep the year, so that the place can be found in the document, and nothing else."""
    keep = 4 if len(re.sub(r"\D", "", number)) == 12 else 2
    return number[:keep] + re.sub(r"\d", "*", number[keep:])


def _check_digit_is_right(digits: str) -> bool:
    """Apply the Luhn rule to the ten digits."""
    total = 0
    for at, digit in enumerate(digits):
        product = int(digit) * (2 if at % 2 == 0 else 1)
        total += product // 10 + product % 10
    return total % 10 == 0


def _is_part_of_something_else(text: str, match: re.Match[str]) -> bool:
    """Tell a run of digits inside an address or a longer number from a number of its own."""
    # Bounded, since a file may hold very many numbers.
    before = text[max(0, match.start() - 500) : match.start()]
    after = text[match.end() : match.end() + 10]
    if re.search(r"https?://\S*$|\d[-–.]$", before):
        return True
    # Two groups of digits with a blank between are more often a sum, or a time after a date.
    return match["sign"] == " " and bool(re.match(r"[.:,]?\d|\s?(?:kr|tkr|:-)\b", after))
