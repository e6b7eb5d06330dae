"""What is forced out to the disk, and how where a system knows no better way."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from minutes_archive.building.build_memory import FOLDER
from minutes_archive.building.durability import force_out_contents, force_out_names
from minutes_archive.building.file_locks import try_lock
from minutes_archive.building.scratch import scratch_folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the system is asked for, in order."""
    calls: list[str] = []
    monkeypatch.setattr(os, "sync", lambda: calls.append("sync"))
    monkeypatch.setattr(os, "fsync", lambda _handle: calls.append("fsync"))
    return calls


def system(monkeypatch: pytest.MonkeyPatch, **functions: Any) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(**functions))


def test_one_file_system_is_asked_where_the_kernel_can(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    system(monkeypatch, syncfs=lambda _handle: asked.append("syncfs") or 0)
    force_out_contents(tmp_path)
    assert asked == ["syncfs"]


def test_all_of_them_are_asked_where_it_cannot(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    system(monkeypatch)
    force_out_contents(tmp_path)
    assert asked == ["sync"]


def test_a_write_that_failed_is_told_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system(monkeypatch, syncfs=lambda _handle: -1)
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EIO)
    with pytest.raises(OSError, match="Input/output") as failed:
        force_out_contents(tmp_path)
    assert (failed.value.errno, failed.value.filename) == (errno.EIO, str(tmp_path))


def test_names_are_forced_out_with_their_folder(tmp_path: Path, asked: list[str]) -> None:
    force_out_names(tmp_path)
    assert asked == ["fsync"]


def test_a_disk_that_cannot_promise_names_is_let_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(_handle: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refusing)
    force_out_names(tmp_path)


def test_windows_has_no_such_call(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        force_out_contents(tmp_path)
        force_out_names(tmp_path)
    assert asked == []


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_scratch_folder_is_its_owners_and_gone_afterwards(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as folder:
        assert list(folder.iterdir()) == []
        around = folder.parent
        for place in (tmp_path / FOLDER, tmp_path / FOLDER / "scratch", around):
            assert mode(place) & 0o077 == 0, place
        (locked,) = (file for file in around.iterdir() if file != folder)
        assert mode(locked) == 0o600
    assert list((tmp_path / FOLDER / "scratch").iterdir()) == []
    assert (tmp_path / FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_only_scratch_folders_whose_makers_are_gone_are_swept(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as held:
        left = held.parents[1] / "left"
        left.mkdir()
        (left / ".lock").touch()
        (left / "hemligt.txt").touch()
        with scratch_folder(tmp_path) as other:
            assert held.is_dir() and other.is_dir()
            assert not left.exists()


def test_a_lock_is_held_once(tmp_path: Path) -> None:
    first, second = (os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT) for _ in range(2))
    assert [try_lock(first), try_lock(second)] == [True, False]
    os.close(first)
    assert try_lock(second)
    os.close(second)
