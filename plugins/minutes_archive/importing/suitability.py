"""Whether a document is the minutes of one meeting: not of several, and not something else."""

from __future__ import annotations

import re

from minutes_archive.importing.dates import find_dates
from minutes_archive.importing.draft import Branch
from minutes_archive.importing.fields import find_label
from minutes_archive.importing.furniture import find_furniture
from minutes_archive.importing.language_pack import LanguagePack, fold
from minutes_archive.importing.passages import joined
from minutes_archive.importing.source import Source
from minutes_archive.importing.titles import names_kind

# How many lines after a title the list of people must begin.
HEAD_LINES = 25
_MEETING = re.compile(r"\w*(?:möte|sammanträde|träff|stämma)", re.IGNORECASE)


def further_meetings(source: Source, pack: LanguagePack) -> list[int]:
    """Return the offsets where a second meeting begins in the same file, a third, and so on.

    A meeting begins with a title that says what the document is, a date of its own, and a
    list of people below it.
    """
    furniture = find_furniture(source, pack)
    starts: list[int] = []
    days: list[object] = []
    for index in range(len(source.lines)):
        if index in furniture or not names_kind(source, index, pack):
            continue
        head = [
            joined(source.cells(i))
            for i in range(index, min(index + HEAD_LINES, len(source.lines)))
        ]
        listed = any(
            (label := find_label(words, pack)) is not None
            and label.concept in ("present", "member")
            for words in head
        )
        day = next((d.date for words in head for d in find_dates(words.text, pack) if d.year), None)
        if listed and day is not None and day not in days:
            starts.append(source.starts[index])
            days.append(day)
    return starts[1:]


def is_minutes(tree: Branch, source: Source, pack: LanguagePack) -> bool:
    """Tell whether a draft has anything that only minutes have."""
    if not tree.text("kind") and _calls_itself_other(source, pack):
        return False
    if tree.text("kind") or tree.rows("present") or tree.rows("absent"):
        return True
    if tree.text("time") or tree.text("place") or tree.get("recorded_by"):
        return True
    return bool(_MEETING.search(tree.text("title")))


def _calls_itself_other(source: Source, pack: LanguagePack) -> bool:
    """Tell a notice or an invitation to a meeting, by what its first lines begin with."""
    words = [fold(word) for word in pack.values["not_minutes"]]
    opening = [line.text.strip("#*_ \t").split("=")[-1].strip(' "') for line in source.lines[:8]]
    return any(fold(text).startswith(tuple(words)) for text in opening)
