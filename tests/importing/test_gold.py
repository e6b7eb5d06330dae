"""The gold corpus is read as a careful reader would: no field falls below its floor."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from benchmarks.importing import Score, measure, named_alike, score
from importing.gold import REGISTRY, documents
from minutes_archive.importing import FileResult, Outcome, import_files

# The share of each field that must be right, over the whole corpus. Raise them, never lower.
FLOORS = {
    **dict.fromkeys(("imported", "refused", "date", "time", "place", "kind", "body"), 1.0),
    **dict.fromkeys(("present recall", "present precision", "absent recall", "chair"), 1.0),
    **dict.fromkeys(("numbers", "no other item", "titles", "items", "text"), 1.0),
    **dict.fromkeys(("decisions", "votes", "ballots", "reservations"), 1.0),
    **dict.fromkeys(("recorded_by", "attested_by", "noted", "date+place+items"), 1.0),
}


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    folder = tmp_path_factory.mktemp("gold")
    minutes = folder / "minutes"
    minutes.mkdir()
    (minutes / "archive.yml").write_text(REGISTRY, encoding="utf-8")
    corpus = documents()
    paths = [folder / gold.name for gold in corpus]
    for path, gold in zip(paths, corpus, strict=True):
        path.write_text(gold.text, encoding="utf-8")
    results = import_files(paths, minutes).files
    return [
        score(gold.name, named_alike(gold.truth), result)
        for gold, result in zip(corpus, results, strict=True)
    ]


def test_the_corpus_is_large_enough_and_every_field_is_measured(scores: list[Score]) -> None:
    assert len(scores) >= 60
    assert FLOORS.keys() <= {key for one in scores for key in one.fields}


@pytest.mark.parametrize("key", FLOORS)
def test_no_field_falls_below_its_floor(scores: list[Score], key: str) -> None:
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for one in scores:
        right, of = one.fields.get(key, (0.0, 0.0))
        sums[key][0] += right
        sums[key][1] += of
    wrong = [f"{one.name}: {told}" for one in scores for told in one.wrong if told.startswith(key)]
    assert sums[key][0] >= FLOORS[key] * sums[key][1], wrong[:5]


def test_no_draft_is_wrong_without_a_note(scores: list[Score]) -> None:
    assert [one.name for one in scores if one.silent] == []


def test_the_scorer_sees_what_is_wrong(tmp_path: Path) -> None:
    draft = tmp_path / "draft.yml"
    values = {
        "date": "2025-03-04",
        "time": "13.00–15.00",
        "present": [{"name": "Eva Ek"}, {"name": "Bo Alm"}],
        "items": [
            {"number": "§ 1", "title": "Taxa", "content": [{"decision": "Taxan antas."}]},
            {"number": "§ 2", "title": "Budget", "content": [{"text": "Taxan är låg."}]},
        ],
    }
    draft.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    truth = {
        "date": "2025-03-05",
        "time": "13:00-15",
        "present": ["Eva Ek", "Siv Öd"],
        "numbers": ["1", "2", "3"],
        "decisions_per_item": [1, 1, 0],
        "texts": {"1": ["Taxan är låg"]},
        "reservations": {"1": 1},
        "notes": True,
    }
    made = score("x", truth, FileResult(tmp_path / "x.txt", Outcome.IMPORTED, draft))
    assert made.fields["date"] == (0.0, 1.0)
    assert made.fields["time"] == (1.0, 1.0)
    assert made.fields["present recall"] == (1.0, 2.0)
    assert made.fields["present precision"] == (1.0, 2.0)
    assert made.fields["numbers"] == (2.0, 3.0)
    assert made.fields["decisions"] == (1.0, 3.0)
    assert made.fields["text"] == (0.0, 1.0)
    assert made.fields["reservations"] == (0.0, 1.0)
    assert made.fields["noted"] == (0.0, 1.0)
    assert made.silent


def test_a_folder_is_measured_against_the_files_beside_its_documents(tmp_path: Path) -> None:
    (tmp_path / "ett.txt").write_text(
        "Protokoll Styrelsen 2025-03-04\nNärvarande: Eva Ek, Bo Alm\n\n1. Ekonomi\nInget nytt.\n\n"
        "2. Övrigt\nInget.\n",
        encoding="utf-8",
    )
    (tmp_path / "ett.json").write_text(
        '{"date": "2025-03-04", "attendee_names": ["Eva Ek", "Bo Alm"], "items": 2}', "utf-8"
    )
    (one,) = measure(tmp_path)
    assert one.wrong == []
    assert one.fields["items"] == (1.0, 1.0)
