"""Who was expected at a meeting, and what the record tells: unknown is not absent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from factories import codes, item, linked, meeting, problems_of, registry
from minutes_archive.archive import attendance_at_item, attendance_of_meeting
from minutes_archive.archive.mentions import MentionFinder

ID = "styrgruppen/2022-03-01"
ALMVIK = {"name": "Karin Ek", "from": "almvik"}


def presences(minutes: Path, content: dict[str, Any], **of_registry: Any) -> dict[str, str]:
    archive = linked(minutes, {ID: content}, registry(**of_registry))
    rows = attendance_of_meeting(archive.meetings[0], archive.registry)
    return {row.municipality: row.presence.value for row in rows}


def held(**changes: Any) -> dict[str, Any]:
    return meeting("2022-03-01", *[item({"text": str(n)}) for n in range(4)], **changes)


class TestUnknown:
    """Nobody is absent whom the record does not tell of."""

    @pytest.mark.parametrize(
        ("people", "others"),
        [
            pytest.param({}, "unknown", id="no-lists"),
            pytest.param({"present": [{"name": "Bo Ask"}]}, "unknown", id="nobody-placed"),
            pytest.param(
                {"present": [ALMVIK, {"name": "Bo Ask"}]}, "unknown", id="somebody-not-placed"
            ),
            pytest.param(
                {"present": [ALMVIK, {"name": "Bo Ask", "role": "member"}]},
                "unknown",
                id="a-member-not-placed",
            ),
            pytest.param(
                {"present": [ALMVIK, {"name": "Bo Ask", "role": ["secretary", "member"]}]},
                "unknown",
                id="two-roles-not-placed",
            ),
            pytest.param(
                {"present": [{"name": "Bo Ask", "from": "kansliet"}]}, "unknown", id="office-only"
            ),
            pytest.param(
                {"absent": [{"name": "Bo Ask", "from": "almvik"}]}, "unknown", id="absent-only"
            ),
            pytest.param({"present": [ALMVIK]}, "not_represented", id="all-placed"),
            pytest.param(
                {"present": [ALMVIK, {"name": "Bo Ask", "role": "secretary"}]},
                "not_represented",
                id="a-secretary-stands-for-nobody",
            ),
            pytest.param(
                {"present": [ALMVIK, {"name": "Bo Ask", "role": "guest"}]},
                "not_represented",
                id="a-guest-stands-for-nobody",
            ),
            pytest.param(
                {"present": [ALMVIK], "absent": [{"name": "Bo Ask"}]},
                "not_represented",
                id="somebody-absent-not-placed",
            ),
        ],
    )
    def test_those_nobody_names(self, minutes: Path, people: Any, others: str) -> None:
        assert presences(minutes, held(**people))["granby"] == others

    @pytest.mark.parametrize(
        ("present", "expected"),
        [
            ([], "absent"),
            ([ALMVIK], "absent"),
            ([{"name": "Bo Ask"}], "unknown"),
            ([ALMVIK, {"name": "Bo Ask"}], "unknown"),
        ],
    )
    def test_somebody_said_to_be_absent(
        self, minutes: Path, present: list[Any], expected: str
    ) -> None:
        content = held(present=present or None, absent=[{"name": "Eva Lind", "from": "granby"}])
        assert presences(minutes, content)["granby"] == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["1-2", "3-4"], "present"),
        (["1", "2", "3", "4"], "present"),
        (["t.o.m. 2", "fr.o.m. 3"], "present"),
        (["ej 4", "4"], "present"),
        (["1-3", "2-4"], "present"),
        (["1-4"], "present"),
        (["1-2", "4"], "partial"),
        (["1"], "partial"),
    ],
)
def test_people_of_a_municipality_count_together(
    minutes: Path, parts: list[str], expected: str
) -> None:
    people = [
        {"name": f"Person {n}", "from": "almvik", "items": part} for n, part in enumerate(parts)
    ]
    assert presences(minutes, held(present=people))["almvik"] == expected


@pytest.mark.parametrize("words", ["2", "1-4", "ej 1", "fr.o.m. 2"])
def test_stepping_aside_is_not_absence(minutes: Path, words: str) -> None:
    people = [{**ALMVIK, "disqualified": words}]
    archive = linked(minutes, {ID: held(present=people)})
    (first, *_) = attendance_of_meeting(archive.meetings[0], archive.registry)
    assert first.presence.value == "present"
    row = attendance_at_item(archive.meetings[0], archive.meetings[0].items[1], archive.registry)[0]
    assert (row.municipality, row.present) == ("almvik", ())
    assert [person.name for person in row.disqualified] == ["Karin Ek"]


class TestMembers:
    """Nobody is absent before joining or after leaving; a leaver's past stays."""

    @pytest.mark.parametrize(
        ("member", "is_expected"),
        [
            ("granby", True),
            ({"id": "granby"}, True),
            ({"id": "granby", "from": "2022-03-01"}, True),
            ({"id": "granby", "from": "2022-03-02"}, False),
            ({"id": "granby", "to": "2022-03-01"}, True),
            ({"id": "granby", "to": "2022-02-28"}, False),
            ({"id": "granby", "from": "2022-01-01", "to": "2022-12-31"}, True),
            ({"id": "granby", "from": "2021-01-01", "to": "2021-12-31"}, False),
        ],
    )
    def test_expected_on_the_day(self, minutes: Path, member: Any, is_expected: bool) -> None:
        bodies = {"styrgruppen": {"name": "S", "code": "SG", "members": ["almvik", member]}}
        found = presences(minutes, held(present=[ALMVIK]), bodies=bodies)
        assert ("granby" in found) is is_expected

    def test_one_that_left_and_came_back(self, minutes: Path) -> None:
        members = [
            {"id": "granby", "to": "2020-12-31"},
            {"id": "granby", "from": "2022-01-01"},
        ]
        bodies = {"styrgruppen": {"name": "S", "code": "SG", "members": members}}
        archive = linked(minutes, {ID: held()}, registry(bodies=bodies))
        body = archive.registry.bodies["styrgruppen"]
        days = ["2020-06-01", "2021-06-01", "2022-06-01"]
        assert [bool(body.members_on(dt.date.fromisoformat(day))) for day in days] == [
            True,
            False,
            True,
        ]
        assert body.ever_members == ("granby",)

    def test_a_guest_from_a_municipality_that_left_is_told(self, minutes: Path) -> None:
        bodies = {
            "styrgruppen": {
                "name": "S",
                "code": "SG",
                "members": ["almvik", {"id": "granby", "to": "2021-12-31"}],
            }
        }
        people = [ALMVIK, {"name": "Eva Lind", "from": "granby"}]
        assert presences(minutes, held(present=people), bodies=bodies) == {
            "almvik": "present",
            "granby": "present",
        }

    def test_a_joint_meeting_expects_the_members_of_all(self, minutes: Path) -> None:
        bodies = {
            "styrgruppen": {"name": "S", "code": "SG", "members": ["almvik"]},
            "direktionen": {"name": "D", "code": "DIR", "members": ["almvik", "bergsund"]},
        }
        found = presences(minutes, held(present=[ALMVIK], joint_with="direktionen"), bodies=bodies)
        assert found == {"almvik": "present", "bergsund": "not_represented"}


@pytest.mark.parametrize("changes", [{"form": "per_capsulam"}, {"held": "cancelled"}])
def test_where_nobody_came_together_nobody_is_absent(minutes: Path, changes: Any) -> None:
    people = {} if "held" in changes else {"present": [ALMVIK]}
    found = presences(minutes, held(**changes, **people))
    assert set(found) <= {"almvik"}


class TestNames:
    """Bodies and municipalities are called what they were called that day."""

    NAMES = [  # noqa: RUF012 (a constant)
        {"name": "Samrådet", "full_name": "Strandens samråd", "to": "2019-12-31"},
        {"name": "Samgruppen", "from": "2020-01-01", "to": "2021-12-31"},
    ]

    @pytest.mark.parametrize(
        ("day", "name", "full_name"),
        [
            ("2018-01-01", "Samrådet", "Strandens samråd"),
            ("2019-12-31", "Samrådet", "Strandens samråd"),
            ("2020-01-01", "Samgruppen", ""),
            ("2021-12-31", "Samgruppen", ""),
            ("2022-01-01", "Styrgruppen", "Strandens styrgrupp"),
        ],
    )
    def test_bodies(self, minutes: Path, day: str, name: str, full_name: str) -> None:
        body = {
            "name": "Styrgruppen",
            "full_name": "Strandens styrgrupp",
            "code": "SG",
            "names": self.NAMES,
        }
        found = linked(
            minutes,
            {f"styrgruppen/{day}": meeting(day)},
            registry(bodies={"styrgruppen": body}),
        )
        of_day = found.registry.bodies["styrgruppen"]
        date = dt.date.fromisoformat(day)
        assert (of_day.name_on(date), of_day.full_name_on(date)) == (name, full_name)
        assert found.meetings[0].title == (full_name or name)

    def test_text_names_a_municipality_by_any_of_them(self, minutes: Path) -> None:
        municipalities = {
            "almvik": {"name": "Almvik", "names": [{"name": "Gammelvik", "to": "2019-12-31"}]}
        }
        bodies = {"styrgruppen": {"name": "S", "code": "SG", "members": ["almvik"]}}
        found = linked(
            minutes, {ID: held()}, registry(municipalities=municipalities, bodies=bodies)
        )
        finder = MentionFinder(found.registry.municipalities.values(), ())
        assert finder.named_in(["Bron i Gammelviks hamn."]) == {"almvik"}


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ({"id": "granby", "from": "2022-01-01", "to": "2021-01-01"}, ["E130"]),
        ({"id": "nowhere", "from": "2022-01-01"}, ["E104"]),
        ({"id": "granby", "from": "2022-13-01"}, ["E109"]),
        ({"id": "granby", "since": "2022-01-01"}, ["E101"]),
        ({"from": "2022-01-01"}, ["E102"]),
        ("nowhere", ["E104"]),
        ("almvik", ["E130"]),
        ({"id": "almvik", "from": "2022-01-01"}, ["E130"]),
    ],
)
def test_members_that_cannot_be(minutes: Path, member: Any, expected: list[str]) -> None:
    bodies = {"styrgruppen": {"name": "S", "code": "SG", "members": ["almvik", member]}}
    assert codes(problems_of(minutes, {}, registry(bodies=bodies))) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([{"name": "A"}], ["E130"]),
        ([{"name": "A", "from": "2022-01-01", "to": "2021-01-01"}], ["E130"]),
        (
            [{"name": "A", "to": "2020-12-31"}, {"name": "B", "from": "2020-12-31"}],
            ["E130"],
        ),
        ([{"name": "A", "to": "2020-12-31"}, {"name": "B", "to": "2021-12-31"}], ["E130"]),
        (
            [
                {"name": "A", "to": "2020-12-31"},
                {"name": "B", "from": "2021-01-01", "to": "2021-12-31"},
            ],
            [],
        ),
        ([{"to": "2020-12-31"}], ["E102"]),
    ],
)
def test_names_that_cannot_be(minutes: Path, names: list[Any], expected: list[str]) -> None:
    bodies = {"styrgruppen": {"name": "S", "code": "SG", "names": names}}
    assert codes(problems_of(minutes, {}, registry(bodies=bodies))) == expected
