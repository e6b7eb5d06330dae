"""What a finished site holds and what each of its files was made of, for the next build."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from minutes_archive.caching import Store
from minutes_archive.publishing.manifest import MANIFEST

Form = tuple[str, str, bool, bool, bool, bool, bool]
"""What of a page its frame depends on: see fast.py."""


class FileState(NamedTuple):
    """One file of a site.

    `written` is its time in nanoseconds, to notice who else wrote it. `inputs` and `frame`
    are digests of what it was made of, empty where that is not known; `modified` is the date
    the sitemap tells, None for what is not listed there; `scripts` are numbers of the inline
    scripts it carries.
    """

    size: int
    sha256: bytes
    written: int
    inputs: bytes = b""
    frame: bytes = b""
    modified: str | None = None
    scripts: tuple[int, ...] = ()


@dataclass
class SiteState:
    """All files of a site by path; `forms` tell the form of each frame, by its digest."""

    files: dict[str, FileState] = field(default_factory=dict)
    forms: dict[bytes, Form] = field(default_factory=dict)
    scripts: list[bytes] = field(default_factory=list)
    searched: bytes = b""
    manifest: bytes = b""

    def number_of(self, script: bytes) -> int:
        """Return the number that stands for an inline script."""
        if script not in self.scripts:
            self.scripts.append(script)
        return self.scripts.index(script)


def read_state(store: Store, site: Path) -> SiteState | None:
    """Return the state of a site folder, or None where what is stored is not its state."""
    found = store.read()
    if not isinstance(found, dict):
        return None
    state = SiteState(**_with_states(found))
    return state if state.manifest == manifest_digest(site) else None


def write_state(store: Store, state: SiteState) -> None:
    """Store the state of a site folder; plain tuples are read many times quicker."""
    values = {name: getattr(state, name) for name in SiteState.__dataclass_fields__}
    values["files"] = {path: tuple(kept) for path, kept in state.files.items()}
    store.write(values)


def manifest_digest(site: Path) -> bytes:
    """Return the SHA-256 of a site's manifest, empty where it has none."""
    try:
        return hashlib.sha256((site / MANIFEST).read_bytes()).digest()
    except OSError:
        return b""


def _with_states(found: Mapping[str, Any]) -> dict[str, Any]:
    files = {path: FileState._make(kept) for path, kept in found["files"].items()}
    return {**found, "files": files}
