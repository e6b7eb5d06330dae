"""What a question means beside its letters: other words, names of pages, parts, sums, order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from minutes_archive.language.analysis import Analysis
from minutes_archive.loading import ArchiveProblemsError, load_archive
from minutes_archive.search.records import SearchRecord
from minutes_archive.search.synonyms import read_table, synonym_files, table
from search_engine import Engine, decision, write_index
from towns import write_town

_ITEM = "styrgruppen/2024-01-20#punkt-1"


def _page(address: str, *called: str) -> SearchRecord:
    names = "\n".join(called)
    return SearchRecord(address, address, "page", called[0], "", names=names, called=called)


RECORDS = [
    decision(1, "Att bygga en förskola i Tallåsa med matsal."),
    decision(2, "Att fråga föräldrar om de vill kalla det dagis."),
    decision(3, "Att anta budget 2022 med plan för 2023 och 2024."),
    decision(4, "Att anta budget 2024.", date="2021-06-01"),
    decision(5, "Att utreda kameraövervakning av torget."),
    decision(6, "Att bygga en cykelväg."),
    decision(7, "Att köpa en brandbil för 3,5 mkr."),
    decision(8, "Att låna 3 000 000 kronor till en lastbil."),
    decision(9, "Att hyra ut paviljongen.", status="postponed", status_text="Uppskjutet"),
    decision(10, "Att hyra ut paviljongen till en förening som vill måla den."),
    decision(11, "Att ställa frågan till Vassen."),
    decision(12, "Att svara på frågan."),
    decision(13, "Att godkänna upphandling av fordon."),
    *(
        decision(30 + n, f"Att kräva en upphandling av tjänst {n}.", date="2019-02-01")
        for n in range(11)
    ),
    decision(14, "Att upphandla vantar."),
    decision(15, "Att ge ett tal.", parent=_ITEM, date="2024-01-20"),
    decision(16, "Att fira med tårta.", parent=_ITEM, date="2024-01-20"),
    SearchRecord(
        id=_ITEM,
        url="moten/20/#punkt-1",
        type="item",
        title="Jubileum",
        text="Kommunen fyller hundra. Att ge ett tal. Att fira med tårta.",
        own_text="Kommunen fyller hundra.",
        date="2024-01-20",
        body="styrgruppen",
        body_name="Styrgruppen",
    ),
    _page("kommuner/tallasa/", "Tallåsa", "Tallåsa kommun"),
    _page("arenden/budget/", "Budget 2024"),
    _page("om/", "Om arkivet", "Om"),
]


@pytest.fixture(scope="module")
def engine(
    tmp_path_factory: pytest.TempPathFactory, start_engine: Callable[[Path], Engine]
) -> Engine:
    folder = tmp_path_factory.mktemp("index")
    more = {"synonyms": [("Vassen", "stadshuset")], "own_names": ("Granviks mötesarkiv",)}
    return start_engine(write_index(RECORDS, folder, **more))


def found(engine: Engine, question: str, **options: Any) -> list[str]:
    """Return the day of each decision, and the address of each page, in their order."""
    ids = engine.ids(question, size=30, **options)
    return [one if "/" in one else str(int(one.split("-")[3])) for one in ids]


# Other words ---------------------------------------------------------------------------


def test_other_words_come_after_the_word_itself_and_are_told(engine: Engine) -> None:
    assert found(engine, "dagis") == ["2", "1"]
    assert engine.ask("dagis")["meant"] == [{"asked": "dagis", "words": ["förskola"]}]
    assert engine.ask("dagis")["absent"] == []


def test_they_can_be_left_out(engine: Engine) -> None:
    assert found(engine, "dagis", plain=True) == ["2"]
    assert engine.ask("dagis", plain=True)["meant"] == []


@pytest.mark.parametrize("question", ["kindergarten", "dagiset", "Daghem", "smabarnspedagogik"])
def test_they_are_inflected_and_come_from_other_languages(engine: Engine, question: str) -> None:
    assert "1" in found(engine, question)


@pytest.mark.parametrize("question", ["stadshuset", "Stadshusets"])
def test_an_archive_adds_its_own(engine: Engine, question: str) -> None:
    assert found(engine, question) == ["11"]


def test_a_half_of_a_compound_may_have_another_word(engine: Engine) -> None:
    assert found(engine, "daghemsmatsal")[0] == "1"


def test_only_what_an_archive_says_is_shipped() -> None:
    analysis = Analysis()
    (content,) = synonym_files(table(), analysis, {analysis.term("förskola")})
    told = {word for line in content.decode().splitlines() for word in line.split("~")[1:]}
    assert told == {"förskola"}
    assert synonym_files(table(), analysis, set()) == []


def test_a_table_is_read_as_its_head_says() -> None:
    rows = list(
        read_table("# Rubrik\na, b  # därför\n= va, vatten och avlopp\nx > y, z\ncat >> katt")
    )
    assert [(g.asked, g.found, g.is_same, g.is_foreign) for g in rows] == [
        (("a", "b"), ("a", "b"), False, False),
        (("va", "vatten och avlopp"), ("va", "vatten och avlopp"), True, False),
        (("x",), ("y", "z"), False, False),
        (("cat",), ("katt",), False, True),
    ]


def test_the_table_has_no_word_alone_and_no_line_twice() -> None:
    lines = [(group.asked, group.found) for group in table()]
    assert len(set(lines)) == len(lines)
    assert all(len(set(asked + other)) > 1 for asked, other in lines)
    assert len(table()) > 900


# Names of pages ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question", ["tallasa", "Tallåsa kommun", "Tallåsas", "tallåsa kommuns", "protokoll Tallåsa"]
)
def test_a_page_comes_first_where_its_name_is_asked(engine: Engine, question: str) -> None:
    assert found(engine, question)[0] == "kommuner/tallasa/"


def test_a_page_is_suggested(engine: Engine) -> None:
    assert found(engine, "tallå", typing=True)[0] == "kommuner/tallasa/"


@pytest.mark.parametrize("question", ["förskola tallåsa", "budget", "arkivets budget"])
def test_it_does_not_where_more_or_less_is_asked(engine: Engine, question: str) -> None:
    assert "/" not in found(engine, question)[0]


# Order ---------------------------------------------------------------------------------


def test_neighbouring_words_count(engine: Engine) -> None:
    assert found(engine, "budget 2024 anta")[0] == "4"


def test_what_is_postponed_is_put_down(engine: Engine) -> None:
    assert found(engine, "hyra ut paviljongen") == ["10", "9"]


def test_words_of_all_archives_are_no_condition(engine: Engine) -> None:
    answer = engine.ask("senaste protokoll Granvik brandbil")
    assert [hit["id"] for hit in answer["hits"]] == ["sg-2024-01-07-1-1"]
    assert not answer["relaxed"]
    assert answer["absent"] == []


def test_an_item_and_its_decisions_are_one_card(engine: Engine) -> None:
    answer = engine.ask("kommunen fyller hundra tårta tal")
    (card,) = [card for card in answer["cards"] if card["record"]["date"] == "2024-01-20"]
    assert len(card["others"]) == 2


def test_the_verb_of_a_noun_comes_last_however_many_say_the_noun(engine: Engine) -> None:
    days = found(engine, "upphandling")
    assert len(days) == 13
    assert days[-1] == "14"


# Parts, sums, dates, signs -------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "day", "parts", "meant"),
    [
        ("övervakningskamera", "5", [], ["kameraövervakning"]),
        ("cykelbana", "6", [], ["cykelväg"]),
        ("cykelställ", "6", ["cykl", "stall"], []),
    ],
)
def test_a_compound_that_is_known_in_part_is_found_and_told(
    engine: Engine, question: str, day: str, parts: list[str], meant: list[str]
) -> None:
    answer = engine.ask(question)
    assert answer["hits"][0]["id"] == f"sg-2024-01-{int(day):02}-1-1"
    assert answer["absent"] == []
    assert [word for one in answer["parts"] for word in one["to"]] == parts
    assert [word for one in answer["meant"] for word in one["words"]] == meant


@pytest.mark.parametrize(
    "question",
    [
        "3,5 mkr",
        "3,5 miljoner",
        "3 500 000",
        "3 500 000 kr",
        "3500 tkr",
        "3500000 kronor",
        "3,50 mnkr",
    ],
)
def test_a_sum_is_the_same_however_it_is_written(engine: Engine, question: str) -> None:
    assert found(engine, question)[0] == "7"


def test_a_sum_is_marked_as_it_is_written(engine: Engine) -> None:
    snippet = engine.ask("3 500 000 kr")["hits"][0]["snippet"]
    assert [piece["text"] for piece in snippet if piece["mark"]][-3:] == ["3", "5", "mkr"]


@pytest.mark.parametrize(
    "question", ["240107", "7/1-24", "7/1 2024", "den sjunde januari 2024", "2024-01-07"]
)
def test_a_day_is_the_same_however_it_is_written(engine: Engine, question: str) -> None:
    assert found(engine, question) == ["7"]


def test_a_day_that_no_calendar_has_bounds_nothing(engine: Engine) -> None:
    assert len(found(engine, "bygga", till="2024-02-30")) == len(found(engine, "bygga"))


def test_pages_without_a_day_do_not_pass_a_last_one(engine: Engine) -> None:
    assert not [one for one in found(engine, "Tallåsa", to="2025-01-01") if "/" in one]


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("brandbil OR lastbil", {"7", "8"}),
        ("brandbil ELLER cykelväg", {"7", "6"}),
        ("bygga NOT cykelväg", {"1"}),
        ("bygga INTE cykelväg", {"1"}),
        ("bygga - cykelväg", {"1"}),
        ("hundra -tårta", set()),
        ("tårta -hundra", set()),
    ],
)
def test_or_and_not(engine: Engine, question: str, days: set[str]) -> None:
    assert set(found(engine, question)) == days


# What an archive says itself -----------------------------------------------------------


def _archive(folder: Path, synonyms: object) -> Path:
    registry = write_town("skerries", folder) / "archive.yml"
    told = yaml.safe_load(registry.read_text(encoding="utf-8")) | {"synonyms": synonyms}
    registry.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    return folder


def test_a_registry_says_which_words_mean_the_same(tmp_path: Path) -> None:
    folder = _archive(tmp_path, [["Vassen", "stadshuset"], ["a", "b", "c"]])
    archive, _ = load_archive(folder)
    assert archive.registry.synonyms == (("Vassen", "stadshuset"), ("a", "b", "c"))


@pytest.mark.parametrize(
    ("synonyms", "code"), [([["ensam"]], "E112"), (["a", "b"], "E103"), ([["a", {"b": "c"}]], "E1")]
)
def test_a_group_needs_two_words(tmp_path: Path, synonyms: object, code: str) -> None:
    with pytest.raises(ArchiveProblemsError) as caught:
        load_archive(_archive(tmp_path, synonyms))
    assert any(f" {code}" in str(problem) for problem in caught.value.problems)
