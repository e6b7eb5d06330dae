"""The decisions before and after one in its matter, as far as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from minutes_archive.archive import Archive, DecisionEntry

# A long matter has its own page; a decision shows its nearest steps.
STEPS_SHOWN = 5


class Placed(Protocol):
    """An archive, and the position of each decision among the decisions of its matter."""

    archive: Archive

    @property
    def place_in_matter(self) -> Mapping[str, int]: ...


def steps_around(
    placed: Placed, entry: DecisionEntry
) -> tuple[Sequence[DecisionEntry], Sequence[DecisionEntry]]:
    """Return the steps before and after a decision, oldest first."""
    of_matter = placed.archive.decisions_of_matter.get(entry.matter, ())
    position = placed.place_in_matter.get(entry.id, 0)
    return (
        of_matter[max(0, position - STEPS_SHOWN) : position],
        of_matter[position + 1 : position + 1 + STEPS_SHOWN],
    )


def steps_near(placed: Placed, entry: DecisionEntry) -> list[DecisionEntry]:
    """Return the steps before and after a decision in one list."""
    earlier, later = steps_around(placed, entry)
    return [*earlier, *later]
