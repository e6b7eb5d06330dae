"""Checked values of a minutes file -> the model: numbers, ids, and what must agree.

`format.py` names these functions as the builders of its records. Each takes the
values by key, the place of the record, the context, and the place of every value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import PurePosixPath
from typing import Any

from minutes_archive.addresses import slugify
from minutes_archive.model import (
    Announcement,
    Attachment,
    Attendance,
    Correction,
    Kind,
    Meeting,
    MeetingPlan,
    Publication,
    Publisher,
    Registry,
    Withdrawal,
)
from minutes_archive.problems import Place, did_you_mean
from minutes_archive.reading.composites import Key, Record
from minutes_archive.reading.context import Context, Values
from minutes_archive.reading.numbering import (
    DecisionWritten,
    FollowUpWritten,
    ItemWritten,
    Places,
    number_items,
)
from minutes_archive.reading.partial_attendance import covered_items

# The key that opens a content entry -> the field of the model it fills.
_FIELD_OF_KEY = {
    "heading": "text",
    "deferred": "text",
    "withheld": "reason",
    "attachment": "file",
    "place": "location",
}


def plain(model: Any) -> Callable[[Values, Place, Context, Places], Any]:
    """Return a builder for a model whose fields carry the names of the keys."""
    names = {field.name for field in fields(model)}

    def build(values: Values, place: Place, _context: Context, _places: Places) -> Any:
        named = {
            _FIELD_OF_KEY.get(key, key) if _FIELD_OF_KEY.get(key, key) in names else key: value
            for key, value in values.items()
        }
        if "text" in named and "markdown" in names:
            named["markdown"] = named.pop("text")
        if "place" in names:
            named["place"] = place
        return model(**named)

    return build


def model_record(title: str, model: Any, *keys: Key[Any]) -> Record[Any]:
    """Return a record whose keys carry the names of a model's fields."""
    return Record(title, keys, plain(model))


def attendance(values: Values, place: Place, _context: Context, _places: Places) -> Attendance:
    return Attendance(
        name=values["name"],
        organisation=values.get("from", ""),
        role=values.get("role"),
        items=values.get("items", ""),
        substitute_for=values.get("substitute_for", ""),
        note=values.get("note", ""),
        place=place,
    )


def decision(values: Values, place: Place, _context: Context, places: Places) -> DecisionWritten:
    return DecisionWritten(values, place, places)


def follow_up(values: Values, place: Place, _context: Context, _places: Places) -> FollowUpWritten:
    return FollowUpWritten(values, place)


def item(values: Values, place: Place, _context: Context, places: Places) -> ItemWritten:
    return ItemWritten(values, place, places)


def source(values: Values, place: Place, _context: Context, _places: Places) -> Attachment:
    return Attachment(values["file"], values.get("title", ""), place)


def announcement(values: Values, place: Place, _context: Context, _places: Places) -> Announcement:
    return Announcement(
        date=values["date"],
        time=values.get("time", ""),
        body=values.get("body", ""),
        title=values.get("title", ""),
        status=values.get("status", MeetingPlan.PLANNED),
        location=values.get("place", ""),
        place=place,
    )


def correction(values: Values, place: Place, _context: Context, _places: Places) -> Correction:
    return Correction(values["date"], values["text"], place)


def registry(values: Values, place: Place, context: Context, places: Places) -> Registry:
    municipalities = values.get("municipalities", {})
    bodies = values.get("bodies", {})
    for body in bodies.values():
        for member in body.members:
            if member not in municipalities:
                context.report(
                    body.place,
                    "E104",
                    f'okänd kommun "{member}" i organet "{body.id}"',
                    did_you_mean(member, municipalities),
                )
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
    if not items and status is not Publication.WITHDRAWN:
        context.report(
            places.get("items", place),
            "E113",
            "mötet har inga punkter",
            "skriv minst en punkt under items:",
        )
    numbers = [(entry.number, entry.slug) for entry in items]
    known_body = context.registry.bodies[body] if context.registry else None
    withdrawn = values.get("withdrawn")
    if status is Publication.WITHDRAWN and withdrawn is None:
        withdrawn = Withdrawal("other")
    suffix = f"-{sequence}" if sequence > 1 else ""
    return Meeting(
        id=f"{body}/{date.isoformat()}{suffix}",
        body=body,
        date=date,
        title=values.get("title")
        or (known_body.full_name or known_body.name if known_body else ""),
        sequence=sequence,
        time=values.get("time", ""),
        location=values.get("place", ""),
        kind=values.get("kind", Kind.NOTES),
        status=status,
        reference=values.get("reference", ""),
        source=values.get("source"),
        recorded_by=values.get("recorded_by", ()),
        attested_by=values.get("attested_by", ()),
        attested_date=values.get("attested_date"),
        present=tuple(_attended(entry, numbers, context) for entry in values.get("present", ())),
        absent=values.get("absent", ()),
        items=items,
        upcoming=values.get("upcoming", ()),
        corrections=values.get("corrections", ()),
        aliases=values.get("aliases", ()),
        withdrawn=withdrawn,
        file=context.path,
        place=place,
    )


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


def _attended(entry: Attendance, numbers: list[tuple[str, str]], context: Context) -> Attendance:
    if not entry.items:
        return entry
    covered = covered_items(entry.items, numbers)
    if isinstance(covered, str):
        context.report(
            entry.place,
            "E119",
            f'deltagandet "{entry.items}" för {entry.name}: {covered}',
            'skriv "2", "1–4", "2, 5", "t.o.m. 10" eller "fr.o.m. 3"; annat i note',
        )
        return entry
    return Attendance(
        entry.name,
        entry.organisation,
        entry.role,
        entry.items,
        covered,
        entry.substitute_for,
        entry.note,
        entry.place,
    )
