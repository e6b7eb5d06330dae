"""Fields: what a record of the open data holds, said once for data, schemas and description."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from minutes_archive.exports.site import Site

JsonSchema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

TEXT: JsonSchema = {"type": "string"}
MAYBE_TEXT: JsonSchema = {"type": ["string", "null"]}
DATE: JsonSchema = {"type": "string", "format": "date"}
MAYBE_DATE: JsonSchema = {"type": ["string", "null"], "format": "date"}
MAYBE_INSTANT: JsonSchema = {"type": ["string", "null"], "format": "date-time"}
WHOLE: JsonSchema = {"type": "integer", "minimum": 0}
MAYBE_WHOLE: JsonSchema = {"type": ["integer", "null"], "minimum": 0}
YES_NO: JsonSchema = {"type": "boolean"}


def list_of(schema: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": schema}


IDS = list_of(TEXT)


def maybe(schema: JsonSchema) -> JsonSchema:
    return {"anyOf": [schema, {"type": "null"}]}


def choice(words: type[StrEnum]) -> JsonSchema:
    return {"enum": [word.value for word in words]}


def maybe_choice(words: type[StrEnum]) -> JsonSchema:
    return {"enum": [*(word.value for word in words), None]}


def shape(**properties: JsonSchema) -> JsonSchema:
    """Return the schema of an object that has exactly these keys, always."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


T = TypeVar("T")
U = TypeVar("U")

Json = Any
Record = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One field: its key, the JSON Schema of its value, and how to get the value.

    `readable` gives the value in words instead of ids, for a spreadsheet. A field with
    `in_table` False is nested and stands in the JSON only.
    """

    name: str
    schema: JsonSchema
    value: Callable[[Site, T], Json]
    readable: Callable[[Site, T], str] | None = None
    in_table: bool = True


def record(fields: Iterable[Field[T]], site: Site, thing: T) -> Record:
    """Return a thing as JSON; every key is there, null or [] where the source is silent."""
    return {field.name: field.value(site, thing) for field in fields}


def schema(fields: Iterable[Field[T]]) -> JsonSchema:
    """Return the schema of such a record."""
    return shape(**{field.name: field.schema for field in fields})


def records(
    name: str, fields: Sequence[Field[U]], things: Callable[[Site, T], Iterable[U]]
) -> Field[T]:
    """Return a field that lists a record of each of the things."""
    return Field(
        name,
        list_of(schema(fields)),
        lambda site, of: [record(fields, site, thing) for thing in things(site, of)],
        in_table=False,
    )


def iso(day: dt.date | None) -> str | None:
    """Return a day as the data write it, None where there is none."""
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class Dataset(Generic[T]):
    """A list of like things: `name` is its key in JSON and the stem of its files.

    `rows` gives the things oldest first, `year` the year that a thing is filed under.
    """

    name: str
    fields: tuple[Field[T], ...]
    rows: Callable[[Site], Iterable[T]]
    year: Callable[[T], int]

    @property
    def file_name(self) -> str:
        return self.name.replace("_", "-")

    @property
    def columns(self) -> tuple[Field[T], ...]:
        return tuple(field for field in self.fields if field.in_table)

    def record(self, site: Site, thing: T) -> Record:
        return record(self.fields, site, thing)

    @property
    def schema(self) -> JsonSchema:
        return schema(self.fields)


# Without an indent Python encodes in C, ten times as fast.
to_json = json.JSONEncoder(ensure_ascii=False).encode


def in_table(value: Json) -> str:
    """Return a value as a table holds it: ids parted by spaces, true or false, "" for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(value)
    return str(value)
