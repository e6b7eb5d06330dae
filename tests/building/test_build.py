"""A build replaces the old site when it is whole, and otherwise leaves it as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from built_site import ROOT, build, build_here, copy_small, run, surroundings
from factories import meeting, write_archive
from minutes_archive.building.swapping import swap
from minutes_archive.publishing import processes, site_build
from minutes_archive.publishing.manifest import MANIFEST

DAY = "styrgruppen/2022-01-01"


@pytest.fixture
def sound(minutes: Path) -> Path:
    return write_archive(minutes, {DAY: meeting("2022-01-01")})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_site_takes_the_place_of_the_old_one_whole(sound: Path, tmp_path: Path) -> None:
    site = build_here(sound, tmp_path / "site")
    (site.folder / "gammal.html").write_text("x", encoding="utf-8")
    write_archive(sound, {"styrgruppen/2022-02-01": meeting("2022-02-01")})
    build(sound, site.folder)
    assert not (site.folder / "gammal.html").exists()
    assert (site.folder / "moten/styrgruppen/2022-02-01/index.html").is_file()
    assert names(tmp_path) == ["minutes", "site"]


def test_problems_leave_the_old_site_as_it_was(sound: Path, tmp_path: Path) -> None:
    site = build_here(sound, tmp_path / "site").folder
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    write_archive(sound, {DAY: meeting("2022-01-01", tittel="x", kind="y")})
    done = run("build", "--minutes", sound, "--site-dir", site)
    assert done.returncode == 1
    problems = [line.split()[1] for line in done.stderr.splitlines() if ".yml:" in line]
    assert problems == ["E101", "E108"]
    assert done.stderr.splitlines()[-1] == "Webbplatsen är inte ändrad."
    assert "Traceback" not in done.stderr
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before
    assert names(tmp_path) == ["minutes", "site"]


def test_a_killed_build_leaves_the_old_site_and_the_next_one_cleans_up(
    sound: Path, tmp_path: Path
) -> None:
    site = build_here(sound, tmp_path / "site").folder
    before = sorted(site.rglob("*"))
    command = [sys.executable, str(ROOT / "build.py"), "build"]
    command += ["--minutes", str(sound), "--site-dir", str(site)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=surroundings(),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and not (tmp_path / ".site-build" / "fresh").exists():
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert sorted(site.rglob("*")) == before
    build_here(sound, site)
    assert names(tmp_path) == ["minutes", "site"]


@pytest.mark.parametrize("inside", ["", "minutes", "minutes/styrgruppen"])
def test_a_folder_that_holds_something_else_is_never_replaced(
    sound: Path, tmp_path: Path, inside: str
) -> None:
    (tmp_path / "viktigt.txt").write_text("x", encoding="utf-8")
    done = run("build", "--minutes", sound, "--site-dir", tmp_path / inside)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (tmp_path / "viktigt.txt").is_file()
    assert (sound / "archive.yml").is_file()
    assert names(tmp_path) == ["minutes", "viktigt.txt"]


def test_hidden_files_of_the_old_site_stay(sound: Path, tmp_path: Path) -> None:
    site = build_here(sound, tmp_path / "site").folder
    (site / ".git").write_text("gitdir: annanstans", encoding="utf-8")
    build_here(sound, site)
    assert (site / ".git").read_text(encoding="utf-8") == "gitdir: annanstans"


def test_an_empty_folder_is_built_into(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert build_here(sound, tmp_path / "site").addresses


def test_an_archive_without_a_meeting_is_a_site(minutes: Path, tmp_path: Path) -> None:
    site = build_here(write_archive(minutes, {}), tmp_path / "site")
    assert "" in site.addresses
    assert "moten/" in site.addresses


@pytest.mark.parametrize("exchange", [True, False])
def test_swap(tmp_path: Path, exchange: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exchange:
        monkeypatch.setattr("minutes_archive.building.swapping._exchange", lambda *_: False)
    for name in ("fresh", "place"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text(name, encoding="utf-8")
    swap(tmp_path / "fresh", tmp_path / "place")
    assert names(tmp_path / "place") == ["fresh"]
    assert names(tmp_path / "fresh") == ["place"]
    assert names(tmp_path) == ["fresh", "place"]


def test_the_site_can_be_read_by_a_web_server(sound: Path, tmp_path: Path) -> None:
    site = build_here(sound, tmp_path / "site").folder
    modes = {oct(path.stat().st_mode & 0o444) for path in (site, *site.rglob("*"))}
    assert modes == {oct(0o444)}
    assert os.access(site, os.X_OK)


def test_a_first_site_is_the_same_bytes_from_one_processor_and_from_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_small(tmp_path / "minutes")
    monkeypatch.setattr(site_build, "_BATCH", 16)
    monkeypatch.setattr(processes.threading, "active_count", lambda: 1)
    monkeypatch.setattr(processes, "processors", lambda: 1)
    one = build_here(tmp_path / "minutes", tmp_path / "one").folder
    monkeypatch.setattr(processes, "processors", lambda: 2)
    pools: list[int] = []
    monkeypatch.setattr(
        processes, "ProcessPoolExecutor", lambda *a: pools.append(a[0]) or ProcessPoolExecutor(*a)
    )
    two = build_here(tmp_path / "minutes", tmp_path / "two").folder
    assert pools == [2] * (2 if processes.CAN_FORK else 0)  # the pages, and the gate
    assert (one / MANIFEST).read_bytes() == (two / MANIFEST).read_bytes()
