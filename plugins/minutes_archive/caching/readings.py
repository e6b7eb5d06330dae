"""Minutes files read once: what each gave, as long as its bytes are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from minutes_archive.model import Meeting, Registry
from minutes_archive.privacy.documents import Documents
from minutes_archive.problems import Problem
from minutes_archive.reading import parse_meeting


@dataclass(frozen=True, slots=True)
class Reading:
    """What one minutes file gave: a meeting, or None, and problems.

    `content` is the SHA-256 of the file. `registry` is the digest of the registry that its
    names were checked against, None where there was no readable registry.
    """

    content: bytes
    registry: bytes
    meeting: Meeting | None
    problems: tuple[Problem, ...]


class Readings:
    """Reads minutes files, and remembers the result of each from one build to the next.

    `known` are the readings of an earlier build by path (as problems print it); `met` are those
    that this build made or reused. `documents` does the same for the files that meetings name.
    """

    def __init__(
        self, known: Mapping[str, Reading] | None = None, documents: Documents | None = None
    ) -> None:
        self._known = known or {}
        self._registry: tuple[Registry | None, bytes] = (None, b"")
        self._named: dict[bytes, dict[tuple[str, ...], frozenset[str]]] = {}
        self.documents = documents or Documents()
        self.met: dict[str, Reading] = {}

    def parse(
        self, raw: bytes, shown: str, registry: Registry | None
    ) -> tuple[Meeting | None, list[Problem]]:
        """Return what a minutes file of these bytes gives, parsing it only if they are new."""
        content, of_registry = hashlib.sha256(raw).digest(), self._digest_of(registry)
        reading = self._known.get(shown)
        if reading is None or (reading.content, reading.registry) != (content, of_registry):
            meeting, problems = parse_meeting(raw, shown, registry)
            reading = Reading(content, of_registry, meeting, tuple(problems))
        self.met[shown] = reading
        return reading.meeting, list(reading.problems)

    def again(self) -> Readings:
        """Return new readings that start with everything these know or have met."""
        following = Readings(self.met, Documents(self.documents.met))
        following._named = self._named
        return following

    def named_by(self, registry: Registry) -> dict[tuple[str, ...], frozenset[str]]:
        """Return the memory of what municipalities of this registry texts name."""
        digest = self._digest_of(registry)
        if digest not in self._named:
            self._named.clear()
        return self._named.setdefault(digest, {})

    def _digest_of(self, registry: Registry | None) -> bytes:
        if self._registry[0] is not registry:
            self._registry = (registry, hashlib.sha256(repr(registry).encode()).digest())
        return self._registry[1]
