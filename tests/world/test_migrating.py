"""A migration keeps comments, takes every step, and writes nothing where a file is unclear."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes_archive.commandline.commands import main
from minutes_archive.commandline.migrating import NEWEST, STEPS, Steps, migrate, write

MEETING = "# a comment\nformat: 1  # version\nbody: styrgruppen\ntitle: 'format: 1'\n"
REGISTRY = 'format: "1"\nname: Almvik\n'


def renamed(old: str, new: str) -> Steps:
    return Steps(registry=lambda text: text, meeting=lambda text: text.replace(old, new))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "minutes"
    file = made / "styrgruppen/2022/2022-02-03.yml"
    file.parent.mkdir(parents=True)
    file.write_text(MEETING, encoding="utf-8")
    (made / "archive.yml").write_text(REGISTRY, encoding="utf-8")
    return made


def test_there_is_a_step_from_every_older_format() -> None:
    assert set(STEPS) == set(range(1, NEWEST))


def test_every_step_is_taken_and_comments_stay(folder: Path) -> None:
    steps = {1: renamed("title:", "name:"), 2: renamed("name:", "heading:")}
    changed, count, problems = migrate(folder, steps, newest=3)
    assert (count, problems) == (2, [])
    assert len(list(write(changed))) == 2
    assert (folder / "archive.yml").read_text() == "format: 3\nname: Almvik\n"
    assert (folder / "styrgruppen/2022/2022-02-03.yml").read_text() == (
        "# a comment\nformat: 3  # version\nbody: styrgruppen\nheading: 'format: 1'\n"
    )
    assert not list(folder.rglob(".*.new"))


def test_files_of_the_newest_format_are_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in folder.rglob("*.yml")}
    assert main(["migrate", "--minutes", str(folder)]) == 0
    assert {file: file.read_bytes() for file in folder.rglob("*.yml")} == before
    assert "alla 2 filer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"body: styrgruppen\n", "E852", ""),
        (b"# x\nformat: 2\n", "E853", ":2:9"),
        (b"format: 0\n", "E853", ":1:9"),
        (b"format: 1\ntitle: \xff\n", "E854", ""),
    ],
)
def test_an_unclear_file_is_told_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes, code: str, place: str
) -> None:
    file = folder / "styrgruppen/2022/2022-02-03.yml"
    file.write_bytes(content)
    assert main(["migrate", "--minutes", str(folder)]) == 1
    assert f"2022-02-03.yml{place} {code} " in capsys.readouterr().err
    assert file.read_bytes() == content
