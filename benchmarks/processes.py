"""Whole processes measured from outside: CPU, wall clock, memory, instructions."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# A process's peak counts from that of the process that started it, so a small one starts it.
# It ends the whole group of the measured process, when the time is up or it is stopped itself.
_STARTER = """
import glob, json, os, signal, sys, threading, time
limit = float(sys.argv[1])
log = os.open("output.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
to_log = [(os.POSIX_SPAWN_DUP2, log, 1), (os.POSIX_SPAWN_DUP2, log, 2)]
class OutOfTime(BaseException): pass
def end(*_): raise OutOfTime
signal.signal(signal.SIGALRM, end)
signal.signal(signal.SIGTERM, end)
peak = 0
def look_at(group):
    # What several processes hold together; pages that they share count once.
    global peak
    while True:
        held = 0
        for stat in glob.glob("/proc/[0-9]*/stat"):
            try:
                with open(stat) as file:
                    if int(file.read().rpartition(")")[2].split()[2]) != group:
                        continue
                with open(stat.replace("stat", "smaps_rollup")) as file:
                    held += next(int(l.split()[1]) for l in file if l.startswith("Pss:"))
            except OSError:
                continue
        peak = max(peak, held)
        time.sleep(0.5)
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ, file_actions=to_log, setpgroup=0)
threading.Thread(target=look_at, args=(child,), daemon=True).start()
try:
    signal.setitimer(signal.ITIMER_REAL, limit)
    _, status, usage = os.wait4(child, 0)
except BaseException:
    os.killpg(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    print(json.dumps([None, 0, 0, 0]))
    sys.exit()
signal.setitimer(signal.ITIMER_REAL, 0)
wall = time.perf_counter() - start
code = os.waitstatus_to_exitcode(status)
print(json.dumps([code, usage.ru_utime + usage.ru_stime, wall, max(peak, usage.ru_maxrss)]))
"""
# What perf counts: instructions of programs, not of the kernel.
_EVENT = "instructions:u"
_COUNTS = "counted.csv"
# Darwin counts the peak in bytes, others in kilobytes.
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


class CommandFailedError(Exception):
    """A measured command did not end well; its figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run took: seconds of CPU (user and system), of wall clock, and peak bytes.

    The peak is that of the largest process, or on Linux that of all together, looked at twice
    a second. `instructions` is 0 where the system does not count them.
    """

    cpu: float
    wall: float
    memory: int
    instructions: int = 0


def measure(command: Sequence[str], folder: Path, limit: float = 3600) -> Figures:
    """Run a command in a folder and return what it took, its children's share included.

    Raises CommandFailedError where it fails, or takes more than `limit` seconds.
    """
    counted = counting_command(_EVENT)
    starter = [sys.executable, "-I", "-S", "-c", _STARTER, str(limit), *counted, *command]
    told = subprocess.run(starter, cwd=folder, capture_output=True, text=True, check=True).stdout
    code, cpu, wall, memory = json.loads(told)
    if code is None:
        raise CommandFailedError(f"stopped after {limit:.0f} s")
    if code != 0:
        output = (folder / "output.log").read_text(encoding="utf-8", errors="replace")
        raise CommandFailedError(f"{' '.join(command)}\n{output[-2000:]}")
    instructions = _count(folder / _COUNTS) if counted else 0
    return Figures(cpu, wall, memory * _MEMORY_UNIT, instructions)


@cache
def counting_command(event: str) -> tuple[str, ...]:
    """Return what to put before a command so that perf counts an event of it: () where it cannot.

    Many virtual machines have no counters, and many systems keep them to root.
    """
    perf = shutil.which("perf")
    if perf is None:
        return ()
    command = (perf, "stat", "-x", ",", "-e", event)
    tried = subprocess.run([*command, "--", "true"], capture_output=True, text=True, check=False)
    if tried.returncode != 0 or not any(line[:1].isdigit() for line in tried.stderr.splitlines()):
        return ()
    return (*command, "-o", _COUNTS, "--")


def _count(file: Path) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return round(sum(float(line.split(",")[0]) for line in lines if line[:1].isdigit()))
