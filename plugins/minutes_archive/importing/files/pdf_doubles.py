"""Letters drawn twice at one place, as some programs make bold type: one of them counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

# Points; letters of one word are never this near to each other.
NEAR = 0.5


def drawn_once(characters: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the characters without those that lie on one just like them, in order.

    Takes time in proportion to their number; pdfplumber's own way takes its square.
    """
    kept: list[dict[str, Any]] = []
    at: dict[tuple[Any, ...], list[tuple[float, float]]] = {}
    for character in characters:
        x, top = float(character["x0"]), float(character["top"])
        look = tuple(character.get(key) for key in ("text", "fontname", "size", "upright"))
        column, row = int(x // NEAR), int(top // NEAR)
        near = (
            place
            for dx, dy in product((-1, 0, 1), repeat=2)
            for place in at.get((look, column + dx, row + dy), ())
        )
        if not any(abs(x - px) <= NEAR and abs(top - py) <= NEAR for px, py in near):
            at.setdefault((look, column, row), []).append((x, top))
            kept.append(dict(character))
    return kept
