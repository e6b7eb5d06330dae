"""The few words of JSON Schema that describe what the exports hold."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

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
