"""The reading program's cell: bounds on memory and time, no network, nothing written."""

from __future__ import annotations

import os
import sys
from typing import Any

from minutes_archive.importing.limits import LIMITS

_FORBIDDEN = (
    "socket.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "shutil.",
    "ctypes.dlsym/",
)
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork")


class NotAllowedError(PermissionError):
    """The reading program tried what a reader has no business with."""


def confine(programs: bool) -> None:
    """Bound this process for good; `programs` lets it start the machine reader (OCR)."""
    _limit_resources()
    sys.addaudithook(lambda event, arguments: watch(event, arguments, programs))


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
    """Raise NotAllowedError at what a reader must not do (an audit event of Python)."""
    if event.startswith(_FORBIDDEN):
        raise NotAllowedError(event)
    if event.startswith(_PROGRAMS) and not programs:
        raise NotAllowedError(event)
    if event == "open" and len(arguments) > 2 and not programs:
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        if writes or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
            raise NotAllowedError(event)
