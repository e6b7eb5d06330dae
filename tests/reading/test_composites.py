"""Lists, entries by id and records: what they accept, and every fault in them."""

from __future__ import annotations

from typing import Any

import pytest

from minutes_archive.reading.composites import Key, ListOf, MapOf, OneOf, Record
from minutes_archive.reading.context import Context
from minutes_archive.reading.positions import compose
from minutes_archive.reading.scalars import Line

LINE = Line()


def as_dict(values: Any, *_: Any) -> Any:
    return values


PAIR = Record("ett par", (Key("a", LINE, "Det ena", True), Key("b", LINE, "Det andra")), as_dict)
OTHER = Record("en annan", (Key("c", LINE, "Det tredje", True),), as_dict)
EITHER = OneOf[Any]("ett innehåll", (PAIR, OTHER))


def read(kind: Any, text: str) -> tuple[Any, list[tuple[str, str]]]:
    node, problems = compose(text.encode(), "a.yml")
    assert node is not None, problems
    context = Context("a.yml")
    value = kind.read(node, context)
    return value, [(str(problem.place)[6:], problem.code) for problem in context.problems]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        pytest.param(ListOf(LINE), "[x, y]", ("x", "y"), id="list"),
        pytest.param(ListOf(LINE), "[]", (), id="empty-list"),
        pytest.param(ListOf(LINE, or_one=True), "x", ("x",), id="one-for-list"),
        pytest.param(PAIR, "{a: x}", {"a": "x"}, id="optional-key"),
        pytest.param(MapOf(PAIR), "{q: {a: x}}", {"q": {"id": "q", "a": "x"}}, id="map"),
        pytest.param(EITHER, "{b: y, a: x}", {"a": "x", "b": "y"}, id="first-of-two"),
        pytest.param(EITHER, "{c: z}", {"c": "z"}, id="second-of-two"),
    ],
)
def test_accepted(kind: Any, text: str, value: Any) -> None:
    assert read(kind, text) == (value, [])


@pytest.mark.parametrize(
    ("kind", "text", "value", "problems"),
    [
        pytest.param(ListOf(LINE), "x", None, [("1:1", "E103")], id="no-list"),
        pytest.param(ListOf(LINE), "a: b", None, [("1:1", "E103")], id="keys-for-list"),
        pytest.param(ListOf(LINE), "[x, [y], z]", ("x", "z"), [("1:5", "E103")], id="in-list"),
        pytest.param(PAIR, "x", None, [("1:1", "E103")], id="no-record"),
        pytest.param(PAIR, "b: x", None, [("1:1", "E102")], id="missing-key"),
        pytest.param(PAIR, "a: x\nd: y", {"a": "x"}, [("2:1", "E101")], id="unknown-key"),
        pytest.param(PAIR, "a: x\na: y", {"a": "x"}, [("2:1", "E005")], id="repeated-key"),
        pytest.param(PAIR, "? [a]\n: x\na: y", {"a": "y"}, [("1:3", "E103")], id="list-as-key"),
        pytest.param(PAIR, "a: ''\nb: x", None, [("1:4", "E112")], id="empty-required"),
        pytest.param(PAIR, "a: x\nb: ''", {"a": "x"}, [("2:4", "E112")], id="empty-optional"),
        pytest.param(MapOf(PAIR), "Å: {a: x}", {}, [("1:1", "E115")], id="map-id"),
        pytest.param(MapOf(PAIR), "con: {a: x}", {}, [("1:1", "E115")], id="reserved-id"),
        pytest.param(MapOf(PAIR), "[x]", None, [("1:1", "E103")], id="no-map"),
        pytest.param(EITHER, "x", None, [("1:1", "E103")], id="none-of-two"),
        pytest.param(EITHER, "{a: x, c: y}", None, [("1:1", "E103")], id="both-of-two"),
        pytest.param(EITHER, "{aa: x}", None, [("1:1", "E101")], id="unknown-of-two"),
        pytest.param(
            ListOf(PAIR),
            "[{}, {a: ''}, {a: x, e: y}]",
            (
                {
                    "a": "x",
                },
            ),
            [("1:2", "E102"), ("1:10", "E112"), ("1:22", "E101")],
            id="all-at-once",
        ),
    ],
)
def test_refused(kind: Any, text: str, value: Any, problems: list[tuple[str, str]]) -> None:
    assert read(kind, text) == (value, problems)
