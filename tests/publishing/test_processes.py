"""Work on several processors gives what it gives on one, whatever becomes of the processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.problems import Place, Problem
from minutes_archive.publishing import processes
from minutes_archive.publishing.processes import answers

pytestmark = pytest.mark.skipif(not processes.CAN_FORK, reason="this system forks no process")


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let two processes be forked here, too, beside the threads of the tests; count them."""
    made: list[int] = []

    def pool(size: int, *arguments: Any) -> ProcessPoolExecutor:
        made.append(size)
        return ProcessPoolExecutor(size, *arguments)

    monkeypatch.setattr(processes, "ProcessPoolExecutor", pool)
    monkeypatch.setattr(processes, "processors", lambda: 2)
    monkeypatch.setattr(processes.threading, "active_count", lambda: 1)
    return made


def test_answers_come_in_order_from_other_processes(pools: list[int]) -> None:
    found = list(answers(lambda number: (number, os.getpid()), 20))
    assert [number for number, _ in found] == list(range(20))
    assert os.getpid() not in {process for _, process in found}
    assert pools == [2]


def test_few_jobs_are_done_here(pools: list[int]) -> None:
    assert list(answers(lambda _: os.getpid(), 3)) == [os.getpid()] * 3
    assert list(answers(str, 0)) == []
    assert pools == []


@pytest.mark.parametrize("name", ["processors", "active_count"])
def test_one_processor_or_other_threads_fork_nothing(
    monkeypatch: pytest.MonkeyPatch, pools: list[int], name: str
) -> None:
    place = processes if name == "processors" else processes.threading
    monkeypatch.setattr(place, name, lambda: 1 if name == "processors" else 2)
    assert set(answers(lambda _: os.getpid(), 8)) == {os.getpid()}
    assert pools == []


def test_a_system_without_semaphores_does_all_here(
    monkeypatch: pytest.MonkeyPatch, pools: list[int]
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(processes, "ProcessPoolExecutor", refuse)
    assert set(answers(lambda _: os.getpid(), 8)) == {os.getpid()}
    assert pools == []


def test_the_job_of_a_killed_process_is_done_here(pools: list[int]) -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if number == 5 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(answers(work, 12)) == list(range(12))
    assert pools == [2]


def test_problems_cross_over_whole(pools: list[int]) -> None:
    problem = Problem(Place("a.yml", 3, 4), "E201", "finns redan", "byt namn")

    def work(number: int) -> int:
        if number == 2:
            raise ArchiveProblemsError([problem])
        return number

    with pytest.raises(ArchiveProblemsError) as raised:
        list(answers(work, 12))
    assert raised.value.problems == [problem]
    assert pools == [2]


def test_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, sys, time\n"
        "from minutes_archive.publishing import processes\n"
        "processes.processors = lambda: 2\n"
        "def work(number):\n"
        "    open(f'{sys.argv[1]}/{os.getpid()}', 'w').close()\n"
        "    time.sleep(600)\n"
        "list(processes.answers(work, 8))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, tmp_path])
    wait_until(lambda: len(list(tmp_path.iterdir())) == 2)
    children = [int(file.name) for file in tmp_path.iterdir()]
    parent.kill()
    parent.wait()
    for child in children:
        wait_until(lambda child=child: not _is_running(child))


def wait_until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.02)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    # One that nobody has asked after is a name in a table and no longer runs.
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
