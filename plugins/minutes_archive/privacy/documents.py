"""Originals and attachments searched once: to read a PDF takes longer than to make its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from minutes_archive.privacy.document_search import Searched

Key = tuple[str, str]
"""The SHA-256 of a document and the ending of its name, which says how it is read."""


class Documents:
    """Remembers what was found in documents, by their content and the ending of their names.

    `known` is what an earlier build found; `met` what this one needed of it or found itself.
    """

    def __init__(self, known: Mapping[Key, Searched] | None = None) -> None:
        self._known = known or {}
        self.met: dict[Key, Searched] = {}

    def findings(self, sha256: str, ending: str, search: Callable[[], Searched]) -> Searched:
        """Return what a document with this digest holds, searched anew where it is new."""
        key = (sha256, ending)
        found = self.met.get(key)
        if found is None:
            found = self._known.get(key)
            self.met[key] = found = search() if found is None else found
        return found

    def has_met(self, sha256: str, ending: str) -> bool:
        """Return whether a document has been looked into in this build."""
        return (sha256, ending) in self.met
