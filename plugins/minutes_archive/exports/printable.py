"""Text that any reader of XML, JSON or iCalendar can take."""

from __future__ import annotations

import re

# What XML 1.0 has no place for: most control characters, halves of surrogate pairs and the
# two non-characters. A minutes file can hold them by way of YAML escapes.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Return the text without the characters that XML forbids."""
    # To Unicode all of them are unprintable, and most texts have nothing that is.
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """Return the printable text on one line, every run of white space a single space."""
    return " ".join(printable(text).split())
