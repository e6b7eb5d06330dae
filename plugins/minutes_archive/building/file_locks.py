"""A lock on an open file that the system lets go of when its holder dies."""

from __future__ import annotations

import errno
import os

# What a file system that knows no locks answers (some network and FUSE mounts).
_NO_LOCKS = frozenset(
    {errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, getattr(errno, "EOPNOTSUPP", 0)}
)


def try_lock(handle: int) -> bool:
    """Lock an open file, or tell that somebody else holds it.

    Where the file system has no locks the build goes on without one: to refuse would be to
    never build there, and two builds at once are rarer than such a mount.
    """
    try:
        import fcntl
    except ImportError:
        return _try_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as refused:
        return refused.errno in _NO_LOCKS
    return True


def _try_windows(handle: int) -> bool:
    import msvcrt

    lock = getattr(msvcrt, "locking")  # noqa: B009 (mypy knows the name on Windows only)
    # Beyond the bytes that say who holds it, which others may read.
    os.lseek(handle, 1000, os.SEEK_SET)
    try:
        lock(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
    except OSError:
        return False
    finally:
        os.lseek(handle, 0, os.SEEK_SET)
    return True
