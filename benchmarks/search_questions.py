"""Questions to a synthetic archive, as readers would ask: drawn from what its records say."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from minutes_archive.language.analysis import normalise, words
from minutes_archive.search.records import SearchRecord

COUNT = 30
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and the body and year that it may be limited to."""

    q: str
    body: str
    body_name: str
    year: str


def questions(records: Sequence[SearchRecord], count: int = COUNT, seed: int = 2) -> list[Question]:
    """Return so many questions: common and rare words, several words, names, phrases."""
    chance = random.Random(seed)
    decisions = [record for record in records if record.type == "decision"]
    seen = Counter(word for record in decisions for word in words(normalise(record.text)))
    common = [w for w, _ in seen.most_common(400) if len(w) >= SHORTEST and w.isalpha()][:150]
    asked = []
    for number in range(count):
        record = chance.choice(decisions)
        told = [w for w in words(normalise(record.text)) if len(w) >= SHORTEST and w.isalpha()]
        match number % 6:
            case 0:
                text = chance.choice(common)
            case 1:
                text = min(told, key=lambda word: (seen[word], word))
            case 2 | 3:
                text = " ".join(chance.sample(told, min(2, len(told))))
            case 4:
                text = " ".join(chance.sample(told, min(3, len(told))))
            case _:
                text = _phrase(record.text, chance)
        asked.append(Question(text, record.body, record.body_name, record.date[:4]))
    return asked


def _phrase(text: str, chance: random.Random) -> str:
    said = words(normalise(text))
    start = chance.randrange(max(len(said) - 2, 1))
    return f'"{" ".join(said[start : start + 3])}"'
