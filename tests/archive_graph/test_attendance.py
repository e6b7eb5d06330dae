"""How a municipality took part: the fullest of its people's attendance counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import item, linked, meeting, read_sound_registry
from minutes_archive.archive import attendance_of, attendance_of_meeting, present_for
from minutes_archive.model import Meeting


def held(minutes: Path, present: list[dict[str, str]], absent: list[dict[str, str]]) -> Meeting:
    content = meeting(
        "2022-01-01", *[item({"text": "x"}) for _ in range(3)], present=present, absent=absent
    )
    return linked(minutes, {"styrgruppen/2022-01-01": content}).meetings[0]


def person(organisation: str, items: str = "") -> dict[str, str]:
    return {"name": f"Eva {items}", "from": organisation, **({"items": items} if items else {})}


@pytest.mark.parametrize(
    ("present", "absent", "presence", "items"),
    [
        pytest.param(["", "2"], [], "present", "", id="one-for-all-of-it"),
        pytest.param(["2"], [], "partial", "2", id="one-item"),
        pytest.param(["3", "1"], [], "partial", "1 3", id="two-people-add-up"),
        pytest.param(["2"], [""], "partial", "2", id="one-there-one-not"),
        pytest.param([], [""], "absent", "", id="absent"),
        pytest.param([], [], "unknown", "", id="nobody-told"),
        pytest.param(["1", "2-3"], [], "present", "", id="two-people-cover-all"),
    ],
)
def test_presence(
    minutes: Path, present: list[str], absent: list[str], presence: str, items: str
) -> None:
    found = attendance_of(
        held(
            minutes,
            [person("almvik", part) for part in present],
            [person("almvik", part) for part in absent],
        ),
        "almvik",
        ["almvik", "bergsund", "granby"],
    )
    assert (found.presence.value, " ".join(found.items)) == (presence, items)


def test_members_come_first_then_others(minutes: Path) -> None:
    people = [person("kansliet"), person("asele-strand"), person("bergsund")]
    rows = attendance_of_meeting(held(minutes, people, []), read_sound_registry(minutes))
    assert [(row.municipality, row.presence.value) for row in rows] == [
        ("almvik", "not_represented"),
        ("bergsund", "present"),
        ("granby", "not_represented"),
        ("kansliet", "present"),
        ("asele-strand", "present"),
    ]


def test_present_for_an_item(minutes: Path) -> None:
    found = held(minutes, [person("almvik"), person("bergsund", "2"), person("granby", "ej 2")], [])
    there = [[p.organisation for p in present_for(found, entry)] for entry in found.items]
    assert there == [["almvik", "granby"], ["almvik", "bergsund"], ["almvik", "granby"]]
