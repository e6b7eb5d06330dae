"""Originals and attachments searched once: to read a PDF takes longer than to make its pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from minutes_archive.personal_data.finding import PersonalData

DocumentFinding = tuple[int, int, int, PersonalData, str]
"""Line, column and page of personal data in a document (0 where these do not apply), the data,
and what an exception calls it."""


class Documents:
    """Remembers what was found in documents, by their content and the ending of their names.

    `known` is what an earlier build found; `met` what this one needed of it or found itself.
    """

    def __init__(self, known: Mapping[bytes, list[DocumentFinding]] | None = None) -> None:
        self._known = known or {}
        self.met: dict[bytes, list[DocumentFinding]] = {}

    def findings(
        self, content: bytes, ending: str, search: Callable[[], list[DocumentFinding]]
    ) -> list[DocumentFinding]:
        """Return what a document holds, searched anew where its content is new."""
        key = _key(content, ending)
        found = self.met.get(key)
        if found is None:
            found = self._known.get(key)
            self.met[key] = found = search() if found is None else found
        return found

    def has_met(self, content: bytes, ending: str) -> bool:
        """Tell whether a document has been looked into in this build."""
        return _key(content, ending) in self.met


def _key(content: bytes, ending: str) -> bytes:
    return hashlib.sha256(ending.encode() + b"\0" + content).digest()
