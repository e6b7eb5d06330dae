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
from minutes_archive.publishing.manifest import MANIFEST
from minutes_archive.publishing.site_state import FileState, SiteState
from minutes_archive.publishing.site_writing import LastSite

FOLDER = ".minutes-archive"
_PLACE = "site-dir"


class BuildMemory:
    """The memory of one site folder's builds; one that is lost only costs time."""

    def __init__(self, project: Path, site_dir: Path) -> None:
        self._site_dir = site_dir
        self._top = project / FOLDER
        self._folder = self._top / hashlib.sha256(str(site_dir).encode()).hexdigest()[:16]
        self._store = Store(self._folder / "memory", code_version())

    def read(self) -> tuple[Readings, LastSite | None]:
        """Return what minutes files gave, and the site that is served if builds made it."""
        found = self._store.read()
        if not isinstance(found, dict):
            return Readings(), None
        files = {path: FileState._make(kept) for path, kept in found["files"].items()}
        state = SiteState(files, found["forms"])
        # Below a prefix, the manifest lies in the archive's folder.
        manifests = [path for path in files if path.rpartition("/")[2] == MANIFEST]
        is_ours = bool(manifests) and all(
            files[path].sha256 == _digest(self._site_dir / path) for path in manifests
        )
        last = LastSite(self._site_dir, state) if is_ours else None
        return Readings(found["readings"], Documents(found["documents"])), last

    def save(self, readings: Readings, state: SiteState) -> None:
        """Remember what was read, and the site that is now served."""
        self._make_folder()
        self._store.write(
            {
                "readings": readings.met,
                "documents": readings.documents.met,
                # Plain tuples are read many times quicker.
                "files": {path: tuple(kept) for path, kept in state.files.items()},
                "forms": state.forms,
            }
        )

    def forget(self) -> None:
        """Forget all; the next build makes everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make_folder(self) -> None:
        with contextlib.suppress(OSError):
            self._top.mkdir(mode=0o700, exist_ok=True)
            ignored = self._top / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", encoding="utf-8")
            self._folder.mkdir(exist_ok=True)
            (self._folder / _PLACE).write_text(str(self._site_dir), encoding="utf-8")
            for place in self._top.glob(f"*/{_PLACE}"):
                if not Path(place.read_text(encoding="utf-8")).is_dir():
                    shutil.rmtree(place.parent, ignore_errors=True)


def _digest(file: Path) -> bytes:
    try:
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return b""
