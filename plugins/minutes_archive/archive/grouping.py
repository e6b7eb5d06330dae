"""Lists by key, in the order the values come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Gather the values of each key."""
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return frozen(groups)


def frozen(groups: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    """Return lists under construction as tuples."""
    return {key: tuple(values) for key, values in groups.items()}
