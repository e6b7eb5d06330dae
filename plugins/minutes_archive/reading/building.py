"""Checked values of a minutes file -> the model: numbers, ids, and what must agree.

`format.py` names these functions as the builders of its records. Each takes the
values by key, the place of the record, the context, and the place of every value.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import PurePosixPath
from typing import Any

from minutes_archive.addresses import meeting_id, slugify
from minutes_archive.model import (
    DocumentKind,
    Holding,
    Meeting,
    Publication,
    Publisher,
    Registry,
    Withdrawal,
)
from minutes_archive.problems import Place, has_errors
from minutes_archive.reading.composites import Key, Record
from minutes_archive.reading.context import Context, Values
from minutes_archive.reading.meeting_facts import (
    meeting_problems,
    with_corrected_items,
    with_covered_items,
)
from minutes_archive.reading.numbering import (
    DecisionWritten,
    FollowUpWritten,
    ItemWritten,
    Places,
    number_items,
)
from minutes_archive.reading.plausibility import implausible
from minutes_archive.reading.registry_in_time import registry_in_time_problems


def model_record(title: str, model: Any, *keys: Key[Any]) -> Record[Any]:
    """Return a record whose keys fill the fields of a model."""
    filled = {key.name: key.field for key in keys if key.field}
    has_place = any(field.name == "place" for field in fields(model))

    def build(values: Values, place: Place, _context: Context, _places: Places) -> Any:
        named = {filled.get(key, key): value for key, value in values.items()}
        return model(**named, **({"place": place} if has_place else {}))

    return Record(title, keys, build)


def decision(values: Values, place: Place, _context: Context, places: Places) -> DecisionWritten:
    return DecisionWritten(values, place, places)


def follow_up(values: Values, place: Place, _context: Context, _places: Places) -> FollowUpWritten:
    return FollowUpWritten(values, place)


def item(values: Values, place: Place, _context: Context, places: Places) -> ItemWritten:
    return ItemWritten(values, place, places)


def registry(values: Values, place: Place, context: Context, places: Places) -> Registry:
    municipalities = values.get("municipalities", {})
    bodies = values.get("bodies", {})
    context.problems += registry_in_time_problems(municipalities, bodies)
    both = sorted(set(municipalities) & set(values.get("organisations", {})))
    for name in both:
        context.report(
            places["organisations"],
            "E201",
            f'"{name}" finns både som kommun och som organisation',
            "byt det ena id:t",
        )
    codes: dict[str, str] = {}
    for body in bodies.values():
        taken = codes.setdefault(slugify(body.code), body.id)
        if taken != body.id:
            context.report(
                body.place,
                "E201",
                f'organen "{taken}" och "{body.id}" har samma kod "{body.code}"',
            )
    known = {field.name for field in fields(Registry)}
    return Registry(
        **{key: value for key, value in values.items() if key in known and key != "publisher"},
        publisher=values.get("publisher", Publisher()),
        place=place,
    )


def meeting(values: Values, place: Place, context: Context, places: Places) -> Meeting | None:
    body, date = values["body"], values["date"]
    sequence = _sequence(context, body, date.isoformat(), place)
    status = _status(values)
    items = number_items(values, sequence, context)
    held = values.get("held", Holding.HELD)
    if not items and status is not Publication.WITHDRAWN and held is Holding.HELD:
        context.report(
            places.get("items", place),
            "E113",
            "mötet har inga punkter",
            "skriv minst en punkt under items:",
        )
    known_body = context.registry.bodies[body] if context.registry else None
    withdrawn = values.get("withdrawn")
    if status is Publication.WITHDRAWN and withdrawn is None:
        withdrawn = Withdrawal("other")
    made = Meeting(
        id=meeting_id(body, date.isoformat(), sequence),
        body=body,
        date=date,
        title=values.get("title")
        or (known_body.full_name_on(date) or known_body.name_on(date) if known_body else ""),
        sequence=sequence,
        end_date=values.get("end_date"),
        time=values.get("time", ""),
        location=values.get("place", ""),
        form=values.get("form"),
        held=held,
        joint_with=values.get("joint_with", ()),
        kind=values.get("kind", DocumentKind.NOTES),
        status=status,
        reference=values.get("reference", ""),
        source=values.get("source"),
        recorded_by=values.get("recorded_by", ()),
        attested_by=values.get("attested_by", ()),
        attested_date=values.get("attested_date"),
        present=with_covered_items(values.get("present", ()), items, context, strict=True),
        absent=with_covered_items(values.get("absent", ()), items, context, strict=False),
        items=items,
        upcoming=values.get("upcoming", ()),
        attachments=values.get("attachments", ()),
        corrections=with_corrected_items(values.get("corrections", ()), items, context),
        aliases=values.get("aliases", ()),
        withdrawn=withdrawn,
        file=context.path,
        place=place,
    )
    context.problems += meeting_problems(made, places)
    context.problems += implausible(made, context.text, not has_errors(context.problems), places)
    return made


def _status(values: Values) -> Publication:
    """Return the status; a meeting that says why it was withdrawn is withdrawn."""
    status: Publication = values["status"]
    if status is Publication.PUBLISHED and "withdrawn" in values:
        return Publication.WITHDRAWN
    return status


def _sequence(context: Context, body: str, date: str, place: Place) -> int:
    """Return which meeting of the day the file name says; path and content must agree."""
    path = PurePosixPath(context.path)
    expected = f"{body}/{date[:4]}/{date}.yml"
    match = re.fullmatch(rf"{re.escape(date)}(?:-([2-9]))?", path.stem)
    if match is None or path.parent.name != date[:4] or path.parent.parent.name != body:
        context.report(
            place,
            "E111",
            f"filens plats stämmer inte med innehållet ({body}, {date})",
            f"flytta den till {expected} eller rätta body och date",
        )
        return 1
    return int(match.group(1) or 1)
