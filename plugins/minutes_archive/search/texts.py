"""What a hit shows: the records' own words, in files of a few neighbouring records each."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from minutes_archive.search.records import Record

# Hits are spread over the archive: a file with more records carries more that nobody asked for.
RECORDS_A_FILE = 8
# Enough for every paragraph that could be quoted; the index itself knows the whole text.
LONGEST_TEXT = 8_000


def text_files(records: Sequence[Record]) -> Iterator[bytes]:
    """Yield the JSON of each group of records, in order."""
    for start in range(0, len(records), RECORDS_A_FILE):
        rows = [_row(record) for record in records[start : start + RECORDS_A_FILE]]
        yield json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _row(record: Record) -> list[Any]:
    """Return what the browser reads by position; empty values at the end are left out."""
    row: list[Any] = [
        record.id,
        record.url,
        unicodedata.normalize("NFC", record.title),
        unicodedata.normalize("NFC", record.text[:LONGEST_TEXT]),
        record.citation,
        record.item_label,
        record.date_text,
        record.status_text,
        list(record.municipality_names),
        [[successor.label, successor.url] for successor in record.replaced_by],
        record.status,
    ]
    while row and not row[-1]:
        row.pop()
    return row
