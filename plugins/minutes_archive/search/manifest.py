"""The manifest of an index: what the browser must know before it can ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from minutes_archive.language.analysis import tables
from minutes_archive.search import postings, spellings
from minutes_archive.search.encoding import front_coded
from minutes_archive.search.index_files import IndexFiles, payload
from minutes_archive.search.phrases import PAIR_FACTOR
from minutes_archive.search.snippets import RECORDS_A_FILE

# Raised when a file means something else than before, so that an old page says "reload".
FORMAT = 4


@dataclass
class Totals:
    """What is counted over all records.

    `words` are those of titles and texts; `lengths` the sums of the rounded lengths of each
    field, exact in binary; `buckets` and `each` those of the phrases.
    """

    records: int
    words: int
    lengths: list[float] = field(default_factory=list)
    buckets: int = 0
    each: int = 0
    synonym_files: int = 0


def put_manifest(files: IndexFiles, totals: Totals, own_words: list[str]) -> None:
    """Write the manifest of all other files, which must have been put before.

    `own_words` are the words of the archive's own names.
    """
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "records": totals.records,
        "chunk": RECORDS_A_FILE,
        "tables": tables(),
        "texts": _names(files, "r"),
        "phrases": {
            "buckets": totals.buckets,
            "each": totals.each,
            "factor": PAIR_FACTOR,
            "files": _names(files, "p"),
        },
        "scoring": {
            "fields": postings.FIELDS,
            "boosts": postings.BOOSTS,
            "averages": [total / max(1, totals.records) for total in totals.lengths],
            "k1": postings.K1,
            "b": postings.B,
            "base": postings.LENGTH_BASE,
            "most": postings.MOST_COUNTED,
        },
        "synonyms": {"count": totals.synonym_files, "files": _names(files, "s")},
        "optional": own_words,
        "terms": _ranges(files, "t"),
        "long": {"terms": front_coded(files.names.get("h", {})), "files": _names(files, "h")},
        "spellings": {
            "forwards": _ranges(files, spellings.FORWARDS),
            "backwards": _ranges(files, spellings.BACKWARDS),
            "endings": _ranges(files, spellings.ENDINGS),
        },
        "columns": _columns(files),
    }
    files.put_manifest(payload(manifest))


def _columns(files: IndexFiles) -> dict[str, Any]:
    """Return the file of the columns that every question reads, those in it, and other files."""
    paths = {name: f"f/{file}" for name, file in files.names["f"].items()}
    first = next(name for name in paths if name.split()[0] == "core")
    return {"file": paths.pop(first), "parts": first.split(), "others": dict(sorted(paths.items()))}


def _names(files: IndexFiles, kind: str) -> list[str]:
    return list(files.names.get(kind, {}).values())


def _ranges(files: IndexFiles, kind: str) -> dict[str, Any]:
    """Return what is said of files that each hold a range of keys."""
    return {"keys": front_coded(files.names.get(kind, {})), "files": _names(files, kind)}
