"""Single values: what each kind accepts, and what it says otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from yaml.nodes import MappingNode

from factories import read_sound_registry
from minutes_archive.model import FollowUpState, Reference
from minutes_archive.reading.context import Context
from minutes_archive.reading.format import MATTER, MUNICIPALITY, PARTICIPANT
from minutes_archive.reading.positions import compose
from minutes_archive.reading.scalars import (
    FILE,
    TIME,
    URL,
    VERSION,
    Choice,
    Date,
    Line,
    Pointer,
    Prose,
    Whole,
)


def read(kind: Any, text: str, context: Context | None = None) -> tuple[Any, list[str]]:
    node, _ = compose(f"v: {text}\n".encode(), "a.yml")
    assert isinstance(node, MappingNode)
    used = context or Context("a.yml")
    return kind.read(node.value[0][1], used), [problem.code for problem in used.problems]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        pytest.param(Line(), '"  två\n  rader "', "två rader", id="line-folds"),
        pytest.param(Line(), "no", "no", id="line-is-text"),
        pytest.param(Prose(), "|\n  ett\n\n  två\n", "ett\n\ntvå", id="prose-keeps-lines"),
        pytest.param(Whole(), "07", 7, id="whole"),
        pytest.param(Date(), "2020-02-29", dt.date(2020, 2, 29), id="leap-day"),
        pytest.param(Choice(FollowUpState), "done", FollowUpState.DONE, id="choice"),
        pytest.param(TIME, "8.30–11.00", "8.30–11.00", id="time-range"),
        pytest.param(TIME, "19:00", "19:00", id="time-colon"),
        pytest.param(TIME, "kl. 13", "kl. 13", id="time-word"),
        pytest.param(VERSION, "1", 1, id="version"),
        pytest.param(FILE, "Bilaga 1 (åäö).pdf", "Bilaga 1 (åäö).pdf", id="file"),
    ],
)
def test_accepted(kind: Any, text: str, value: Any) -> None:
    assert read(kind, text) == (value, [])


@pytest.mark.parametrize(
    "target",
    [
        "styrgruppen/2022-01-01",
        "styrgruppen/2022-01-01-2",
        "styrgruppen/2022-01-01#punkt-5",
        "styrgruppen/2022-01-01-2#uppfoljning-23-a-1",
        "sg-2022-01-01-5-1",
        "sg-2022-01-01-2-23-a-1",
        "asele-strand/2022-01-01#beslut-5-1",
    ],
)
def test_pointers(target: str) -> None:
    value, problems = read(Pointer(), f'"{target}"')
    assert problems == []
    assert isinstance(value, Reference)
    assert value.target == target


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        pytest.param(Line(), "[a]", "E103", id="list-for-line"),
        pytest.param(Line(), "''", "E112", id="empty-line"),
        pytest.param(Prose(), "{a: b}", "E103", id="keys-for-prose"),
        pytest.param(Whole(), "-1", "E118", id="negative"),
        pytest.param(Whole(), "1.5", "E118", id="fraction"),
        pytest.param(Date(), "20201120", "E109", id="date-without-hyphens"),
        pytest.param(Date(), "2021-02-29", "E109", id="no-such-day"),
        pytest.param(Date(), "igår", "E109", id="no-date"),
        pytest.param(Choice(FollowUpState), "klar", "E108", id="unknown-word"),
        pytest.param(URL, "example.se", "E115", id="address-without-scheme"),
        pytest.param(URL, "javascript:alert(1)", "E115", id="script-address"),
        pytest.param(TIME, "efter lunch", "E115", id="no-time"),
        pytest.param(VERSION, "2", "E115", id="later-version"),
        pytest.param(Pointer(), "Styrgruppen 1 januari", "E203", id="no-pointer"),
        pytest.param(Pointer(), "styrgruppen/2022-01-01#", "E203", id="open-anchor"),
    ],
)
def test_refused(kind: Any, text: str, code: str) -> None:
    assert read(kind, text) == (None, [code])


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        pytest.param(Choice(FollowUpState), "dne", 'menade du "done"?', id="near"),
        pytest.param(
            Choice(FollowUpState), "x", "välj bland open, ongoing, done, dropped", id="far"
        ),
    ],
)
def test_an_unknown_word_gets_the_nearest_or_all(kind: Any, text: str, hint: str) -> None:
    context = Context("a.yml")
    read(kind, text, context)
    assert context.problems[0].hint == hint


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        pytest.param(MUNICIPALITY, "granby", None, id="municipality"),
        pytest.param(MUNICIPALITY, "kansliet", "E104", id="organisation-is-none"),
        pytest.param(PARTICIPANT, "kansliet", None, id="organisation-takes-part"),
        pytest.param(MATTER, "broarna", "E106", id="matter"),
    ],
)
def test_names_come_from_the_registry(tmp_path: Any, kind: Any, text: str, code: str) -> None:
    context = Context("a.yml", read_sound_registry(tmp_path))
    value, problems = read(kind, text, context)
    assert problems == ([code] if code else [])
    assert value == (None if code else text)
