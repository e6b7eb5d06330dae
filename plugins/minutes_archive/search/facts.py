"""What the columns need to know of a group's records, in plain values that are quickly stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypedDict

from minutes_archive.search.numbering import TYPES
from minutes_archive.search.records import Record

TYPE_BITS = 2
DECISION = "decision"
NOT_IN_FORCE = frozenset({"replaced", "postponed"})


class Facts(TypedDict):
    """Facts about the records of a group, in their order.

    `types` has an entry for each record but decisions that directly follow their item: the
    record's type, and how many such decisions come after it. `runs` counts, in entries, the
    records in a row that share date and body. `places` counts the records in a row with the
    same municipalities, `statuses` the decisions in a row with the same status. `matters` has
    the places of each matter's records, `down` the places of decisions that were replaced or put
    off, and of items that have no others.
    """

    count: int
    types: list[int]
    runs: list[tuple[str, str, int]]
    bodies: dict[str, str]
    codes: dict[str, str]
    places: list[tuple[list[str], list[str], int]]
    statuses: list[tuple[str, str, int]]
    matters: list[tuple[str, str, list[int]]]
    down: list[int]


def facts_of(records: Sequence[Record]) -> Facts:
    """Return the facts about records in their order."""
    entries = _entries(records)
    found: dict[str, tuple[str, str, list[int]]] = {}
    for number, record in enumerate(records):
        if record.matter:
            matter = found.setdefault(record.matter, (record.matter, record.matter_name, []))
            matter[2].append(number)
    decisions = [r for r in records if r.type == DECISION]
    return {
        "count": len(records),
        "types": [TYPES.index(record.type) | more << TYPE_BITS for record, more in entries],
        "runs": [
            (*key, sum(1 for _ in group))
            for key, group in groupby(entries, lambda entry: (entry[0].date, entry[0].body))
        ],
        "bodies": {r.body: r.body_name for r in records if r.body_name},
        "codes": _codes(records),
        "places": [
            (list(ids), list(names), sum(1 for _ in group))
            for (ids, names), group in groupby(
                records, lambda r: (r.municipalities, r.municipality_names)
            )
        ],
        "statuses": [
            (*key, sum(1 for _ in group))
            for key, group in groupby(decisions, lambda r: (r.status, r.status_text))
        ],
        "matters": list(found.values()),
        "down": _put_down(records),
    }


def _put_down(records: Sequence[Record]) -> list[int]:
    """Return the places of what is not in force: it is found, but after what is."""
    down = {number for number, r in enumerate(records) if r.status in NOT_IN_FORCE}
    of_item: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        if record.parent:
            of_item.setdefault(record.parent, []).append(number)
    for number, record in enumerate(records):
        if record.type == "item" and record.id in of_item and down.issuperset(of_item[record.id]):
            down.add(number)
    return sorted(down)


def _entries(records: Sequence[Record]) -> list[tuple[Record, int]]:
    entries: list[tuple[Record, int]] = []
    for record in records:
        if record.parent and entries and entries[-1][0].id == record.parent:
            entries[-1] = (entries[-1][0], entries[-1][1] + 1)
        else:
            entries.append((record, 0))
    return entries


def _codes(records: Iterable[Record]) -> dict[str, str]:
    """Return the bodies by the code that stands before the date in citations."""
    return {
        record.citation.partition(record.date)[0].strip().lower(): record.body
        for record in records
        if record.type == "meeting" and record.date in record.citation
    }
