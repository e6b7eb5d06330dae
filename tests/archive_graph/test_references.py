"""Every reference is resolved in both directions, is missing, or is a problem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factories import codes, item, linked, meeting, problems_of
from minutes_archive.archive import Archive, DecisionEntry

FIRST, SECOND = "styrgruppen/2022-01-01", "styrgruppen/2022-02-01"
DECISION = "sg-2022-01-01-1-1"


def two_meetings(*content: dict[str, Any]) -> dict[str, Any]:
    """Return a meeting with a decision and a follow-up, and a later one with the content."""
    return {
        FIRST: meeting("2022-01-01", item({"decision": "Att gå."}, {"follow_up": "Gå."})),
        SECOND: meeting("2022-02-01", item(*content)),
    }


def ids(entries: tuple[DecisionEntry, ...]) -> list[str]:
    return [entry.id for entry in entries]


@pytest.mark.parametrize(
    ("target", "means"),
    [
        pytest.param(FIRST, "meeting", id="meeting"),
        pytest.param(f"{FIRST}#punkt-1", "item", id="item"),
        pytest.param(f"{FIRST}#beslut-1-1", "decision", id="decision-anchor"),
        pytest.param(f"{FIRST}#uppfoljning-1-1", "follow_up", id="follow-up"),
        pytest.param(DECISION, "decision", id="decision-id"),
    ],
)
def test_a_reference_means_the_thing_it_names(minutes: Path, target: str, means: str) -> None:
    archive = linked(minutes, two_meetings({"follow_up": "Stå.", "origin": target}))
    found = archive.targets[target]
    assert found.meeting_id == FIRST
    assert found.meeting is not None
    assert not found.is_missing
    wanted = {
        "decision": {"item", "decision"},
        "item": {"item"},
        "follow_up": {"item", "follow_up"},
    }
    fields = {name for name in ("item", "decision", "follow_up") if getattr(found, name)}
    assert fields - {"item"} == wanted.get(means, set()) - {"item"}


@pytest.mark.parametrize(
    "target",
    [
        "styrgruppen/2021-05-05",
        "styrgruppen/2021-05-05#punkt-9",
        "sg-2021-05-05-1-1",
        "direktionen/2022-01-01",
        "styrgruppen/2022-01-01-2",
        "dir-2022-01-01-1-1",
    ],
)
def test_a_meeting_that_is_not_there_is_missing_and_told_by_whom(
    minutes: Path, target: str
) -> None:
    archive = linked(minutes, two_meetings({"follow_up": "Stå.", "origin": target}))
    assert archive.targets[target].is_missing
    (missing,) = archive.missing
    assert missing.meeting_id == archive.targets[target].meeting_id
    assert [refers.meeting.id for refers in missing.referred_by] == [SECOND]


@pytest.mark.parametrize(
    ("target", "code", "words"),
    [
        pytest.param(f"{FIRST}#punkt-2", "E202", "punkt-2", id="item"),
        pytest.param(f"{FIRST}#beslut-1-2", "E202", "beslut-1-2", id="decision-anchor"),
        pytest.param(f"{FIRST}#uppfoljning-1-2", "E202", "uppfoljning-1-2", id="follow-up"),
        pytest.param(f"{FIRST}#rubrik-1", "E202", "rubrik-1", id="no-such-anchor"),
        pytest.param("sg-2022-01-01-1-2", "E202", "sg-2022-01-01-1-1", id="decision"),
        pytest.param("styrgrupp/2022-01-01", "E105", "styrgruppen", id="body"),
        pytest.param("dr-2022-01-01-1-1", "E105", "dir", id="code"),
        pytest.param("styrgruppen/2022-02-30", "E109", "2022-02-30", id="date"),
        pytest.param("sg-2022-02-30-1-1", "E109", "2022-02-30", id="decision-date"),
    ],
)
def test_a_thing_that_an_archived_meeting_lacks_is_a_problem(
    minutes: Path, target: str, code: str, words: str
) -> None:
    (problem,) = problems_of(minutes, two_meetings({"follow_up": "Stå.", "origin": target}))
    assert problem.code == code
    assert words in str(problem)
    assert problem.place.path.endswith("2022-02-01.yml")
    assert problem.place.line > 1


def test_replaces_and_follows_are_known_from_both_ends(minutes: Path) -> None:
    archive = linked(
        minutes,
        two_meetings(
            {"decision": "Att stå.", "replaces": DECISION},
            {"decision": "Att ligga.", "follows": [DECISION, FIRST]},
        ),
    )
    assert ids(archive.replaced_by[DECISION]) == ["sg-2022-02-01-1-1"]
    assert ids(archive.followed_by[DECISION]) == ["sg-2022-02-01-1-2"]
    assert ids(archive.followed_by[FIRST]) == ["sg-2022-02-01-1-2"]


@pytest.mark.parametrize(
    ("origin", "key"),
    [(DECISION, DECISION), (f"{FIRST}#punkt-1", f"{FIRST}#1"), (FIRST, FIRST)],
)
def test_a_task_is_known_where_it_comes_from(minutes: Path, origin: str, key: str) -> None:
    archive = linked(minutes, two_meetings({"follow_up": "Stå.", "origin": origin}))
    assert [task.first.follow_up.text for task in archive.tasks_from[key]] == ["Stå."]


def test_a_deferral_is_known_where_it_was_taken_up(minutes: Path) -> None:
    meetings = {
        FIRST: meeting(
            "2022-01-01", item({"deferred": "Frågan.", "to": SECOND}, {"deferred": "Ett."})
        ),
        SECOND: meeting("2022-02-01"),
    }
    archive = linked(minutes, meetings)
    (entry,) = archive.deferred_to[SECOND]
    assert (entry.meeting.id, entry.number, entry.deferral.text) == (FIRST, 1, "Frågan.")
    assert [(d.number, d.taken_up) for d in archive.deferrals[1:]] == [(2, None)]


def test_an_announcement_is_known_where_it_was_held(minutes: Path) -> None:
    upcoming = [
        {"date": "2022-02-01", "body": "styrgruppen"},
        {"date": "2022-01-20", "body": "direktionen"},
        {"date": "2022-01-21", "body": "direktionen", "status": "cancelled"},
        {"date": "2022-01-22", "title": "Invigning av färjan"},
        {"date": "2023-01-01", "body": "styrgruppen"},
    ]
    archive = linked(
        minutes,
        {FIRST: meeting("2022-01-01", upcoming=upcoming), SECOND: meeting("2022-02-01")},
    )
    assert [entry.meeting.id for entry in archive.announced_by[SECOND]] == [FIRST]
    assert len(archive.announced_in[FIRST]) == 5
    # Neither the cancelled one, nor one of no body, nor one to come is missed.
    assert [missing.meeting_id for missing in archive.missing] == ["direktionen/2022-01-20"]


def test_neighbours_are_of_the_same_body(minutes: Path) -> None:
    days = {f"styrgruppen/2022-0{n}-01": meeting(f"2022-0{n}-01") for n in (1, 2, 3)}
    archive = linked(minutes, {**days, "direktionen/2022-01-15": meeting("2022-01-15")})

    def around(identity: str) -> list[str | None]:
        return [found.id if found else None for found in archive.neighbours[identity]]

    assert around(SECOND) == [FIRST, "styrgruppen/2022-03-01"]
    assert around(FIRST) == [None, SECOND]
    assert around("direktionen/2022-01-15") == [None, None]


class TestDrafts:
    """A draft is no part of the archive, and whatever points at it finds nothing."""

    DRAFT = meeting("2022-01-01", item({"decision": "Att smyga."}), status="draft")

    @pytest.mark.parametrize("target", [FIRST, f"{FIRST}#punkt-7", DECISION])
    def test_a_reference_to_a_draft_reads_as_missing(self, minutes: Path, target: str) -> None:
        later = meeting("2022-02-01", item({"follow_up": "Stå.", "origin": target}))
        archive = linked(minutes, {FIRST: self.DRAFT, SECOND: later})
        assert archive.targets[target].is_missing
        assert [missing.meeting_id for missing in archive.missing] == [FIRST]
        assert [m.id for m in archive.meetings] == [SECOND]
        assert archive.decisions == ()

    def test_an_announcement_of_a_draft_is_not_held(self, minutes: Path) -> None:
        earlier = meeting("2021-12-01", upcoming=[{"date": "2022-01-01", "body": "styrgruppen"}])
        archive = linked(minutes, {FIRST: self.DRAFT, "styrgruppen/2021-12-01": earlier})
        assert [entry.held for entry in archive.announcements] == [None]
        assert archive.missing == ()

    def test_a_drafts_own_references_leave_no_trace(self, minutes: Path) -> None:
        draft = {**self.DRAFT, "items": [item({"decision": "x", "replaces": "sg-2022-02-01-1-1"})]}
        later = meeting("2022-02-01", item({"decision": "Att stå."}))
        archive = linked(minutes, {FIRST: draft, SECOND: later})
        assert archive.replaced_by == {}
        assert archive.targets == {}

    @pytest.mark.parametrize(
        ("target", "expected"),
        [
            ("sg-2022-02-01-1-2", ["E202"]),
            ("styrgrupp/2022-02-01", ["E105"]),
            ("sg-2022-02-01-1-1", []),
            (DECISION, []),
            ("sg-2022-01-01-1-9", ["E202"]),
        ],
    )
    def test_a_drafts_references_are_checked_before_it_is_published(
        self, minutes: Path, target: str, expected: list[str]
    ) -> None:
        entries = item({"decision": "Att smyga."}, {"follow_up": "Stå.", "origin": target})
        later = meeting("2022-02-01", item({"decision": "Att stå."}))
        draft = meeting("2022-01-01", entries, status="draft")
        assert codes(problems_of(minutes, {FIRST: draft, SECOND: later})) == expected


def test_the_invented_archive_hangs_together(invented: Archive) -> None:
    assert [missing.meeting_id for missing in invented.missing] == [
        "styrgruppen/2021-11-25",
        "forbundsdirektionen/2021-12-09",
        "forbundsdirektionen/2022-10-20",
    ]
    assert ids(invented.replaced_by["fd-2022-03-10-5-1"]) == ["fd-2022-06-09-12-1"]
    assert ids(invented.replaced_by["fd-2022-06-09-12-1"]) == ["fd-2023-03-09-4-1"]
    assert {target.meeting_id for target in invented.targets.values()} >= {"styrgruppen/2023-03-02"}
