"""One build at a time per site folder, and what killed builds left behind.

A build works in `.<site>-build/` beside the site, on the same file system, so that the
finished folder can be moved into place. The operating system lets go of the lock when
its holder dies, however it dies.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

from minutes_archive.building.file_locks import try_lock
from minutes_archive.publishing.manifest import MANIFEST, ManifestError, read_manifest

OLD = "old"
"""The folder that holds the old site between two renames, where the kernel cannot exchange."""

_LOCK = "lock"


class SiteBusyError(Exception):
    """Another build is writing the same site folder (message in Swedish)."""


@contextlib.contextmanager
def build_folder(site_dir: Path) -> Iterator[Path]:
    """Hold the lock of a site folder; yield an empty folder to build in.

    First puts back an old site that a killed build had moved aside, and sweeps what it left.
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
        if not try_lock(handle):
            holder = _holder(handle)
            os.close(handle)
            raise SiteBusyError(
                f"Ett annat bygge{holder} skriver redan {work.name[1:].removesuffix('-build')}/. "
                "Vänta tills det är klart och försök igen."
            )
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(handle), (work / _LOCK).stat()):
                _sign(handle)
                return handle
        os.close(handle)


def _sign(handle: int) -> None:
    """Write who holds the lock, so that the other build can say it."""
    with contextlib.suppress(OSError):  # a full disk stops the build soon enough
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()} {socket.gethostname()}".encode())


def _holder(handle: int) -> str:
    try:
        process, _, host = os.read(handle, 300).decode("ascii").partition(" ")
    except (OSError, UnicodeDecodeError):
        return ""
    return f" (process {process} på {host})" if process.isdigit() and host.isprintable() else ""


def move_foreign(old: Path, place: Path) -> None:
    """Move what others have hidden in a site that was replaced; what a build wrote is left."""
    missed = [hidden for hidden in old.glob(".*") if not os.path.lexists(place / hidden.name)]
    if not missed:
        return
    try:
        own = {path.partition("/")[0] for path in read_manifest(old / MANIFEST)}
    except ManifestError:
        return  # no whole site, so nobody has hidden anything in it
    for hidden in missed:
        if hidden.name not in own:
            hidden.rename(place / hidden.name)


def _put_back(work: Path, site_dir: Path) -> None:
    """Mend a swap that was cut short: the old site, or what others keep in it, is still here."""
    old = work / OLD
    if old.is_dir() and not site_dir.exists():
        old.rename(site_dir)
    for replaced in (old, work / "fresh"):
        if replaced.is_dir() and site_dir.is_dir():
            move_foreign(replaced, site_dir)


def _sweep(work: Path) -> None:
    for entry in work.iterdir():
        if entry.name != _LOCK:
            shutil.rmtree(entry, ignore_errors=True)
