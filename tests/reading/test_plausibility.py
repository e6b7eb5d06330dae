"""What a published meeting hardly means is told where it stands; drafts are left in peace."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from factories import codes, item, meeting, problems_of, registry, write_archive
from minutes_archive.commandline.new_meeting import _WORDS
from minutes_archive.loading import examine
from minutes_archive.problems import Problem
from minutes_archive.reading.plausibility import meetings_to_come

DAY = "styrgruppen/2024-03-01"


def told(folder: Path, *items: dict[str, Any], **changes: Any) -> list[Problem]:
    return problems_of(folder, {DAY: meeting("2024-03-01", *items, **changes)})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"time": "25.00"}, "E146"),
        ({"time": "25.00–26.00"}, "E146"),
        ({"time": "9.75"}, "E146"),
        ({"time": "24.30"}, "E146"),
        ({"time": "11.00–9.00"}, "E146"),
        ({"time": "9.00–9.00"}, "E146"),
        ({"time": "kl. 19-18"}, "E146"),
        ({"date": "0204-03-01"}, "E109"),
        ({"date": "2924-03-01"}, "E109"),
        ({"attested_date": "2024-02-01"}, "E148"),
        ({"corrections": [{"date": "2023-03-02", "text": "Rättat."}]}, "E148"),
        ({"corrections": [{"date": "2024-03-02", "text": "Vad som rättades."}]}, "E147"),
        ({"upcoming": [{"date": "2023-04-01"}]}, "W148"),
        ({"upcoming": [{"date": "2024-04-01", "time": "26.00"}]}, "E146"),
        ({"recorded_by": "Förnamn Efternamn"}, "E147"),
        ({"present": [{"name": "Förnamn Efternamn", "from": "almvik"}]}, "E147"),
        ({"place": "Lokal eller digitalt"}, "E147"),
    ],
)
def test_what_is_said_of_a_meeting(tmp_path: Path, changes: dict[str, Any], code: str) -> None:
    problems = told(tmp_path, **changes)
    assert code in codes(problems)
    # Each stands where its key does; the first line is that of the format.
    assert all(problem.place.line > 1 for problem in problems)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"decision": "A.", "due": "2023-03-01"}, "W148"),
        ({"follow_up": "A.", "due": "2024-02-29"}, "W148"),
        ({"decision": "A.", "replaces": "sg-2025-01-25-3-1"}, "W148"),
        ({"decision": "A.", "replaces": "sg-2023-01-25-3-1"}, "W205"),
        ({"decision": "A.", "follows": "styrgruppen/2025-01-01"}, "W148"),
        ({"follow_up": "A.", "origin": "styrgruppen/2025-01-01"}, "W148"),
        ({"deferred": "A.", "to": "styrgruppen/2024-02-01"}, "E148"),
        ({"decision": "Att …"}, "E147"),
        ({"follow_up": "…"}, "E147"),
        ({"text": "Skriv vad som sades under punkten."}, "E147"),
    ],
)
def test_what_is_said_in_an_item(tmp_path: Path, entry: dict[str, Any], code: str) -> None:
    assert codes(told(tmp_path, item(entry))) == [code]


@pytest.mark.parametrize("number", ["”2”", "“2”", "»2»", "'2'", "’2’"])
def test_quotes_round_a_number_are_told(tmp_path: Path, number: str) -> None:
    (problem,) = told(tmp_path, item({"text": "A."}, number=number))
    assert (problem.code, problem.hint) == ("E144", 'skriv number: "2"')


@pytest.mark.parametrize("person", [{"items": "”1”"}, {"name": "”Karin Ek”"}])
def test_quotes_round_a_name_or_its_items_are_told(tmp_path: Path, person: dict[str, str]) -> None:
    present = [{"name": "Karin Ek", "from": "almvik", **person}]
    assert codes(told(tmp_path, item({"text": "A."}), present=present)) == ["E144"]


def test_an_item_without_content_is_told(tmp_path: Path) -> None:
    assert codes(told(tmp_path, {"title": "Val"}, item({"text": "A."}))) == ["W147"]


@pytest.mark.parametrize(
    "time", ["8.30–11.00", "13.00–", "kl. 9", "00.00–24.00", "9.00", "19–21", "9:00-9:30"]
)
def test_ordinary_times_are_fine(tmp_path: Path, time: str) -> None:
    assert told(tmp_path, time=time) == []


def test_a_meeting_may_end_on_another_day(tmp_path: Path) -> None:
    assert told(tmp_path, time="21.00–1.30", end_date="2024-03-02") == []


def test_a_review_note_in_a_published_file_is_told_where_it_stands(tmp_path: Path) -> None:
    write_archive(tmp_path, {DAY: meeting("2024-03-01")})
    file = tmp_path / "styrgruppen" / "2024" / "2024-03-01.yml"
    file.write_text(file.read_text("utf-8") + "# GRANSKA W520: kan vara ett beslut\n", "utf-8")
    _, (problem,) = examine(tmp_path)
    assert problem.code == "E147"
    assert problem.place.line == len(file.read_text("utf-8").splitlines())


def test_a_draft_may_be_unfinished(tmp_path: Path) -> None:
    names = [{"name": "Förnamn Efternamn", "from": "almvik"}]
    changes = {"status": "draft", "time": "25.00", "present": names}
    assert told(tmp_path, item({"decision": "Att …"}), **changes) == []


def test_a_mistyped_date_of_a_reference_is_told_with_the_right_one(tmp_path: Path) -> None:
    meetings = {
        "styrgruppen/2024-01-25": meeting("2024-01-25", item({"decision": "A."})),
        DAY: meeting("2024-03-01", item({"decision": "B.", "follows": "styrgruppen/2024-01-52"})),
    }
    assert codes(problems_of(tmp_path, meetings)) == ["E109"]
    meetings[DAY] = meeting(
        "2024-03-01", item({"decision": "B.", "follows": "styrgruppen/2024-01-24"})
    )
    (problem,) = problems_of(tmp_path, meetings)
    assert (problem.code, problem.hint) == ("W205", 'menade du "styrgruppen/2024-01-25"?')


def test_a_copy_of_a_meeting_is_told_and_two_like_meetings_are_not(tmp_path: Path) -> None:
    same = meeting("2024-03-01")
    (problem,) = problems_of(tmp_path, {DAY: same, f"{DAY}-2": same})
    assert (problem.code, problem.place.path[-16:]) == ("E206", "2024-03-01-2.yml")
    other = meeting("2024-03-01", item({"text": "Något annat."}))
    assert problems_of(tmp_path / "b", {DAY: same, f"{DAY}-2": other}) == []


def test_a_published_meeting_to_come_is_told_by_those_who_know_the_day(tmp_path: Path) -> None:
    archive, problems = examine(write_archive(tmp_path, {DAY: meeting("2024-03-01")}))
    assert problems == []
    assert archive is not None
    before = list(meetings_to_come(archive.meetings, dt.date(2024, 2, 29)))
    assert codes(before) == ["W149"]
    assert list(meetings_to_come(archive.meetings, dt.date(2024, 3, 1))) == []


def test_names_that_init_made_up_are_told_once_something_is_published(tmp_path: Path) -> None:
    made_up = registry(name="Vårt mötesarkiv")
    assert codes(problems_of(tmp_path, {DAY: meeting("2024-03-01")}, made_up)) == ["W146"]
    draft = {DAY: meeting("2024-03-01", status="draft")}
    assert problems_of(tmp_path / "b", draft, made_up) == []


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("word", ["name", "text", "decision"])
def test_every_word_that_new_leaves_to_fill_in_is_known(
    tmp_path: Path, language: str, word: str
) -> None:
    entry = {"name": "recorded_by", "text": "place", "decision": "reference"}[word]
    assert codes(told(tmp_path, **{entry: _WORDS[language][word]})) == ["E147"]
