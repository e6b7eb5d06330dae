"""Open things close: tasks, what was put off, and announced meetings find what became of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factories import item, linked, meeting, problems_of, registry
from minutes_archive.archive import Archive, DecisionEntry

SG = "styrgruppen"


def archive_of(minutes: Path, *contents: dict[str, Any]) -> Archive:
    """Link meetings of the steering group; one that says another `body` is that one's."""
    return linked(minutes, {f"{c['body']}/{c['date']}": c for c in contents})


def ids(entries: Any) -> list[str]:
    return [entry.id for entry in entries]


class TestTasks:
    """A report with the document's own words and an origin that holds the task closes it."""

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            pytest.param({}, {"origin": f"{SG}/2022-01-01"}, id="the-meeting"),
            pytest.param({}, {"origin": f"{SG}/2022-01-01#punkt-2"}, id="the-item"),
            pytest.param({}, {"origin": f"{SG}/2022-01-01#uppfoljning-2-1"}, id="the-task"),
            pytest.param({}, {"origin": "sg-2022-01-01-2-1"}, id="a-decision-of-the-item"),
            pytest.param(
                {"origin": f"{SG}/2021-12-01#punkt-4"},
                {"origin": f"{SG}/2021-12-01"},
                id="the-meeting-of-its-origin",
            ),
            pytest.param(
                {"origin": f"{SG}/2021-12-01"},
                {"origin": f"{SG}/2021-12-01#punkt-4"},
                id="an-item-of-its-origin",
            ),
            pytest.param(
                {"origin": f"{SG}/2021-12-01"}, {"origin": f"{SG}/2022-01-01"}, id="its-report"
            ),
            pytest.param({}, {}, id="no-origin-the-same-body"),
            pytest.param(
                {"origin": "sg-2021-12-01-4-1"}, {"origin": "sg-2021-12-01-4-1"}, id="a-decision"
            ),
        ],
    )
    @pytest.mark.parametrize(
        "words", ["Utreda räcket på bron.", "utreda räcket på bron", "Utreda  räcket\npå bron!"]
    )
    def test_one_task(
        self, minutes: Path, first: dict[str, str], second: dict[str, str], words: str
    ) -> None:
        task = {"follow_up": "Utreda räcket på bron.", **first}
        found = archive_of(
            minutes,
            meeting("2022-01-01", item({"text": "x"}), item({"decision": "Att x."}, task)),
            meeting("2022-02-01", item({"follow_up": words, "state": "done", **second})),
        )
        (chain,) = found.tasks
        assert [report.meeting.id for report in chain.reports] == [
            f"{SG}/2022-01-01",
            f"{SG}/2022-02-01",
        ]
        assert chain.latest.follow_up.state.value == "done"

    @pytest.mark.parametrize(
        "second",
        [
            pytest.param({"origin": f"{SG}/2021-11-01"}, id="another-meeting"),
            pytest.param({"origin": f"{SG}/2022-01-01#punkt-1"}, id="another-item"),
            pytest.param({"follow_up": "Utreda bron."}, id="other-words"),
        ],
    )
    def test_two_tasks(self, minutes: Path, second: dict[str, str]) -> None:
        words = "Utreda räcket på bron."
        found = archive_of(
            minutes,
            meeting("2022-01-01", item({"text": "x"}), item({"follow_up": words})),
            meeting("2022-02-01", item({"follow_up": words, **second})),
        )
        assert len(found.tasks) == 2

    def test_which_of_two_is_not_guessed(self, minutes: Path) -> None:
        words = {"follow_up": "Kalla till möte."}
        first = meeting(
            "2022-01-01",
            item({**words, "origin": f"{SG}/2021-10-01"}),
            item({**words, "origin": f"{SG}/2021-11-01"}),
        )
        later = meeting("2022-02-01", item({**words, "origin": f"{SG}/2022-01-01"}))
        assert len(archive_of(minutes, first, later).tasks) == 3

    def test_across_bodies_where_the_origin_says_so(self, minutes: Path) -> None:
        found = archive_of(
            minutes,
            meeting("2022-01-01", item({"follow_up": "Räkna."})),
            meeting(
                "2022-02-01",
                item({"follow_up": "Räkna", "origin": f"{SG}/2022-01-01"}),
                body="direktionen",
            ),
        )
        assert len(found.tasks) == 1


class TestDeferrals:
    """What was put off is closed by what takes it up, and both lead to each other."""

    @pytest.mark.parametrize(
        ("deferral", "later", "by"),
        [
            pytest.param(
                {},
                item({"decision": "Att x.", "follows": f"{SG}/2022-01-01#punkt-1"}),
                ["sg-2022-02-01-1-1"],
                id="a-decision-follows-the-item",
            ),
            pytest.param(
                {},
                item({"text": "x"}, follows=f"{SG}/2022-01-01#punkt-1"),
                [f"{SG}/2022-02-01#1"],
                id="an-item-follows-the-item",
            ),
            pytest.param(
                {},
                item({"text": "x"}, follows=f"{SG}/2022-01-01#bordlaggning-1-1"),
                [f"{SG}/2022-02-01#1"],
                id="an-item-follows-the-deferral",
            ),
            pytest.param(
                {},
                item({"decision": "Att x.", "follows": "sg-2022-01-01-1-1"}),
                ["sg-2022-02-01-1-1"],
                id="a-decision-follows-the-decision-to-defer",
            ),
            pytest.param(
                {"to": f"{SG}/2022-02-01", "matter": "farjan"},
                item({"text": "x"}, matter="farjan"),
                [f"{SG}/2022-02-01#1"],
                id="its-matter-where-it-points",
            ),
            pytest.param(
                {"to": f"{SG}/2022-02-01", "matter": "farjan"},
                item({"decision": "Att x.", "matter": "farjan"}),
                ["sg-2022-02-01-1-1"],
                id="a-decision-on-its-matter-where-it-points",
            ),
            pytest.param(
                {"to": f"{SG}/2022-02-01#punkt-1"},
                item({"text": "x"}),
                [f"{SG}/2022-02-01#1"],
                id="it-points-to-the-item",
            ),
            pytest.param(
                {"to": "sg-2022-02-01-1-1"},
                item({"decision": "Att x."}),
                ["sg-2022-02-01-1-1"],
                id="it-points-to-the-decision",
            ),
            pytest.param({}, item({"text": "x"}), [], id="nothing"),
            pytest.param(
                {"to": f"{SG}/2022-02-01"}, item({"text": "x"}), [], id="where-it-points-only"
            ),
            pytest.param(
                {"to": f"{SG}/2022-02-01", "matter": "farjan"},
                item({"text": "x"}, matter="biblioteket"),
                [],
                id="another-matter",
            ),
            pytest.param(
                {"matter": "farjan"},
                item({"text": "x"}, matter="farjan"),
                [],
                id="its-matter-where-it-does-not-point",
            ),
            pytest.param(
                {},
                item({"text": "x"}, follows=f"{SG}/2022-01-01"),
                [],
                id="the-meeting-is-not-the-item",
            ),
        ],
    )
    def test_taken_up_by(
        self, minutes: Path, deferral: Any, later: dict[str, Any], by: list[str]
    ) -> None:
        found = archive_of(
            minutes,
            meeting(
                "2022-01-01",
                item({"decision": "Att bordlägga."}, {"deferred": "Räcket", **deferral}),
            ),
            meeting("2022-02-01", later),
        )
        (put_off,) = found.deferrals
        assert ids(put_off.taken_up_by) == by
        for name in by:
            assert found.deferrals_taken_up_by[name] == (put_off,)

    def test_the_matter_of_the_item_counts(self, minutes: Path) -> None:
        found = archive_of(
            minutes,
            meeting(
                "2022-01-01",
                item({"deferred": "Räcket", "to": f"{SG}/2022-02-01"}, matter="farjan"),
            ),
            meeting("2022-02-01", item({"deferred": "Räcket igen"}, matter="farjan")),
        )
        first, second = found.deferrals
        assert ids(first.taken_up_by) == [f"{SG}/2022-02-01#1"]
        assert second.taken_up_by == ()

    def test_one_of_two_that_was_followed(self, minutes: Path) -> None:
        found = archive_of(
            minutes,
            meeting("2022-01-01", item({"deferred": "Räcket"}, {"deferred": "Taket"})),
            meeting("2022-02-01", item({"text": "x"}, follows=f"{SG}/2022-01-01#bordlaggning-1-2")),
        )
        assert [bool(entry.taken_up_by) for entry in found.deferrals] == [False, True]


class TestAnnouncements:
    """The latest announcement of a meeting holds."""

    @pytest.mark.parametrize(
        ("announced", "missing"),
        [
            ([[{}], []], True),
            ([[{}], [{"status": "cancelled"}]], False),
            ([[{}], [{"status": "proposed"}]], True),
            ([[{"status": "cancelled"}], [{}]], True),
            ([[{"status": "cancelled"}], []], False),
            ([[{}], [{"status": "cancelled", "time": "13.00"}]], False),
            ([[{"time": "9.00"}], [{"time": "13.00", "status": "cancelled"}]], False),
        ],
    )
    def test_missing(self, minutes: Path, announced: list[Any], missing: bool) -> None:
        def telling(day: str, entries: list[Any]) -> dict[str, Any]:
            plans = [{"date": "2022-03-01", "body": SG, **entry} for entry in entries]
            return meeting(day, upcoming=plans or None)

        first, second = announced
        found = archive_of(
            minutes,
            telling("2022-01-01", first),
            telling("2022-02-01", second),
            meeting("2022-05-01"),
        )
        assert [m.meeting_id for m in found.missing] == ([f"{SG}/2022-03-01"] if missing else [])
        latest = [entry for entry in found.announcements if entry.is_latest]
        assert len(latest) == 1
        assert {entry.latest.status for entry in found.announcements} == {
            latest[0].announcement.status
        }

    def test_a_cancelled_meeting_that_something_refers_to_is_not_missing(
        self, minutes: Path
    ) -> None:
        plan = {"date": "2022-03-01", "body": SG, "status": "cancelled"}
        found = archive_of(
            minutes,
            meeting("2022-01-01", item({"deferred": "Räcket", "to": f"{SG}/2022-03-01"})),
            meeting("2022-02-01", upcoming=[plan]),
            meeting("2022-05-01"),
        )
        assert found.missing == ()
        assert found.cancelled == {f"{SG}/2022-03-01"}

    @pytest.mark.parametrize(
        ("times", "held", "means"),
        [
            (["9.00", "15.00"], {"": "9.00", "-2": "15.00"}, ["", "-2"]),
            (["15.00", "9.00"], {"": "9.00", "-2": "15.00"}, ["-2", ""]),
            (["15.00"], {"": "9.00", "-2": "15.00"}, ["-2"]),
            (["9.00", "15.00"], {"": "15.00"}, [None, ""]),
            (["", ""], {"": "9.00", "-2": "15.00"}, ["", "-2"]),
            (["10.00"], {"": "9.00"}, [""]),
        ],
    )
    def test_a_day_of_two_meetings(
        self, minutes: Path, times: list[str], held: dict[str, str], means: list[str | None]
    ) -> None:
        plans = [
            {"date": "2022-03-01", "body": SG, **({"time": time} if time else {})} for time in times
        ]
        contents = {f"{SG}/2022-01-01": meeting("2022-01-01", upcoming=plans)}
        for end, time in held.items():
            contents[f"{SG}/2022-03-01{end}"] = meeting(
                "2022-03-01", item({"text": f"Klockan {time}."}), time=time
            )
        found = linked(minutes, contents)
        by_place = sorted(found.announcements, key=lambda e: e.announcement.place.line)
        assert [
            e.held.id.removeprefix(f"{SG}/2022-03-01") if e.held else None for e in by_place
        ] == means

    def test_a_joint_meeting_is_that_of_all_its_bodies(self, minutes: Path) -> None:
        plans = [{"date": "2022-03-01", "body": body} for body in (SG, "direktionen")]
        found = archive_of(
            minutes,
            meeting(
                "2022-01-01",
                item({"deferred": "x", "to": "direktionen/2022-03-01"}),
                upcoming=plans,
            ),
            meeting("2022-03-01", joint_with="direktionen"),
        )
        held = {entry.held.id for entry in found.announcements if entry.held}
        assert (held, len(found.announcements)) == ({f"{SG}/2022-03-01"}, 2)
        assert found.missing == ()
        assert ids(found.meetings_of_body["direktionen"]) == [f"{SG}/2022-03-01"]
        assert found.deferrals[0].taken_up is found.meeting_by_id[f"{SG}/2022-03-01"]


class TestDecisionsOnMeetings:
    """A decision that names the body and the day of an announced meeting is linked with it."""

    @pytest.mark.parametrize(
        ("words", "is_linked"),
        [
            ("Att ställa in styrgruppens möte den 10 mars.", True),
            ("Att flytta Styrgruppens möte 10 mars 2022 till hösten.", True),
            ("Att styrgruppsmötet den 10:e mars hålls digitalt.", True),
            ("Att styrgruppen möts 2022-03-10.", True),
            ("Att ställa in styrgruppens sammanträde 10/3.", True),
            ("Att styrgruppens möte den 10 mar. ställs in.", True),
            ("Att styrgruppens möten den 3 och 10 mars ställs in.", True),
            ("Att ställa in direktionens möte den 10 mars.", False),
            ("Att ställa in styrgruppens möte den 11 mars.", False),
            ("Att ställa in styrgruppens möte den 10 mars 2023.", False),
            ("Att ställa in mötet.", False),
            ("Att styrgruppen får 10 marsvin.", False),
            ("Att understyrgruppens möte den 10 mars ställs in.", False),
            ("Att styrgruppen möts vecka 10.", False),
        ],
    )
    def test_linked_both_ways(self, minutes: Path, words: str, is_linked: bool) -> None:
        plan = {"date": "2022-03-10", "body": SG}
        found = archive_of(
            minutes, meeting("2022-01-01", item({"decision": words}), upcoming=[plan])
        )
        decided = found.decisions_on_meeting.get(f"{SG}/2022-03-10", ())
        assert ids(decided) == (["sg-2022-01-01-1-1"] if is_linked else [])
        told = found.announced_for_decision.get("sg-2022-01-01-1-1", ())
        assert [entry.identity for entry in told] == ([f"{SG}/2022-03-10"] if is_linked else [])

    def test_a_day_without_a_year_is_the_next_one(self, minutes: Path) -> None:
        plan = {"date": "2023-01-14", "body": SG}
        content = item({"decision": "Att styrgruppens möte den 14 januari hålls digitalt."})
        found = archive_of(minutes, meeting("2022-11-20", content, upcoming=[plan]))
        assert f"{SG}/2023-01-14" in found.decisions_on_meeting

    def test_a_body_by_the_name_it_had(self, minutes: Path) -> None:
        names = [{"name": "Samrådet", "to": "2022-06-30"}]
        bodies = {SG: {"name": "Styrgruppen", "code": "SG", "names": names}}
        content = item({"decision": "Att ställa in samrådets möte den 10 mars."})
        plan = {"date": "2022-03-10", "body": SG}
        found = linked(
            minutes,
            {f"{SG}/2022-01-01": meeting("2022-01-01", content, upcoming=[plan])},
            registry(bodies=bodies),
        )
        assert f"{SG}/2022-03-10" in found.decisions_on_meeting


class TestOrder:
    """Meetings of a day go by the hour, and what stands in one keeps its order."""

    @pytest.mark.parametrize(
        ("times", "order"),
        [
            ({"styrgruppen": "15.00", "direktionen": "9.00"}, ["direktionen", "styrgruppen"]),
            ({"styrgruppen": "9.00", "direktionen": "15.00"}, ["styrgruppen", "direktionen"]),
            ({"styrgruppen": "kl 10", "direktionen": "9.30–12"}, ["direktionen", "styrgruppen"]),
            ({"styrgruppen": "13.00–", "direktionen": "8:30"}, ["direktionen", "styrgruppen"]),
        ],
    )
    def test_meetings(self, minutes: Path, times: dict[str, str], order: list[str]) -> None:
        found = archive_of(
            minutes, *(meeting("2022-01-01", body=body, time=time) for body, time in times.items())
        )
        assert [m.body for m in found.meetings] == order

    def test_announcements(self, minutes: Path) -> None:
        times = ["15.00", "9.00", "10.30"]
        plans = [{"date": "2022-03-01", "title": time, "time": time} for time in times]
        found = archive_of(minutes, meeting("2022-01-01", upcoming=plans))
        shown = [entry.announcement.time for entry in found.announcements]
        assert shown == ["9.00", "10.30", "15.00"]


def test_items_that_follow_are_checked(minutes: Path) -> None:
    content = meeting("2022-01-01", item({"text": "x"}, follows=f"{SG}/2022-01-01#punkt-9"))
    (problem,) = problems_of(minutes, {f"{SG}/2022-01-01": content})
    assert problem.code == "E202"


def test_what_follows_is_an_item_or_a_decision(minutes: Path) -> None:
    later = item(
        {"decision": "Att x.", "follows": "sg-2022-01-01-1-1"}, follows="sg-2022-01-01-1-1"
    )
    found = archive_of(
        minutes, meeting("2022-01-01", item({"decision": "Att y."})), meeting("2022-02-01", later)
    )
    following = found.followed_by["sg-2022-01-01-1-1"]
    assert [isinstance(entry, DecisionEntry) for entry in following] == [False, True]
