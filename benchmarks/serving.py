"""How long an edit takes to the screen while `serve` shows a synthetic archive."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from benchmarks.build import SIZES
from benchmarks.contestants import this_project
from benchmarks.edits import CORRECTED, correct_text, middle_meeting
from benchmarks.synthetic import write_archive

_NEWS = re.compile(r'fetch\("([^"]*/livereload/[^"]+)"\)')
_MOST_START = 900.0  # seconds until the first page is there
# The index is made when nothing has changed for two seconds.
_QUIET = 3.0

Tell = Callable[[str], None]


class ServeFailedError(Exception):
    """The served archive did not answer as it should; says how."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Seconds from the saved file to the page: of wall clock, and of the server's CPU."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Served:
    """An archive that `serve` shows: the page of the meeting that is edited, and its process."""

    minutes: Path
    port: int
    address: str
    process: int

    def page(self) -> str:
        return self._get(self.address)

    def edit(self) -> Shown:
        """Correct a text and wait, as an open browser does, until the page shows it."""
        before = self.page()
        start, used = time.perf_counter(), self._used()
        correct_text(self.minutes)
        shown = before
        while shown.count(CORRECTED) == before.count(CORRECTED):
            news = _NEWS.search(shown)
            if news is None:
                raise ServeFailedError(f"the page of {self.address} does not wait for news")
            self._get(news[1])
            shown = self.page()
        return Shown(time.perf_counter() - start, self._used() - used)

    def settle(self) -> None:
        """Wait until the search index is made and the server rests."""
        used = -1.0
        while self._used() - used > _QUIET / 10:
            used = self._used()
            time.sleep(_QUIET)

    def _get(self, address: str) -> str:
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as server:
            server.request("GET", address)
            response = server.getresponse()
            text = response.read().decode("utf-8")
        if response.status != 200:
            raise ServeFailedError(f"{address}: {response.status}")
        return text

    def _used(self) -> float:
        stat = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii")
        return sum(map(int, stat.rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")


def report(size: int, edits: int, folder: Path, tell: Tell) -> Iterator[str]:
    """Yield the lines of a table in Markdown: the first edit, and medians of those that follow.

    Before each of the latter the server rests; the last line is of edits that do not wait for it.
    Raises ServeFailedError where the archive is not shown.
    """
    if not Path("/proc/self/stat").exists():
        raise ServeFailedError("what a process uses is read from /proc, which this system lacks")
    yield f"### {size:,} pages".replace(",", " ")
    yield ""
    yield "| edit | wall s | CPU s |"
    yield "|---|--:|--:|"
    with _served(size, folder, tell) as served:
        yield _row("the first", [served.edit()])
        rested = []
        for turn in range(edits):
            tell(f"{size} sidor: ändring {turn + 1} av {edits} …")
            served.settle()
            rested.append(served.edit())
        yield _row(f"after a rest ({edits})", rested)
        served.settle()
        yield _row(f"one upon the other ({edits})", [served.edit() for _ in range(edits)])


def _row(name: str, edits: list[Shown]) -> str:
    wall = statistics.median(edit.wall for edit in edits)
    cpu = statistics.median(edit.cpu for edit in edits)
    return f"| {name} | {wall:.2f} | {cpu:.2f} |"


@contextlib.contextmanager
def _served(size: int, folder: Path, tell: Tell) -> Iterator[Served]:
    minutes = folder / "minutes"
    tell(f"{size} sidor: skriver underlaget …")
    write_archive(minutes, *SIZES[size])
    ours = this_project(folder)
    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    *program, _build, _option, _minutes = ours.command
    command = [*program, "serve", "--quiet", "--minutes", str(minutes)]
    command += ["--address", f"127.0.0.1:{port}"]
    tell(f"{size} sidor: startar serve …")
    log = folder / "serve.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=ours.folder, stdout=out, stderr=out) as process,
    ):
        try:
            meeting = middle_meeting(minutes)
            address = f"/moten/{meeting.parent.parent.name}/{meeting.stem}/"
            served = Served(minutes, port, address, process.pid)
            _wait_for(served, process, log)
            yield served
        finally:
            process.terminate()


def _wait_for(served: Served, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _MOST_START
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError, HTTPException, ServeFailedError):
            served.page()
            return
        time.sleep(0.2)
    raise ServeFailedError(log.read_text(encoding="utf-8", errors="replace")[-2000:])
