"""The archive as it is now -> the lines of the ledger; what was recorded once stays."""

from __future__ import annotations

from collections.abc import Iterable

from minutes_archive.archive import Archive
from minutes_archive.permanence.ledger import Ledger, Recorded
from minutes_archive.permanence.published import published_addresses


def record_addresses(archive: Archive, ledger: Ledger) -> tuple[Recorded, ...]:
    """Return all lines: those of now, and the old ones whose address leads elsewhere or is gone."""
    now = {
        entry.address: Recorded(entry.address, entry.meeting, entry.fingerprint, entry.corrections)
        for entry in published_addresses(archive).values()
    }
    old: Iterable[Recorded] = (
        line for address, lines in ledger.items() if address not in now for line in lines
    )
    return tuple(sorted([*now.values(), *old], key=str))
