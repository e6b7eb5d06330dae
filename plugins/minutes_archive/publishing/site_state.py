"""What a finished site holds and what each of its files was made of, for the next build."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from minutes_archive.caching import Store
from minutes_archive.model import Registry
from minutes_archive.problems import Problem
from minutes_archive.publishing.chrome_cutting import Frame
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
    """All files of a site by path, and what of the build a later one may go on from.

    `frames` are the theme's frames, each with the form of its pages, by digest. `settings` is
    the digest of all that the build read beside meetings, empty where it cannot be told; the
    rest is for edits of text: for each minutes file those of the meetings `shown` on its pages,
    the fingerprints of what is `searched`, the warnings `told`, the registry as published.
    """

    files: dict[str, FileState] = field(default_factory=dict)
    frames: dict[bytes, tuple[Form, Frame]] = field(default_factory=dict)
    scripts: list[bytes] = field(default_factory=list)
    manifest: bytes = b""
    settings: bytes = b""
    docs_dir: str = ""
    site_url: str = ""
    shown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    searched: list[tuple[str, bytes]] = field(default_factory=list)
    told: list[Problem] = field(default_factory=list)
    registry: Registry | None = None

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
