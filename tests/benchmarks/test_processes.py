"""Measured processes: figures of those that end well, an error with the output of others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.processes import CommandFailedError, measure


def test_work_shows_in_the_figures(tmp_path: Path) -> None:
    idle = measure((sys.executable, "-c", "pass"), tmp_path)
    busy = measure((sys.executable, "-c", "x = bytearray(60_000_000); sum(range(10**7))"), tmp_path)

    assert busy.cpu > idle.cpu > 0
    assert busy.wall > 0
    assert busy.memory > idle.memory + 40_000_000


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="det gick inte"):
        measure((sys.executable, "-c", "raise SystemExit('det gick inte')"), tmp_path)


def test_a_command_that_takes_too_long_is_stopped_with_its_children(tmp_path: Path) -> None:
    script = (
        "import pathlib, subprocess, sys; "
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        "pathlib.Path('child').write_text(str(child.pid)); child.wait()"
    )
    with pytest.raises(CommandFailedError, match="stopped after 2 s"):
        measure((sys.executable, "-c", script), tmp_path, limit=2)

    child = int((tmp_path / "child").read_text())
    stat = Path(f"/proc/{child}/stat")
    assert not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"
