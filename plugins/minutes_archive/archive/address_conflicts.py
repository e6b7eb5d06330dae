"""Meetings and decisions that claim the same address: each one after the first is a problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from minutes_archive.archive.entries import DecisionEntry
from minutes_archive.model import Meeting, prose_of
from minutes_archive.problems import Problem


def twin_meetings(meetings: Iterable[Meeting]) -> list[Problem]:
    """Find meetings whose id an earlier file has taken."""
    first: dict[str, Meeting] = {}
    problems = []
    for meeting in meetings:
        twin = first.setdefault(meeting.id, meeting)
        if twin is not meeting:
            problems.append(
                Problem(
                    meeting.place,
                    "E201",
                    f"mötet {meeting.id} finns redan i {twin.file}",
                    f"döp den till {meeting.date.isoformat()}-2.yml om det är ett andra möte",
                )
            )
    return problems


def copied_meetings(meetings: Iterable[Meeting]) -> list[Problem]:
    """Find second meetings of a day that say word for word what the first one says."""
    first: dict[tuple[str, dt.date, str], Meeting] = {}
    problems = []
    for meeting in meetings:
        titles = [(item.number, item.title) for item in meeting.items]
        words = repr((titles, [text for text, _ in prose_of(meeting)]))
        twin = first.setdefault((meeting.body, meeting.date, words), meeting)
        if twin.id != meeting.id:
            problems.append(
                Problem(
                    meeting.place,
                    "E206",
                    f"mötet säger ord för ord detsamma som {twin.file}",
                    "ta bort den ena filen om den är en kopia",
                )
            )
    return problems


def twin_decisions(decisions: Iterable[DecisionEntry]) -> list[Problem]:
    """Find decisions whose id an earlier decision has taken.

    Decisions of meetings that are twins themselves are left out: one fault, one problem.
    """
    first: dict[str, DecisionEntry] = {}
    problems = []
    for entry in decisions:
        twin = first.setdefault(entry.id, entry)
        of_twins = twin.meeting is not entry.meeting and twin.meeting.id == entry.meeting.id
        if twin is not entry and not of_twins:
            problems.append(
                Problem(
                    entry.decision.place,
                    "E201",
                    f"beslutet {entry.id} finns redan i {twin.decision.place}",
                    "ge ett av dem ett eget nummer med id:",
                )
            )
    return problems
