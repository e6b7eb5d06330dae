"""Files of a minutes folder that nothing reads are told, with the name they should have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factories import item, meeting, write_archive, write_yaml
from minutes_archive.loading import examine
from minutes_archive.problems import Problem

DAY = "2024-03-01"
SECOND = meeting("2024-04-01")


def told(folder: Path, name: str, content: Any = SECOND) -> list[Problem]:
    write_archive(folder, {f"styrgruppen/{DAY}": meeting(DAY)})
    write_yaml(folder / "styrgruppen" / "2024" / name, content)
    return examine(folder)[1]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("2024-04-01.yml.txt", "döp om den till 2024-04-01.yml"),
        ("2024-04-01.YML.TXT", "döp om den till 2024-04-01.yml"),
        ("2024-04-01.yml.docx", "döp om den till 2024-04-01.yml"),
        ("2024-04-01.yml~", "döp om den till 2024-04-01.yml"),
        ("2024-04-01.yml.orig", "döp om den till 2024-04-01.yml"),
        ("2024-04-01.yml.yml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01.yaml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01 (1).yml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01(2).yml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01 2.yml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01 - kopia.yml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01 - Kopia (2).yml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01 - Copy.yml", "döp om den till 2024-04-01.yml"),
        ("Kopia av 2024-04-01.yml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01 (Annas konfliktkopia 2024-04-02).yml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01 (conflicted copy 2024-04-02 120000).yml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01.sync-conflict-20240402-120000-ABCDEFG.yml", "döp om den till 2024-04-01.yml"),
        ("2024-04-01-conflict-DATOR7.yml", "döp om den till 2024-04-01.yml"),
        ("2024-03-01 (1).yml", "jämför den med 2024-03-01.yml och ta bort den som inte gäller"),
        ("2024-03-01.yml.bak", "2024-03-01.yml finns redan: ta bort den här om den inte behövs"),
    ],
)
def test_a_minutes_file_under_another_name_is_told_once(
    tmp_path: Path, name: str, hint: str
) -> None:
    (problem,) = told(tmp_path, name)
    assert (problem.code, problem.hint) == ("E429", hint)
    assert problem.place.path.endswith(name)


@pytest.mark.parametrize("name", ["protokoll.docx", "2024-03-01.docx", "bild.png", "a.pdf"])
def test_a_file_that_no_meeting_names_is_told(tmp_path: Path, name: str) -> None:
    (problem,) = told(tmp_path, name)
    assert problem.code == "W426"


@pytest.mark.parametrize(
    "name",
    ["2024-03-01.granskning.md", "README.md", ".DS_Store", "Thumbs.db", "~$rotokoll.docx"],
)
def test_what_belongs_to_people_or_systems_is_not_told(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, name) == []


def test_files_that_a_meeting_names_are_not_told(tmp_path: Path) -> None:
    folder = tmp_path / "styrgruppen" / "2024"
    text = item({"text": "![Karta](karta.png)"}, {"attachment": "a.txt"})
    write_archive(
        tmp_path, {f"styrgruppen/{DAY}": meeting(DAY, text, source={"file": "original.txt"})}
    )
    for name in ("karta.png", "a.txt", "original.txt"):
        (folder / name).write_text("x", "utf-8")
    assert [str(problem) for problem in examine(tmp_path)[1]] == []


def test_beside_a_broken_meeting_nothing_is_said_of_its_files(tmp_path: Path) -> None:
    problems = told(tmp_path, "2024-05-01.yml", "format: 1\n")
    (tmp_path / "styrgruppen" / "2024" / "a.pdf").write_bytes(b"x")
    assert examine(tmp_path)[1] == problems


def test_a_misplaced_file_is_not_sent_onto_another(tmp_path: Path) -> None:
    write_archive(tmp_path, {f"styrgruppen/{DAY}": meeting(DAY)})
    write_yaml(tmp_path / "styrgruppen" / "2024" / "utkast.yml", meeting(DAY))
    (problem, *_) = [p for p in examine(tmp_path)[1] if p.code == "E111"]
    assert "flytta den till styrgruppen/2024/2024-03-01-2.yml om det är ett andra möte" in (
        problem.hint
    )
    assert "finns redan" in problem.hint
