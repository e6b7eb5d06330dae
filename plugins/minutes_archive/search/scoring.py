"""lunr's scoring, with the field lengths rounded so that a posting needs one small code.

A weight in a lunr index depends on the term's rarity, on how often the record says it and on
the field's length. Lengths are rounded to powers of 1.5 and counts end at 4 before lunr's
formula is applied; then six bits a posting give every weight back without loss, and the
browser needs no stored weights.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

FIELDS = ("title", "text", "parts")
BOOSTS = (2.0, 1.0, 0.3)
K1 = 1.2
B = 0.6
LENGTH_BASE = 1.5
LENGTH_CLASSES = 16
MOST_COUNTED = 4


def length_class(length: int) -> int:
    """Return the class of a field that has `length` terms; 0 stands for one or none."""
    if length <= 1:
        return 0
    return min(round(math.log(length) / math.log(LENGTH_BASE)), LENGTH_CLASSES - 1)


def rounded_length(length: int) -> float:
    """Return the length that lunr reckons with; exact in binary, so alike everywhere."""
    return LENGTH_BASE ** length_class(length) if length else 0.0


def code(length_class: int, count: int) -> int:
    """Return the six-bit code of a posting."""
    return length_class * MOST_COUNTED + min(count, MOST_COUNTED) - 1


@dataclass(frozen=True, slots=True)
class FieldAverages:
    """The average rounded length of each field, over all records."""

    values: tuple[float, ...]


def weight(idf: float, field: int, length: float, average: float, count: int) -> float:
    """Return the weight that lunr's builder gives a term of a field, with its three decimals."""
    score = idf * ((K1 + 1) * count) / (K1 * (1 - B + B * (length / average)) + count)
    return round(score * BOOSTS[field], 3)
