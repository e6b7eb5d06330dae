"""Reads files apart from everything else: in processes of their own, some files ahead."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from minutes_archive.importing.files.confinement import LIMITS, PARENT_VARIABLE
from minutes_archive.importing.files.named_files import read_bounded, sniff
from minutes_archive.importing.files.refusals import (
    DAMAGED,
    TOO_SLOW,
    WRONG_TYPE,
    Reason,
    RefusedError,
)
from minutes_archive.importing.words.source import Format, Source, from_json

PROGRAM = "minutes_archive.importing.confined.extraction"
SERVICE = "minutes_archive.importing.confined.reading_service"
MOST_READERS = 4
# A busy machine gives a reader a part of a processor; its own clock counts what it got.
PATIENCE = 3
# Not on macOS either: a process that has loaded the system's libraries may not fork there.
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"


def read_in_order(
    paths: Sequence[Path], ocr: bool = False
) -> Generator[tuple[Path, Source | RefusedError], None, None]:
    """Give each file's lines, or why it is refused, in the order of the files.

    Where processes can be forked, as many files as there are processors are read ahead.
    """
    with Readers(len(paths), ocr) as readers:
        waiting: deque[tuple[Path, _Asked | RefusedError]] = deque()
        for path in paths:
            waiting.append((path, readers.ask(path)))
            if len(waiting) > readers.count:
                yield _taken(*waiting.popleft(), ocr)
        while waiting:
            yield _taken(*waiting.popleft(), ocr)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A file that a reader has been asked for; without a reader it is read when it is due."""

    format: Format
    reader: _Reader | None


def _taken(
    path: Path, asked: _Asked | RefusedError, ocr: bool
) -> tuple[Path, Source | RefusedError]:
    if isinstance(asked, RefusedError):
        return path, asked
    try:
        if asked.reader is not None:
            with suppress(_ReaderGoneError):
                return path, asked.reader.take()
        return path, read_apart(asked.format, path, ocr)
    except RefusedError as refused:
        return path, refused


class Readers:
    """Reading programs that stay for a run, one for each processor; none where none can."""

    def __init__(self, files: int, ocr: bool) -> None:
        self.count = min(files, os.cpu_count() or 1, MOST_READERS) if CAN_FORK else 0
        self._ocr = ocr
        self._readers: list[_Reader] = []
        self._turn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for reader in self._readers:
            reader.end()

    def ask(self, path: Path) -> _Asked | RefusedError:
        """Ask for a file; a refusal that can be told at once is the answer."""
        try:
            format_ = sniff(path.name, read_bounded(path))
        except RefusedError as refused:
            return refused
        reader = self._next() if self.count else None
        if reader is not None and not reader.ask(format_, path):
            reader = None
        return _Asked(format_, reader)

    def _next(self) -> _Reader:
        at = self._turn % self.count
        self._turn += 1
        if at == len(self._readers):
            self._readers.append(_Reader(self._ocr))
        return self._readers[at]


class _ReaderGoneError(Exception):
    """A reading program is no longer there."""


class _Reader:
    """One reading program: it is asked for files and answers in order."""

    def __init__(self, ocr: bool) -> None:
        command = [sys.executable, "-X", "utf8", "-m", SERVICE, str(_seconds(ocr))]
        self._process = subprocess.Popen(
            [*command, "--ocr"] if ocr else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=reader_environment(),
        )

    def ask(self, format_: Format, path: Path) -> bool:
        """Ask for a file; tell whether somebody heard it."""
        asked = {"format": format_.value, "path": str(path.absolute())}
        try:
            self._inlet.write(json.dumps(asked).encode("ascii") + b"\n")
            self._inlet.flush()
        except (OSError, ValueError):
            return False
        return True

    def take(self) -> Source:
        """Return the next answer; raises RefusedError for a file that could not be read."""
        head = self._outlet.readline()
        if not head.endswith(b"\n"):
            raise _ReaderGoneError
        said = json.loads(head)
        raw = self._outlet.read(said["size"])
        if len(raw) != said["size"]:
            raise _ReaderGoneError
        if said["ended"] == "too long":
            raise RefusedError(TOO_SLOW, "den tog för lång tid eller gav för mycket text")
        if said["ended"] == "fell":
            raise _fell()
        return _source(raw)

    def end(self) -> None:
        with suppress(OSError):
            self._inlet.close()
        self._process.terminate()
        self._process.wait()
        self._outlet.close()

    @property
    def _inlet(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _outlet(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout


def read_apart(format_: Format, path: Path, ocr: bool = False) -> Source:
    """Return the lines of one file, read by a program started for it alone.

    Raises RefusedError when it cannot be read in time.
    """
    command = [sys.executable, "-X", "utf8", "-m", PROGRAM, format_.value, str(path.absolute())]
    seconds = _seconds(ocr)
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(
                [*command, "--ocr"] if ocr else command,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=reader_environment(),
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise RefusedError(TOO_SLOW, f"den tog mer än {seconds} sekunder") from None
        except ValueError:  # a name that cannot be given to a program
            raise RefusedError(WRONG_TYPE, "filens namn går inte att använda") from None
        if answer.seek(0, os.SEEK_END) > LIMITS.answer:
            raise RefusedError(TOO_SLOW, "filen gav för mycket text")
        answer.seek(0)
        # Killed by the memory or the processor limit before it could say so.
        killed = done.returncode < 0 or done.returncode > 1
        return _source(answer.read(), _fell() if killed else RefusedError(DAMAGED))


def _seconds(ocr: bool) -> int:
    ocr_seconds = LIMITS.ocr_seconds_a_page * LIMITS.pages // 10 if ocr else 0
    return PATIENCE * LIMITS.seconds + ocr_seconds


def _fell() -> RefusedError:
    return RefusedError(TOO_SLOW, "filen tog för mycket minne eller tid")


def reader_environment() -> dict[str, str]:
    """Return the environment of the reader: where Python and its packages are, and no more."""
    package_root = Path(__file__).resolve().parents[3]
    kept = ("PATH", "SYSTEMROOT", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return {
        **environment,
        "PYTHONPATH": str(package_root),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_THREAD_LIMIT": "1",
        PARENT_VARIABLE: str(os.getpid()),
    }


def _source(raw: bytes, unreadable: RefusedError | None = None) -> Source:
    """Return the source of an answer; raises what the reader said, or `unreadable`."""
    try:
        said = json.loads(raw)
    except ValueError:
        raise unreadable or RefusedError(DAMAGED) from None
    if "refused" in said:
        code, message, hint = said["refused"]
        raise RefusedError(Reason(code, message, hint))
    return from_json(said["source"])
