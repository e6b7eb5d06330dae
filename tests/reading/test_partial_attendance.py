"""The words of partial attendance, and which items they cover."""

from __future__ import annotations

import pytest

from minutes_archive.reading.meeting_facts import covered_items

PLAIN = [(str(number), str(number)) for number in range(1, 8)]
PARAGRAPHS = [("§ 21", "21"), ("§ 22", "22"), ("§ 23", "23"), ("23 A", "23-a"), ("§ 24", "24")]


@pytest.mark.parametrize(
    ("written", "items", "expected"),
    [
        ("2", PLAIN, "2"),
        ("1–4", PLAIN, "1 2 3 4"),
        ("1-2", PLAIN, "1 2"),
        ("2, 5", PLAIN, "2 5"),
        ("1–2, 4 och 6", PLAIN, "1 2 4 6"),
        ("endast punkt 2", PLAIN, "2"),
        ("punkterna 2 samt 3", PLAIN, "2 3"),
        ("t.o.m. 3", PLAIN, "1 2 3"),
        ("till och med punkt 2", PLAIN, "1 2"),
        ("fr.o.m. 6", PLAIN, "6 7"),
        ("ej 5", PLAIN, "1 2 3 4 6 7"),
        ("utom 1–6", PLAIN, "7"),
        ("§ 22", PARAGRAPHS, "22"),
        ("§§ 21–23 A", PARAGRAPHS, "21 22 23 23-a"),
        ("fr.o.m. § 23", PARAGRAPHS, "23 23-a 24"),
        ("ej § 21", PARAGRAPHS, "22 23 23-a 24"),
    ],
)
def test_covered(written: str, items: list[tuple[str, str]], expected: str) -> None:
    assert covered_items(written, items) == frozenset(expected.split())


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("8", 'punkt "8" finns inte'),
        ("t.o.m. 9", 'punkt "9" finns inte'),
        ("4–2", "intervallet går baklänges"),
        ("1–2–3", "går inte att tolka"),
        ("efter lunch", 'punkt "efter lunch" finns inte'),
    ],
)
def test_what_is_wrong(written: str, reason: str) -> None:
    assert covered_items(written, PLAIN) == reason
