"""Reports of several meetings on one promised task form one chain."""

from __future__ import annotations

from pathlib import Path

from factories import item, linked, meeting
from minutes_archive.archive import Archive
from minutes_archive.model import FollowUpState


def chains(archive: Archive) -> list[list[str]]:
    return [[report.meeting.id[-5:] for report in task.reports] for task in archive.tasks]


def test_reports_are_chained_by_their_words_and_origin(minutes: Path) -> None:
    def report(day: str, words: str, **keys: str) -> dict[str, object]:
        return meeting(day, item({"follow_up": words, "origin": "styrgruppen/2021-12-01", **keys}))

    archive = linked(
        minutes,
        {
            "styrgruppen/2022-01-01": report("2022-01-01", "Räkna  fartygen."),
            "styrgruppen/2022-02-01": report("2022-02-01", "räkna fartygen.", state="done"),
            "styrgruppen/2022-03-01": report("2022-03-01", "Räkna bilarna."),
        },
    )
    assert chains(archive) == [["01-01", "02-01"], ["03-01"]]
    assert archive.tasks[0].latest.follow_up.state is FollowUpState.DONE
    assert [task.first.meeting.id for task in archive.tasks_from["styrgruppen/2021-12-01"]] == [
        "styrgruppen/2022-01-01",
        "styrgruppen/2022-03-01",
    ]


def test_a_report_may_point_at_the_report_it_continues(minutes: Path) -> None:
    archive = linked(
        minutes,
        {
            "styrgruppen/2022-01-01": meeting("2022-01-01", item({"follow_up": "Räkna."})),
            "direktionen/2022-02-01": meeting(
                "2022-02-01",
                item(
                    {"follow_up": "Redovisa.", "origin": "styrgruppen/2022-01-01#uppfoljning-1-1"}
                ),
            ),
        },
    )
    assert chains(archive) == [["01-01", "02-01"]]
    assert archive.task_of["styrgruppen/2022-01-01#1/1"] is archive.tasks[0]
    assert archive.task_of["direktionen/2022-02-01#1/1"] is archive.tasks[0]


def test_the_same_words_in_two_bodies_are_two_tasks(minutes: Path) -> None:
    content = item({"follow_up": "Räkna fartygen."})
    archive = linked(
        minutes,
        {
            "styrgruppen/2022-01-01": meeting("2022-01-01", content),
            "direktionen/2022-02-01": meeting("2022-02-01", content),
        },
    )
    assert chains(archive) == [["01-01"], ["02-01"]]


def test_the_invented_archive_has_chains_over_years(invented: Archive) -> None:
    (task,) = invented.tasks_from["sg-2022-04-21-5-1"]
    assert [report.follow_up.state.value for report in task.reports] == [
        "ongoing",
        "ongoing",
        "done",
    ]
