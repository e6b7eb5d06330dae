"""Judged questions over archives written in short: what a file of them asks, and how well it goes.

A file (tests/search/towns/*.yml) is town -> class -> question -> numbers of the agenda items that
are meant, or addresses of pages. Run as a script
(`python tests/search_questions.py FILE.yml [--aside] [-v]`) it prints the figures by class.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from minutes_archive.loading import load_archive
from minutes_archive.search.records import own_names, records_of
from search_engine import Engine, write_index
from towns import TOWNS, write_town

FIRST = 10


class Score(NamedTuple):
    """Recall at ten, success at five and the reciprocal rank of the first that is meant."""

    recall: float
    success: float
    rank: float


class Question(NamedTuple):
    town: str
    kind: str
    text: str
    wanted: list[str]
    aside: bool  # every third of a class


def read_questions(file: str) -> list[Question]:
    told = yaml.safe_load((TOWNS / file).read_text(encoding="utf-8"))
    return [
        Question(town, kind, str(text), list(map(str, wanted)), place % 3 == 2)
        for town, kinds in told.items()
        for kind, asked in kinds.items()
        for place, (text, wanted) in enumerate(asked.items())
    ]


def write_town_index(town: str, folder: Path) -> Path:
    archive, _ = load_archive(write_town(town, folder / "minutes"))
    return write_index(records_of(archive), folder / "index", own_names=own_names(archive.registry))


def measure(
    engines: Mapping[str, Engine], questions: list[Question]
) -> tuple[dict[str, list[Score]], dict[str, Any]]:
    """Return the scores by class, and what each question wanted and found that missed."""
    by_class = defaultdict(list)
    missed = {}
    for one in questions:
        found = _subjects(engines[one.town], one.text)
        by_class[one.kind].append(_score(found, one.wanted))
        if min(by_class[one.kind][-1]) < 1:
            missed[f"{one.kind}: {one.text}"] = (one.wanted, found)
    return dict(by_class), missed


def mean(rows: list[Score]) -> Score:
    return Score(*(sum(column) / len(column) for column in zip(*rows, strict=True)))


def _subjects(engine: Engine, question: str) -> list[str]:
    """Return the first ten different items and pages among the hits, best first."""
    found = filter(None, map(_subject, engine.ids(question, size=30)))
    return list(dict.fromkeys(found))[:FIRST]


def _subject(identity: str) -> str:
    """Return the number of the item that a hit belongs to, or the address of a page."""
    if "#punkt-" in identity:
        return identity.rpartition("#punkt-")[2]
    if identity.endswith("/"):
        return identity
    parts = identity.split("-")
    return parts[4] if len(parts) > 5 else ""


def _score(found: list[str], wanted: list[str]) -> Score:
    ranks = [found.index(one) for one in wanted if one in found]
    if not ranks:
        return Score(0.0, 0.0, 0.0)
    return Score(len(ranks) / len(wanted), float(min(ranks) < 5), 1 / (1 + min(ranks)))


def _main(file: str, options: list[str]) -> None:
    questions = read_questions(file)
    if "--aside" in options:
        questions = [one for one in questions if one.aside]
    folder = Path(tempfile.mkdtemp())
    towns = sorted({one.town for one in questions})
    engines = {town: Engine(write_town_index(town, folder / town)) for town in towns}
    by_class, missed = measure(engines, questions)
    every = [row for rows in by_class.values() for row in rows]
    for kind, rows in [*by_class.items(), ("all", every)]:
        print(f"{kind:18}{len(rows):4} " + " ".join(f"{value:.3f}" for value in mean(rows)))
    for question, (wanted, found) in missed.items() if "-v" in options else ():
        print(f"  {question} -> {wanted} not {found[:6]}")


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2:])
