"""build.py: installs what is missing once, starts itself inside, and says what it is doing."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from built_site import ROOT, run


class Machine:
    """A launcher whose .venv is elsewhere and whose commands are only written down."""

    def __init__(self, launcher: ModuleType, root: Path, failing: str = "") -> None:
        self.launcher = launcher
        self.commands: list[list[str]] = []
        self.failing = failing
        self.python = root / ".venv/Scripts/python.exe"

    def run(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        if command[1:3] == ["-m", "venv"]:
            self.python.parent.mkdir(parents=True)
            self.python.touch()
        code = 1 if self.failing and self.failing in command else 0
        return subprocess.CompletedProcess(command, code)

    def main(self, *arguments: str) -> int:
        self.commands.clear()
        sys.argv = ["build.py", *arguments]
        code: int = self.launcher.main()
        return code


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    spec = importlib.util.spec_from_file_location("launcher", ROOT / "build.py")
    assert spec is not None
    assert spec.loader is not None
    launcher = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(launcher)
    made = Machine(launcher, tmp_path)
    for name in ("requirements.lock", "requirements-test.lock"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    monkeypatch.setattr(launcher, "ROOT", tmp_path)
    monkeypatch.setattr(launcher, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(launcher, "STAMP", tmp_path / ".venv/installed")
    monkeypatch.setattr(launcher, "_importable", lambda _testing: False)
    monkeypatch.setattr(launcher.subprocess, "run", made.run)
    monkeypatch.setattr(launcher, "WINDOWS", True)
    monkeypatch.setattr(sys, "argv", ["build.py"])
    monkeypatch.delenv(launcher.RUNNING_INSIDE, raising=False)
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    monkeypatch.chdir(tmp_path)
    yield made


def test_inside_it_is_the_same_process_where_that_is_possible(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.main()
    started: list[list[str]] = []
    monkeypatch.setattr(machine.launcher, "WINDOWS", False)
    monkeypatch.setattr(
        machine.launcher.os, "execve", lambda _path, command, _env: started.append(command)
    )
    machine.python.parent.parent.joinpath("bin").mkdir()
    machine.python.parent.parent.joinpath("bin/python").touch()
    machine.main("check")
    assert [command[2:] for command in started] == [["check"]]


def locks(commands: list[list[str]]) -> list[str]:
    return [Path(command[-1]).name for command in commands if "--require-hashes" in command]


def test_the_first_run_installs_and_starts_itself_inside(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine.main("check", "--minutes", "x") == 0
    venv, install, ourselves, inside = machine.commands
    assert venv[:3] == [sys.executable, "-m", "venv"]
    assert "--require-hashes" in install
    assert locks(machine.commands) == ["requirements.lock"]
    assert "--no-deps" in ourselves
    assert inside[0] == str(machine.python)
    assert inside[2:] == ["check", "--minutes", "x"]
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_second_run_installs_nothing(machine: Machine) -> None:
    machine.main()
    assert machine.main("check") == 0
    assert [command[2:] for command in machine.commands] == [["check"]]


def test_a_changed_lock_is_installed_again(machine: Machine) -> None:
    machine.main()
    (machine.launcher.ROOT / "requirements.lock").write_text("nytt\n", encoding="utf-8")
    machine.main()
    assert locks(machine.commands) == ["requirements.lock"]


def test_tests_have_a_lock_of_their_own_and_both_verbs_work_after(machine: Machine) -> None:
    machine.main()
    machine.main("test")
    assert locks(machine.commands) == ["requirements-test.lock"]
    machine.main("test")
    assert locks(machine.commands) == []
    machine.main("build")
    assert locks(machine.commands) == []


def test_tests_run_side_by_side_unless_told_otherwise(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine.launcher, "_importable", lambda _testing: True)
    assert machine.main("test", "-n", "0", "-k", "dates") == 0
    (command,) = machine.commands
    assert command[:3] == [sys.executable, "-m", "pytest"]
    assert command[3:5] == ["-n", "auto"]
    assert command[-4:] == ["-n", "0", "-k", "dates"]
    machine.failing = "pytest"
    assert machine.main("test") == 1


@pytest.mark.parametrize("how", ["option", "archive", "system"])
def test_it_talks_english_as_the_program_does(
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    how: str,
) -> None:
    arguments = ["--lang", "en"] if how == "option" else []
    if how == "archive":
        archive = machine.launcher.ROOT / "minutes" / "archive.yml"
        archive.parent.mkdir()
        archive.write_text("format: 1\nlanguage: en\n", encoding="utf-8")
    if how == "system":
        monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    machine.failing = "-e"
    assert machine.main("check", *arguments) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("Installing the packages")
    assert told[1].startswith("The installation failed.")


@pytest.mark.parametrize("step", ["venv", "--require-hashes", "-e"])
def test_a_failed_install_is_told_and_tried_again(
    machine: Machine, step: str, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.failing = step
    assert machine.main() == 2
    assert "Installationen misslyckades" in capsys.readouterr().err
    machine.failing = ""
    assert machine.main() == 0
    assert locks(machine.commands) == ["requirements.lock"]


def test_it_does_not_start_itself_without_end(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(machine.launcher.RUNNING_INSIDE, "1")
    assert machine.main() == 2
    assert machine.commands == []
    assert ".venv" in capsys.readouterr().err


def test_the_code_of_the_inner_run_is_handed_on(machine: Machine) -> None:
    machine.main()
    machine.failing = "check"
    assert machine.main("check") == 1


def test_an_old_python_is_told(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine.launcher.sys, "version_info", (3, 10, 4))
    assert machine.main() == 2
    assert "3.11" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["check"], 0),
        (["check", "--minutes", "tests/bad/unknown-key"], 1),
        (["x"], 2),
    ],
)
def test_exit_codes_of_the_real_thing(arguments: list[str], code: int, tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
