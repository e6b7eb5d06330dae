"""The reading program's cell: bounds on memory and time, no network, nothing written."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from minutes_archive.importing.files.limits import LIMITS

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
