"""Two processes write the site that one writes, whatever becomes of the second."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from building.test_incremental import ROOT, Project, differences
from minutes_archive.publishing import archive_writing, second_process
from minutes_archive.publishing.archive_writing import ArchiveWriting
from minutes_archive.publishing.second_process import SecondProcess, Turns

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="alone on other systems"),
    # From Python 3.12 on: servers of other tests may have threads here, a build has none.
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def alone(project: Project) -> dict[str, bytes]:
    return project.build("alone")


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Share all builds from here on; give the process ids of the seconds."""
    pids = []
    told = SecondProcess.told

    def noted(self: SecondProcess) -> object:
        pids.append(self._pid)
        return told(self)

    monkeypatch.setattr(archive_writing, "WORTH_SHARING", 0)
    monkeypatch.setattr(archive_writing, "can_share", lambda: True)
    monkeypatch.setattr(archive_writing, "_AT_A_TIME", 3)
    monkeypatch.setattr(SecondProcess, "told", noted)
    return pids


def in_second(monkeypatch: pytest.MonkeyPatch, does: Callable[[], None]) -> None:
    """Have a second process do something before each page it is to write."""
    first = os.getpid()
    before = archive_writing.publish

    def publish(*arguments: object) -> object:
        if os.getpid() != first:
            does()
        return before(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(archive_writing, "publish", publish)


def test_two_write_what_one_writes(
    project: Project, alone: dict[str, bytes], shared: list[int]
) -> None:
    site = project.build()
    assert len(shared) == 1
    assert differences(site, alone) == []
    # What is remembered of it is as good.
    project.edit_text("styrgruppen/2022/2022-02-03.yml", "Rättat.")
    assert differences(project.build(), project.build("clean", clean=True)) == []
    assert len(shared) == 2, "only builds from nothing are shared"


@pytest.mark.usefixtures("shared")
def test_each_writes_a_part(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[set[int]] = []
    publish_in = ArchiveWriting._publish_in

    def noted(self: ArchiveWriting, turns: Turns, own: set[int]) -> None:
        publish_in(self, turns, own)
        written.append(own)

    monkeypatch.setattr(ArchiveWriting, "_publish_in", noted)
    in_second(monkeypatch, lambda: None)
    # The first waits a little before each piece, so that the second gets some, however busy.
    monkeypatch.setattr(Turns, "take", slowly(Turns.take))
    project.build()
    (own,) = written
    assert own
    assert own != set(range(max(own) + 1))


def slowly(take: Callable[[Turns], int]) -> Callable[[Turns], int]:
    first = os.getpid()

    def waiting(turns: Turns) -> int:
        if os.getpid() == first:
            time.sleep(0.05)
        return take(turns)

    return waiting


def fall_over() -> None:
    raise MemoryError


@pytest.mark.parametrize(
    "grief", [fall_over, lambda: os.kill(os.getpid(), signal.SIGKILL)], ids=["error", "killed"]
)
def test_where_the_second_comes_to_grief_the_first_does_it_all(
    project: Project,
    alone: dict[str, bytes],
    shared: list[int],
    monkeypatch: pytest.MonkeyPatch,
    grief: Callable[[], None],
) -> None:
    in_second(monkeypatch, grief)
    assert differences(project.build(), alone) == []
    assert len(shared) == 1


def test_where_there_is_no_second_the_first_does_it_all(
    project: Project,
    alone: dict[str, bytes],
    shared: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refusing() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refusing)
    assert differences(project.build(), alone) == []
    assert shared == []


@pytest.mark.usefixtures("shared")
def test_an_error_of_the_first_ends_the_second(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = []
    begin = SecondProcess.__init__

    def noted(self: SecondProcess, work: Callable[[], object]) -> None:
        begin(self, work)
        seconds.append(self._pid)

    monkeypatch.setattr(SecondProcess, "__init__", noted)
    first = os.getpid()

    def publish(*_: object) -> object:
        if os.getpid() == first:
            raise OSError(28, "disken är full")
        time.sleep(600)
        return []

    monkeypatch.setattr(archive_writing, "publish", publish)
    with pytest.raises(OSError, match="disken är full"):
        project.build()
    with pytest.raises(ProcessLookupError):
        os.kill(seconds[0], 0)


def test_the_second_ends_with_the_first() -> None:
    code = """
import os, sys, time
from minutes_archive.publishing.second_process import SecondProcess
second = SecondProcess(lambda: time.sleep(600))
print(second._pid, flush=True)
time.sleep(600)
"""
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")},
    ) as first:
        assert first.stdout
        second = int(first.stdout.readline())
        # The second may still be on its way to asking the kernel for its end.
        time.sleep(0.5)
        first.kill()
    deadline = time.monotonic() + 30
    while runs(second) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not runs(second)


def runs(pid: int) -> bool:
    """Tell whether a process does anything; one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_each_turn_is_taken_once() -> None:
    turns = Turns()
    second = SecondProcess(lambda: [turns.take() for _ in range(2000)])
    own = [turns.take() for _ in range(2000)]
    told = second.told()
    turns.close()
    assert sorted([*own, *told]) == list(range(4000))


def test_a_process_with_threads_works_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr("threading.active_count", lambda: 1)
    assert second_process.can_share()
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert not second_process.can_share()
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert not second_process.can_share()
