"""Whether a document is the minutes of one meeting: not of several, and not something else."""

from __future__ import annotations

import re
from collections.abc import Collection

from minutes_archive.importing.head.fields import find_label
from minutes_archive.importing.head.titles import names_kind
from minutes_archive.importing.words.dates import find_dates
from minutes_archive.importing.words.draft_tree import Branch
from minutes_archive.importing.words.language_pack import LanguagePack, fold
from minutes_archive.importing.words.numbering import numbered
from minutes_archive.importing.words.passages import joined
from minutes_archive.importing.words.source import Source

# How many lines after a title the list of people must begin.
HEAD_LINES = 25
MAX_TITLE = 80
_VALUE_BEFORE = re.compile(r"^[\W_]*(?:title|titel|rubrik)\s*[=:]\s*", re.IGNORECASE)
_MEETING = re.compile(r"\w*(?:möte|sammanträde|träff|stämma)", re.IGNORECASE)


def further_meetings(source: Source, furniture: Collection[int], pack: LanguagePack) -> list[int]:
    """Return the offsets where a second meeting begins in the same file, a third, and so on.

    `furniture` are the indexes of page headers and footers, where no meeting begins. A meeting
    begins with a title that says what the document is, a date of its own, and a list of people
    below it.
    """
    starts: list[int] = []
    days: list[object] = []
    highest = 0
    for index in range(len(source.lines)):
        highest = max([highest, *_orders(source, index, pack)])
        if index in furniture or not _begins_minutes(source, index, pack):
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
        anew = day in days and highest > 1 and _numbers_anew(source, index, pack)
        if listed and day is not None and (day not in days or anew):
            starts.append(source.starts[index])
            days.append(day)
            highest = 0
    return starts[1:]


def _begins_minutes(source: Source, index: int, pack: LanguagePack) -> bool:
    """Return whether a line is a title: what the document is, or which meeting of what day."""
    text = source.lines[index].text.strip("#*_ ")
    meeting = len(text) < MAX_TITLE and _MEETING.match(text) is not None
    dated = meeting and any(date.year for date in find_dates(text, pack))
    return dated or names_kind(source, index, pack)


def _orders(source: Source, index: int, pack: LanguagePack) -> list[int]:
    return [heading.order[0] for heading in numbered(source, index, pack) if heading.rest]


def _numbers_anew(source: Source, index: int, pack: LanguagePack) -> bool:
    """Return whether the items below a line begin with the first: a second meeting of a day."""
    below = range(index + 1, min(index + 2 * HEAD_LINES, len(source.lines)))
    first = next((orders[0] for i in below if (orders := _orders(source, i, pack))), 0)
    return first == 1


def is_minutes(tree: Branch, source: Source, pack: LanguagePack) -> bool:
    """Return whether a draft has anything that only minutes have."""
    if not tree.text("kind") and _calls_itself_other(source, pack):
        return False
    if tree.text("kind") or tree.rows("present") or tree.rows("absent"):
        return True
    if tree.get("recorded_by") or tree.get("attested_by"):
        return True
    # A day and an hour are also those of a talk; a meeting has something on its agenda.
    met = _MEETING.search(tree.text("title"))
    return bool(met and tree.rows("items")) or bool(
        tree.text("time") and len(tree.rows("items")) > 1
    )


def _calls_itself_other(source: Source, pack: LanguagePack) -> bool:
    """Return whether one of the first lines begins as a notice or an invitation to a meeting."""
    words = [fold(word) for word in pack.values["not_minutes"]]
    opening = [
        _VALUE_BEFORE.sub("", line.text.strip("#*_ \t")).strip(' "') for line in source.lines[:12]
    ]
    begins = pack.whole("not_minutes_begin")
    return any(fold(text).startswith(tuple(words)) or begins.match(text) for text in opening)
