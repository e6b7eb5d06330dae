"""Minutes files read once: what each gave, as long as its bytes are the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from minutes_archive.caching.documents import Documents
from minutes_archive.caching.free_memory import give_back_free_memory
from minutes_archive.caching.stores import Store, dumps, loads
from minutes_archive.model import Meeting, Registry
from minutes_archive.problems import Problem
from minutes_archive.reading import compose, meeting_of, outline, text_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What one minutes file gave.

    `content` is the SHA-256 of the file; `outline` that of all but its running text;
    `given` a pickled pair of the meeting, or None, and the problems found.
    """

    content: bytes
    outline: bytes
    given: bytes

    def unfold(self) -> tuple[Meeting | None, list[Problem]] | None:
        """Return the meeting and the problems; None where the bytes are not what they should be."""
        found: tuple[Meeting | None, list[Problem]] | None = loads(self.given)
        return found

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that the file gave."""
        given = self.unfold()
        return given[0] if given else None


class Readings:
    """Reads minutes files, and remembers what they gave from one build to the next.

    `documents` does the same for the files that they name.

    The store's version must tell the registry too: names are checked against it.
    """

    def __init__(self, store: Store | None = None, documents: Documents | None = None) -> None:
        self._store = store
        self.documents = documents or Documents()
        self.known: dict[str, Reading] = (store.read() if store else None) or {}
        self.met: dict[str, Reading] = {}

    def parse(
        self, raw: bytes, shown: str, registry: Registry | None
    ) -> tuple[Meeting | None, list[Problem]]:
        """Make a meeting of the bytes of a minutes file, or take what they gave before."""
        content = hashlib.sha256(raw).digest()
        reading = self.known.get(shown)
        if reading is not None and reading.content == content:
            given = reading.unfold()
            if given is not None:
                self.met[shown] = reading
                return given
        node, problems = compose(raw, shown)
        if node is None:
            return None, problems
        meeting, problems = meeting_of(node, shown, registry)
        given = (meeting, problems)
        self.met[shown] = Reading(content, outline(node, text_of(raw)), dumps(given))
        return given

    def save(self) -> None:
        """Keep what this build read for the next one, and nothing of files that are gone."""
        if self._store and self.met != self.known:
            self._store.write(self.met)
        self.documents.save()

    def let_go(self) -> None:
        """Free the memory that meetings take a second time here; only digests stay."""
        self.known = {}
        self.met = {file: replace(reading, given=b"") for file, reading in self.met.items()}
        give_back_free_memory()
