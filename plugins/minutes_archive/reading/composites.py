"""Kinds of composite value in a minutes file: lists, entries by id, records and their keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from minutes_archive.addresses import is_reserved_name
from minutes_archive.problems import Place, did_you_mean
from minutes_archive.reading.context import Context, JsonSchema, Type, Values
from minutes_archive.reading.scalars import SLUG
from minutes_archive.reading.swedish_words import english_key

T = TypeVar("T")


@dataclass(frozen=True)
class ListOf(Generic[T]):
    """A list; `or_one` lets a single value stand for a list of one; `least` values are needed."""

    of: Type[T]
    or_one: bool = False
    least: int = 0

    def read(self, node: Node, context: Context) -> tuple[T, ...] | None:
        if isinstance(node, SequenceNode):
            values = [self.of.read(child, context) for child in node.value]
            if len(values) < self.least:
                advice = f"skriv minst {self.least} rader eller ta bort listan"
                context.report(node, "E112", "listan är för kort", advice)
            return tuple(value for value in values if value is not None)
        if self.or_one and isinstance(node, self._alone) and not _is_empty(node):
            value = self.of.read(node, context)
            return None if value is None else (value,)
        if _is_empty(node):
            context.report(
                node, "E112", "listan är tom", "skriv minst en rad eller ta bort nyckeln"
            )
        else:
            context.report(node, "E103", "här ska stå en lista", "börja varje rad med ett streck")
        return None

    @property
    def _alone(self) -> tuple[type[Node], ...]:
        """What may stand for a list of one."""
        if isinstance(self.of, Brief):
            return (MappingNode, ScalarNode)
        return (MappingNode,) if isinstance(self.of, Record) else (ScalarNode,)

    def json_schema(self) -> JsonSchema:
        schema: JsonSchema = {"type": "array", "items": self.of.json_schema()}
        if self.least:
            schema["minItems"] = self.least
        return {"anyOf": [schema, self.of.json_schema()]} if self.or_one else schema


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value


MAX_ID = 80
"""Characters of an id: it becomes the name of a folder."""


@dataclass(frozen=True)
class MapOf(Generic[T]):
    """Entries by id; the id is handed to the entry's builder."""

    of: Record[T]

    def read(self, node: Node, context: Context) -> dict[str, T] | None:
        if not isinstance(node, MappingNode):
            context.report(node, "E103", "här ska stå id: och nycklar")
            return None
        entries: dict[str, T] = {}
        for key, child in unique_pairs(node, context):
            if not re.fullmatch(SLUG, key.value):
                context.report(
                    key, "E115", f'id "{key.value}" har fel form', "använd a–z, 0–9 och bindestreck"
                )
                continue
            if is_reserved_name(key.value):
                context.report(
                    key,
                    "E115",
                    f'id "{key.value}" kan inte bli en mapp i Windows',
                    "välj ett annat",
                )
                continue
            if len(key.value) > MAX_ID:
                context.report(key, "E115", f"id är längre än {MAX_ID} tecken")
                continue
            value = self.of.read(child, context, {"id": key.value})
            if value is not None:
                entries[key.value] = value
        return entries

    def json_schema(self) -> JsonSchema:
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^{SLUG}$"},
            "additionalProperties": self.of.json_schema(),
        }


@dataclass(frozen=True)
class Key(Generic[T]):
    """One key of a record: its name, type and meaning (Swedish, shown by editors).

    `field` is the field of the model that it fills, where that has another name.
    """

    name: str
    type: Type[T]
    description: str
    required: bool = False
    field: str = ""


@dataclass(frozen=True)
class Record(Generic[T]):
    """A mapping with known keys that becomes one value."""

    title: str
    keys: tuple[Key[Any], ...]
    build: Callable[[Values, Place, Context, Mapping[str, Place]], T | None]

    @cached_property
    def _by_name(self) -> dict[str, Key[Any]]:
        return {key.name: key for key in self.keys}

    def read(self, node: Node, context: Context, given: Values | None = None) -> T | None:
        if not isinstance(node, MappingNode):
            first = ", ".join(f"{key.name}: …" for key in self.keys[:2])
            context.report(
                node, "E103", f"här ska stå nycklar för {self.title}", f"till exempel {first}"
            )
            return None
        by_name = self._by_name
        values: Values = dict(given or {})
        places: dict[str, Place] = {}
        complete = True
        for key, child in unique_pairs(node, context):
            known = by_name.get(key.value)
            if known is None:
                what = f'okänd nyckel "{key.value}"'
                context.report(key, "E101", what, _key_meant(key.value, by_name))
                continue
            places[key.value] = context.place(child)
            value = known.type.read(child, context)
            if value is not None:
                values[key.value] = value
            elif known.required:
                complete = False
        for key_ in self.keys:
            if key_.required and key_.name not in places:
                context.report(node, "E102", f'nyckeln "{key_.name}" saknas för {self.title}')
                complete = False
        return self.build(values, context.place(node), context, places) if complete else None

    def json_schema(self) -> JsonSchema:
        schema: JsonSchema = {
            "title": self.title,
            "type": "object",
            "additionalProperties": False,
            "properties": {
                key.name: {"description": key.description, **key.type.json_schema()}
                for key in self.keys
            },
        }
        required = [key.name for key in self.keys if key.required]
        return {**schema, "required": required} if required else schema


@dataclass(frozen=True)
class Brief(Generic[T]):
    """A record that may be written as the value of one of its keys alone."""

    of: Record[T]
    key: str

    def read(self, node: Node, context: Context) -> T | None:
        if not isinstance(node, ScalarNode):
            return self.of.read(node, context)
        value = self._key.type.read(node, context)
        if value is None:
            return None
        place = context.place(node)
        return self.of.build({self.key: value}, place, context, {self.key: place})

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [self._key.type.json_schema(), self.of.json_schema()]}

    @property
    def _key(self) -> Key[Any]:
        return next(key for key in self.of.keys if key.name == self.key)


@dataclass(frozen=True)
class OneOf(Generic[T]):
    """A mapping that is one of several records, told apart by the key named first in each."""

    title: str
    records: tuple[Record[T], ...]

    def read(self, node: Node, context: Context) -> T | None:
        if not isinstance(node, MappingNode):
            words = ", ".join(record.keys[0].name for record in self.records)
            context.report(node, "E103", f"här ska stå {self.title}", f"börja med en av: {words}")
            return None
        present = {key.value for key, _ in node.value if isinstance(key, ScalarNode)}
        matching = [record for record in self.records if record.keys[0].name in present]
        if len(matching) == 1:
            return matching[0].read(node, context)
        openers = [record.keys[0].name for record in self.records]
        if matching:
            both = " och ".join(f'"{record.keys[0].name}"' for record in matching)
            context.report(node, "E103", f"{both} i samma post", "skriv dem som två poster")
        else:
            first = min(present, default="")
            context.report(
                node,
                "E101",
                f'okänd nyckel "{first}" för {self.title}',
                _key_meant(first, openers),
            )
        return None

    def json_schema(self) -> JsonSchema:
        return {"title": self.title, "anyOf": [record.json_schema() for record in self.records]}


def _key_meant(written: str, known: Collection[str]) -> str:
    english = english_key(written, known)
    return f"skriv {english}" if english else did_you_mean(written, known)


def unique_pairs(node: MappingNode, context: Context) -> Iterable[tuple[ScalarNode, Node]]:
    """Yield the pairs of a mapping; a repeated or composite key is a problem and is left out."""
    seen: dict[str, Node] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            context.report(key, "E103", "en nyckel ska vara ett ord")
        elif key.value in seen:
            line = seen[key.value].start_mark.line + 1
            context.report(key, "E005", f'nyckeln "{key.value}" finns redan på rad {line}')
        else:
            seen[key.value] = key
            yield key, value
