"""Numbers and ids: agenda items, decisions and follow-ups as written -> as the archive knows them.

A decision's id is its address for good, so a number that the file fixes keeps its place and
the others are counted around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from minutes_archive.addresses import day_of, decision_id, slugify
from minutes_archive.model import (
    AgendaItem,
    Content,
    Decision,
    DecisionStatus,
    FollowUp,
    Publication,
    Withdrawal,
)
from minutes_archive.problems import Place
from minutes_archive.reading.context import Context, Values

Places = Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class DecisionWritten:
    """A decision before its meeting gives it a number and an id."""

    values: Values
    place: Place
    places: Places


@dataclass(frozen=True, slots=True)
class FollowUpWritten:
    """A follow-up before its item gives it a number."""

    values: Values
    place: Place


@dataclass(frozen=True, slots=True)
class ItemWritten:
    """An agenda item before its meeting gives it a number."""

    values: Values
    place: Place
    places: Places


MAX_SLUG = 40
"""Characters of an item's number in addresses: file systems take names of 255 bytes."""


def number_items(values: Values, sequence: int, context: Context) -> tuple[AgendaItem, ...]:
    """Return the items of a meeting (its checked values) with numbers, slugs and ids."""
    meeting_date = day_of(values["date"].isoformat(), sequence)
    code = context.registry.bodies[values["body"]].code if context.registry else values["body"]
    taken: dict[str, Place] = {}
    made = []
    for position, written in enumerate(values.get("items", ()), start=1):
        number = written.values.get("number", str(position))
        slug = slugify(number)
        if not slug:
            context.report(
                written.places["number"],
                "E115",
                f'numret "{number}" saknar siffra eller bokstav',
            )
            continue
        if len(slug) > MAX_SLUG:
            context.report(
                written.places.get("number", written.place), "E115", "punktens nummer är för långt"
            )
            continue
        if slug in taken:
            context.report(
                written.place,
                "E201",
                f'punkt "{number}" finns redan på rad {taken[slug].line}',
                "ge punkterna olika nummer",
            )
        taken.setdefault(slug, written.place)
        prefix = decision_id(code, meeting_date, slug)
        made.append(
            AgendaItem(
                number=number,
                slug=slug,
                title=written.values["title"],
                content=_content(written.values.get("content", ()), prefix, context),
                reference=written.values.get("reference", ""),
                topics=written.values.get("topics", ()),
                matter=written.values.get("matter", ""),
                follows=written.values.get("follows", ()),
                votes=written.values.get("votes", ()),
                place=written.place,
            )
        )
    return tuple(made)


def _content(entries: tuple[Any, ...], prefix: str, context: Context) -> tuple[Content, ...]:
    """Number the decisions and follow-ups of an item; a fixed number keeps its place."""
    written = [entry for entry in entries if isinstance(entry, DecisionWritten)]
    fixed = {id(entry): _fixed_number(entry, prefix, context) for entry in written}
    taken = {number for number in fixed.values() if number}
    free = (number for number in range(1, len(written) + len(taken) + 1) if number not in taken)
    follow_ups = 0
    made: list[Content] = []
    for entry in entries:
        if isinstance(entry, DecisionWritten):
            number = fixed[id(entry)] or next(free)
            made.append(_decision(entry, number, f"{prefix}-{number}"))
        elif isinstance(entry, FollowUpWritten):
            follow_ups += 1
            made.append(_follow_up(entry, follow_ups))
        else:
            made.append(entry)
    return tuple(made)


def _fixed_number(entry: DecisionWritten, prefix: str, context: Context) -> int:
    """Return the number that `id` fixes, as "2" or as the whole id; 0 for none."""
    wanted = entry.values.get("id", "")
    if not wanted:
        return 0
    tail = wanted.removeprefix(prefix + "-")
    if not re.fullmatch(r"[1-9]\d{0,2}", tail):
        context.report(
            entry.places["id"],
            "E115",
            f'id "{wanted}" passar inte beslutets plats',
            f'skriv bara numret, till exempel "2", eller hela id:t {prefix}-2',
        )
        return 0
    return int(tail)


def _decision(written: DecisionWritten, number: int, identity: str) -> Decision:
    values = written.values
    status = values.get("status", DecisionStatus.DECIDED)
    withdrawn = values.get("withdrawn")
    if status is Publication.WITHDRAWN:
        status = DecisionStatus.DECIDED
        withdrawn = withdrawn or Withdrawal("other")
    return Decision(
        **_given(Decision, values)
        | {
            "id": identity,
            "number": number,
            "text": values["decision"],
            "status": status,
            "withdrawn": withdrawn,
            "place": written.place,
        }
    )


def _follow_up(written: FollowUpWritten, number: int) -> FollowUp:
    values = written.values
    own = {"number": number, "text": values["follow_up"], "place": written.place}
    return FollowUp(**_given(FollowUp, values) | own)


def _given(kind: type[Decision | FollowUp], values: Values) -> dict[str, Any]:
    """Return the values of keys that the model calls as the file does."""
    return {field.name: values[field.name] for field in fields(kind) if field.name in values}
