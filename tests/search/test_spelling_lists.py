"""The lists of words that a mistyped word is looked for in, and how edits change them."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from index_edits import Groups, assert_as_made_anew
from minutes_archive.search.spellings import BACKWARDS, ENDINGS, FORWARDS, read_spellings
from minutes_archive.search.store import Store
from search_engine import decision

SAID = "Att bygga ut vattenledningarna och laga vattenledningarna."


def _listed(groups: Groups, path: Path, kind: str = FORWARDS) -> dict[str, str]:
    """Bring the index up to date, compare it with one made anew, and read a list of it."""
    assert_as_made_anew(groups, path)
    with contextlib.closing(Store(path)) as store:
        contents = [store.payload(kind, key) for key, _ in store.paths(kind)]
    return {entry.word: entry.common for content in contents for entry in read_spellings(content)}


@pytest.fixture
def groups() -> Groups:
    return {
        "a": [decision(1, SAID)],
        "b": [decision(2, "Att avslå ansökan om torgplats.")],
    }


def test_the_lists_have_words_as_they_are_said(groups: Groups, tmp_path: Path) -> None:
    assert _listed(groups, tmp_path / "i")["vattenledningarna"] == "B"
    assert _listed(groups, tmp_path / "i", BACKWARDS)["torgplats"[::-1]] == "A"
    endings = _listed(groups, tmp_path / "i", ENDINGS)
    assert "vattenledning"[::-1] in endings
    assert "vattenledningarna"[::-1] not in endings


def test_stop_words_and_short_ones_and_numbers_are_left_out(tmp_path: Path) -> None:
    groups = {"a": [decision(1, "Enligt denna plan 2040 och väg 75.")]}
    listed = _listed(groups, tmp_path / "i").keys()
    assert "plan" in listed
    assert not {"denna", "väg", "2040"} & listed


def test_a_part_of_compounds_alone_is_there_until_it_is_said(
    groups: Groups, tmp_path: Path
) -> None:
    store = tmp_path / "i"
    assert _listed(groups, store)["ledning"] == "Z"
    groups["b"] = [decision(2, "Att laga ledningarna.")]
    listed = _listed(groups, store)
    assert (listed.get("ledning"), listed["ledningarna"]) == (None, "A")
    groups["b"] = [decision(2, "Att laga ledning.")]
    assert _listed(groups, store)["ledning"] == "A"
    groups["b"] = [decision(2, "Att avslå ansökan.")]
    assert _listed(groups, store)["ledning"] == "Z"
    groups["a"] = [decision(1, "Att bygga ut.")]
    assert "ledning" not in _listed(groups, store)


def test_what_records_are_filed_under_is_there_while_they_are(
    groups: Groups, tmp_path: Path
) -> None:
    store = tmp_path / "i"
    assert "brandvatten" not in _listed(groups, store)
    groups["b"] = [decision(2, "Att avslå.", topic_names=("Brandvatten",))]
    assert _listed(groups, store)["brandvatten"] == "A"
    groups["b"] = [decision(2, "Att avslå.")]
    assert "brandvatten" not in _listed(groups, store)


def test_a_term_stays_though_the_word_that_is_filed_goes(tmp_path: Path) -> None:
    """Its postings are the same before and after: the compound says it, too."""
    store = tmp_path / "i"
    groups = {"a": [decision(1, SAID, topic_names=("Ledningar",))]}
    assert _listed(groups, store).get("ledning") is None
    groups["a"] = [decision(1, SAID)]
    assert _listed(groups, store)["ledning"] == "Z"
