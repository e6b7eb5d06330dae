"""Votes as pages show them: counts in words, and a roll call by party, as a picture and a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from minutes_archive.language.catalogue import Translator
from minutes_archive.language.parties import party_key
from minutes_archive.model import Ballot, RollCallVote, Vote

WIDTH = 480
LABELS = 84
TOP = 4
LINE = 22
GAP = 2
LARGEST_MARK = 14


@dataclass(frozen=True, slots=True)
class BallotMark:
    """One vote in the picture: its left edge, in the picture's own units."""

    x: float
    y: int
    ballot: Ballot


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One party of a roll call: its votes in the order yes, no, abstained, absent."""

    label: str
    y: int
    counts: tuple[tuple[Ballot, int], ...]


@dataclass(frozen=True, slots=True)
class RollCall:
    """A roll call as a picture (`lines`, `marks` and sizes) and as the table that says the same."""

    height: int
    mark: float
    lines: tuple[PartyLine, ...]
    marks: tuple[BallotMark, ...]
    entries: tuple[RollCallVote, ...]
    counts: tuple[tuple[Ballot, int], ...]
    width: int = WIDTH
    labels: int = LABELS


def counts_in_words(vote: Vote, t: Translator) -> str:
    """Return "Ja 5, nej 3" with the counts that the minutes tell and no others."""
    counts = {
        Ballot.YES: vote.yes,
        Ballot.NO: vote.no,
        Ballot.ABSTAINED: vote.abstained,
        Ballot.ABSENT: vote.absent,
    }
    words = [
        t(f"vote.count.{ballot.value}", n=count)
        for ballot, count in counts.items()
        if count is not None
    ]
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def roll_call(vote: Vote, t: Translator) -> RollCall | None:
    """Lay out a roll call by party, the largest first; None where there is none."""
    if not vote.roll_call:
        return None
    by_party: dict[str, list[RollCallVote]] = {}
    for entry in vote.roll_call:
        by_party.setdefault(party_key(entry.party), []).append(entry)
    groups = sorted(by_party.values(), key=len, reverse=True)
    across = WIDTH - LABELS
    mark = min(LARGEST_MARK, across / len(groups[0]) - GAP)
    lines, marks = [], []
    for index, group in enumerate(groups):
        y = TOP + LINE * index
        counts = _counts(group)
        lines.append(PartyLine(group[0].party or t("vote.no_party"), y, counts))
        ballots = [ballot for ballot, count in counts for _ in range(count)]
        marks += [
            BallotMark(round(LABELS + place * (mark + GAP), 1), y, ballot)
            for place, ballot in enumerate(ballots)
        ]
    return RollCall(
        TOP + LINE * len(lines),
        round(mark, 1),
        tuple(lines),
        tuple(marks),
        vote.roll_call,
        _counts(vote.roll_call),
    )


def _counts(
    entries: tuple[RollCallVote, ...] | list[RollCallVote],
) -> tuple[tuple[Ballot, int], ...]:
    found = Counter(entry.vote for entry in entries)
    return tuple((ballot, found[ballot]) for ballot in Ballot if found[ballot])
