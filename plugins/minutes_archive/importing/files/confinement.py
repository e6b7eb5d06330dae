"""Bounds on a reader: on the size of a file, on memory and time; no network, nothing written."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from minutes_archive.importing.files.refusals import TOO_SLOW, RefusedError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in bytes, pages and seconds; `unpacked` counts what really comes out of a zip."""

    file: int = 25 * MEGABYTE
    text: int = 4 * MEGABYTE
    pages: int = 300
    members: int = 2_000
    unpacked: int = 100 * MEGABYTE
    part: int = 50 * MEGABYTE
    ratio: int = 200
    lines: int = 60_000
    characters: int = 3_000_000
    seconds: int = 120
    parsing_seconds: int = 30
    ocr_seconds_a_page: int = 60
    memory: int = 1_500 * MEGABYTE
    answer: int = 200 * MEGABYTE


LIMITS = Limits()


def megabytes(size: int) -> str:
    """Return a size as people read it."""
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")


PARENT_VARIABLE = "MINUTES_ARCHIVE_PARENT"
_PR_SET_PDEATHSIG = 1
_NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")
_CHANGES = (
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "shutil.",
)
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork")


class NotAllowedError(PermissionError):
    """The reading program tried what a reader has no business with."""


def confine(programs: bool) -> None:
    """Bound this process for good; `programs` lets it start the machine reader (OCR)."""
    _limit_resources()
    sys.addaudithook(lambda event, arguments: watch(event, arguments, programs))


def die_with_parent(parent: int = 0) -> None:
    """Let this process be killed when the one that started it ends, however that ends.

    `parent` is that process, else who the environment names: it may have ended already. On Linux
    the system sees to it; elsewhere a thread looks once a second.
    """
    parent = parent or int(os.environ.get(PARENT_VARIABLE, os.getppid()))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)
            return
    if hasattr(os, "getppid") and os.name == "posix":
        threading.Thread(target=_watch_parent, args=(parent,), daemon=True).start()


def _watch_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock and the limits on the file remain
        return
    for name, bound in (
        (resource.RLIMIT_AS, LIMITS.memory),
        (resource.RLIMIT_CPU, LIMITS.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(name)[1]
        wanted = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        try:
            resource.setrlimit(name, (wanted, hard))
        except (ValueError, OSError):  # a platform that lets nobody set it
            continue


def watch(event: str, arguments: tuple[Any, ...], programs: bool) -> None:
    """Raise NotAllowedError at what a reader must not do (an audit event of Python).

    The machine reader (`programs`) is a program of its own and needs a folder to work in.
    """
    if event.startswith(_NETWORK):
        raise NotAllowedError(event)
    if programs:
        return
    if event.startswith((*_CHANGES, *_PROGRAMS)):
        raise NotAllowedError(event)
    if event == "open" and len(arguments) > 2:
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        if writes or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
            raise NotAllowedError(event)


class _OvertimeError(BaseException):
    """The time is up; no handler of ordinary errors on the way may hold this up."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise RefusedError when the block takes more processor time than `seconds`.

    Where there is no such clock (Windows, or another thread than the main one) there is no
    bound.
    """
    main = threading.current_thread() is threading.main_thread()
    if not hasattr(signal, "setitimer") or not main:
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except _OvertimeError:
        said = f"texten tog mer än {seconds:.0f} sekunder att tolka"
        raise RefusedError(TOO_SLOW, said) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _ring(_signal: int, _frame: object) -> NoReturn:
    raise _OvertimeError
