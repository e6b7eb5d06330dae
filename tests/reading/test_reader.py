"""A minutes folder becomes registry and meetings; every problem of every file is told at once."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from factories import codes, item, meeting, problems_of, registry, write_archive, write_yaml
from minutes_archive.loading import examine
from minutes_archive.reading import read_archive
from minutes_archive.reading.reader import shown_path


def test_meetings_come_in_the_order_of_their_paths(minutes: Path) -> None:
    dates = ["2022-03-01", "2021-12-01", "2022-01-01"]
    write_archive(minutes, {f"styrgruppen/{date}": meeting(date) for date in dates})
    _, meetings, problems = read_archive(minutes)
    assert problems == []
    assert [found.id for found in meetings] == [f"styrgruppen/{date}" for date in sorted(dates)]


def test_problems_of_several_files_are_told_in_one_run(minutes: Path) -> None:
    problems = problems_of(
        minutes,
        {
            "styrgruppen/2022-01-01": meeting("2022-01-01", title=""),
            "styrgruppen/2022-02-01": meeting("2022-02-01", titel="x", kind="protokoll"),
            "direktionen/2022-03-01": meeting("2022-03-01", item({"decision": "x", "due": "nu"})),
        },
    )
    assert [(Path(found.place.path).name, found.code) for found in problems] == [
        ("2022-03-01.yml", "E109"),
        ("2022-01-01.yml", "E112"),
        ("2022-02-01.yml", "E101"),
        ("2022-02-01.yml", "E108"),
    ]
    assert all(found.place.line and found.place.column for found in problems)


def test_without_a_registry_the_meetings_own_problems_are_told(minutes: Path) -> None:
    write_archive(minutes, {"styrgruppen/2022-01-01": meeting("2022-01-01", titel="x")})
    (minutes / "archive.yml").unlink()
    archive, problems = examine(minutes)
    assert archive is None
    assert codes(problems) == ["E001", "E101"]


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    archive, problems = examine(tmp_path / "ingen")
    assert archive is None
    assert codes(problems) == ["E001"]


def test_decomposed_letters_are_read_and_found(minutes: Path) -> None:
    text = unicodedata.normalize(
        "NFD",
        "format: 1\nbody: styrgruppen\ndate: 2022-01-01\nstatus: published\n"
        "items:\n  - title: Färjan\n    content:\n      - text: Resan till Åsele strand.\n",
    )
    write_archive(minutes, {"styrgruppen/2022-01-01": text})
    archive, problems = examine(minutes)
    assert problems == []
    assert archive is not None
    assert archive.meetings[0].items[0].title == "Färjan"
    assert [entry.item.title for entry in archive.items_naming["asele-strand"]] == ["Färjan"]


@pytest.mark.parametrize(
    "name",
    ["2022-01-01.yml", "2022-01-01-2.yml", "2022-01-01.yaml", "2022-01-01.YML"],
)
def test_minutes_beside_the_registry_are_not_passed_over(minutes: Path, name: str) -> None:
    write_archive(minutes, {})
    write_yaml(minutes / name, meeting("2022-01-01"))
    problems = examine(minutes)[1]
    assert codes(problems) == ["E111"]
    assert "styrgruppen/2022/2022-01-01.yml" in problems[0].hint


def test_an_ending_in_capitals_is_read(minutes: Path) -> None:
    write_archive(minutes, {})
    write_yaml(minutes / "styrgruppen/2022/2022-01-01.YML", meeting("2022-01-01"))
    archive, problems = examine(minutes)
    assert problems == []
    assert archive is not None
    assert len(archive.meetings) == 1


def test_dot_folders_and_the_schema_folder_are_passed_over(minutes: Path) -> None:
    write_archive(minutes, {})
    for folder in (".git", "schema", "styrgruppen/.utkast"):
        write_yaml(minutes / folder / "2022-01-01.yml", "nonsens: [")
    assert examine(minutes)[1] == []


@pytest.mark.parametrize(
    ("identity", "changes"),
    [
        pytest.param("styrgruppen/2022-01-02", {}, id="date"),
        pytest.param("styrgruppen/2022-01-01-1", {}, id="sequence-1"),
        pytest.param("styrgruppen/2022-01-01-b", {}, id="sequence-b"),
    ],
)
def test_path_and_content_must_agree(minutes: Path, identity: str, changes: dict[str, str]) -> None:
    assert codes(problems_of(minutes, {identity: meeting("2022-01-01", **changes)})) == ["E111"]


def test_a_body_in_another_bodys_folder_does_not_agree(minutes: Path) -> None:
    write_archive(minutes, {})
    write_yaml(
        minutes / "styrgruppen/2022/2022-01-01.yml", meeting("2022-01-01", body="direktionen")
    )
    assert codes(examine(minutes)[1]) == ["E111"]


def test_a_second_meeting_of_the_day_gets_its_own_ids(minutes: Path) -> None:
    content = meeting("2022-01-01", item({"decision": "Att gå."}))
    second = meeting("2022-01-01", item({"decision": "Att stå."}))
    write_archive(minutes, {"styrgruppen/2022-01-01": content, "styrgruppen/2022-01-01-2": second})
    archive, problems = examine(minutes)
    assert problems == []
    assert archive is not None
    assert [m.id for m in archive.meetings] == [
        "styrgruppen/2022-01-01",
        "styrgruppen/2022-01-01-2",
    ]
    assert [entry.id for entry in archive.decisions] == [
        "sg-2022-01-01-1-1",
        "sg-2022-01-01-2-1-1",
    ]


def test_named_files_must_lie_beside_the_minutes(minutes: Path) -> None:
    content = meeting(
        "2022-01-01",
        item({"attachment": "bilaga.txt"}, {"attachment": "lank.txt"}),
        source={"file": "orginal.txt"},
    )
    write_archive(minutes, {"styrgruppen/2022-01-01": content})
    folder = minutes / "styrgruppen/2022"
    (folder / "original.txt").write_text("x", encoding="utf-8")
    (folder / "lank.txt").symlink_to("/etc/hostname")
    problems = examine(minutes)[1]
    assert codes(problems) == ["E117", "E117", "E117"]
    assert 'menade du "original.txt"?' in [found.hint for found in problems]
    assert any('"lank.txt" är en länk' in found.message for found in problems)


@pytest.mark.parametrize("name", ["index.html", "INDEX.HTML"])
def test_a_named_file_cannot_take_the_place_of_the_meetings_page(minutes: Path, name: str) -> None:
    content = meeting("2022-01-01", item({"attachment": name}))
    write_archive(minutes, {"styrgruppen/2022-01-01": content})
    (minutes / "styrgruppen/2022" / name).write_text("x", encoding="utf-8")
    assert codes(examine(minutes)[1]) == ["E423"]


@pytest.mark.parametrize("name", ["../hemlig.txt", "/etc/passwd", "a/b.txt", "c:\\x.txt"])
def test_named_files_cannot_lie_elsewhere(minutes: Path, name: str) -> None:
    content = meeting("2022-01-01", source={"file": name})
    assert codes(problems_of(minutes, {"styrgruppen/2022-01-01": content})) == ["E115"]


def test_paths_are_shown_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(Path("minutes/../minutes/archive.yml")) == "minutes/archive.yml"
    assert shown_path(Path("/annan/archive.yml")) == "/annan/archive.yml"


def test_the_registry_tells_all_its_problems(minutes: Path) -> None:
    content = registry(
        bodies={
            "styrgruppen": {"name": "Styrgruppen", "code": "SG", "members": ["almvick"]},
            "stodgruppen": {"name": "Stödgruppen", "code": "SG"},
            "Fel": {"name": "Fel", "code": "F"},
            "kort": {"name": "Kort", "code": "kort"},
        },
        organisations={"almvik": {"name": "Almviks bolag"}},
        language="no",
    )
    assert sorted(codes(problems_of(minutes, {}, content))) == [
        "E104",
        "E115",
        "E115",
        "E115",
        "E201",
        "E201",
    ]
