"""Lighthouse's reports read as scores; a program in its place writes them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import lighthouse
from benchmarks.node_programs import find_node_program, node_program_version

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a Unix script")


def report(performance: float) -> dict[str, object]:
    references = [{"id": "speed", "weight": 10}, {"id": "told-only", "weight": 0}]
    categories = {
        name: {"score": 1.0, "auditRefs": list[dict[str, object]]()}
        for name in lighthouse.CATEGORIES
    }
    categories["performance"] = {"score": performance, "auditRefs": references}
    audits = {
        "speed": {"score": performance, "displayValue": "2.1\xa0s"},
        "told-only": {"score": 0, "displayValue": ""},
    }
    return {"categories": categories, "audits": audits}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a stand-in for Lighthouse, which prints one report after the other."""
    program = tmp_path / "node_modules" / ".bin" / "lighthouse"
    program.parent.mkdir(parents=True)
    program.write_text(
        f"#!{sys.executable}\nimport pathlib\n"
        f"reports = sorted(pathlib.Path({str(tmp_path)!r}).glob('*.json'))\n"
        "print(reports[0].read_text())\nreports[0].unlink()\n"
    )
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lighthouse, "chromium_program", lambda: "chromium")
    return tmp_path


def test_scores_are_medians_and_complaints_those_of_the_worst_run(installed: Path) -> None:
    for number, performance in enumerate((0.5, 1.0, 0.98)):
        (installed / f"{number}.json").write_text(json.dumps(report(performance)))

    found = lighthouse.scores("http://127.0.0.1/", "desktop", 3)
    assert found.points == (98, 100, 100, 100)
    assert found.complaints == ("speed 50 2.1 s",)


@pytest.mark.parametrize("said", ["no Chrome", '{"runtimeError": {"message": "NO_FCP"}}'])
def test_a_run_without_a_report_is_an_error_that_tells_why(installed: Path, said: str) -> None:
    (installed / "0.json").write_text(said)

    with pytest.raises(lighthouse.LighthouseFailedError):
        lighthouse.scores("http://127.0.0.1/", "mobile", 1)


def test_programs_are_found_in_a_folder_above(installed: Path) -> None:
    package = installed / "node_modules" / "lighthouse"
    package.mkdir()
    (package / "package.json").write_text('{"version": "1.2.3"}')
    program = installed / "node_modules" / ".bin" / "lighthouse"
    program.rename(package / "cli.js")
    program.symlink_to(package / "cli.js")
    below = installed / "a" / "b"
    below.mkdir(parents=True)

    assert find_node_program("lighthouse", below) == str(installed / "node_modules/.bin/lighthouse")
    assert node_program_version("lighthouse", below) == "1.2.3"
    assert find_node_program("no-such-program-anywhere", below) == ""
