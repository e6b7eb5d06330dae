"""A store that is not what it should be is never used, and never stops a build."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index_edits import (
    Groups,
    assert_as_made_anew,
    contents_of,
    edit_text,
    synthetic_groups,
    update,
)
from minutes_archive.search import index, patching, store_key


def _cut_short(store: Path) -> None:
    store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])


def _one_bit(store: Path) -> None:
    content = bytearray(store.read_bytes())
    content[len(content) * 2 // 3] ^= 4
    store.write_bytes(content)


def _words_changed_by_another_program(store: Path) -> None:
    with sqlite3.connect(store) as other:
        other.execute("UPDATE words SET parts='fel', seen=seen+1")
    other.close()


def _digest_gone(store: Path) -> None:
    store.with_name(f"{store.name}.digest").unlink()


def _text(store: Path) -> None:
    store.write_text("detta är ingen databas", encoding="utf-8")


def _gone(store: Path) -> None:
    store.unlink()


@pytest.fixture
def groups() -> Groups:
    return synthetic_groups(40)


def _assert_not_used(groups: Groups, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(index, "patch", lambda *_: pytest.fail("the store was used"))
        patched.setattr(index, "StoredGroups", lambda *_: pytest.fail("the store was used"))
        assert_as_made_anew(groups, store)


@pytest.mark.parametrize(
    "damage",
    [_cut_short, _one_bit, _words_changed_by_another_program, _digest_gone, _text, _gone],
)
def test_damage(
    tmp_path: Path,
    groups: Groups,
    damage: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = tmp_path / "cache" / "index"
    update(groups, store).close()
    damage(store)
    edit_text(groups, random.Random(1))
    _assert_not_used(groups, store, monkeypatch)
    edit_text(groups, random.Random(2))
    assert_as_made_anew(groups, store)


def test_a_store_of_another_version(
    tmp_path: Path, groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "index"
    with monkeypatch.context() as patched:
        patched.setattr(store_key, "code_version", lambda: b"another")
        update(groups, store).close()
    _assert_not_used(groups, store, monkeypatch)


def test_another_dictionary(
    tmp_path: Path, groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, dictionary = tmp_path / "index", tmp_path / "sv.dic"
    update(groups, store).close()
    dictionary.write_text("2\npurpur/AB\nkrokan/C\n", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(index, "patch", lambda *_: pytest.fail("the store was used"))
        assert_as_made_anew(groups, store, dictionary)
    edit_text(groups, random.Random(3))
    assert_as_made_anew(groups, store, dictionary)


def test_a_build_that_died_half_way(
    tmp_path: Path, groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "index"
    update(groups, store).close()
    edit_text(groups, random.Random(1))

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(patching, "put_manifest", die)
        with pytest.raises(KeyboardInterrupt):
            update(groups, store)
    edit_text(groups, random.Random(2))
    assert_as_made_anew(groups, store)


def test_two_builds_at_once(tmp_path: Path, groups: Groups) -> None:
    store = tmp_path / "index"
    update(groups, store).close()
    busy = sqlite3.connect(store, isolation_level=None)
    busy.execute("BEGIN EXCLUSIVE")
    edit_text(groups, random.Random(1))
    assert_as_made_anew(groups, store)
    busy.close()
    edit_text(groups, random.Random(2))
    assert_as_made_anew(groups, store)


def test_a_place_where_nothing_can_be_kept(tmp_path: Path, groups: Groups) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    contents = contents_of(update(groups, tmp_path / "file" / "index"))
    assert contents == contents_of(update(groups, None))
