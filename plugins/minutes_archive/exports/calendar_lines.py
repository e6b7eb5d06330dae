"""Lines of iCalendar as RFC 5545 writes them: texts escaped, long lines folded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

# 75 octets without the line break, as the RFC wants it, less one as most programs write.
_OCTETS = 74

_ESCAPES = str.maketrans({"\\": "\\\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def text(value: str) -> str:
    """Return a text as a value (RFC 5545, 3.3.11)."""
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def instant(moment: dt.datetime) -> str:
    """Return a moment as it is read off the clock of its zone."""
    return moment.strftime("%Y%m%dT%H%M%S")


def written(lines: Iterable[str]) -> bytes:
    """Return the lines as a file."""
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _folded(line: str) -> str:
    """Cut a long line between characters, and never inside an escape (RFC 5545, 3.1)."""
    if len(line.encode()) <= _OCTETS:
        return line
    pieces, piece, size = list[str](), "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS:
            kept = piece[-1:] if piece[-1:] == "\\" and len(piece) > 1 else ""
            pieces.append(piece.removesuffix(kept))
            piece, size = kept, len(kept)
        piece += sign
        size += octets
    return "\r\n ".join([*pieces, piece])
