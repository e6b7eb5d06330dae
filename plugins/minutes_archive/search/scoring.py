"""lunr's scoring, with the field lengths rounded so that a posting needs one small code.

A weight in a lunr index depends on the term's rarity, on how often the record says it and on
the field's length. Lengths are rounded to powers of 1.5 and counts end at 4 before lunr's
formula is applied; then six bits a posting give every weight back without loss, and the
browser needs no stored weights.
"""

from __future__ import annotations

import math

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
