"""What the engine makes of questions: words, phrases, exclusion, filters, faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minutes_archive.search.records import SearchRecord
from search_engine import Engine, decision, write_index

ALMVIK = {"municipalities": ("almvik",), "municipality_names": ("Almvik",)}
BERGSUND = {"municipalities": ("bergsund",), "municipality_names": ("Bergsund",)}
MATTER = {"matter": "vagen", "matter_name": "Väg 48"}


def _item(number: int, title: str, text: str, *decisions: SearchRecord) -> list[SearchRecord]:
    parent = decision(number, text, id=f"styrgruppen/2024-01-{number:02}#punkt-1", type="item")
    values = {"title": title, "status": "", "status_text": "", "url": f"moten/{number}/#punkt-1"}
    fields = {name: getattr(parent, name) for name in parent.__dataclass_fields__} | values
    told = " ".join([text, *(one.text for one in decisions)])
    return [SearchRecord(**(fields | {"text": told, "own_text": text}))]


RECORDS = [
    decision(1, "Att bygga en cykelväg vid väg 48.", **ALMVIK, **MATTER),
    decision(2, "Att bygga en gångväg och en cykelväg.", **BERGSUND),
    decision(3, "Att avslå förslaget om en cykelväg.", status="rejected", status_text="Avslaget"),
    decision(4, "Att köpa grus till vägen.", parent="styrgruppen/2024-01-04#punkt-1"),
    *_item(4, "Underhåll av vägar", "Vägen är full av hål.", decision(4, "Att köpa grus.")),
    decision(5, "Att utreda förskolans lokaler i Södertörn & <b>Åsele</b>."),
    decision(6, "Att anta KS 2020/0123 om covid-19."),
]


@pytest.fixture(scope="module")
def engine(
    tmp_path_factory: pytest.TempPathFactory, start_engine: Callable[[Path], Engine]
) -> Engine:
    return start_engine(write_index(RECORDS, tmp_path_factory.mktemp("index")))


def _days(answer: dict[str, Any]) -> list[int]:
    return [int(hit["date"][-2:]) for hit in answer["hits"]]


def test_all_words_come_first_and_then_any(engine: Engine) -> None:
    answer = engine.ask("cykelväg gångväg")
    assert _days(answer)[0] == 2
    assert [hit["isWhole"] for hit in answer["hits"]] == [True, False, False]
    assert (answer["total"], answer["also"]) == (1, 2)


def test_when_nothing_has_all_words_the_answer_says_so(engine: Engine) -> None:
    answer = engine.ask("grus gångväg")
    assert answer["relaxed"]
    assert {2, 4} <= set(_days(answer))


def test_an_item_is_found_by_what_its_decisions_say_and_stands_after_them(engine: Engine) -> None:
    answer = engine.ask("grus")
    assert [hit["type"] for hit in answer["hits"]] == ["decision", "item"]
    assert [hit["type"] for hit in engine.ask("hål grus")["hits"]] == ["item", "decision"]


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ('"bygga en cykelväg"', [1]),
        ('"en cykelväg"', [3, 2, 1]),
        ('"cykelväg bygga"', []),
        ("cykelväg -gångväg", [3, 1]),
        ('cykelväg -"vid väg"', [3, 2]),
        ("cykelväg -bygga", [3]),
    ],
)
def test_phrases_and_exclusion(engine: Engine, question: str, days: list[int]) -> None:
    assert sorted(_days(engine.ask(question))) == sorted(days)


def test_a_prefix_finds_while_typing(engine: Engine) -> None:
    assert set(_days(engine.ask("cykelv", typing=True))) == {1, 2, 3}


@pytest.mark.parametrize("question", ["cykelvgä", "cykelvög", "ykelväg", "cykelvväg", "cikelväg"])
def test_one_slip_is_forgiven(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert set(_days(answer)) == {1, 2, 3}
    assert answer["corrected"] == [{"from": question, "to": "cykelväg"}]


def test_words_that_the_archive_lacks_are_told(engine: Engine) -> None:
    answer = engine.ask("cykelväg xylofon")
    assert answer["absent"] == ["xylofon"]
    assert set(_days(answer)) == {1, 2, 3}


@pytest.mark.parametrize(
    ("filters", "days"),
    [
        ({"municipality": ["almvik"]}, [1]),
        ({"municipality": ["almvik", "bergsund"]}, [2, 1]),
        ({"status": ["rejected"]}, [3]),
        ({"matter": ["vagen"]}, [1]),
        ({"type": ["item"]}, [4]),
        ({"body": ["styrgruppen"], "year": ["2024"], "status": ["rejected"]}, [3]),
    ],
)
def test_filters_need_no_words(
    engine: Engine, filters: dict[str, list[str]], days: list[int]
) -> None:
    answer = engine.ask(filters=filters)
    assert _days(answer) == days
    assert answer["total"] == len(days)


def test_dates_bound_the_answer(engine: Engine) -> None:
    answer = engine.ask(**{"from": "2024-01-02", "to": "2024-01-03"})
    assert _days(answer) == [3, 2]


def test_counts_tell_what_a_further_choice_would_give(engine: Engine) -> None:
    counts = engine.ask("cykelväg", filters={"municipality": ["almvik"]})["counts"]
    assert counts["municipality"] == {"almvik": 1, "bergsund": 1}
    assert counts["status"] == {"decided": 1, "rejected": 0}
    assert counts["matter"] == {"vagen": 1}
    assert counts["year"] == {"2024": 1}


def test_order_by_date_is_newest_first(engine: Engine) -> None:
    assert _days(engine.ask("cykelväg", order="date")) == [3, 2, 1]


@pytest.mark.parametrize("question", ["covid19", "covid-19", "KS 2020/0123", "2020/0123", "COVID"])
def test_numbers_and_codes_are_found_as_they_are_written(engine: Engine, question: str) -> None:
    assert _days(engine.ask(question)) == [6]


_PUNCTUATION = [sign * times for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" for times in (1, 2)]


@pytest.mark.parametrize(
    "question",
    [
        *_PUNCTUATION,
        "plan^ a~b +väg väg: Åva 3:12 *",
        "ord " * 500,
        "a" * 2000,
        "\U0001f600\U0001f600 \x00 \x07",
        "<b>väg</b>",
        '"',
        '-"',
        "constructor __proto__ toString",
        "So\u0308derto\u0308rn",
        "\ud83d",
        "2024-13-45 punkt",
    ],
)
def test_no_question_makes_it_throw(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer["problems"] == []
    assert answer["total"] >= len([hit for hit in answer["hits"] if hit["isWhole"]]) >= 0


def test_decomposed_letters_are_the_same_letters(engine: Engine) -> None:
    assert _days(engine.ask("So\u0308derto\u0308rn")) == [5]
    assert _days(engine.ask("sodertorn")) == [5]


def test_marks_are_on_the_words_that_matched(engine: Engine) -> None:
    hit = engine.ask("cykelvägar")["hits"][0]
    assert [piece["text"] for piece in hit["snippet"] if piece["mark"]] == ["cykelväg"]
    part = engine.ask("cykel")["hits"][0]
    assert [piece["text"] for piece in part["snippet"] if piece["mark"]] == ["cykelväg"]
    assert "".join(piece["text"] for piece in part["snippet"]) == part["text"]


@pytest.mark.parametrize("kind", ["t", "r", "p", "v"])
@pytest.mark.parametrize("damage", ["missing", "cut short", "other content"])
def test_a_damaged_file_is_told_and_the_rest_is_found(
    tmp_path: Path, start_engine: Callable[[Path], Engine], kind: str, damage: str
) -> None:
    folder = write_index(RECORDS, tmp_path)
    for file in sorted((folder / kind).rglob("*.js")):
        if damage == "missing":
            file.unlink()
        else:
            content = file.read_text(encoding="utf-8")
            cut = content[: len(content) // 2] if damage == "cut short" else "<!doctype html>"
            file.write_text(cut, encoding="utf-8")
    engine = start_engine(folder)
    asked = {"t": "cykelväg", "r": "cykelväg", "p": '"en cykelväg"', "v": "xylofon"}
    answer = engine.ask(asked[kind])
    assert [name[0] for name in answer["problems"]] == [kind] * len(answer["problems"])
    assert answer["problems"]
    if kind == "p":
        assert set(_days(answer)) == {1, 2, 3}


def test_files_are_named_by_their_content(tmp_path: Path) -> None:
    one = {f.name: f.read_bytes() for f in write_index(RECORDS, tmp_path / "1").rglob("*.js")}
    two = {f.name: f.read_bytes() for f in write_index(RECORDS, tmp_path / "2").rglob("*.js")}
    assert one == two
    changed = [*RECORDS[:-1], decision(6, "Att anta något annat.")]
    paths = {p.relative_to(tmp_path / "1") for p in (tmp_path / "1").rglob("*.js")}
    others = write_index(changed, tmp_path / "3")
    for path in paths & {p.relative_to(others) for p in others.rglob("*.js")}:
        if path.name != "manifest.js":
            assert (others / path).read_bytes() == (tmp_path / "1" / path).read_bytes()
