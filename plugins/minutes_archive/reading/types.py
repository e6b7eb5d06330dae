"""The kinds of value a minutes file may hold: each reads a node and describes itself.

A type's `read` returns the value, or None after having told the context what is wrong;
`json_schema` says the same rule to editors. The file format itself is in `format.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from minutes_archive.model import Reference, Registry
from minutes_archive.problems import Place, Problem, did_you_mean, nearest
from minutes_archive.reading.positions import place_of

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=StrEnum)

Values = dict[str, Any]
JsonSchema = dict[str, Any]

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


@dataclass(slots=True)
class Context:
    """What reading one file needs and gathers."""

    path: str
    registry: Registry | None = None
    problems: list[Problem] = field(default_factory=list)

    def place(self, node: Node) -> Place:
        return place_of(node, self.path)

    def report(self, at: Node | Place, code: str, message: str, hint: str = "") -> None:
        place = at if isinstance(at, Place) else self.place(at)
        self.problems.append(Problem(place, code, message, hint))


class Named(Protocol):
    """An entry of the registry."""

    @property
    def name(self) -> str: ...


class Type(Protocol[T_co]):
    """Reads one kind of value."""

    def read(self, node: Node, context: Context) -> T_co | None: ...

    def json_schema(self) -> JsonSchema: ...


def scalar(node: Node, context: Context) -> str | None:
    """Return a node's text; an empty or a composite value is a problem."""
    if not isinstance(node, ScalarNode):
        context.report(node, "E103", "här ska stå en text, inte en lista eller nycklar")
        return None
    text: str = node.value.strip()
    if not text:
        context.report(node, "E112", "värdet är tomt", "skriv ett värde eller ta bort raden")
        return None
    return text


@dataclass(frozen=True)
class Line:
    """Text on one line; line breaks from folding become spaces."""

    pattern: str = ""
    expected: str = ""

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar(node, context)
        if text is None:
            return None
        text = " ".join(text.split())
        if self.pattern and not re.fullmatch(self.pattern, text):
            context.report(node, "E115", f'värdet "{text}" har fel form', self.expected)
            return None
        return text

    def json_schema(self) -> JsonSchema:
        schema: JsonSchema = {"type": ["string", "number"], "minLength": 1}
        if self.pattern:
            schema = {"type": "string", "pattern": f"^(?:{self.pattern})$"}
        return schema


@dataclass(frozen=True)
class Prose:
    """Text of any length in Markdown, kept as written."""

    def read(self, node: Node, context: Context) -> str | None:
        return scalar(node, context)

    def json_schema(self) -> JsonSchema:
        return {"type": ["string", "number"], "minLength": 1}


@dataclass(frozen=True)
class Whole:
    """A whole number, zero or more."""

    def read(self, node: Node, context: Context) -> int | None:
        text = scalar(node, context)
        if text is None:
            return None
        if not re.fullmatch(r"\d{1,9}", text):
            context.report(node, "E118", f'"{text}" är inget heltal')
            return None
        return int(text)

    def json_schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": 0}


@dataclass(frozen=True)
class Date:
    """A date, YYYY-MM-DD."""

    def read(self, node: Node, context: Context) -> dt.date | None:
        text = scalar(node, context)
        if text is None:
            return None
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            context.report(node, "E109", f'"{text}" är inget datum', "skriv ÅÅÅÅ-MM-DD")
            return None
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            context.report(node, "E109", f'datumet "{text}" finns inte i kalendern')
            return None

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


@dataclass(frozen=True)
class Choice(Generic[E]):
    """One of a fixed set of words."""

    words: type[E]

    def read(self, node: Node, context: Context) -> E | None:
        text = scalar(node, context)
        if text is None:
            return None
        try:
            return self.words(text)
        except ValueError:
            hint = did_you_mean(text, list(self.words))
            if "menade" not in hint:
                hint = "välj bland " + ", ".join(self.words)
            context.report(node, "E108", f'okänt värde "{text}"', hint)
            return None

    def json_schema(self) -> JsonSchema:
        return {"enum": [word.value for word in self.words]}


@dataclass(frozen=True)
class Name:
    """The id of something in the registry."""

    unknown: str
    code: str
    among: Callable[[Registry], Mapping[str, Named]]

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar(node, context)
        if text is None or context.registry is None:
            return text
        known = self.among(context.registry)
        if text in known:
            return text
        context.report(node, self.code, f'{self.unknown} "{text}"', _nearest_entry(text, known))
        return None

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{SLUG}$"}


def _nearest_entry(text: str, known: Mapping[str, Named]) -> str:
    """Name the nearest id; to those who wrote a name ("Hudinge"), the name and its id."""
    ids = {entry.name: identity for identity, entry in known.items()}
    name = nearest(text, ids) if text != text.lower() else ""
    return f'menade du "{name}"? Skriv {ids[name]}' if name else did_you_mean(text, known)


@dataclass(frozen=True)
class Pointer:
    """A reference to a meeting, an agenda item, a follow-up or a decision."""

    pattern = (
        rf"{SLUG}/\d{{4}}-\d{{2}}-\d{{2}}(-\d)?(#[a-z]+-[a-z0-9-]+)?"
        r"|[a-z0-9]+(-[a-z0-9]+)*-\d{4}-\d{2}-\d{2}-[a-z0-9-]+"
    )

    def read(self, node: Node, context: Context) -> Reference | None:
        text = scalar(node, context)
        if text is None:
            return None
        if not re.fullmatch(self.pattern, text):
            context.report(
                node,
                "E203",
                f'hänvisningen "{text}" har fel form',
                "skriv organ/datum, organ/datum#punkt-5 eller beslutets id",
            )
            return None
        return Reference(text, context.place(node))

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


@dataclass(frozen=True)
class ListOf(Generic[T]):
    """A list; `or_one` lets a single value stand for a list of one."""

    of: Type[T]
    or_one: bool = False

    def read(self, node: Node, context: Context) -> tuple[T, ...] | None:
        if isinstance(node, SequenceNode):
            values = [self.of.read(child, context) for child in node.value]
            return tuple(value for value in values if value is not None)
        if self.or_one and isinstance(node, ScalarNode):
            value = self.of.read(node, context)
            return None if value is None else (value,)
        if isinstance(node, ScalarNode) and not node.value:
            context.report(
                node, "E112", "listan är tom", "skriv minst en rad eller ta bort nyckeln"
            )
        else:
            context.report(node, "E103", "här ska stå en lista", "börja varje rad med ett streck")
        return None

    def json_schema(self) -> JsonSchema:
        schema: JsonSchema = {"type": "array", "items": self.of.json_schema()}
        return {"anyOf": [schema, self.of.json_schema()]} if self.or_one else schema


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
    """One key of a record: its name, type and meaning (Swedish, shown by editors)."""

    name: str
    type: Type[T]
    description: str
    required: bool = False


@dataclass(frozen=True)
class Record(Generic[T]):
    """A mapping with known keys that becomes one value."""

    title: str
    keys: tuple[Key[Any], ...]
    build: Callable[[Values, Place, Context, Mapping[str, Place]], T | None]

    def read(self, node: Node, context: Context, given: Values | None = None) -> T | None:
        if not isinstance(node, MappingNode):
            first = ", ".join(f"{key.name}: …" for key in self.keys[:2])
            context.report(
                node, "E103", f"här ska stå nycklar för {self.title}", f"till exempel {first}"
            )
            return None
        by_name = {key.name: key for key in self.keys}
        values: Values = dict(given or {})
        places: dict[str, Place] = {}
        complete = True
        for key, child in unique_pairs(node, context):
            known = by_name.get(key.value)
            if known is None:
                context.report(
                    key, "E101", f'okänd nyckel "{key.value}"', did_you_mean(key.value, by_name)
                )
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
                did_you_mean(first, openers),
            )
        return None

    def json_schema(self) -> JsonSchema:
        return {"title": self.title, "anyOf": [record.json_schema() for record in self.records]}


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
