"""Columns of facts about the records, for filters, their counts, and the order by date.

Each column's payload is a JSON header, with the names of its values and the length of each
section, and then the sections as variable-length integers. `core` is needed by every
question; the others are read when a filter of theirs is used or shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby
from typing import Any, TypedDict

from minutes_archive.search.encoding import differences, varints
from minutes_archive.search.index_files import payload
from minutes_archive.search.numbering import TYPES
from minutes_archive.search.records import SearchRecord

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


def facts_of(records: Sequence[SearchRecord]) -> Facts:
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


def _put_down(records: Sequence[SearchRecord]) -> list[int]:
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


def _entries(records: Sequence[SearchRecord]) -> list[tuple[SearchRecord, int]]:
    entries: list[tuple[SearchRecord, int]] = []
    for record in records:
        if record.parent and entries and entries[-1][0].id == record.parent:
            entries[-1] = (entries[-1][0], entries[-1][1] + 1)
        else:
            entries.append((record, 0))
    return entries


def _codes(records: Iterable[SearchRecord]) -> dict[str, str]:
    """Return the bodies by the code that stands before the date in citations."""
    return {
        record.citation.partition(record.date)[0].strip().lower(): record.body
        for record in records
        if record.type == "meeting" and record.date in record.citation
    }


def make_columns(groups: Sequence[Facts], type_names: Mapping[str, str]) -> dict[str, bytes]:
    """Return the payloads of all columns, by name, for groups of records in their order."""
    return {
        "core": _core(groups, type_names),
        "municipality": _municipalities(groups),
        "status": _statuses(groups),
        "matter": _matters(groups),
    }


# Columns up to so many bytes are in the first file, others are read when they are wanted.
SMALL_COLUMN = 12_000


def together(columns: Mapping[str, bytes]) -> tuple[bytes, list[str]]:
    """Return the core and all small columns as one file's payload, and which those are."""
    names = ["core", *(n for n, c in columns.items() if n != "core" and len(c) <= SMALL_COLUMN)]
    contents = [columns[name] for name in names]
    return payload({"parts": list(map(len, contents))}, *contents), names


def _core(groups: Sequence[Facts], type_names: Mapping[str, str]) -> bytes:
    """Return type, date and body; `days` and `bodies` tell those of each run."""
    runs: list[tuple[str, str, int]] = []
    for date, body, count in chain.from_iterable(group["runs"] for group in groups):
        if runs and runs[-1][:2] == (date, body):
            count += runs.pop()[2]
        runs.append((date, body, count))
    bodies = _numbered(body for _, body, _ in runs)
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for group in groups:
        names |= group["bodies"]
        codes |= group["codes"]
    header = {
        "count": sum(group["count"] for group in groups),
        "types": [[name, type_names.get(name, name)] for name in TYPES],
        "bodies": [[body, names.get(body, body)] for body in bodies],
        "codes": codes,
    }
    return _sections(
        header,
        types=chain.from_iterable(group["types"] for group in groups),
        runs=[count for _, _, count in runs],
        days=differences(_day(date) for date, _, _ in runs),
        bodies=[bodies[body] for _, body, _ in runs],
        down=differences(
            start + place
            for group, start in zip(groups, _starts(groups), strict=False)
            for place in group["down"]
        ),
    )


def _municipalities(groups: Sequence[Facts]) -> bytes:
    """Return a column of sets of municipalities: 0 for the same as the record before."""
    runs = [run for group in groups for run in group["places"]]
    pairs = {pair for ids, names, _ in runs for pair in zip(ids, names, strict=True)}
    joined = [",".join(ids) for ids, _, _ in runs]
    sets = _numbered(joined)
    column: list[int] = []
    before = -1
    for place, (_, _, count) in zip(joined, runs, strict=True):
        value = sets[place]
        column += [0 if value == before else value + 1, *[0] * (count - 1)]
        before = value
    header = {
        "values": sorted([identity, name] for identity, name in pairs),
        "sets": [entry.split(",") if entry else [] for entry in sets],
    }
    return _sections(header, column=column)


def _statuses(groups: Sequence[Facts]) -> bytes:
    """Return a column of the decisions' statuses; other records have none."""
    runs = [run for group in groups for run in group["statuses"]]
    statuses = _numbered(status for status, _, _ in runs)
    names = {status: text for status, text, _ in runs if text}
    values = [[status, names.get(status, status)] for status in statuses]
    column = chain.from_iterable([statuses[status]] * count for status, _, count in runs)
    return _sections({"values": values}, column=column)


def _matters(groups: Sequence[Facts]) -> bytes:
    """Return the records of each matter: how many, and the differences of their numbers."""
    found: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for group, start in zip(groups, _starts(groups), strict=False):
        for matter, name, places in group["matters"]:
            found.setdefault(matter, []).extend([start + place for place in places])
            if name:
                names[matter] = name
    values = [[matter, names.get(matter, matter)] for matter in sorted(found)]
    lists = ([len(found[matter]), *differences(found[matter])] for matter, _ in values)
    return _sections({"values": values}, lists=[number for entry in lists for number in entry])


def _starts(groups: Iterable[Facts]) -> Iterator[int]:
    """Yield the number of each group's first record."""
    return accumulate((group["count"] for group in groups), initial=0)


def _sections(header: dict[str, Any], **sections: Iterable[int]) -> bytes:
    encoded = {name: varints(values) for name, values in sections.items()}
    header["sections"] = [[name, len(content)] for name, content in encoded.items()]
    return payload(header, *encoded.values())


def _numbered(values: Iterable[str]) -> dict[str, int]:
    """Number the distinct values; the empty one is always there, and first."""
    return {value: number for number, value in enumerate(sorted({"", *values}))}


def _day(date: str) -> int:
    return dt.date.fromisoformat(date).toordinal() if date else 0
