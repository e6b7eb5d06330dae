"""Progress of long work, shown to whoever waits for it; nothing is shown of short work."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Self, TextIO

ShowProgress = Callable[[str, float], None]
"""Called with what is being done, and the share of it that is, from 0 to 1."""

# Seconds until the first word, and between two: in a line that changes, and in a log.
_ON_A_TERMINAL = 0.5
_IN_A_LOG = 20.0


def silent(_what: str, _share: float) -> None:
    """Show no progress."""


class Progress:
    """Shows progress on stderr: on a terminal in one line that changes, elsewhere line by line."""

    def __init__(
        self,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
        words: Callable[[str], str] = str,
    ) -> None:
        """`words` translates what is being done into the language of the program."""
        self._words = words
        self._stream = stream or sys.stderr
        self._clock = clock
        self._on_a_terminal = self._stream.isatty()
        self._pause = _ON_A_TERMINAL if self._on_a_terminal else _IN_A_LOG
        self._last = clock()
        self._is_shown = False

    def __call__(self, what: str, share: float) -> None:
        """Show the share that is done, if it is time to; when work is done, clear the line."""
        if share >= 1:
            self.clear()
            return
        now = self._clock()
        if now - self._last < self._pause:
            return
        self._last = now
        line = f"{self._words(what)}: {share:.0%}".replace("%", " %")
        if self._on_a_terminal:
            self._stream.write(f"\r\x1b[K{line}")
            self._is_shown = True
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Clear the line, so that others can write there."""
        if self._is_shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._is_shown = False
