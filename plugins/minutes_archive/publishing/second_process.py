"""The work of a large build done by two processes at once, where the system can do that well.

The second process is a fork: it has all that the first has read, and tells what it did when
there is nothing left to take. Should it come to grief, whatever the reason, the first does its
share as well; so errors are raised where they always are.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

if sys.platform == "linux":
    import ctypes
    import fcntl

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Turns:
    """Numbers from 0 on, each taken by one process only."""

    def __init__(self) -> None:
        self._counter = os.memfd_create("turns")

    def take(self) -> int:
        """Return the next number that nobody has taken."""
        # The kernel lets go of the lock when its holder dies.
        fcntl.lockf(self._counter, fcntl.LOCK_EX)
        number = int.from_bytes(os.pread(self._counter, 8, 0), "little")
        os.pwrite(self._counter, (number + 1).to_bytes(8, "little"), 0)
        fcntl.lockf(self._counter, fcntl.LOCK_UN)
        return number

    def close(self) -> None:
        os.close(self._counter)


def can_share() -> bool:
    """Tell whether a second process can be forked, and has a processor to run on.

    Forking is safe while there is one thread; on macOS the system's own libraries start some.
    """
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
    )


class SecondProcess:
    """A fork of this process that does some work and tells a value that can be pickled.

    Raises OSError where the system allows no more processes.
    """

    def __init__(self, work: Callable[[], Any]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        first = os.getpid()
        self._reading, writing = os.pipe()
        try:
            self._pid = os.fork()
        except OSError:
            os.close(self._reading)
            os.close(writing)
            raise
        if self._pid:
            os.close(writing)
            return
        # Nothing that the first process has open or registered may be closed or run here.
        code = 1
        with suppress(BaseException):
            _die_with(first)
            told = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(told)
            code = 0
        os._exit(code)

    def told(self) -> Any:
        """Wait for the end; return what was told, or None where the process came to grief."""
        with os.fdopen(self._reading, "rb") as pipe:
            content = pipe.read()
        _, status = os.waitpid(self._pid, 0)
        self._pid = 0
        return pickle.loads(content) if status == 0 else None

    def stop(self) -> None:
        """End the process if it is still there."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            os.close(self._reading)
            self._pid = 0


def _die_with(parent: int) -> None:
    """Have the kernel end this process when its parent ends: nobody would wait for its work."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
