"""The reading program's cell: bounds on memory and time, no network, nothing written."""

from __future__ import annotations

import os
import sys
from typing import Any

from minutes_archive.importing.limits import LIMITS

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
