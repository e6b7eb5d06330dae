"""A bound on the processor time of our own reading of a document's words."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from minutes_archive.importing.files.refusals import TOO_SLOW, RefusedError


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
