"""What builds of one site folder remember: beside mkdocs.yml, out of every published folder.

Drafts are read like all minutes files, so what was read of them lies here too, where only
the owner may look.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from pathlib import Path

from minutes_archive.caching import Documents, Readings, Store, code_version
from minutes_archive.publishing.site_state import SiteState, read_state, write_state
from minutes_archive.reading.reader import REGISTRY_FILE

FOLDER = ".minutes-archive"
_PLACE = "site-dir"


class BuildMemory:
    """The memory of one site folder's builds; one that is lost only costs time."""

    def __init__(self, top: Path, site_dir: Path, minutes_dir: Path) -> None:
        self._site_dir = site_dir
        self._top = top
        self._folder = top / hashlib.sha256(str(site_dir).encode()).hexdigest()[:16]
        self._registry = minutes_dir / REGISTRY_FILE
        self.readings = Readings()

    @classmethod
    def of_project(cls, project: Path, site_dir: Path, minutes_dir: Path) -> BuildMemory:
        """Return the memory that lies in the folder of mkdocs.yml."""
        return cls(project / FOLDER, site_dir, minutes_dir)

    def _read_readings(self) -> Readings:
        try:
            registry = hashlib.sha256(self._registry.read_bytes()).digest()
        except OSError:
            return Readings()
        documents = Documents(self._store("documents"))
        return Readings(self._store("readings", registry), documents)

    def state_of(self, site: Path) -> SiteState | None:
        """Return the state of the site that is served, if it is one of ours."""
        return read_state(self._store("site"), site)

    def spare_state_of(self, spare: Path) -> SiteState | None:
        """Return the state of the tree that lies aside."""
        return read_state(self._store("spare"), spare)

    @property
    def search_store(self) -> Path:
        """The file that the search index is kept in, with what an edit of it needs."""
        return self._folder / "search"

    def save(self, after: SiteState, aside: SiteState | None) -> None:
        """Remember the site that is now served, and the one that was put aside for it."""
        if aside is not None:
            write_state(self._store("spare"), aside)
        write_state(self._store("site"), after)

    def forget(self) -> None:
        """Forget all; the next build makes everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def prepare(self) -> None:
        """Begin a build: read what minutes files gave, checked against the registry as it is."""
        self._make_folder()
        self.readings = self._read_readings()

    def _make_folder(self) -> None:
        with contextlib.suppress(OSError):
            self._top.mkdir(mode=0o700, exist_ok=True)
            ignored = self._top / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", encoding="utf-8")
            self._folder.mkdir(exist_ok=True)
            (self._folder / _PLACE).write_text(str(self._site_dir), encoding="utf-8")
            self._forget_sites_that_are_gone()

    def _forget_sites_that_are_gone(self) -> None:
        for place in self._top.glob(f"*/{_PLACE}"):
            if not Path(place.read_text(encoding="utf-8")).is_dir():
                shutil.rmtree(place.parent, ignore_errors=True)

    def _store(self, name: str, of: bytes = b"") -> Store:
        version = hashlib.sha256(code_version() + of).digest()
        return Store(self._folder / name, version)
