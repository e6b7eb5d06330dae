"""Work divided over the machine's processors, where processes can be forked."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Any, TypeVar

from minutes_archive.importing.confined.isolation import CAN_FORK
from minutes_archive.importing.files.confinement import die_with_parent

T = TypeVar("T")
Job = Callable[[int], Any]

# The job that forked processes find when they begin: it cannot be sent to them.
_job: list[Job] = []


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def answers(job: Callable[[int], T], count: int) -> Iterator[T]:
    """Yield job(0), job(1) … in that order, worked out side by side, the last ones first.

    What a job changes stays in the process that did it, so its answer must say all of it; it is
    pickled. The job of a process that was killed is done again here. Without several processors,
    without a safe fork (other systems, other threads) and for a few jobs all is done here.
    """
    pool = _pool(min(processors(), count // 2))
    if pool is None:
        yield from map(job, range(count))
        return
    _job[:] = [job]
    try:
        futures = [pool.submit(_do, number) for number in reversed(range(count))]
        for number, future in enumerate(reversed(futures)):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield job(number)
    finally:
        pool.shutdown(cancel_futures=True)
        _job.clear()


def _pool(size: int) -> ProcessPoolExecutor | None:
    if size < 2 or not CAN_FORK or threading.active_count() > 1:
        return None
    with suppress(OSError, ImportError, NotImplementedError):  # no semaphores here
        return ProcessPoolExecutor(size, get_context("fork"), _begin, (os.getpid(),))
    return None


def _begin(parent: int) -> None:
    """Leave the keyboard to the parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent(parent)


def _do(number: int) -> Any:
    return _job[0](number)
