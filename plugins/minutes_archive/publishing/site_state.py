"""What a finished site holds and what each of its files was made of, for the next build."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

Form = tuple[str, str, bool, bool, bool, bool, bool]
"""What of a page its frame depends on: see fast.py."""


class FileState(NamedTuple):
    """One file of a site.

    `written` is its time in nanoseconds, to notice who else wrote it. `inputs` and `frame`
    are digests of what it was made of, empty where that is not known; `modified` is the date
    the sitemap tells, None for what is not listed there; `scripts` are the hashes of the inline
    scripts it carries.
    """

    size: int
    sha256: bytes
    written: int
    inputs: bytes = b""
    frame: bytes = b""
    modified: str | None = None
    scripts: tuple[bytes, ...] = ()


@dataclass
class SiteState:
    """All files of a site by path; `forms` tells for which form of page each frame was."""

    files: dict[str, FileState] = field(default_factory=dict)
    forms: dict[bytes, Form] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages a reader can go to; the page for errors is none."""
        return sum(path.endswith(".html") and path != "404.html" for path in self.files)
