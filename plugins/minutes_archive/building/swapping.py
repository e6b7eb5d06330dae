"""A finished site put in the place of the old one, in one step where the system has one."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from minutes_archive.building.site_lock import OLD, move_foreign

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2
_RENAME_SWAP = 2  # macOS, renamex_np


def swap(fresh: Path, place: Path) -> None:
    """Put a folder in another's place; the old one ends up where the fresh one was.

    In one step where the kernel can exchange two names, else in two renames; a build
    killed between those leaves the old site where the next build finds it. What others have
    hidden in the old site (a .git of the published branch) stays in the place.
    """
    if not place.exists():
        fresh.rename(place)
        return
    if not _exchange(fresh, place):
        aside = fresh.with_name(OLD)
        place.rename(aside)
        try:
            fresh.rename(place)
        except OSError:
            aside.rename(place)
            raise
        aside.rename(fresh)
    move_foreign(fresh, place)


def _exchange(one: Path, other: Path) -> bool:
    try:
        system = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(system, "renameat2"):
        flags = ctypes.c_uint(_RENAME_EXCHANGE)
        return bool(system.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, flags) == 0)
    if hasattr(system, "renamex_np"):
        return bool(system.renamex_np(first, second, ctypes.c_uint(_RENAME_SWAP)) == 0)
    return False
