"""Whole processes measured from outside: CPU, wall clock, memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A process's peak counts from that of the process that started it, so a small one starts it.
_STARTER = """
import json, os, sys, time
log = os.open("output.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
to_log = [(os.POSIX_SPAWN_DUP2, log, 1), (os.POSIX_SPAWN_DUP2, log, 2)]
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=to_log)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - start
code = os.waitstatus_to_exitcode(status)
print(json.dumps([code, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss]))
"""


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
    starter = [sys.executable, "-I", "-S", "-c", _STARTER, *command]
    told = subprocess.run(starter, cwd=folder, capture_output=True, text=True, check=True).stdout
    code, cpu, wall, kilobytes = json.loads(told)
    if code != 0:
        output = (folder / "output.log").read_text(encoding="utf-8", errors="replace")
        raise CommandFailedError(f"{' '.join(command)}\n{output[-2000:]}")
    return Figures(cpu, wall, kilobytes * 1024)
