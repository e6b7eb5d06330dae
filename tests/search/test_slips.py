"""Random slips of the pen in words of an invented town: how many still find what was meant."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from minutes_archive.language.analysis import Analysis, fold
from minutes_archive.loading import load_archive
from minutes_archive.search.records import records_of
from minutes_archive.search.vocabulary import record_words
from search_engine import Engine, write_index
from towns import write_town

SLIPS_EACH = 8
SLOW = pytest.mark.slow
SHORTEST = 5
LETTERS = "abcdefghijklmnoprstuvyåäö"


def _slips(word: str, chance: random.Random) -> Iterator[str]:
    """Yield the word with a letter lost, added, doubled, another, or two swapped."""
    while True:
        place = chance.randrange(len(word))
        before, letter, after = word[:place], word[place], word[place + 1 :]
        yield chance.choice(
            (
                before + after,
                before + chance.choice(LETTERS) + letter + after,
                before + letter + letter + after,
                before + chance.choice(LETTERS) + after,
                before + after[:1] + letter + after[1:],
            )
        )


def _different(word: str, known: set[str], chance: random.Random) -> list[str]:
    """Return slips that are no words of the archive themselves."""
    found: dict[str, None] = {}
    for slip in _slips(word, chance):
        if fold(slip) not in known:
            found[slip] = None
        if len(found) == SLIPS_EACH:
            break
    return list(found)


@pytest.mark.parametrize(
    ("town", "count", "seed", "rate"),
    [
        ("inland", 40, 1, 0.965),
        ("coast", 40, 2, 0.975),
        pytest.param("inland", 120, 1, 0.965, marks=SLOW),
        pytest.param("coast", 120, 2, 0.975, marks=SLOW),
    ],
)
def test_most_slips_find_what_was_meant(
    tmp_path: Path,
    start_engine: Callable[[Path], Engine],
    town: str,
    count: int,
    seed: int,
    rate: float,
) -> None:
    archive, _ = load_archive(write_town(town, tmp_path / "minutes"))
    records = list(records_of(archive))
    engine = start_engine(write_index(records, tmp_path / "index"))
    analysis, chance = Analysis(), random.Random(seed)
    sayers: dict[str, set[str]] = {}
    said: set[str] = set()
    for record in records:
        spoken = record_words(record)
        for word in (*spoken.title, *spoken.text):
            said.add(word)
            sayers.setdefault(analysis.term(word), set()).add(record.id)
    known = {fold(word) for word in said}
    usual = [w for w in sorted(said - analysis.stop_words) if len(w) >= SHORTEST and w.isalpha()]
    missed = [
        f"{slip} ({word})"
        for word in chance.sample(usual, count)
        for slip in _different(word, known, chance)
        if sayers[analysis.term(word)].isdisjoint(engine.ids(slip)[:5])
    ]
    assert 1 - len(missed) / (count * SLIPS_EACH) >= rate, (len(missed), missed)
