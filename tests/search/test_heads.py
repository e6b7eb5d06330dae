"""What people have in their heads: questions in their own words, by class, over two towns.

Run as a script (`python tests/search/test_heads.py [--aside] [-v]`) it prints the figures.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from minutes_archive.loading import load_archive
from minutes_archive.search.records import own_names, records_of
from search_engine import Engine, write_index
from towns import TOWNS, write_town

HEADS = yaml.safe_load((TOWNS / "heads.yml").read_text(encoding="utf-8"))
FIRST = 10


def subject(identity: str) -> str:
    """Return the number of the item that a hit belongs to, or the address of a page."""
    if "#punkt-" in identity:
        return identity.rpartition("#punkt-")[2]
    if identity.endswith("/"):
        return identity
    parts = identity.split("-")
    return parts[4] if len(parts) > 5 else ""


def subjects(engine: Engine, question: str) -> list[str]:
    """Return the first ten different items and pages among the hits, best first."""
    found = filter(None, map(subject, engine.ids(question, size=30)))
    return list(dict.fromkeys(found))[:FIRST]


def scores(found: list[str], wanted: list[str]) -> tuple[float, float, float]:
    """Return recall at ten, success at five and the reciprocal rank of the first."""
    ranks = [found.index(one) for one in wanted if one in found]
    recall = len(ranks) / len(wanted)
    return recall, float(bool(ranks) and min(ranks) < 5), 1 / (1 + min(ranks)) if ranks else 0.0


def questions(town: str, aside: bool) -> Iterator[tuple[str, str, list[str]]]:
    """Yield class, question and what is wanted; every third of a class is kept aside."""
    for kind, asked in HEADS[town].items():
        for place, (question, wanted) in enumerate(asked.items()):
            if (place % 3 == 2) == aside:
                yield kind, str(question), list(map(str, wanted))


def measured(
    engines: dict[str, Engine], aside: bool
) -> tuple[dict[str, list[tuple[float, float, float]]], dict[str, tuple[list[str], list[str]]]]:
    """Return the scores by class, and what each question that missed had found and wanted."""
    by_class = defaultdict(list)
    missed = {}
    for town, engine in engines.items():
        for kind, question, wanted in questions(town, aside):
            found = subjects(engine, question)
            by_class[kind].append(scores(found, wanted))
            if min(by_class[kind][-1]) < 1:
                missed[f"{kind}: {question}"] = (wanted, found)
    return dict(by_class), missed


def mean(rows: list[tuple[float, float, float]]) -> list[float]:
    return [sum(column) / len(column) for column in zip(*rows, strict=True)]


@pytest.fixture(scope="module")
def engines(
    tmp_path_factory: pytest.TempPathFactory, start_engine: Callable[[Path], Engine]
) -> dict[str, Engine]:
    return {town: start_engine(index_of(town, tmp_path_factory.mktemp(town))) for town in HEADS}


def index_of(town: str, folder: Path) -> Path:
    archive, _ = load_archive(write_town(town, folder / "minutes"))
    return write_index(records_of(archive), folder / "index", own_names=own_names(archive.registry))


@pytest.mark.parametrize("aside", [False, True])
def test_people_find_what_they_mean(engines: dict[str, Engine], aside: bool) -> None:
    by_class, missed = measured(engines, aside)
    rows = [row for found in by_class.values() for row in found]
    assert len(rows) > 100
    recall, success, rank = mean(rows)
    assert (recall, success, rank) >= (0.95, 0.95, 0.92), missed


def _main() -> None:
    aside = "--aside" in sys.argv
    folder = Path(tempfile.mkdtemp())
    engines = {town: Engine(index_of(town, folder / town)) for town in HEADS}
    by_class, missed = measured(engines, aside)
    for kind, rows in by_class.items():
        print(f"{kind:18}{len(rows):4} " + " ".join(f"{value:.3f}" for value in mean(rows)))
    rows = [row for found in by_class.values() for row in found]
    print(f"{'all':18}{len(rows):4} " + " ".join(f"{value:.3f}" for value in mean(rows)))
    if "-v" in sys.argv:
        for question, (wanted, found) in missed.items():
            print(f"  {question} -> {wanted} not {found[:6]}")


if __name__ == "__main__":
    _main()
