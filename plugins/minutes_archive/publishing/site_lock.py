"""One build at a time per site folder, and what killed builds left behind.

A build works in `.<site>-build/` beside the site, on the same file system, so that the
finished folder can be moved into place. The operating system lets go of the lock when
its holder dies, however it dies.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

OLD = "old"
"""The folder that holds the old site between two renames, where the kernel cannot exchange."""

SPARE = "spare"
"""The folder that holds the site before the one that is served: most of the next one."""

_LOCK = "lock"


class SiteBusyError(Exception):
    """Another build is writing the same site folder (message in Swedish)."""


@contextlib.contextmanager
def build_folder(site_dir: Path) -> Iterator[Path]:
    """Hold the lock of a site folder; yield an empty folder to build in.

    First puts back an old site that a killed build had moved aside, and sweeps what it left.
    A folder `spare` beside the empty one outlives the build; nobody else may look into it.
    Raises SiteBusyError where another build holds the lock.
    """
    work = site_dir.with_name(f".{site_dir.name}-build")
    handle = _locked(work)
    try:
        _put_back(work, site_dir)
        _sweep(work)
        fresh = work / "fresh"
        fresh.mkdir()
        yield fresh
    finally:
        _sweep(work)
        # Removed while locked: whoever waits finds out that the file it locked is gone.
        with contextlib.suppress(OSError):
            (work / _LOCK).unlink()
            work.rmdir()
        os.close(handle)


def _locked(work: Path) -> int:
    while True:
        # What was withdrawn may still lie in the site before this one.
        work.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(work / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            continue  # the other build removed the folder just now
        if not _try_lock(handle):
            os.close(handle)
            raise SiteBusyError(
                f"Ett annat bygge skriver redan {work.name[1:].removesuffix('-build')}/. "
                "Vänta tills det är klart och försök igen."
            )
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(handle), (work / _LOCK).stat()):
                return handle
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        lock = getattr(msvcrt, "locking")  # noqa: B009 (mypy knows the name on Windows only)
        try:
            lock(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _put_back(work: Path, site_dir: Path) -> None:
    old = work / OLD
    if old.is_dir() and not site_dir.exists():
        old.rename(site_dir)


def _sweep(work: Path) -> None:
    for entry in work.iterdir():
        if entry.name not in (_LOCK, SPARE):
            shutil.rmtree(entry, ignore_errors=True)
