"""Columns of facts about the records, for filters, their counts, and the order by date.

Each column's payload is a JSON header, with the names of its values and the length of each
section, and then the sections as variable-length integers. `core` is needed by every
question; the others are read when a filter of theirs is used or shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from minutes_archive.search.containers import payload
from minutes_archive.search.encoding import differences, varints
from minutes_archive.search.numbering import TYPES
from minutes_archive.search.records import Record

TYPE_BITS = 2
DECISION = "decision"


def make_columns(records: Sequence[Record], type_names: Mapping[str, str]) -> dict[str, bytes]:
    """Return the payloads of all columns, by name, for records in their order."""
    return {
        "core": _core(records, type_names),
        "municipality": _municipalities(records),
        "status": _statuses(records),
        "matter": _matters(records),
    }


def _core(records: Sequence[Record], type_names: Mapping[str, str]) -> bytes:
    """Return type, date and body.

    `types` has an entry for each record but decisions that directly follow their item: the
    record's type, and how many such decisions come after it. `runs` counts, in entries, the
    records in a row that share date and body; `days` and `bodies` tell those of each run.
    """
    entries = _entries(records)
    bodies = _numbered(record.body for record in records)
    runs = [
        (key, sum(1 for _ in group))
        for key, group in groupby(entries, key=lambda entry: (entry[0].date, entry[0].body))
    ]
    header = {
        "count": len(records),
        "types": [[name, type_names.get(name, name)] for name in TYPES],
        "bodies": _named(bodies, ((r.body, r.body_name) for r in records)),
        "codes": _codes(records),
    }
    return _sections(
        header,
        types=[TYPES.index(record.type) | count << TYPE_BITS for record, count in entries],
        runs=[count for _, count in runs],
        days=differences(_day(date) for (date, _), _ in runs),
        bodies=[bodies[body] for (_, body), _ in runs],
    )


def _entries(records: Sequence[Record]) -> list[tuple[Record, int]]:
    entries: list[tuple[Record, int]] = []
    for record in records:
        if record.parent and entries and entries[-1][0].id == record.parent:
            entries[-1] = (entries[-1][0], entries[-1][1] + 1)
        else:
            entries.append((record, 0))
    return entries


def _municipalities(records: Sequence[Record]) -> bytes:
    """Return a column of sets of municipalities: 0 for the same as the record before."""
    sets = _numbered(",".join(record.municipalities) for record in records)
    column = []
    before = -1
    for record in records:
        value = sets[",".join(record.municipalities)]
        column.append(0 if value == before else value + 1)
        before = value
    pairs = {
        pair
        for record in records
        for pair in zip(record.municipalities, record.municipality_names, strict=True)
    }
    header = {
        "values": sorted([identity, name] for identity, name in pairs),
        "sets": [entry.split(",") if entry else [] for entry in sets],
    }
    return _sections(header, column=column)


def _statuses(records: Sequence[Record]) -> bytes:
    """Return a column of the decisions' statuses; other records have none."""
    decisions = [record for record in records if record.type == DECISION]
    statuses = _numbered(record.status for record in decisions)
    values = _named(statuses, ((r.status, r.status_text) for r in decisions))
    return _sections({"values": values}, column=[statuses[r.status] for r in decisions])


def _matters(records: Sequence[Record]) -> bytes:
    """Return the records of each matter: how many, and the differences of their numbers."""
    found: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        if record.matter:
            found.setdefault(record.matter, []).append(number)
    values = _named(sorted(found), ((r.matter, r.matter_name) for r in records))
    lists = ([len(found[matter]), *differences(found[matter])] for matter, _ in values)
    return _sections({"values": values}, lists=[number for entry in lists for number in entry])


def _sections(header: dict[str, Any], **sections: Iterable[int]) -> bytes:
    encoded = {name: varints(values) for name, values in sections.items()}
    header["sections"] = [[name, len(content)] for name, content in encoded.items()]
    return payload(header, *encoded.values())


def _numbered(values: Iterable[str]) -> dict[str, int]:
    """Number the distinct values; the empty one is always there, and first."""
    return {value: number for number, value in enumerate(sorted({"", *values}))}


def _named(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return each id with the name that the records give it."""
    names = {identity: name for identity, name in pairs if name}
    return [[identity, names.get(identity, identity)] for identity in ids]


def _codes(records: Iterable[Record]) -> dict[str, str]:
    """Return the bodies by the code that stands before the date in citations."""
    return {
        record.citation.partition(record.date)[0].strip().lower(): record.body
        for record in records
        if record.type == "meeting" and record.date in record.citation
    }


def _day(date: str) -> int:
    return dt.date.fromisoformat(date).toordinal() if date else 0
