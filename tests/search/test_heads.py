"""What people have in their heads: questions in their own words, by class, over other towns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search_engine import Engine, decision, write_index
from search_questions import mean, measure, read_questions, write_town_index


# Of the later sets every third question, to be quick; search_questions.py asks all.
@pytest.mark.parametrize(
    ("file", "aside"),
    [
        ("heads.yml", False),
        ("heads.yml", True),
        ("strangers.yml", True),
        ("newcomers.yml", True),
        ("passers_by.yml", True),
    ],
)
def test_people_find_what_they_mean(
    file: str, aside: bool, tmp_path: Path, start_engine: Callable[[Path], Engine]
) -> None:
    questions = [one for one in read_questions(file) if one.aside == aside]
    towns = {one.town for one in questions}
    engines = {town: start_engine(write_town_index(town, tmp_path / town)) for town in towns}
    by_class, missed = measure(engines, questions)
    rows = [row for found in by_class.values() for row in found]
    assert len(rows) > 30
    recall, success, rank = mean(rows)
    assert recall >= 0.95 and success >= 0.95 and rank >= 0.92, missed


TEXTS = {
    1: "Att bevilja lov för en bastubyggnad.",
    2: "Att ta emot skyddsbehövande i kommunen.",
    3: "Att avgiften betalas i juni.",
    4: "Att stödja filmfestivalen med stöd ur fonden.",
    5: "Att ge bilstöd enligt reglerna.",
    6: "Att ersättning betalas till vittnen.",
    7: "Att familjehem utreds.",
}


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    records = [decision(number, text) for number, text in TEXTS.items()]
    engine = Engine(write_index(records, tmp_path_factory.mktemp("few")))
    yield engine
    engine.close()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("sauna", 1),  # a word that the archive says in a compound only
        ("refugees", 2),  # by the Swedish kin of what it stands for
        ("filmstöd", 4),  # both parts are there: no slip in "bilstöd"
        ("hur mycket är det man får i ett familjehem", 7),
    ],
)
def test_other_words_reach_what_is_said(few: Engine, question: str, first: int) -> None:
    assert few.ids(question)[:1] == [f"sg-2024-01-{first:02}-1-1"]


def test_a_prefix_makes_no_compound(few: Engine) -> None:
    assert few.ids("gift") == []
