"""What the archive keeps of people where its registry shows them by role or not at all.

Taken away before anything is linked, so that pages, search and exports cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from minutes_archive.model import Attendance, Content, Decision, FollowUp, Meeting

_WORD = re.compile(r"[\w-]+")


def hide_people(people: str, meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return the meetings without notes on people and without people as those responsible.

    `people` is "names", "roles" or "hidden"; with "names" the meetings are as they were.
    Names in the running text stay: they are the minutes' own words.
    """
    found = list(meetings)
    if people == "names":
        return found
    names = {_words(name) for meeting in found for name in _names(meeting)}
    return [_hidden(meeting, names) for meeting in found]


def _names(meeting: Meeting) -> Iterable[str]:
    yield from meeting.recorded_by
    yield from meeting.attested_by
    for person in (*meeting.present, *meeting.absent):
        yield person.name
        if person.substitute_for:
            yield person.substitute_for


def _hidden(meeting: Meeting, names: set[str]) -> Meeting:
    def responsible(written: str) -> str:
        words = _words(written)
        return "" if any(name in words for name in names) else written

    def entry(content: Content) -> Content:
        if isinstance(content, Decision | FollowUp) and content.responsible:
            return replace(content, responsible=responsible(content.responsible))
        return content

    return replace(
        meeting,
        present=tuple(map(_bare, meeting.present)),
        absent=tuple(map(_bare, meeting.absent)),
        items=tuple(
            replace(item, content=tuple(map(entry, item.content))) for item in meeting.items
        ),
    )


def _words(text: str) -> str:
    """Return the words of a text with a blank around each, so that whole words are compared."""
    return " ".join(["", *_WORD.findall(text.casefold()), ""])


def _bare(person: Attendance) -> Attendance:
    return replace(person, substitute_for="", note="")
