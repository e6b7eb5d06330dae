"""Two things on one address are told, naming both, and once."""

from __future__ import annotations

from pathlib import Path

from factories import codes, item, meeting, problems_of, write_archive, write_yaml
from minutes_archive.loading import examine


def test_two_files_of_one_meeting_are_one_problem(minutes: Path) -> None:
    content = meeting("2022-01-01", item({"decision": "Att gå."}))
    write_archive(minutes, {"styrgruppen/2022-01-01": content})
    write_yaml(minutes / "styrgruppen/2022/2022-01-01.yaml", content)
    (problem,) = examine(minutes)[1]
    assert problem.code == "E201"
    assert problem.place.path.endswith("2022-01-01.yml")
    assert "2022-01-01.yaml" in problem.message


def test_decisions_of_two_meetings_of_a_day_can_come_to_share_an_id(minutes: Path) -> None:
    first = meeting("2022-01-01", item({"decision": "Att gå."}, number="2 A"))
    second = meeting("2022-01-01", item({"decision": "Att stå."}, number="A"))
    meetings = {"styrgruppen/2022-01-01": first, "styrgruppen/2022-01-01-2": second}
    (problem,) = problems_of(minutes, meetings)
    assert problem.code == "E201"
    assert "sg-2022-01-01-2-a-1" in problem.message


def test_a_withdrawn_twin_of_a_published_meeting_is_told(minutes: Path) -> None:
    write_archive(minutes, {"styrgruppen/2022-01-01": meeting("2022-01-01")})
    gone = meeting("2022-01-01", status="withdrawn")
    write_yaml(minutes / "styrgruppen/2022/2022-01-01.yaml", gone)
    assert codes(examine(minutes)[1]) == ["E201"]
