"""Names of persons, so that what goes out as data can leave them out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minutes_archive.archive.people import names_of
from minutes_archive.model import Meeting

_WORD = re.compile(r"[\w'’-]+")
_LONGEST = 5


class PersonNames:
    """The names of those who take part in meetings, keep the minutes or attest them.

    A name of one word is not counted: it may as well be that of an office.
    """

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        self._names = {
            " ".join(words)
            for meeting in meetings
            for name in names_of(meeting)
            if len(words := _words(name)) > 1
        }

    def named_in(self, text: str) -> bool:
        """Return whether a text names one of them."""
        words = _words(text)
        return any(
            " ".join(words[start : start + length]) in self._names
            for start in range(len(words))
            for length in range(2, _LONGEST + 1)
        )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
