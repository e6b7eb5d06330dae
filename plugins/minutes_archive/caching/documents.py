"""Originals and attachments searched once: to read a PDF takes longer than to make its pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from minutes_archive.caching.stores import Store
from minutes_archive.personal_data.finding import PersonalData

DocumentFinding = tuple[int, int, int, PersonalData]
"""Personal data in a document, and its line, column and page; 0 where these do not apply."""


class Documents:
    """Remembers what was found in documents, by their content and the ending of their names."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._known: dict[bytes, list[DocumentFinding]] = (store.read() if store else None) or {}
        self._met: dict[bytes, list[DocumentFinding]] = {}

    def findings(
        self, content: bytes, ending: str, search: Callable[[], list[DocumentFinding]]
    ) -> list[DocumentFinding]:
        """Return what a document holds, searched anew where its content is new."""
        key = hashlib.sha256(ending.encode() + b"\0" + content).digest()
        found = self._met.get(key)
        if found is None:
            found = self._known.get(key)
            self._met[key] = found = search() if found is None else found
        return found

    def keep_others(self) -> None:
        """Keep also what was found in documents that this build does not look at."""
        self._met = {**self._known, **self._met}

    def save(self) -> None:
        """Keep what was found in the documents of this build for the next one."""
        if self._store and self._met and self._met != self._known:
            self._store.write(self._met)
