"""Dates, bodies and numbers of items in questions mean what readers mean by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minutes_archive.search.records import SearchRecord
from search_engine import Engine, decision, write_index

RADET = {"body": "radet", "body_name": "Samverkansrådet"}


def _meeting(day: str, code: str, **more: str) -> SearchRecord:
    values = {"type": "meeting", "date": day, "title": f"Styrgruppen {day}", "status": ""}
    fields = {**values, "id": f"{more.get('body', 'styrgruppen')}/{day}", **more}
    return decision(1, "Innehåll", **fields, citation=f"{code} {day}")


def _item(day: str, number: str, **more: str) -> SearchRecord:
    values = {"type": "item", "date": day, "status": "", "names": f"§ {number} {number}punkt"}
    identity = f"{more.get('body', 'styrgruppen')}/{day}#punkt-{number}"
    return decision(1, "Punktens text.", **{**values, "id": identity, **more})


RECORDS = [
    _meeting("2020-11-20", "SG"),
    _item("2020-11-20", "8", title="Vägar"),
    decision(
        2,
        "Att bygga en väg.",
        id="sg-2020-11-20-8-1",
        date="2020-11-20",
        parent="styrgruppen/2020-11-20#punkt-8",
    ),
    decision(3, "Att vägen är klar den 20 november 2020.", id="sg-later", date="2021-03-01"),
    decision(
        4, "Att betala 8 000 kronor för 20 skyltar i november.", id="sg-other", date="2022-05-04"
    ),
    _meeting("2022-06-07", "SR", **RADET),
    decision(5, "Att köpa en väg.", id="sr-2022-06-07-1-1", date="2022-06-07", **RADET),
]


@pytest.fixture(scope="module")
def engine(
    tmp_path_factory: pytest.TempPathFactory, start_engine: Callable[[Path], Engine]
) -> Engine:
    return start_engine(write_index(RECORDS, tmp_path_factory.mktemp("dates")))


@pytest.mark.parametrize(
    "question",
    [
        *("20 november 2020", "den 20 november 2020", "20 nov 2020", "20:e november 2020"),
        *("2020-11-20", "20201120", "20/11 2020", "20.11.2020", "20/11-2020"),
    ],
)
def test_a_day_finds_its_meeting_then_what_it_holds_then_who_tells_of_it(
    engine: Engine, question: str
) -> None:
    found = engine.ids(question)
    assert found[0] == "styrgruppen/2020-11-20"
    assert set(found[1:3]) == {"sg-2020-11-20-8-1", "styrgruppen/2020-11-20#punkt-8"}
    assert found[3:] == ["sg-later"]


@pytest.mark.parametrize("question", ["november 2020", "2020-11", "hösten 2020", "hosten 2020"])
def test_a_month_and_a_season_find_what_was_decided_in_them(engine: Engine, question: str) -> None:
    found = engine.ids(question)
    assert {"styrgruppen/2020-11-20", "sg-2020-11-20-8-1"} <= set(found)
    assert "sg-other" not in found


def test_a_day_without_a_year_is_of_any_year(engine: Engine) -> None:
    assert "sg-2020-11-20-8-1" in engine.ids("20 november")


@pytest.mark.parametrize("question", ["31 november 2020", "99 november 2020", "2020-13-01"])
def test_what_no_calendar_has_is_looked_for_as_words(engine: Engine, question: str) -> None:
    assert engine.ask(question)["problems"] == []


def test_a_day_on_which_nothing_happened_falls_back_on_its_words(engine: Engine) -> None:
    answer = engine.ask("21 november 2020")
    assert answer["relaxed"] and answer["total"] > 0
    assert "sg-later" in [hit["id"] for hit in answer["hits"]]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("bygga väg november 2020", "sg-2020-11-20-8-1"),
        ("väg juni 2022", "sr-2022-06-07-1-1"),
        ("samverkansrådet väg", "sr-2022-06-07-1-1"),
        ("sr väg", "sr-2022-06-07-1-1"),
        ("väg 2022", "sr-2022-06-07-1-1"),
        ("§ 8", "styrgruppen/2020-11-20#punkt-8"),
        ("§8", "styrgruppen/2020-11-20#punkt-8"),
        ("punkt 8", "styrgruppen/2020-11-20#punkt-8"),
        ("paragraf 8 vägar", "styrgruppen/2020-11-20#punkt-8"),
    ],
)
def test_facts_lead_to_the_record_they_describe(engine: Engine, question: str, first: str) -> None:
    assert engine.ids(question)[0] == first


@pytest.mark.parametrize(
    "question",
    [
        *("SG 2020-11-20 § 8", "sg 2020-11-20 punkt 8", "SG § 8 2020-11-20"),
        *("SG 20 november 2020 § 8", "Styrgruppen den 20 november 2020 § 8"),
    ],
)
def test_a_citation_leads_to_the_item_and_shows_its_decisions(
    engine: Engine, question: str
) -> None:
    answer: dict[str, Any] = engine.ask(question)
    assert [hit["id"] for hit in answer["hits"]] == [
        "styrgruppen/2020-11-20#punkt-8",
        "sg-2020-11-20-8-1",
    ]
    assert answer["jump"] == answer["hits"][0]["url"]


def test_the_citation_of_a_meeting_leads_to_it_and_shows_the_rest(engine: Engine) -> None:
    answer = engine.ask("SG 2020-11-20")
    assert answer["hits"][0]["id"] == "styrgruppen/2020-11-20"
    assert answer["jump"] == answer["hits"][0]["url"]
    assert "sg-2020-11-20-8-1" in [hit["id"] for hit in answer["hits"]]
