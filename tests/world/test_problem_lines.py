"""Problems in the forms that reviews and programs read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from minutes_archive.commandline.commands import main
from minutes_archive.commandline.problem_lines import github_lines, json_lines
from minutes_archive.problems import Place, Problem

BAD = Path(__file__).parents[1] / "bad" / "unknown-municipality"
PROBLEM = Problem(Place("minutes/a,b:c.yml", 3, 9), "E104", "100 % fel\nhär", "byt, tack")


def test_github_commands_escape_what_would_end_them() -> None:
    assert github_lines([PROBLEM]) == (
        "::error file=minutes/a%2Cb%3Ac.yml,line=3,col=9,title=E104"
        "::100 %25 fel%0Ahär – byt, tack\n"
    )


def test_a_warning_without_a_line() -> None:
    assert github_lines([Problem(Place("archive.yml"), "W801", "x")]) == (
        "::warning file=archive.yml,title=W801::x\n"
    )


def test_json_has_every_part_and_null_for_unknown() -> None:
    first, second = json.loads(json_lines([PROBLEM, Problem(Place("x"), "W801", "y")]))["problems"]
    assert first == {
        "path": "minutes/a,b:c.yml",
        "line": 3,
        "column": 9,
        "severity": "error",
        "code": "E104",
        "message": "100 % fel\nhär",
        "hint": "byt, tack",
    }
    assert (second["line"], second["column"], second["severity"]) == (None, None, "warning")


def test_check_writes_the_chosen_format_to_stdout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    minutes = shutil.copytree(BAD, tmp_path / "minutes")
    assert main(["check", "--minutes", str(minutes), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)["problems"]
    assert [problem["code"] for problem in told] == ["E104"]
    assert main(["check", "--minutes", str(minutes), "--format", "github"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=") and "title=E104::" in line
    assert main(["check", "--minutes", str(minutes), "--format", "xml"]) == 2
