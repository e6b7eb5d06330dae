"""No text that anybody can type makes the engine throw, stop, or tell a lie about its files."""

from __future__ import annotations

import random
from typing import Any, Protocol

import pytest


class _Engine(Protocol):
    def ask(self, q: str = "", **options: Any) -> dict[str, Any]: ...


PIECES = (
    *('"', "”", "„", "«", "-", "−", "–", "+", "~2", "^10", "title:", "text:", "*", "?", "(", ")"),
    *(
        "[",
        "]",
        "\\",
        "/",
        "|",
        "{",
        "}",
        "$",
        ".*",
        "(?:",
        "[^",
        "\\p{L}",
        "%00",
        "#",
        "&",
        "=",
        ";",
    ),
    *("<b>", "</script>", "<img src=x onerror=alert(1)>", "&amp;", "constructor", "__proto__"),
    *("toString", "hasOwnProperty", "valueOf", "length", "undefined", "NaN", "null", "-1", "1e9"),
    *("§", "§ ", "§§ 1–2", "punkt ", "2020", "2020-11-20", "20 november 2020", "november"),
    *("31 februari 2020", "0000-00-00", "9999-99-99", "32/13 2020", "LG ", "fd 2022-12-08", "12"),
    *(" ", "  ", "\t", "\n", "\x00", "\x07", "\u00a0", "\u00ad", "\u200b", "\u200f", "\u202e"),
    *(
        "שלום",
        "مرحبا",
        "東京",
        "\ud83d",
        "\ude00",
        "😀",
        "👩\u200d👩\u200d👧",
        "o\u0308",
        "ß",
        "İ",
        "ﬁ",
        "½",
    ),
    *("vatten", "plan", "och", "att", "avfallsplan", "väg", "48", "e4/e20", "covid-19", "_", "a_b"),
    *("x" * 70, "ö" * 61, "\u0301", "a\u0301" * 30, "1 000 000", ",", ".", "...", "'"),
)


@pytest.mark.parametrize(
    ("questions", "seed"), [(250, 20), pytest.param(5_000, 21, marks=pytest.mark.slow)]
)
def test_no_random_text_makes_it_throw(invented_engine: _Engine, questions: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(questions):
        pieces = chance.choices(PIECES, k=chance.choice((1, 2, 3, 5, 8, 13, 40)))
        question = "".join(piece + chance.choice(("", " ", "")) for piece in pieces)
        options = {"typing": chance.random() < 0.3, "order": chance.choice(("date", "relevance"))}
        answer = invented_engine.ask(question, **options)
        assert answer["problems"] == [], ascii(question)
        assert len(answer["cards"]) <= 10
        assert answer["total"] + answer["also"] >= len(answer["hits"]), ascii(question)


@pytest.mark.parametrize(
    "question",
    [
        *("a" * 10_000, '"' * 10_000, "- " * 5_000, "§" * 10_000, "ord " * 2_500, "1 " * 5_000),
        *("vatten-" * 1_500, "\ud83d" * 5_000, "a:b " * 2_500, "20 november 2020 " * 600),
        *('"vatten ' * 1_000, "(" * 10_000, "\\" * 10_000, "1 000 " * 2_000),
    ],
    ids=lambda question: ascii(question[:12]),
)
def test_ten_thousand_letters_are_answered(invented_engine: _Engine, question: str) -> None:
    assert invented_engine.ask(question)["problems"] == []


@pytest.mark.parametrize(
    "question",
    ["", " ", "-", "--", '""', '"', '-"', "§", "?", "* *", "😀", "\ud83d", "\u0308", "\u00ad"],
)
def test_what_asks_for_nothing_finds_nothing(invented_engine: _Engine, question: str) -> None:
    answer = invented_engine.ask(question)
    assert (answer["total"], answer["hits"]) == (0, [])


def test_stop_words_alone_are_looked_for(invented_engine: _Engine) -> None:
    assert invented_engine.ask("att det som är")["total"] > 0


def test_lunrs_own_signs_are_no_signs_here(invented_engine: _Engine) -> None:
    plain = invented_engine.ask("avfallsplan anta")
    signed = invented_engine.ask("title:avfallsplan^10 anta~2")
    assert plain["total"] > 0
    assert {hit["id"] for hit in plain["hits"]} & {hit["id"] for hit in signed["hits"]}


@pytest.mark.parametrize(
    "written",
    [
        "a\u030aterbruk",
        "åter\u00adbruk",
        "å\u00adter\u200bbruk",
        "ÅTERBRUK",
        "återbruk\u200f",
        "\u202eåterbruk",
    ],
    ids=ascii,
)
def test_a_word_is_the_same_however_it_is_encoded(invented_engine: _Engine, written: str) -> None:
    wanted = [hit["id"] for hit in invented_engine.ask("återbruk")["hits"]]
    assert wanted
    assert [hit["id"] for hit in invented_engine.ask(written)["hits"]] == wanted
