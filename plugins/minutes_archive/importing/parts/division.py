"""The parts of a document: its head, its items, and the sign-off at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutes_archive.importing.items.agenda_items import Item
from minutes_archive.importing.parts.agenda import Agenda
from minutes_archive.importing.people.sign_off import find_sign_off
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.source import Source


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of a document by what they belong to."""

    head: Sequence[int]
    items: Sequence[Item]
    signing: Sequence[int]


def divide(
    source: Source, lines: Sequence[int], agenda: Agenda, organisations: Organisations
) -> Parts:
    """Part the lines into head, items and sign-off."""
    starts = [heading.line for heading in agenda.headings]
    ends = [*starts[1:], len(source.lines)]
    first = starts[0] if starts else len(source.lines)
    head = [i for i in lines if i < first and i not in agenda.repeated]
    items = [
        (heading, [i for i in lines if start <= i < end])
        for heading, start, end in zip(agenda.headings, starts, ends, strict=False)
    ]
    last = items[-1][1][1:] if items else head
    signing = find_sign_off(source, last, organisations)
    if items:
        heading, own = items[-1]
        items[-1] = (heading, own[: len(own) - len(signing)])
    else:
        head = head[: len(head) - len(signing)]
    return Parts(head, items, signing)
