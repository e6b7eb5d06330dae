"""What the archive keeps of people where its registry shows them by role or not at all.

Taken away before anything is linked, so that pages, search and exports cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from minutes_archive.language.parties import split_party
from minutes_archive.model import (
    Attendance,
    Content,
    Decision,
    FollowUp,
    Meeting,
    Proposals,
    Registry,
    Vote,
)

_WORD = re.compile(r"[\w-]+")
# A word with one of these in it tells of an office or a group, not of a person.
_OFFICE = re.compile(
    r"direktör|chef|strateg|ordförande|sekreterar|sekretariat|kansli|förvaltning|nämnd|styrelse"
    r"|kommitté|grupp|utskott|kommun|region|förbund|bolag|direktion|presidi|ansvarig|tjänste"
    r"|samordnar|handläggar|utredar|ledning|ledam|enhet|avdelning|projekt|råd\b|rådet|byrå|team"
    r"|^alla|^samtliga|^respektive|^varje|^båda"
)


def hide_people(registry: Registry, meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return the meetings as they may be told of: with names, or where the registry's `people`
    says "roles" or "hidden", without notes on people and without people as those responsible.

    Names in the running text stay: they are the minutes' own words.
    """
    found = list(meetings)
    if registry.shows_names:
        return found
    names = {_words(name) for meeting in found for name in names_of(meeting)}
    known = sorted(map(_words, _groups(registry)), key=len, reverse=True)
    return [
        _hidden(meeting, lambda written: _may_be_shown(written, names, known)) for meeting in found
    ]


def _groups(registry: Registry) -> Iterator[str]:
    """Yield the names in the registry that are no person's, and their genitives."""
    things = (registry.municipalities, registry.organisations, registry.bodies)
    for thing in (value for values in things for value in values.values()):
        for key in ("id", "name", "legal_name", "full_name", "code"):
            if name := getattr(thing, key, ""):
                yield from (name, f"{name}s", f"{name}:s")
    if registry.publisher.name:
        yield registry.publisher.name


def _may_be_shown(written: str, names: Collection[str], known: Iterable[str]) -> bool:
    """Return whether what stands as responsible is certainly not a person; every export asks this.

    It is not certain where it holds a name that the minutes give somewhere else, nor where a
    word begins with a capital and neither the registry knows it nor it names an office or a
    group.
    """
    words = _words(written)
    if any(name in words for name in names):
        return False
    for name in known:
        words = words.replace(name, "  ")
    left = set(words.split())
    return all(
        word.casefold() not in left or word.islower() or _OFFICE.search(word.casefold())
        for word in _WORD.findall(written)
        if not word.isdigit()
    )


def names_of(meeting: Meeting) -> Iterator[str]:
    """Yield the names of persons that a meeting gives outside its running text, without party."""
    written = [*meeting.recorded_by, *meeting.attested_by]
    for person in (*meeting.present, *meeting.absent):
        written += [person.name, person.substitute_for]
    for item in meeting.items:
        votes = [*item.votes, *(vote for decision in item.decisions for vote in decision.votes)]
        written += [entry.name for vote in votes for entry in vote.roll_call]
    yield from (split_party(name)[0] for name in written if name)


def _hidden(meeting: Meeting, may_be_shown: Callable[[str], bool]) -> Meeting:
    def responsible(written: str) -> str:
        return written if may_be_shown(written) else ""

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
    """Return a roll call without names: parties and votes only."""
    return replace(vote, roll_call=tuple(replace(entry, name="") for entry in vote.roll_call))


def _words(text: str) -> str:
    """Return the words of a text with a blank around each, so that whole words are compared."""
    return " ".join(["", *_WORD.findall(text.casefold()), ""])


def _bare(person: Attendance) -> Attendance:
    return replace(person, substitute_for="", note="")
