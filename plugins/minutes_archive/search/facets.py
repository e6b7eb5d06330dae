"""Columns of facts about the records, for filters, their counts, and the order by date.

The payload: a JSON header with the names of the columns' values and each section's length;
then the sections, as variable-length integers. `runs` cuts the records into runs of the same
date and body; `days` counts on from run to run; `types` are runs of the same type.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from minutes_archive.search.containers import payload
from minutes_archive.search.encoding import differences, varints
from minutes_archive.search.numbering import TYPES
from minutes_archive.search.records import Record

TYPE_BITS = 2


def make_facets(records: Sequence[Record], type_names: Mapping[str, str]) -> bytes:
    """Return the payload with the columns of all records, in their order."""
    bodies = _values(record.body for record in records)
    sets = _values(",".join(record.municipalities) for record in records)
    statuses = _values(record.status for record in records)
    runs = [
        (key, sum(1 for _ in group))
        for key, group in groupby(records, key=lambda record: (record.date, record.body))
    ]
    sections = {
        "runs": [count for _, count in runs],
        "days": differences(_day(date) for (date, _), _ in runs),
        "bodies": [bodies[body] for (_, body), _ in runs],
        "types": list(_type_runs(records)),
        "municipalities": [sets[",".join(record.municipalities)] for record in records],
        "statuses": [statuses[record.status] for record in records],
    }
    encoded = {name: varints(values) for name, values in sections.items()}
    header = {
        "count": len(records),
        "types": [[name, type_names.get(name, name)] for name in TYPES],
        "sections": [[name, len(content)] for name, content in encoded.items()],
        "bodies": _named(bodies, ((r.body, r.body_name) for r in records)),
        "codes": _codes(records),
        "sets": [entry.split(",") if entry else [] for entry in sets],
        "municipalities": _municipalities(records),
        "statuses": _named(statuses, ((r.status, r.status_text) for r in records)),
    }
    return payload(header, *encoded.values())


def make_matters(records: Sequence[Record]) -> bytes:
    """Return the payload that lists the records of each matter."""
    found: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        if record.matter:
            found.setdefault(record.matter, []).append(number)
    listed = sorted(found.items())
    names = _named([matter for matter, _ in listed], ((r.matter, r.matter_name) for r in records))
    header: dict[str, Any] = {"matters": names}
    return payload(
        header, *(varints([len(numbers), *differences(numbers)]) for _, numbers in listed)
    )


def _values(values: Iterable[str]) -> dict[str, int]:
    """Number the distinct values; the empty one is always there, and first."""
    return {value: number for number, value in enumerate(sorted({"", *values}))}


def _named(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return each id with the name that the records give it."""
    names = {identity: name for identity, name in pairs if name}
    return [[identity, names.get(identity, identity)] for identity in ids]


def _municipalities(records: Iterable[Record]) -> list[list[str]]:
    pairs = {
        pair
        for record in records
        for pair in zip(record.municipalities, record.municipality_names, strict=True)
    }
    return sorted([identity, name] for identity, name in pairs)


def _codes(records: Iterable[Record]) -> dict[str, str]:
    """Return the bodies by the code that stands before the date in citations."""
    return {
        record.citation.partition(record.date)[0].strip().lower(): record.body
        for record in records
        if record.type == "meeting" and record.date in record.citation
    }


def _day(date: str) -> int:
    return dt.date.fromisoformat(date).toordinal() if date else 0


def _type_runs(records: Sequence[Record]) -> Iterator[int]:
    for kind, group in groupby(records, key=lambda record: record.type):
        yield TYPES.index(kind) | sum(1 for _ in group) << TYPE_BITS
