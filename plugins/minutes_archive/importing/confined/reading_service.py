"""The reading program that stays: for each file it is asked for it forks a cell that reads it.

`python -m … SECONDS [--ocr]` takes one request a line on standard input, `{"format", "path"}`, and
answers each in order: a line `{"size", "ended"}` and then so many bytes of JSON. The heavy
libraries are loaded once, and no file's reading can touch another's.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn

from minutes_archive.importing.confined.extraction import answer, load_reader
from minutes_archive.importing.files.confinement import LIMITS, confine, die_with_parent
from minutes_archive.importing.words.source import Format

ANSWERED, TOO_LONG, FELL = "answered", "too long", "fell"


def serve(requests: IO[bytes], answers: IO[bytes], ocr: bool, seconds: float) -> None:
    """Answer requests until there are no more."""
    for line in requests:
        asked = json.loads(line)
        format_ = Format(asked["format"])
        load_reader(format_, ocr)
        with tempfile.TemporaryFile() as said:
            path = Path(asked["path"])

            def work(format_: Format = format_, path: Path = path) -> bytes:
                words = json.dumps(answer(format_, path, ocr), ensure_ascii=True)
                return words.encode("ascii")

            ended = in_a_cell(work, said, seconds, programs=ocr)
            size = said.seek(0, os.SEEK_END) if ended == ANSWERED else 0
            if size > LIMITS.answer:
                ended, size = TOO_LONG, 0
            said.seek(0)
            answers.write(json.dumps({"size": size, "ended": ended}).encode("ascii") + b"\n")
            answers.write(said.read(size))
            answers.flush()


def in_a_cell(
    work: Callable[[], bytes], said: IO[bytes], seconds: float, *, programs: bool = False
) -> str:
    """Work in a forked process with bounds, whose answer goes into a file; tell how it ended."""
    life, held = os.pipe()
    own = os.getpid()
    child = os.fork()
    if not child:
        os.close(life)
        _work(work, said, own, programs=programs)
    os.close(held)
    finished = False
    try:
        # The cell holds the other end until it ends, whichever way it does.
        finished = bool(select.select([life], [], [], seconds)[0])
    finally:
        os.close(life)
        _kill(child)
        _, status = os.waitpid(child, 0)
    if not finished:
        return TOO_LONG
    return ANSWERED if os.waitstatus_to_exitcode(status) == 0 else FELL


def _work(work: Callable[[], bytes], said: IO[bytes], parent: int, *, programs: bool) -> NoReturn:
    """Be the cell: work, write the answer, and end without any leave-taking."""
    code = 1
    try:
        die_with_parent(parent)
        os.setsid()
        confine(programs=programs)
        view = memoryview(work())
        while view:
            view = view[os.write(said.fileno(), view) :]
        code = 0
    finally:
        os._exit(code)


def _kill(child: int) -> None:
    """Kill a cell and the programs it started; one that has ended keeps its exit code."""
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)


if __name__ == "__main__":
    die_with_parent()
    wanted = "--ocr" in sys.argv
    serve(sys.stdin.buffer, sys.stdout.buffer, wanted, float(sys.argv[1]))
