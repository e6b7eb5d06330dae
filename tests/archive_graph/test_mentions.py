"""Which municipalities a text names: whole words and genitives, never parts of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import item, linked, meeting
from minutes_archive.archive.mentions import MentionFinder
from minutes_archive.model import Municipality

NAMES = {"almvik": "Almvik", "bergsund": "Bergsund", "asele-strand": "Åsele strand", "as": "Ås"}
FINDER = MentionFinder(
    [Municipality(identity, name) for identity, name in NAMES.items()],
    ["Almviks station", "Bergsund gård"],
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.municipality) for m in FINDER.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("I Almvik finns", [("Almvik", "almvik")], id="word"),
        pytest.param("Almviks förslag", [("Almviks", "almvik")], id="genitive"),
        pytest.param(
            "Almvik, Bergsund.", [("Almvik", "almvik"), ("Bergsund", "bergsund")], id="two"
        ),
        pytest.param(
            "Almvik/Bergsund", [("Almvik", "almvik"), ("Bergsund", "bergsund")], id="slash"
        ),
        pytest.param(
            "Almvik–Bergsund", [("Almvik", "almvik"), ("Bergsund", "bergsund")], id="dash"
        ),
        pytest.param("(Almvik)", [("Almvik", "almvik")], id="brackets"),
        pytest.param("Åsele strands kaj", [("Åsele strands", "asele-strand")], id="two-words"),
        pytest.param("Åsele\nstrand", [("Åsele\nstrand", "asele-strand")], id="over-a-line-break"),
        pytest.param("Åsele  strand", [("Åsele  strand", "asele-strand")], id="two-spaces"),
        pytest.param(
            "Ås och Åsele strand", [("Ås", "as"), ("Åsele strand", "asele-strand")], id="longest"
        ),
        pytest.param("Bergsundsbron", [], id="compound"),
        pytest.param("Bergsund-bron", [], id="hyphen-compound"),
        pytest.param("Nya-Bergsund", [], id="hyphen-before"),
        pytest.param("Norrbergsund", [], id="end-of-compound"),
        pytest.param("almvik", [], id="small-letter"),
        pytest.param("Almviks station", [], id="phrase"),
        pytest.param("Almviks\n  station", [], id="phrase-over-a-line-break"),
        pytest.param("Bergsund gårds ägor", [], id="phrase-genitive"),
        pytest.param("Almviks stationer", [("Almviks", "almvik")], id="longer-than-the-phrase"),
        pytest.param("Åse", [], id="shorter"),
    ],
)
def test_find(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_without_names_or_phrases_nothing_is_found() -> None:
    assert list(MentionFinder([], []).find("Almvik")) == []


def test_mentions_lead_from_the_municipality_to_items_and_decisions(minutes: Path) -> None:
    archive = linked(
        minutes,
        {
            "styrgruppen/2022-01-01": meeting(
                "2022-01-01",
                item({"text": "I Almvik."}, {"decision": "Att fråga Granby."}),
                item({"decision": "Att gå.", "concerns": "bergsund"}),
                item({"decision": "Att stå.", "reservations": ["Åsele strand reserverar sig."]}),
                item({"follow_up": "Fråga.", "note": "Bergsund har svarat."}, title="Granbys kaj"),
                item({"heading": "Almviks station"}, {"withheld": "Gäller Almvik."}),
            )
        },
    )

    def items(name: str) -> list[str]:
        return [entry.item.number for entry in archive.items_naming.get(name, ())]

    def decisions(name: str) -> list[str]:
        return [entry.id[-3:] for entry in archive.decisions_naming.get(name, ())]

    assert (items("almvik"), decisions("almvik")) == (["1"], [])
    assert (items("granby"), decisions("granby")) == (["1", "4"], ["1-1"])
    assert (items("bergsund"), decisions("bergsund")) == (["4"], ["2-1"])
    assert (items("asele-strand"), decisions("asele-strand")) == (["3"], ["3-1"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("_Granby_ svarar.", True, id="emphasis"),
        pytest.param("[Läs](https://exempel.example/Granby)", False, id="inside-an-address"),
        pytest.param("[Läs om Granby](https://exempel.example/)", True, id="words-of-a-link"),
    ],
)
def test_only_what_readers_see_counts(minutes: Path, text: str, named: bool) -> None:
    archive = linked(
        minutes, {"styrgruppen/2022-01-01": meeting("2022-01-01", item({"text": text}))}
    )
    assert ("granby" in archive.items_naming) is named
