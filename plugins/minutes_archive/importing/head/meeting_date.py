"""Which day the meeting was, where document, file name and user may say different things."""

from __future__ import annotations

import datetime as dt

from minutes_archive.importing.head.when_and_where import When
from minutes_archive.importing.words.draft_tree import Gathered, Leaf, fixed, read, repeat

WEAK = 1


def meeting_date(
    when: When, given: dt.date | None, named: dt.date | None, gathered: Gathered
) -> dt.date | None:
    """Return the meeting's date; one given from outside wins, then the document's own.

    A date that a document only has in its title or beside it, and the file's name (`named`)
    contradicts, is often left from the document it was written over: then the name decides.
    """
    if given:
        return given
    if when.date and named and named != when.date:
        weak = when.strength <= WEAK
        gathered.note(
            "W512",
            f"dokumentet säger {when.date.isoformat()} men filnamnet {named.isoformat()}; "
            f"utkastet följer {'filnamnet' if weak else 'dokumentet'}",
            when.date_words,
            "kontrollera att datumet inte är kvar från ett tidigare möte",
        )
        return named if weak else when.date
    if when.date is None and named:
        gathered.note("W513", f"datumet {named.isoformat()} är hämtat ur filnamnet")
    return when.date or named


def date_leaf(when: When, date: dt.date | None) -> Leaf | None:
    """Return the date as a value of the draft."""
    if date is None:
        return None
    value = date.isoformat()
    if when.date != date:
        return fixed(value)
    return repeat(value, when.date_words) if when.in_title else read(value, when.date_words)
