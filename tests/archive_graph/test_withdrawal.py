"""Of withdrawn meetings and decisions nothing is left but ids, a reason and a date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from factories import item, linked, meeting
from minutes_archive.archive import Archive

DAY, LATER = "styrgruppen/2022-01-01", "styrgruppen/2022-02-01"
WHY = {"reason": "personal_data", "date": "2022-03-01"}


def test_a_withdrawn_decision_is_an_empty_place_and_a_tombstone(minutes: Path) -> None:
    archive = linked(
        minutes,
        {
            DAY: meeting(
                "2022-01-01",
                item(
                    {"decision": "HEMLIGT", "withdrawn": WHY, "reservations": ["HEMLIGT"]},
                    {"decision": "Att gå."},
                ),
            )
        },
    )
    assert [entry.id for entry in archive.decisions] == ["sg-2022-01-01-1-2"]
    (stone,) = archive.tombstones
    assert (stone.decision_id, stone.withdrawal.reason) == ("sg-2022-01-01-1-1", "personal_data")
    assert stone.withdrawal.date == dt.date(2022, 3, 1)
    assert "HEMLIGT" not in repr(archive)


def test_a_decision_with_the_status_withdrawn_is_withdrawn(minutes: Path) -> None:
    content = meeting("2022-01-01", item({"decision": "HEMLIGT", "status": "withdrawn"}))
    archive = linked(minutes, {DAY: content})
    assert [stone.withdrawal.reason for stone in archive.tombstones] == ["other"]
    assert "HEMLIGT" not in repr(archive)


def test_a_withdrawn_meeting_leaves_tombstones_of_itself_and_its_decisions(minutes: Path) -> None:
    gone = meeting(
        "2022-01-01",
        item({"text": "HEMLIGT"}, {"decision": "HEMLIGT"}),
        status="withdrawn",
        title="HEMLIGT",
        present=[{"name": "HEMLIGT"}],
    )
    later = meeting("2022-02-01", item({"follow_up": "Stå.", "origin": "sg-2022-01-01-1-1"}))
    archive = linked(minutes, {DAY: gone, LATER: later})
    assert [(stone.decision_id, stone.item_slugs) for stone in archive.tombstones] == [
        ("", ("1",)),
        ("sg-2022-01-01-1-1", ()),
    ]
    assert [m.id for m in archive.meetings] == [LATER]
    target = archive.targets["sg-2022-01-01-1-1"]
    assert (target.meeting_id, target.is_missing) == (DAY, False)
    assert archive.missing == ()
    assert archive.neighbours[LATER] == (None, None)
    assert "HEMLIGT" not in repr(archive)


def test_what_a_withdrawn_decision_refers_to_is_not_linked(minutes: Path) -> None:
    first = meeting("2022-01-01", item({"decision": "Att gå."}))
    second = meeting(
        "2022-02-01",
        item(
            {"decision": "x", "replaces": "sg-2022-01-01-1-1", "withdrawn": WHY, "matter": "farjan"}
        ),
    )
    archive = linked(minutes, {DAY: first, LATER: second})
    assert archive.replaced_by == {}
    assert archive.matter_entries == {}


def test_the_invented_archive_has_its_tombstones(invented: Archive) -> None:
    assert [(stone.meeting_id, stone.decision_id) for stone in invented.tombstones] == [
        ("forbundsdirektionen/2022-12-08", "fd-2022-12-08-23-2"),
        ("styrgruppen/2023-03-02", ""),
    ]
