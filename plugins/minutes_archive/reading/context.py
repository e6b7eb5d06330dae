"""What reading a value needs, and what every kind of value can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from yaml.nodes import Node

from minutes_archive.model import Registry
from minutes_archive.problems import Place, Problem
from minutes_archive.reading.positions import place_of

T_co = TypeVar("T_co", covariant=True)

Values = dict[str, Any]
JsonSchema = dict[str, Any]


@dataclass(slots=True)
class Context:
    """The registry and the text of one file while it is read, and the problems found in it."""

    path: str
    registry: Registry | None = None
    text: str = ""
    """What the positions of nodes count in; "" where only the nodes are at hand."""
    problems: list[Problem] = field(default_factory=list)

    def place(self, node: Node) -> Place:
        return place_of(node, self.path)

    def report(self, at: Node | Place, code: str, message: str, hint: str = "") -> None:
        place = at if isinstance(at, Place) else self.place(at)
        self.problems.append(Problem(place, code, message, hint))


class Type(Protocol[T_co]):
    """Reads one kind of value, and describes the same rule as JSON Schema.

    `read` returns None after having reported to the context what is wrong.
    """

    def read(self, node: Node, context: Context) -> T_co | None: ...

    def json_schema(self) -> JsonSchema: ...
