"""Whoever is killed leaves no process behind, and no word of a draft in a temporary folder."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.servers import free_port
from minutes_archive.building.build_memory import FOLDER
from minutes_archive.building.scratch import scratch_folder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

PATIENCE = 60
DRAFT = """\
format: 1
body: styrgruppen
date: 2023-06-15
status: draft
items:
  - title: Gh0stword
    content:
      - decision: Att gh0stword.
"""


def children(parent: int) -> set[int]:
    """Return the processes below one, of every generation."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(folder.name)] = int(fields[1])
    found = {parent}
    while more := {pid for pid, above in parents.items() if above in found} - found:
        found |= more
    return found - {parent}


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(what: Callable[[], object], seconds: float = PATIENCE) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def project(tmp_path: Path, minutes: Path) -> Path:
    assert minutes.parent == tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "om-oss.md").write_text("# Om oss\n", encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    # With a hook the whole site is made by MkDocs' own loop, drafts and all.
    (tmp_path / "hook.py").write_text("def on_post_build(config):\n    pass\n", encoding="utf-8")
    text = "site_name: P\ntheme: material\nplugins: [{minutes-archive: {}}]\nhooks: [hook.py]\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    (minutes / "styrgruppen/2023/2023-06-15.yml").write_text(DRAFT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def start(project: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    running = []

    def run(*arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "minutes_archive", *arguments],
            cwd=project,
            env={**os.environ, "TMPDIR": str(project / "tmp")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.wait()


def left_in(folder: Path) -> list[str]:
    """Return the files below a folder that tell of the draft."""
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and b"gh0stword" in path.read_bytes().lower()
    ]


@pytest.mark.parametrize("verb", ["import", "build"])
def test_readers_end_with_who_started_them(
    project: Path, start: Callable[..., subprocess.Popen[bytes]], verb: str
) -> None:
    """The readers are held up first: they have not even begun when they are left alone."""
    document = project / "stort.rtf"
    document.write_bytes(b"{\\rtf1 " + b"ord " * 1_000_000 + b"}")
    if verb == "import":
        text = "Minnesanteckningar\n2023-06-14\n" + "1. Punkt\nText.\n" * 2_000
        document = project / "stort.txt"
        document.write_text(text, encoding="utf-8")
        process = start("import", str(document))
    else:
        year = project / "minutes/styrgruppen/2023"
        document.rename(year / "stort.rtf")
        meeting = year / "2023-01-26.yml"
        meeting.write_text(meeting.read_text("utf-8") + "source: {file: stort.rtf}\n", "utf-8")
        process = start("build")
    stopped: set[int] = set()

    def stop() -> bool:
        for pid in children(process.pid):
            os.kill(pid, signal.SIGSTOP)
            stopped.add(pid)
        return bool(stopped)

    assert wait_for(stop)
    process.kill()
    process.wait()
    for pid in stopped:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
    assert wait_for(lambda: not any(map(is_there, stopped)), 10)
    assert left_in(project / "tmp") == []


def test_a_killed_serve_leaves_no_draft_in_a_temporary_folder(
    project: Path, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    port = free_port()
    process = start("serve", "--address", f"127.0.0.1:{port}")

    def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    assert wait_for(answers)
    own = children(process.pid)
    assert wait_for(lambda: left_in(project / FOLDER / "scratch"))
    process.kill()
    process.wait()
    assert wait_for(lambda: not any(map(is_there, own)), 10)
    assert left_in(project / "tmp") == []
    # What is left lies where only its owner may look, and goes with the next one.
    assert (project / FOLDER).stat().st_mode & 0o077 == 0
    with scratch_folder(project):
        assert left_in(project / FOLDER / "scratch") == []
