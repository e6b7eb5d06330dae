"""Persons are told from offices, so that data can leave them out."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes_archive.exports.person_names import PersonNames
from minutes_archive.model import Attendance, Meeting

MEETING = Meeting(
    id="styrgruppen/2024-01-18",
    body="styrgruppen",
    date=dt.date(2024, 1, 18),
    title="Möte",
    present=(
        Attendance("Per-Åke Lundmark", "lovhamn", substitute_for="Göran Åkesson"),
        Attendance("Kansliet"),
    ),
    absent=(Attendance("Anna Maria von Essen Ek", "almvik"),),
    recorded_by=("Ylva Ström",),
    attested_by=("Tuula Niemi",),
)


@pytest.mark.parametrize(
    "text",
    [
        "Per-Åke Lundmark",
        "per-åke  lundmark, Lövhamn",
        "Göran Åkesson",
        "Kansliet genom Ylva Ström.",
        "Anna Maria von Essen Ek",
        "TUULA NIEMI",
    ],
)
def test_finds_the_names_of_a_meeting(text: str) -> None:
    assert PersonNames([MEETING]).named_in(text)


@pytest.mark.parametrize("text", ["Kansliet", "Va-chefen", "Lundmark", "Ekholma kommun", ""])
def test_leaves_offices_alone(text: str) -> None:
    assert not PersonNames([MEETING]).named_in(text)
