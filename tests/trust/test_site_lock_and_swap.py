"""A build swaps in a whole site or changes nothing, however it ends."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from minutes_archive.publishing import building
from minutes_archive.publishing.building import ForeignFolderError, build_site, swap
from minutes_archive.publishing.manifest import (
    MANIFEST,
    compare_with_manifest,
    read_manifest,
)
from minutes_archive.publishing.site_lock import OLD, SiteBusyError, build_folder
from trust.sites import INVENTED, ROOT, BuildSite


def build_command(minutes: Path, site: Path) -> list[str]:
    run = "import sys; from minutes_archive.commands import main; sys.exit(main(sys.argv[1:]))"
    config = str(ROOT / "mkdocs.yml")
    places = ["--minutes", str(minutes), "--site-dir", str(site), "--config", config]
    return [sys.executable, "-c", run, "build", *places]


def is_whole(site: Path) -> bool:
    return not list(compare_with_manifest(site, read_manifest(site / MANIFEST)))


def leftovers(site: Path) -> list[str]:
    """List what builds left beside a site, less the one before it that they keep on purpose."""
    work = site.with_name(f".{site.name}-build")
    return [path.name for path in work.glob("*") if path.name != "spare"]


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=pytest.mark.slow)])
def test_a_killed_build_leaves_a_whole_site(
    build_archive: BuildSite, minutes: Path, tmp_path: Path, kills: int
) -> None:
    """Two contents in turn: what stands after each kill is one of them, whole."""
    site = build_archive(minutes, tmp_path / "site")
    contents = {(site / MANIFEST).read_bytes()}
    name = minutes / "archive.yml"
    text = name.read_text(encoding="utf-8")
    other = text.replace("name: Fjärdbygdens mötesarkiv", "name: Fjärdbygdens arkiv")
    contents.add((build_archive_of(name, other, minutes, tmp_path) / MANIFEST).read_bytes())
    rng = random.Random(kills)
    began = time.monotonic()
    subprocess.run(build_command(minutes, site), check=True, capture_output=True)
    whole = time.monotonic() - began
    for turn in range(kills):
        name.write_text(text if turn % 2 else other, encoding="utf-8")
        build = subprocess.Popen(build_command(minutes, site), stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0, whole * 1.1))
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert is_whole(site)
        assert (site / MANIFEST).read_bytes() in contents
    subprocess.run(build_command(minutes, site), check=True, capture_output=True)
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
    build_archive: BuildSite, tmp_path: Path, limit: int
) -> None:
    """A write fails in the middle, as on a full disk; the limit is on one file's size."""
    site = build_archive(INVENTED, tmp_path / "site")
    before = (site / MANIFEST).read_bytes()

    def no_more() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ended = subprocess.run(
        build_command(INVENTED, site), preexec_fn=no_more, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert "Webbplatsen är inte ändrad." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (site / MANIFEST).read_bytes() == before
    assert is_whole(site)
    assert leftovers(site) == []


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = subprocess.run(
        build_command(INVENTED, tmp_path / "file" / "site"), capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes where it may not")
def test_a_read_only_target_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    ended = subprocess.run(
        build_command(INVENTED, tmp_path / "site"), capture_output=True, text=True
    )
    tmp_path.chmod(0o755)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr


def test_a_second_build_says_so_and_stops(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with build_folder(site):
        with pytest.raises(SiteBusyError, match="Ett annat bygge"), build_folder(site):
            pass
        ended = subprocess.run(build_command(INVENTED, site), capture_output=True, text=True)
        assert ended.returncode == 1
        assert "Ett annat bygge skriver redan site/" in ended.stderr
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
        monkeypatch.setattr(building, "_exchange", lambda _one, _other: False)
    for name in ("fresh", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    swap(tmp_path / "fresh", tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["fresh"]
    assert [path.name for path in (tmp_path / "fresh").iterdir()] == ["site"]


def test_a_folder_that_is_no_site_is_not_replaced(tmp_path: Path, minutes: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "precious.txt").write_text("kept")
    for place in (mine, mine / "precious.txt", minutes, tmp_path, ROOT):
        with pytest.raises(ForeignFolderError):
            build_site(ROOT / "mkdocs.yml", place, minutes)
    assert (mine / "precious.txt").read_text() == "kept"
    assert (minutes / "archive.yml").exists()
