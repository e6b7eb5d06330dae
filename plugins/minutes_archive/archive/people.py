"""What the archive keeps of people where its registry shows them by role or not at all.

Taken away before anything is linked, so that pages, search and exports cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from minutes_archive.language.parties import split_party
from minutes_archive.model import Attendance, Content, Decision, FollowUp, Meeting, Proposals, Vote

_WORD = re.compile(r"[\w-]+")


def hide_people(people: str, meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return the meetings without notes on people and without people as those responsible.

    `people` is "names", "roles" or "hidden"; with "names" the meetings are as they were.
    Names in the running text stay: they are the minutes' own words.
    """
    found = list(meetings)
    if people == "names":
        return found
    names = {_words(name) for meeting in found for name in names_of(meeting)}
    return [_hidden(meeting, names) for meeting in found]


def names_of(meeting: Meeting) -> Iterator[str]:
    """Yield the names of persons that a meeting gives outside its running text, without party."""
    written = [*meeting.recorded_by, *meeting.attested_by]
    for person in (*meeting.present, *meeting.absent):
        written += [person.name, person.substitute_for]
    for item in meeting.items:
        votes = [*item.votes, *(vote for decision in item.decisions for vote in decision.votes)]
        written += [entry.name for vote in votes for entry in vote.roll_call]
    yield from (split_party(name)[0] for name in written if name)


def _hidden(meeting: Meeting, names: set[str]) -> Meeting:
    def responsible(written: str) -> str:
        words = _words(written)
        return "" if written and any(name in words for name in names) else written

    def entry(content: Content) -> Content:
        match content:
            case Decision():
                votes = tuple(map(_secret, content.votes))
                return replace(content, responsible=responsible(content.responsible), votes=votes)
            case FollowUp():
                return replace(content, responsible=responsible(content.responsible))
            case Proposals():
                entries = tuple(replace(proposal, by=()) for proposal in content.entries)
                return replace(content, entries=entries)
        return content

    return replace(
        meeting,
        present=tuple(map(_bare, meeting.present)),
        absent=tuple(map(_bare, meeting.absent)),
        items=tuple(
            replace(
                item,
                content=tuple(map(entry, item.content)),
                votes=tuple(map(_secret, item.votes)),
            )
            for item in meeting.items
        ),
    )


def _secret(vote: Vote) -> Vote:
    """Leave of a roll call the parties and the votes."""
    return replace(vote, roll_call=tuple(replace(entry, name="") for entry in vote.roll_call))


def _words(text: str) -> str:
    """Return the words of a text with a blank around each, so that whole words are compared."""
    return " ".join(["", *_WORD.findall(text.casefold()), ""])


def _bare(person: Attendance) -> Attendance:
    return replace(person, substitute_for="", note="")
