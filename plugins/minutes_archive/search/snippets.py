"""What a hit shows: the records' own words, in files of a few neighbouring records each."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from minutes_archive.search.records import SearchRecord

# Hits are spread over the archive: a file with more records carries more that nobody asked for.
RECORDS_A_FILE = 5
# Enough for every paragraph that could be quoted; the index itself knows the whole text.
LONGEST_TEXT = 8_000

Row = list[Any]


def text_file(rows: list[Row]) -> bytes:
    """Return the payload of a file of rows."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def text_row(record: SearchRecord) -> Row:
    """Return what the browser reads by position; empty values at the end are left out."""
    row: Row = [
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
        record.reference,
        list(record.called),
    ]
    while row and not row[-1]:
        row.pop()
    return row
