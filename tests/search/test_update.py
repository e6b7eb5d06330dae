"""An index brought up to date is the index made anew, byte for byte, whatever has changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index_edits import (
    LARGE,
    SMALL,
    Edit,
    Groups,
    append,
    assert_as_made_anew,
    contents_of,
    edit_text,
    synthetic_groups,
    update,
)
from minutes_archive.search import changes, posting_changes, shards, spellings, whole
from minutes_archive.search.containers import FOLDER_FILES
from minutes_archive.search.index import IndexUpdate, index_files, update_index
from minutes_archive.search.ranges import Limits
from minutes_archive.search.words import RecordGroup
from search_engine import TYPE_NAMES


def _changed(found: IndexUpdate, kind: str) -> int:
    return len([path for path in found.changed if path.startswith(f"{kind}/")])


def _play(store: Path, groups: Groups, edits: list[Edit], steps: int, seed: int) -> None:
    """Edit and compare, step by step; now and then the last edit is undone."""
    chance = random.Random(seed)
    before: list[Groups] = []
    assert_as_made_anew(groups, store)
    for _ in range(steps):
        if before and chance.random() < 0.15:
            groups = before.pop()
        else:
            before.append({name: list(records) for name, records in groups.items()})
            for _ in range(chance.randint(1, 2)):
                chance.choice(edits)(groups, chance)
        assert_as_made_anew(groups, store)


@pytest.mark.parametrize("decisions", [20, 260])
def test_any_sequence_of_edits(tmp_path: Path, decisions: int) -> None:
    _play(tmp_path / "index", synthetic_groups(decisions), SMALL + LARGE, 5, decisions)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_any_long_sequence_of_edits(tmp_path: Path, seed: int) -> None:
    _play(tmp_path / "index", synthetic_groups(250 + 5 * seed), SMALL + LARGE, 20, seed)


@pytest.mark.parametrize("seed", range(2))
def test_any_sequence_of_edits_that_is_made_in_place(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much has changed, and with lists and files as in a large archive."""
    monkeypatch.setattr(changes, "MOST_OF_ALL", 1)
    monkeypatch.setattr(shards, "LONG_LIST_BYTES", 60)
    for module in (shards, posting_changes):
        monkeypatch.setattr(module, "MOST_CODES", 40)
    for module in (shards, posting_changes, whole):
        monkeypatch.setattr(module, "LIMITS", Limits(300, 600))
    monkeypatch.setattr(spellings, "LIMITS", Limits(200, 400))
    _play(tmp_path / "index", synthetic_groups(60), SMALL + LARGE, 8, seed)


def test_what_has_not_changed_is_not_made_again(tmp_path: Path) -> None:
    groups = synthetic_groups(60)
    names = list(groups)
    made: list[str] = []

    def group(name: str, fingerprint: bytes) -> RecordGroup:
        return RecordGroup(name, fingerprint, lambda: made.append(name) or groups[name])

    def build(fingerprint_of_third: bytes) -> None:
        listed = [group(n, fingerprint_of_third if n == names[3] else b"1") for n in names]
        update_index(listed, TYPE_NAMES, tmp_path / "index").close()
        made.sort()

    build(b"1")
    assert made == sorted(names)
    made.clear()
    build(b"2")
    assert made == [names[3]]
    build(b"2")
    assert made == [names[3]]


def test_an_edit_changes_few_texts_and_says_what(tmp_path: Path) -> None:
    groups = synthetic_groups(600)
    store = tmp_path / "index"
    before = contents_of(update(groups, store))
    edit_text(groups, random.Random(1))
    found = update(groups, store)
    after = contents_of(found)
    assert found.changed == {path for path in after if before.get(path) != after[path]}
    # One record has another text, and up to two pairs of words have gone, two have come.
    assert _changed(found, "r") == FOLDER_FILES["r"]
    assert 0 < _changed(found, "p") <= 4 * FOLDER_FILES["p"]


def test_a_new_meeting_leaves_the_texts_of_old_ones(tmp_path: Path) -> None:
    groups = synthetic_groups(600)
    store = tmp_path / "index"
    before = update(groups, store)
    before.close()
    append(groups, random.Random(1))
    found = update(groups, store)
    found.close()
    assert _changed(found, "r") <= 2 * FOLDER_FILES["r"]
    assert len(before.files.keys() & found.files.keys()) > len(found.files) / 2


def test_how_records_are_grouped_changes_nothing() -> None:
    groups = synthetic_groups(60)
    records = [record for name in sorted(groups) for record in groups[name]]
    assert dict(index_files(records, TYPE_NAMES, "")) == contents_of(update(groups, None))
