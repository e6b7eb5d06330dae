"""Withdrawn meetings and decisions: nothing of them goes on but ids, a reason and a date."""

from __future__ import annotations

from dataclasses import replace

from minutes_archive.archive.entries import Tombstone
from minutes_archive.model import Decision, Meeting, Publication


def emptied(meeting: Meeting) -> Meeting:
    """Return a withdrawn meeting with ids and dates only, so that no later step can show more."""
    return Meeting(
        id=meeting.id,
        body=meeting.body,
        date=meeting.date,
        title="",
        sequence=meeting.sequence,
        kind=meeting.kind,
        status=meeting.status,
        withdrawn=meeting.withdrawn,
        file=meeting.file,
        place=meeting.place,
    )


def without_withdrawn(meeting: Meeting) -> Meeting:
    """Return a meeting whose withdrawn decisions hold no words: no later step can show them."""
    if not any(decision.withdrawn for decision in meeting.decisions):
        return meeting
    items = []
    for item in meeting.items:
        content = tuple(
            Decision(e.id, e.number, "", withdrawn=e.withdrawn, aliases=e.aliases, place=e.place)
            if isinstance(e, Decision) and e.withdrawn
            else e
            for e in item.content
        )
        items.append(replace(item, content=content))
    return replace(meeting, items=tuple(items))


def tombstones(meeting: Meeting) -> list[Tombstone]:
    """Return what is left of a withdrawn meeting and of withdrawn decisions."""
    found = []
    whole = meeting.withdrawn if meeting.status is Publication.WITHDRAWN else None
    if whole:
        slugs = tuple(item.slug for item in meeting.items)
        found.append(
            Tombstone(
                *(meeting.id, meeting.body, meeting.date, whole),
                item_slugs=slugs,
                aliases=meeting.aliases,
            )
        )
    for decision in meeting.decisions:
        withdrawal = whole or decision.withdrawn
        if withdrawal:
            found.append(
                Tombstone(
                    *(meeting.id, meeting.body, meeting.date, withdrawal, decision.id),
                    aliases=decision.aliases,
                )
            )
    return found
