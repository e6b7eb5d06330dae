"""A build swaps in a whole site or changes nothing, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from built_site import copy_small, surroundings
from minutes_archive.building import build, durability, swapping
from minutes_archive.building.build import ForeignFolderError, build_site
from minutes_archive.building.site_lock import OLD, SiteBusyError, build_folder
from minutes_archive.building.swapping import swap
from minutes_archive.commandline.terminal import reason
from minutes_archive.publishing.manifest import (
    MANIFEST,
    compare_with_manifest,
    manifest_text,
    read_manifest,
)
from trust.sites import INVENTED, ROOT, BuildSite


def start_build(minutes: Path, site: Path, *options: str, **how: Any) -> subprocess.Popen[str]:
    """Start a build of this very tree in a process of its own."""
    # An interrupt when all is done would be answered by Python on its way out, not by a build.
    command = (
        "import signal, sys; from minutes_archive.commandline.commands import main; "
        "code = main(sys.argv[1:]); signal.signal(signal.SIGINT, signal.SIG_IGN); sys.exit(code)"
    )
    places = ["--minutes", minutes, "--site-dir", site, "--config", ROOT / "mkdocs.yml"]
    return subprocess.Popen(
        [sys.executable, "-c", command, "build", *map(str, places), *options],
        env=surroundings(),
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **how,
    )


def run_build(minutes: Path, site: Path, *options: str, **how: Any) -> tuple[int, str]:
    """Return the exit code of such a build and what it said."""
    build = start_build(minutes, site, *options, **how)
    said = build.communicate()[1]
    return build.returncode, said


def is_whole(site: Path) -> bool:
    return not list(compare_with_manifest(site, read_manifest(site / MANIFEST)))


def leftovers(site: Path) -> list[str]:
    """List what builds left beside a site."""
    return [path.name for path in site.with_name(f".{site.name}-build").glob("*")]


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=pytest.mark.slow)])
def test_a_killed_build_leaves_a_whole_site(
    build_archive: BuildSite, tmp_path: Path, kills: int
) -> None:
    """Two contents in turn: what stands after each kill is one of them, whole."""
    minutes = copy_small(tmp_path / "minutes")
    site = build_archive(minutes, tmp_path / "site")
    contents = {(site / MANIFEST).read_bytes()}
    name = minutes / "archive.yml"
    text = name.read_text(encoding="utf-8")
    other = text.replace("name: Fjärdbygdens mötesarkiv", "name: Fjärdbygdens arkiv")
    contents.add((build_archive_of(name, other, minutes, tmp_path) / MANIFEST).read_bytes())
    rng = random.Random(kills)
    # How long a build takes that has all pages to write, as each of those to kill.
    name.write_text(other, encoding="utf-8")
    began = time.monotonic()
    assert run_build(minutes, site)[0] == 0
    whole = time.monotonic() - began
    for turn in range(kills):
        name.write_text(other if turn % 2 else text, encoding="utf-8")
        build = start_build(minutes, site)
        time.sleep(rng.uniform(0, whole * 1.1))
        build.send_signal(signal.SIGKILL)
        build.communicate()
        assert is_whole(site)
        assert (site / MANIFEST).read_bytes() in contents
    assert run_build(minutes, site)[0] == 0
    assert is_whole(site)
    assert leftovers(site) == []


def build_archive_of(file: Path, text: str, minutes: Path, tmp_path: Path) -> Path:
    before = file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    build_site(ROOT / "mkdocs.yml", tmp_path / "other", minutes)
    file.write_text(before, encoding="utf-8")
    return tmp_path / "other"


@pytest.mark.parametrize("limit", [1_000, 60_000])
def test_a_disk_that_takes_no_more_leaves_the_old_site(
    invented_site: Path, tmp_path: Path, limit: int
) -> None:
    """A write fails in the middle, as on a full disk; the limit is on one file's size."""
    site = Path(shutil.copytree(invented_site, tmp_path / "site"))
    before = (site / MANIFEST).read_bytes()

    def no_more() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    code, said = run_build(INVENTED, site, "--clean", preexec_fn=no_more)
    assert code == 1
    assert "Webbplatsen är inte ändrad." in said
    assert "Traceback" not in said
    assert (site / MANIFEST).read_bytes() == before
    assert is_whole(site)
    assert leftovers(site) == []


@pytest.mark.parametrize(
    ("number", "blamed"), [(errno.ENOSPC, "site/a.js"), (errno.EACCES, "docs/a.js")]
)
def test_a_full_disk_is_told_of_the_file_that_was_written(number: int, blamed: str) -> None:
    """A copy that fails names both of its files; what was read may lack a right, not space."""
    copying = OSError(number, "", "docs/a.js", None, "site/a.js")
    assert reason(copying).startswith(f"{blamed}: ")


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, said = run_build(INVENTED, tmp_path / "file" / "site")
    assert code == 1
    assert "en fil står där en mapp skulle vara" in said
    assert "Traceback" not in said


@contextlib.contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    """Mount a file system in memory for a while, or skip where that is not permitted."""
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True
    )
    if made.returncode:
        pytest.skip("this system lets nobody mount here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.skipif(not shutil.which("mount"), reason="this system has no mount")
@pytest.mark.parametrize("room", [200_000, 3_000_000])
def test_a_full_disk_leaves_the_old_site(invented_site: Path, tmp_path: Path, room: int) -> None:
    """Really full: the file system holds the old site, and a part of the new one."""
    sizes = (path.stat().st_size for path in invented_site.rglob("*"))
    size = sum(-(-size // 4096) * 4096 + 512 for size in sizes)
    with mounted(tmp_path / "disk", f"size={size + room}") as disk:
        site = Path(shutil.copytree(invented_site, disk / "site"))
        code, said = run_build(INVENTED, site)
        assert code == 1
        assert "disken är full" in said
        assert "Webbplatsen är inte ändrad." in said
        assert "Traceback" not in said
        assert is_whole(site)
        assert leftovers(site) == []


@pytest.mark.skipif(not shutil.which("mount"), reason="this system has no mount")
def test_a_read_only_disk_is_told(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "ro") as disk:
        code, said = run_build(INVENTED, disk / "site")
    assert code == 1
    assert "disken är skrivskyddad" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("interrupts", [2, pytest.param(40, marks=pytest.mark.slow)])
def test_an_interrupted_build_leaves_no_rubbish(
    invented_site: Path, tmp_path: Path, interrupts: int
) -> None:
    site = Path(shutil.copytree(invented_site, tmp_path / "site"))
    rng = random.Random(interrupts)
    for _ in range(interrupts):
        build = start_build(INVENTED, site, bufsize=1)
        assert build.stderr
        build.stderr.readline()  # it has begun, and says so
        time.sleep(rng.uniform(0, 1.5))
        build.send_signal(signal.SIGINT)
        told = build.communicate()[1]
        assert build.returncode in (0, 1)
        assert "Traceback" not in told
        assert build.returncode == 0 or "Avbrutet." in told
        assert is_whole(site)
        assert leftovers(site) == []


def test_a_second_build_says_so_and_stops(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with build_folder(site):
        with pytest.raises(SiteBusyError, match="Ett annat bygge"), build_folder(site):
            pass
        code, said = run_build(INVENTED, site)
        assert code == 1
        assert f"Ett annat bygge (process {os.getpid()} på " in said
        assert "skriver redan site/" in said
        with build_folder(tmp_path / "another"):
            pass
    with build_folder(site) as fresh:
        assert list(fresh.iterdir()) == []
    assert leftovers(site) == []


def test_what_killed_builds_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / ".site-build" / "fresh" / "deep"
    left.mkdir(parents=True)
    (left / "half.html").write_text("")
    with build_folder(tmp_path / "site") as fresh:
        assert list(fresh.iterdir()) == []
    assert leftovers(tmp_path / "site") == []


def test_a_site_moved_aside_by_a_killed_build_is_put_back(tmp_path: Path) -> None:
    old = tmp_path / ".site-build" / OLD
    old.mkdir(parents=True)
    (old / "index.html").write_text("whole")
    with build_folder(tmp_path / "site"):
        assert (tmp_path / "site" / "index.html").read_text() == "whole"


@pytest.mark.parametrize("can_exchange", [True, False])
def test_swap_puts_one_folder_in_the_place_of_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(swapping, "_exchange", lambda _one, _other: False)
    for name in ("fresh", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    swap(tmp_path / "fresh", tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["fresh"]
    assert [path.name for path in (tmp_path / "fresh").iterdir()] == ["site"]


def test_a_swap_that_fails_half_way_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swapping, "_exchange", lambda _one, _other: False)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").touch()
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / "fresh", tmp_path / "site")
    assert (tmp_path / "site" / "old").exists()


def site_with(folder: Path, *own: str) -> Path:
    folder.mkdir(parents=True)
    for name in own:
        (folder / name).touch()
    entries = dict.fromkeys(own, (0, ""))
    (folder / MANIFEST).write_text(manifest_text(entries), encoding="utf-8")
    return folder


def test_what_others_hid_in_the_site_stays_and_what_a_build_hid_does_not(tmp_path: Path) -> None:
    """The .git of a published branch is kept; a file that is no longer published is not."""
    site = site_with(tmp_path / "site", ".htaccess", ".nojekyll")
    (site / ".git").mkdir()
    fresh = site_with(tmp_path / "fresh", ".htaccess")
    swap(fresh, site)
    assert sorted(path.name for path in site.glob(".*")) == [".git", ".htaccess"]


def test_a_branch_survives_a_build_killed_right_after_the_swap(tmp_path: Path) -> None:
    site = site_with(tmp_path / "site")
    replaced = site_with(tmp_path / ".site-build" / "fresh", ".htaccess")
    (replaced / ".git").mkdir()
    with build_folder(site):
        assert (site / ".git").is_dir()
        assert not (site / ".htaccess").exists()


def test_contents_reach_the_disk_before_the_swap_and_names_after(
    build_archive: BuildSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[str, bool]] = []
    site = tmp_path / "site"
    for step in ("force_out_contents", "force_out_names"):

        def noted(folder: Path, step: str = step) -> None:
            steps.append((step, site.exists()))
            getattr(durability, step)(folder)

        monkeypatch.setattr(build, step, noted)
    build_archive(INVENTED, site)
    assert steps == [("force_out_contents", False), ("force_out_names", True)]


def test_a_disk_that_cannot_write_what_it_took_leaves_the_old_site(
    invented_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel tells of a failed write when it is asked to wait for it."""
    site = Path(shutil.copytree(invented_site, tmp_path / "site"))
    before = (site / MANIFEST).stat().st_ino

    def failing(_folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(build, "force_out_contents", failing)
    with pytest.raises(OSError, match="Input/output"):
        build_site(ROOT / "mkdocs.yml", site, INVENTED, clean=True)
    assert (site / MANIFEST).stat().st_ino == before
    assert leftovers(site) == []


@pytest.mark.parametrize(
    ("answer", "goes_on"), [(errno.EWOULDBLOCK, False), (errno.ENOLCK, True), (errno.ENOSYS, True)]
)
def test_a_disk_without_locks_is_no_other_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: int, goes_on: bool
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(_handle: int, _how: int) -> None:
        raise OSError(answer, "no")

    monkeypatch.setattr(fcntl, "flock", refuse)
    ways = contextlib.nullcontext() if goes_on else pytest.raises(SiteBusyError)
    with ways, build_folder(tmp_path / "site"):
        pass


def test_a_folder_that_is_no_site_is_not_replaced(tmp_path: Path, minutes: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "precious.txt").write_text("kept")
    for place in (mine, mine / "precious.txt", minutes, tmp_path, ROOT):
        with pytest.raises(ForeignFolderError):
            build_site(ROOT / "mkdocs.yml", place, minutes)
    assert (mine / "precious.txt").read_text() == "kept"
    assert (minutes / "archive.yml").exists()
