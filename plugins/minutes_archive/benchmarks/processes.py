"""Whole processes measured from outside: CPU, wall clock, memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class CommandFailedError(Exception):
    """A measured command did not end well; its figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run took: seconds of CPU (user and system), of wall clock, and peak bytes."""

    cpu: float
    wall: float
    memory: int


def measure(command: Sequence[str], folder: Path) -> Figures:
    """Run a command in a folder and return what it took, its children's share included."""
    with (folder / "output.log").open("w+", encoding="utf-8") as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            log.seek(0)
            raise CommandFailedError(f"{' '.join(command)}\n{log.read()[-2000:]}")
    # Linux counts in kilobytes.
    return Figures(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024)
