"""Folders for a while, with what is not published in them: never in the system's temporary folder.

They lie in the memory beside mkdocs.yml, which only its owner may enter, and are swept by the next
program that wants one where the one that made them was killed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from minutes_archive.building.build_memory import FOLDER
from minutes_archive.building.file_locks import try_lock

_LOCK = ".lock"


@contextlib.contextmanager
def scratch_folder(project: Path) -> Iterator[Path]:
    """Yield an empty folder of a project that is deleted at the end, or by who comes after."""
    top = project / FOLDER / "scratch"
    for place in (project / FOLDER, top):
        place.mkdir(mode=0o700, exist_ok=True)
    ignored = project / FOLDER / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")
    _sweep(top)
    folder = Path(tempfile.mkdtemp(dir=top))
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            try_lock(handle)
        (folder / "in").mkdir()
        yield folder / "in"
    finally:
        os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(top: Path) -> None:
    """Delete the folders whose makers are gone: the system let go of their locks."""
    for left in top.iterdir():
        with contextlib.suppress(OSError):
            handle = os.open(left / _LOCK, os.O_RDWR)
            try:
                is_free = try_lock(handle)
            finally:
                os.close(handle)
            if is_free:
                shutil.rmtree(left, ignore_errors=True)
