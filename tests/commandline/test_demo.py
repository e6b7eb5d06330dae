"""The invented archive of `demo`: no problem, and each thing that the format can say."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes_archive.archive import Archive
from minutes_archive.commandline.commands import main
from minutes_archive.commandline.demo import write_demo
from minutes_archive.loading import examine
from minutes_archive.model import DecisionStatus, Holding, MeetingForm


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("demo")
    assert write_demo(folder) == 40
    archive, problems = examine(folder / "minutes")
    assert [str(problem) for problem in problems] == []
    assert archive is not None
    return archive


def test_it_has_no_problem_and_every_feature(archive: Archive) -> None:
    meetings = archive.meetings
    decisions = [entry.decision for entry in archive.decisions]
    items = [item for meeting in meetings for item in meeting.items]
    shown = {
        "roll-call": any(vote.roll_call for item in items for vote in item.votes),
        "casting vote": any(vote.casting_vote for item in items for vote in item.votes),
        "reservation": any(decision.reservations for decision in decisions),
        "replaced": bool(archive.replaced_by),
        "withdrawn": bool(archive.tombstones),
        "rejected": any(d.status is DecisionStatus.REJECTED for d in decisions),
        "deferral": any(item.deferrals for item in items),
        "correction": any(meeting.corrections for meeting in meetings),
        "cancelled": any(meeting.held is Holding.CANCELLED for meeting in meetings),
        "per capsulam": any(meeting.form is MeetingForm.PER_CAPSULAM for meeting in meetings),
        "joint": any(meeting.joint_with for meeting in meetings),
        "two days": any(meeting.end_date for meeting in meetings),
        "attachment": any(meeting.files for meeting in meetings),
        "tasks": len(archive.tasks) >= 5,
        "renamed body": any(body.names for body in archive.registry.bodies.values()),
    }
    assert [name for name, is_there in shown.items() if not is_there] == []


def test_a_folder_that_holds_something_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "annat.txt").write_text("x", encoding="utf-8")
    assert main(["demo", str(tmp_path)]) == 2
    assert [file.name for file in tmp_path.iterdir()] == ["annat.txt"]
    assert "finns redan" in capsys.readouterr().err
