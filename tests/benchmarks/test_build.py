"""The contest of builds: who is missing or fails gets a line, and edits are real ones."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import build, contestants
from benchmarks.build import Contest, Result
from benchmarks.contestants import Contestant, Missing
from benchmarks.edits import EDITS
from benchmarks.site_words import size_of, words_shown
from benchmarks.synthetic import write_archive
from minutes_archive.loading import load_archive

SCRIPT = """
import pathlib
place = pathlib.Path("site/beslut/a-1")
place.mkdir(parents=True, exist_ok=True)
(place / "index.html").write_text('<article><div id="innehallet">Ett ord</div></article>')
(place.parent.parent / "manifest.json").write_text("{}")
"""


def contestant(name: str, folder: Path, script: str = SCRIPT) -> Contestant:
    place = folder / name
    place.mkdir()
    return Contestant(name, (sys.executable, "-c", script), place, place / "site")


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Result]:
    others = [
        contestant("same", tmp_path),
        contestant("broken", tmp_path, "raise SystemExit('går inte')"),
        Missing("absent", "pip install absent"),
    ]
    monkeypatch.setitem(build.SIZES, 1_000, (2, 2))
    monkeypatch.setattr(build, "this_project", lambda folder: contestant("ours", folder))
    monkeypatch.setattr(build, "other_generators", lambda *_: others)
    said: list[str] = []
    contest = Contest(1_000, 2, (), 60, tmp_path, said.append)
    found = list(build.results_of(contest))
    assert any("same, par 2 av 2" in line for line in said)
    return found


def test_everybody_has_a_line_and_ratios_where_there_are_figures(results: list[Result]) -> None:
    assert [r.name for r in results] == ["ours", "same", "broken", "absent", *EDITS]
    same, broken, absent, *edited = results[1:]
    assert (same.pages, same.words) == (1, 1.0)
    assert same.cpu_ratio > 0 and same.memory > 0
    assert broken.pages == 0 and "går inte" in broken.note
    assert absent.note == "not installed: pip install absent"
    assert {r.note for r in edited} == {"equals a clean build"}


def test_a_report_has_a_row_for_each(results: list[Result]) -> None:
    lines = list(build.report(1_000, iter(results)))

    rows = [line for line in lines if line.startswith("| ")]
    assert len(rows) == 1 + len(results)
    assert {row.count("|") for row in rows} == {13}
    kept = json.loads(build.as_json(1_000, "x 1", results))
    assert [r["name"] for r in kept["results"]] == [r.name for r in results]


def test_instructions_and_their_ratio_are_told_where_they_are_counted() -> None:
    counted = build.Result("theirs", pages=1, instructions=2.5e9, instruction_ratio=1.25)
    *_, told, untold = build.report(1_000, iter([counted, build.Result("theirs", pages=1)]))
    assert "| 2.50 | 1.25 |" in told
    assert "| not counted | not counted |" in untold


@pytest.mark.parametrize("name", [name for name in EDITS if "nothing" not in name])
def test_an_edit_changes_one_sound_file(tmp_path: Path, name: str) -> None:
    write_archive(tmp_path, meetings=5, decisions_per_meeting=2)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.yml")}

    for _ in range(2):
        EDITS[name](tmp_path)
    changed = [file for file, content in before.items() if file.read_bytes() != content]
    assert len(changed) == 1
    assert len(load_archive(tmp_path)[0].decisions) == 10


def test_a_contestant_forgets_what_it_kept(tmp_path: Path) -> None:
    ours = contestants.this_project(tmp_path)
    for folder in (ours.site, ours.folder / ".minutes-archive"):
        folder.mkdir()

    ours.forget()
    assert sorted(path.name for path in ours.folder.iterdir()) == ["docs", "mkdocs.yml"]


def test_words_are_counted_as_a_reader_sees_them(tmp_path: Path) -> None:
    html = "<p>utanför</p><article><p>Ett</p><p>två&nbsp;tre</p><script>x y</script></article>"
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(html, encoding="utf-8")

    assert words_shown(tmp_path, ["a", "missing"]) == 3
    assert size_of(tmp_path) == (1, len(html.encode()))
