"""Measured processes: figures of those that end well, an error with the output of others."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks import processes
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


_PERF = """#!{python}
import pathlib, subprocess, sys
wanted = sys.argv[1:sys.argv.index("--")]
told = "# started\\n\\n{told},,instructions:u,100,100.00,,\\n"
if "-o" in wanted:
    pathlib.Path(wanted[wanted.index("-o") + 1]).write_text(told)
else:
    sys.stderr.write(told)
sys.exit(subprocess.call(sys.argv[sys.argv.index("--") + 1:]))
"""


@pytest.mark.parametrize(
    ("told", "counted"), [("123456", 123_456), ("<not supported>", 0), ("<not counted>", 0)]
)
def test_instructions_are_told_where_they_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, counted: int
) -> None:
    perf = tmp_path / "perf"
    perf.write_text(_PERF.format(python=sys.executable, told=told))
    perf.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    processes.counting_command.cache_clear()
    figures = measure((sys.executable, "-c", "open('made', 'w')"), tmp_path)
    processes.counting_command.cache_clear()

    assert figures.instructions == counted
    assert (tmp_path / "made").exists()


def test_no_instructions_without_perf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    processes.counting_command.cache_clear()
    figures = measure((sys.executable, "-c", "pass"), tmp_path)
    processes.counting_command.cache_clear()
    assert figures.instructions == 0
