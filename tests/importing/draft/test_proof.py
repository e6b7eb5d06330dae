"""The proofs stop what they are there to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from importing.conftest import Drafted
from minutes_archive.importing.draft.emitting import minutes_file
from minutes_archive.importing.draft.ledger import balance
from minutes_archive.importing.draft.proof import prove
from minutes_archive.importing.items.texts import in_markdown
from minutes_archive.importing.words.draft_tree import Mark, MarkKind
from minutes_archive.prose import plain_text, prose_findings
from minutes_archive.reading.positions import compose, scalars

TEXT = """Brevhuvudet AB

Minnesanteckningar Kustgruppen
Datum: 2024-01-15
Närvarande: Bo Ek, Almvik, ordförande

1. Start
Alla kom i tid. Vädret var 7 * 3 grader.

Beslut
Att köpa två båtar.

2. Slut
Mötet avslutas kommun-
styrelsen till ära.
"""


@pytest.fixture
def drafted(draft_of: Callable[[str], Drafted]) -> Drafted:
    return draft_of(TEXT)


def prove_changed(drafted: Drafted, path: Path, old: str, new: str) -> list[str]:
    draft, source = drafted
    text = minutes_file(draft, source)
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return prove(path, draft, source)


def test_a_whole_file_has_nothing_wrong(drafted: Drafted, tmp_path: Path) -> None:
    assert prove_changed(drafted, tmp_path / "x.yml", "Start", "Start") == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Alla kom i tid", "Alla kom i god tid", "ordet god står inte i källan"),
        ("Alla kom i tid", "Alla kom tid", "ordet i gick förlorat"),
        ("Bo Ek", "Bo Eik", "ordet Ek gick förlorat"),
        ("from: almvik", "from: bergsund", "present[0].from blev ett annat värde"),
        ("role: chair", "role: guest", "present[0].role blev ett annat värde"),
        ("2024-01-15", "2024-01-16", "date blev ett annat värde"),
        ("Att köpa två båtar.", "Att köpa båtar två.", "blev ett annat värde"),
        ("title: Slut", "title: Slut\n    reference: KS 1", "är inte ur utkastet"),
        ("Brevhuvudet AB", "Brevhuvudet", "ordet AB gick förlorat"),
    ],
)
def test_a_changed_word_is_seen(
    drafted: Drafted, tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert any(says in wrong for wrong in prove_changed(drafted, tmp_path / "x.yml", old, new))


def test_swapped_texts_are_seen_though_no_word_is_lost(drafted: Drafted, tmp_path: Path) -> None:
    draft, source = drafted
    text = minutes_file(draft, source)
    swapped = text.replace("title: Start", "title: X").replace("title: Slut", "title: Start")
    path = tmp_path / "x.yml"
    path.write_text(swapped.replace("title: X", "title: Slut"), encoding="utf-8")
    wrong = prove(path, draft, source)
    assert any("ordning" in sentence for sentence in wrong)
    assert not any("förlorat" in sentence for sentence in wrong)


def test_a_file_that_is_no_yaml_is_seen(drafted: Drafted, tmp_path: Path) -> None:
    assert prove_changed(drafted, tmp_path / "x.yml", "title: Start", 'title: "Start') != []


def test_the_ledger_sees_a_word_used_twice(drafted: Drafted) -> None:
    draft, source = drafted
    again = Mark(MarkKind.AGAIN, source.passage(source.index_at(source.text.index("Alla kom"))))
    doubled = balance(source, replace(draft, marks=(*draft.marks, again))).doubled
    assert doubled[0] == "rad 8: Alla"


def test_the_ledger_finds_the_words_that_nothing_used(drafted: Drafted) -> None:
    draft, source = drafted
    kept = tuple(mark for mark in draft.marks if mark.kind is not MarkKind.LETTERHEAD)
    left = balance(source, replace(draft, marks=kept)).left_over
    assert [passage.text for passage in left] == ["Brevhuvudet AB"]


def test_a_word_cut_at_a_lines_end_is_made_whole(drafted: Drafted) -> None:
    draft, _ = drafted
    written = [leaf.value for path, leaf in draft.leaves() if path.endswith("text")]
    assert written[-1] == "Mötet avslutas kommunstyrelsen till ära."


@pytest.mark.parametrize(
    "words",
    [
        "Att anta [bilaga 1] *",
        "Att se _snabbt_",
        "Att ge # 3 tkr",
        "Att betala 2*3*4",
    ],
)
def test_a_decision_shows_the_signs_of_its_source(
    draft_of: Callable[[str], Drafted], tmp_path: Path, words: str
) -> None:
    draft, source = draft_of(TEXT.replace("Att köpa två båtar", words))
    draft = in_markdown(draft)
    path = tmp_path / "x.yml"
    path.write_text(minutes_file(draft, source), encoding="utf-8")
    assert prove(path, draft, source) == []
    node, _ = compose(path.read_bytes(), "x.yml")
    assert node is not None
    (decision,) = [v.value for v in scalars(node) if v.value.startswith("Att ")]
    assert plain_text(decision) == f"{words}."
    assert prose_findings(decision) == []
