"""The manifest of an index: what the browser must know before it can ask."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from minutes_archive.language.analysis import tables
from minutes_archive.search import scoring, spellings
from minutes_archive.search.containers import FOLDER_FILES, payload
from minutes_archive.search.encoding import front_coded
from minutes_archive.search.phrases import PAIR_FACTOR
from minutes_archive.search.store import Store
from minutes_archive.search.texts import RECORDS_A_FILE

# Raised when a file means something else than before, so that an old page says "reload".
FORMAT = 3


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


def read_totals(store: Store) -> Totals:
    """Return the totals that the manifest in a store was made from."""
    return Totals(**store.state("totals"))


def put_manifest(store: Store, totals: Totals) -> None:
    """Put the manifest of the other files in the store."""
    store.set_state("totals", asdict(totals))
    columns = dict(store.paths("f"))
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "records": totals.records,
        "chunk": RECORDS_A_FILE,
        "tables": tables(),
        "texts": _folders(store, "r"),
        "phrases": {
            "buckets": totals.buckets,
            "each": totals.each,
            "factor": PAIR_FACTOR,
            "files": _folders(store, "p"),
        },
        "scoring": {
            "fields": scoring.FIELDS,
            "boosts": scoring.BOOSTS,
            "averages": [total / max(1, totals.records) for total in totals.lengths],
            "k1": scoring.K1,
            "b": scoring.B,
            "base": scoring.LENGTH_BASE,
            "most": scoring.MOST_COUNTED,
        },
        "terms": _ranges(store, "t"),
        "spellings": {
            "forwards": _ranges(store, spellings.FORWARDS),
            "backwards": _ranges(store, spellings.BACKWARDS),
            "endings": _ranges(store, spellings.ENDINGS),
        },
        "columns": {
            name: [columns[name], store.length("f", name)]
            for name in ("core", "municipality", "status", "matter")
        },
    }
    store.put_manifest(payload(manifest))


def _folders(store: Store, kind: str) -> list[str]:
    return [path.split("/")[1] for _, path in store.paths(kind, FOLDER_FILES[kind])]


def _ranges(store: Store, kind: str) -> dict[str, Any]:
    """Return what is said of files that each hold a range of keys."""
    found = store.paths(kind)
    return {
        "keys": front_coded(key for key, _ in found),
        "files": [path.split("/")[1] for _, path in found],
    }
