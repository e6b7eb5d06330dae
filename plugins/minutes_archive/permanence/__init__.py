"""Addresses for good: what is published, what was, and where old addresses lead."""

from __future__ import annotations

from minutes_archive.permanence.checking import check_ledger, with_old_tombstones
from minutes_archive.permanence.ledger import LEDGER_FILE, read_ledger, write_ledger
from minutes_archive.permanence.published import record_addresses
from minutes_archive.permanence.redirects import Redirect, find_redirects

__all__ = [
    "LEDGER_FILE",
    "Redirect",
    "check_ledger",
    "find_redirects",
    "read_ledger",
    "record_addresses",
    "with_old_tombstones",
    "write_ledger",
]
