"""`new`: what a clerk need not write again, and what she is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import item, meeting, registry, write_archive
from minutes_archive.commandline.new_meeting import NewMeeting, write_new_meeting
from minutes_archive.desk.editing import Document
from minutes_archive.loading import examine

BODIES = registry()["bodies"]
BODIES["styrgruppen"]["full_name"] = "Strandbygdens styrgrupp"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    first = meeting(
        "2022-01-10",
        item({"deferred": "Färjans turlista.", "to": "styrgruppen/2022-02-14"}, title="Färjan"),
        kind="minutes",
        present=[
            {"name": "Eva Ek", "party": "M", "from": "almvik", "role": ["chair", "attester"]},
            {"name": "Bo Alm", "from": "bergsund"},
        ],
        absent=[{"name": "Siv Sund", "from": "granby"}],
        upcoming=[
            {"date": "2022-02-14", "time": "9.00–11.00", "place": "Teams", "body": "styrgruppen"},
            {"date": "2022-02-01", "body": "styrgruppen", "status": "cancelled"},
        ],
    )
    return write_archive(
        tmp_path / "minutes", {"styrgruppen/2022-01-10": first}, registry(bodies=BODIES)
    )


def values(made: NewMeeting, folder: Path) -> dict[str, object]:
    assert made.problems == ()
    assert made.file is not None
    file = folder / made.file.relative_to(made.file.parents[2])
    found: dict[str, object] = Document(file.read_text(encoding="utf-8")).values()
    return found


@pytest.mark.parametrize("said", ["styrgruppen", "Styrgruppen", "SG", "strandbygdens styrgrupp"])
def test_a_body_is_named_by_id_name_or_code(folder: Path, said: str) -> None:
    assert values(write_new_meeting(folder, "2023-01-01", body=said), folder)["body"] == (
        "styrgruppen"
    )


def test_the_next_announced_meeting_is_the_start(folder: Path) -> None:
    made = write_new_meeting(folder, body="SG", with_people=True)
    found = values(made, folder)
    assert (found["date"], found["time"], found["place"]) == ("2022-02-14", "9.00–11.00", "Teams")
    assert found["kind"] == "minutes"
    assert found["title"] == "Protokoll från möte med Strandbygdens styrgrupp"
    assert found["present"] == [
        {"name": "Eva Ek", "party": "M", "from": "almvik", "role": ["chair", "attester"]},
        {"name": "Bo Alm", "from": "bergsund"},
        {"name": "Siv Sund", "from": "granby"},
    ]
    items = found["items"]
    assert isinstance(items, list)
    assert items[1] == {
        "number": "2",
        "title": "Färjan",
        "follows": "styrgruppen/2022-01-10#punkt-1",
    }
    assert any("styrgruppen/2022-01-10" in remark for remark in made.remarks)
    _, problems = examine(folder)
    assert [str(p) for p in problems if p.code.startswith("E")] == []


def test_without_a_date_and_an_announcement_the_date_is_asked_for(folder: Path) -> None:
    (problem,) = write_new_meeting(folder, body="direktionen").problems
    assert problem.code == "E109"
    assert "ange datum" in problem.hint


def test_a_second_meeting_of_a_day_is_told(folder: Path) -> None:
    made = write_new_meeting(folder, "2022-01-10", body="SG")
    assert made.file is not None and made.file.name == "2022-01-10-2.yml"
    assert any("möte nummer 2" in remark for remark in made.remarks)


@pytest.mark.parametrize(
    ("said", "kind"),
    [("protokoll", "minutes"), ("minnesanteckningar", "notes"), ("notes", "notes")],
)
def test_kinds_are_said_in_both_languages(folder: Path, said: str, kind: str) -> None:
    found = values(write_new_meeting(folder, "2023-01-01", body="SG", kind=said), folder)
    assert found["kind"] == kind


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"body": "styrgrupen"}, "E105"),
        ({}, "E105"),
        ({"body": "SG", "kind": "protokol"}, "E108"),
        ({"body": "SG", "date": "20230101x"}, "E109"),
    ],
)
def test_slips_are_told_and_nothing_is_written(
    folder: Path, options: dict[str, str], code: str
) -> None:
    made = write_new_meeting(folder, **{"date": "2023-01-01", **options})
    assert made.file is None
    assert [problem.code for problem in made.problems] == [code]
    assert not (folder / "styrgruppen/2023").exists()


def test_an_english_archive_gets_english(tmp_path: Path) -> None:
    folder = write_archive(tmp_path / "minutes", {}, registry(language="en"))
    found = values(write_new_meeting(folder, "2023-01-01", body="SG"), folder)
    assert found["title"] == "Notes of a meeting of Styrgruppen"
