"""Words that no list can split, numbers, slips: what a question's word finds, and what not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from search_engine import Engine, decision, write_index

TEXTS = (
    "Att beställa ett kyffelgarage vid stationen.",
    "Att betala 2 400 000 kronor för fastigheten.",
    "Att laga rännan vid riksväg 71.",
    "Att lägga ned förslaget om hällmarkspaviljongen.",
    "Att köpa läroböcker för lågstadiet.",
    "Att enligt lag och med hänvisning till lagar avslå ansökan.",
    "Att inrätta ett beredskapslager av masker.",
    "Att simma på sommaren.",
    "Att demensboendet byggs ut.",
    "Att hålla ishallen stängd och hålla kvar taxan.",
    "Att avslå ansökan SBN 2019/0077 om torgplats.",
    "Att höja taxan för vatten och avlopp.",
)


@pytest.fixture(scope="module")
def engine(
    tmp_path_factory: pytest.TempPathFactory, start_engine: Callable[[Path], Engine]
) -> Engine:
    records = [decision(number, text) for number, text in enumerate(TEXTS, start=1)]
    return start_engine(write_index(records, tmp_path_factory.mktemp("words")))


def _numbers(engine: Engine, question: str) -> list[int]:
    return [int(hit["date"][-2:]) for hit in engine.ask(question)["hits"]]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("garage", 1),
        ("garaget", 1),
        ("paviljong", 4),
        ("2400000", 2),
        ("2 400 000", 2),
        ("2.400.000", 2),
        ("riksväg71", 3),
        ("lärobok", 5),
        ("bok", 5),
        ("larobocker", 5),
        ("lager", 7),
        ("lagret", 7),
        ("lag", 6),
        ("sommar", 8),
        ("demens", 9),
        ("hall", 10),
        ("förslag", 4),
        ("förslagen", 4),
        ("avslag torgplats", 11),
        ("beslut om torgplats", 11),
        ("SBN 2019/77", 11),
        ("SBN2019/0077", 11),
        ("vattenochavlopp", 12),
    ],
)
def test_a_word_finds_what_says_it(engine: Engine, question: str, first: int) -> None:
    assert _numbers(engine, question)[0] == first


@pytest.mark.parametrize(("question", "alone"), [("lager", 7), ("sommar", 8), ("demens", 9)])
def test_words_that_look_alike_stay_apart(engine: Engine, question: str, alone: int) -> None:
    assert _numbers(engine, question) == [alone]


@pytest.mark.parametrize(
    ("typed", "meant", "number"),
    [
        ("afstigheten", "fastigheten", 2),
        ("astigheten", "fastigheten", 2),
        ("örslaget", "förslaget", 4),
        ("sttaionen", "stationen", 1),
        ("tationen", "stationen", 1),
        ("kronr", "kronor", 2),
        ("mmasker", "masker", 7),
        ("lärobökcer", "läroböcker", 5),
        ("sdemensboendet", "demensboendet", 9),
    ],
)
def test_a_slip_anywhere_in_a_word_is_forgiven_and_told(
    engine: Engine, typed: str, meant: str, number: int
) -> None:
    answer = engine.ask(typed)
    assert [int(hit["date"][-2:]) for hit in answer["hits"]][:1] == [number]
    assert answer["corrected"] == [{"from": typed, "to": meant}]


@pytest.mark.parametrize("question", ["kungälv", "krokodil", "stämmor", "xylofon"])
def test_a_word_that_is_far_from_all_others_finds_nothing(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer["total"], answer["absent"]) == (0, [question])


def test_what_is_said_comes_before_what_a_record_is_filed_under(
    tmp_path: Path, start_engine: Callable[[Path], Engine]
) -> None:
    said = decision(1, "Att planeringskonferensen hålls i januari och att alla kommuner bjuds in.")
    filed = decision(2, "Att skjuta upp ärendet.", topic_names=("Möten och konferenser",))
    engine = start_engine(write_index([said, filed], tmp_path))
    assert _numbers(engine, "konferens") == [1, 2]


def test_a_decision_has_the_words_of_its_item_when_it_has_some_itself(
    tmp_path: Path, start_engine: Callable[[Path], Engine]
) -> None:
    item = decision(
        1, "Lantbrukarna är oroliga.", id="sg/2024-01-01#punkt-1", type="item", status=""
    )
    made = [
        decision(1, text, id=f"sg-2024-01-01-1-{n}", parent=item.id)
        for n, text in enumerate(("Att erbjuda rådgivning.", "Att avvakta."), start=1)
    ]
    engine = start_engine(write_index([item, *made], tmp_path))
    answer = engine.ask("lantbrukare rådgivning")
    whole = [hit["id"] for hit in answer["hits"] if hit["isWhole"]]
    assert set(whole) == {"sg-2024-01-01-1-1", item.id}


def test_a_noun_comes_before_the_verb_that_looks_like_it(
    tmp_path: Path, start_engine: Callable[[Path], Engine]
) -> None:
    said = ["Att hålla ett tal i parken.", "Att talare talar.", "Talspråk.", "Att tala om saken."]
    records = [decision(number, text) for number, text in enumerate(said, 1)]
    found = start_engine(write_index(records, tmp_path)).ids("tal", size=10)
    assert found[0] == "sg-2024-01-01-1-1"
    assert len(found) == 4
