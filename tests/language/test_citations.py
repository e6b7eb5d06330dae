"""How meetings, items and decisions are cited."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes_archive.language.catalogue import Translator
from minutes_archive.language.citations import cite_decision, cite_item, cite_meeting
from minutes_archive.model import AgendaItem, Body, Decision, Meeting

BODY = Body("ledningsgruppen", "Ledningsgruppen", "LG")
SV = Translator("sv")


@pytest.mark.parametrize(
    ("number", "sequence", "expected"),
    [
        ("5", 1, "LG 2020-11-20 punkt 5 beslut 1"),
        ("§ 12", 1, "LG 2020-11-20 § 12 beslut 1"),
        ("23 A", 1, "LG 2020-11-20 punkt 23 A beslut 1"),
        ("5", 2, "LG 2020-11-20 (2) punkt 5 beslut 1"),
    ],
)
def test_citations(number: str, sequence: int, expected: str) -> None:
    meeting = Meeting("x", BODY.id, dt.date(2020, 11, 20), "", sequence=sequence)
    item = AgendaItem(number, "x", "Titel")
    decision = Decision("x", 1, "Att gå.")
    assert cite_decision(meeting, item, decision, BODY, SV) == expected
    assert cite_item(meeting, item, BODY, SV) == expected.removesuffix(" beslut 1")
    assert expected.startswith(cite_meeting(meeting, BODY))
