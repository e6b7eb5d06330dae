"""Documents searched in a process of its own: a hostile one hurts nothing but its search.

The program stays for a run (`python -m minutes_archive.privacy.documents_apart`): for each
document it forks a cell with bounds on memory and time, without network, as the importer's reading
program does.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple
from typing import IO

from minutes_archive.importing.confined.isolation import CAN_FORK, reader_environment
from minutes_archive.importing.confined.reading_service import ANSWERED, in_a_cell
from minutes_archive.importing.files.confinement import LIMITS, confine, die_with_parent
from minutes_archive.personal_data.finding import PersonalData, PersonalDataKind
from minutes_archive.privacy.document_search import Finding, Searched, search_document
from minutes_archive.privacy.document_text import TEXT_TYPES

_SMALL = 1_000_000
_TOO_MUCH = Searched(unread=("granskningen tog för mycket minne eller tid",))
_NOTHING = Searched(unread=("filen är trasig",))


def search_apart(name: str, content: bytes) -> Searched:
    """Search a document; what could not be read, in time or at all, is told as unread."""
    kind = name.rpartition(".")[2].lower()
    if kind in TEXT_TYPES and len(content) <= _SMALL:
        return search_document(name, content)
    with _LOCK:
        answer = _ask(name, content)
        # The program may have been stopped from outside: once more with a new one.
        answer = answer if answer is not None else _ask(name, content)
    return answer if answer is not None else _TOO_MUCH


def _ask(name: str, content: bytes) -> Searched | None:
    program = _program()
    inlet, outlet = program.stdin, program.stdout
    assert inlet is not None
    assert outlet is not None
    try:
        head = json.dumps({"name": name, "size": len(content)}).encode("ascii")
        inlet.write(head + b"\n" + content)
        inlet.flush()
        said = json.loads(outlet.readline() or b"{}")
        raw = outlet.read(said["size"])
    except (OSError, ValueError, KeyError):
        end()
        return None
    if not CAN_FORK:
        end()
    return decode(raw) if raw else _TOO_MUCH


_LOCK = threading.Lock()
_started: list[subprocess.Popen[bytes]] = []


def _program() -> subprocess.Popen[bytes]:
    """Return the searching program, started where it is not there."""
    if _started and _started[0].poll() is None:
        return _started[0]
    _started[:] = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=reader_environment(),
        )
    ]
    return _started[0]


@contextmanager
def searching_program() -> Iterator[None]:
    """Let the searching program, once it is needed, stay until this ends."""
    try:
        yield
    finally:
        end()


def end() -> None:
    """End the searching program; the next document starts a new one."""
    for program in _started:
        for pipe in (program.stdin, program.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        program.kill()
        program.wait()
    _started.clear()


atexit.register(end)


def encode(searched: Searched) -> bytes:
    """Return the result of a search as JSON: a cell's answer is data and is never unpickled."""
    rows = [(f.line, f.column, f.page, f.name, *astuple(f.data)) for f in searched.findings]
    return json.dumps([rows, searched.unread, searched.covered]).encode("ascii")


def decode(raw: bytes) -> Searched:
    """Read what `encode` wrote."""
    rows, unread, covered = json.loads(raw)
    findings = tuple(
        Finding(
            int(line),
            int(column),
            int(page),
            PersonalData(PersonalDataKind(kind), int(start), int(end), str(shown), str(number)),
            str(name),
        )
        for line, column, page, name, kind, start, end, shown, number in rows
    )
    return Searched(findings, tuple(map(str, unread)), tuple(map(str, covered)))


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more; an empty answer means that the search failed."""
    while head := requests.readline():
        asked = json.loads(head)
        content = requests.read(asked["size"])
        raw = _in_bounds(asked["name"], content)
        answers.write(json.dumps({"size": len(raw)}).encode("ascii") + b"\n" + raw)
        answers.flush()


def _in_bounds(name: str, content: bytes) -> bytes:
    def work() -> bytes:
        try:
            return encode(search_document(name, content))
        except MemoryError:
            return encode(_TOO_MUCH)
        except Exception:  # whatever a library throws at a broken file
            return encode(_NOTHING)

    if not CAN_FORK:
        confine(programs=False)  # this program is for one document then
        return work()
    # The heavy libraries are loaded once, and no document's search can touch another's.
    with suppress(ImportError):
        import pypdfium2  # noqa: F401
    with tempfile.TemporaryFile() as said:
        if in_a_cell(work, said, LIMITS.seconds) != ANSWERED:
            return b""
        size = min(said.seek(0, os.SEEK_END), LIMITS.answer)
        said.seek(0)
        return said.read(size)


if __name__ == "__main__":
    die_with_parent()
    serve(sys.stdin.buffer, sys.stdout.buffer)
