"""The order in which the index numbers records, and what it calls their types."""

from __future__ import annotations

from collections.abc import Iterable

from minutes_archive.search.records import SearchRecord

# The place of a type in this list is its code in the index.
TYPES = ("page", "meeting", "item", "decision")


def in_index_order(records: Iterable[SearchRecord]) -> list[SearchRecord]:
    """Return the records oldest first, and within a meeting decisions after their item.

    New meetings come last, so that the numbers of old records stay, and with them the files
    that a browser or a deployment already has.
    """
    indexed = list(enumerate(records))
    position = {record.id: number for number, record in indexed}

    def order(entry: tuple[int, SearchRecord]) -> tuple[str, str, int, int, int]:
        number, record = entry
        if record.type == "decision":
            place = position.get(record.parent, -1)
        else:
            place = number if record.type == "item" else -2
        return (record.date, record.body, place, TYPES.index(record.type), number)

    return [record for _, record in sorted(indexed, key=order)]
