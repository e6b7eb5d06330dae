"""What must be on the disk, and not only in memory, before the next step may rely on it.

A swap that outlives a power cut while the files it put in place do not would leave a site of
empty files: file systems write names and contents in an order of their own. So the contents
are forced out before the swap, and the swap before the old site is swept.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from pathlib import Path


def force_out_contents(folder: Path) -> None:
    """Wait until everything written below a folder is on its disk.

    One call for the whole file system where the kernel has it (Linux, syncfs), else for all
    of them; one call for each file would cost more than the build. Raises OSError where the
    disk says that something could not be written. Windows has no such call.
    """
    handle = _opened(folder)
    if handle is None:
        return
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if not hasattr(system, "syncfs"):
            os.sync()
        elif system.syncfs(handle) != 0:
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error), str(folder))
    finally:
        os.close(handle)


def force_out_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can promise it."""
    handle = _opened(folder)
    if handle is None:
        return
    with contextlib.suppress(OSError):  # a network file system may not know how
        os.fsync(handle)
    os.close(handle)


def _opened(folder: Path) -> int | None:
    """Open a folder for waiting; None on Windows, where folders cannot be opened so."""
    if os.name == "nt":
        return None
    return os.open(folder, os.O_RDONLY)
