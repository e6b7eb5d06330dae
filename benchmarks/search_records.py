"""Search records of a synthetic archive: any number of decisions, with the words of real ones.

Word frequencies follow Zipf's law over a vocabulary that grows as compounds do in Swedish:
a few hundred common words, tens of thousands of compounds that are said once or twice. The
same arguments give the same records. Everything in them is invented.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from benchmarks import vocabulary
from minutes_archive.language.analysis_compounds import curated_words
from minutes_archive.search.records import SearchRecord

FIRST_DAY = dt.date(2005, 1, 10)
LAST_DAY = dt.date(2025, 12, 18)
ITEMS_A_MEETING = 7
WORDS_A_DECISION = (10, 40)
WORDS_AN_ITEM = (20, 100)
# Text corpora of administration have about so many distinct words for each word running.
WORDS_PER_RUNNING_WORD = 0.035
ZIPF_SHIFT = 12
COMMON_FORMS, NAMES = 0.2, 0.15
_STATUSES = (("decided", "Beslutat"),) * 8 + (("postponed", "Bordlagt"), ("noted", "Noterat"))
_ENDINGS = ("", "", "", "en", "er", "erna", "ens", "et", "ar", "arna", "s")


@dataclass(frozen=True, slots=True)
class _Words:
    """A vocabulary with the weights that its words are drawn by."""

    words: list[str]
    weights: list[float]

    def draw(self, chance: random.Random, count: int) -> str:
        return " ".join(chance.choices(self.words, cum_weights=self.weights, k=count))


def synthetic_records(decisions: int, seed: int = 1) -> list[SearchRecord]:
    """Return the records of an archive with so many decisions, their items and meetings."""
    chance = random.Random(seed)
    running = decisions * (sum(WORDS_A_DECISION) + sum(WORDS_AN_ITEM) // 2) // 2
    words = _vocabulary(chance, max(2_000, int(running * WORDS_PER_RUNNING_WORD)))
    matters = [f"{words.draw(chance, 2)}" for _ in range(max(4, decisions // 40))]
    records: list[SearchRecord] = []
    meeting = 0
    made = 0
    expected = max(1, decisions // (ITEMS_A_MEETING * 3 // 2))
    while made < decisions:
        days = (LAST_DAY - FIRST_DAY).days * meeting // (expected + 1)
        left = decisions - made
        found = list(
            _meeting(meeting, FIRST_DAY + dt.timedelta(days), left, words, matters, chance)
        )
        made += sum(1 for record in found if record.type == "decision")
        records += found
        meeting += 1
    return records


def _vocabulary(chance: random.Random, size: int) -> _Words:
    """Draw a vocabulary: common words in their forms first, then ever rarer compounds."""
    base = [word for word in dict.fromkeys(curated_words()) if len(word) > 2]
    chance.shuffle(base)
    forms = [word + ending for word in base for ending in _ENDINGS[2:8]]
    chance.shuffle(forms)
    found = dict.fromkeys(base)
    heads = base[: len(base) // 2]
    # Popular first and last parts take part in many compounds, as in the language.
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(base))))
    while len(found) < size:
        kind = chance.random()
        if kind < COMMON_FORMS and forms:
            found[forms.pop()] = None
        elif kind < COMMON_FORMS + NAMES:
            found[_name(chance)] = None
        else:
            parts = chance.choices(base, cum_weights=weights, k=1 + (chance.random() < 0.1))
            head = chance.choice(heads) + chance.choice(_ENDINGS)
            found[chance.choice(("", "s", "s")).join([*parts, head])] = None
    words = list(found)
    content = list(accumulate(1 / (rank + ZIPF_SHIFT) for rank in range(len(words))))
    # Small words make up a third of running text.
    small = content[-1] / 2 / len(vocabulary.SMALL_WORDS)
    weights = [*(small * (n + 1) for n in range(len(vocabulary.SMALL_WORDS)))]
    weights += [weights[-1] + share for share in content]
    return _Words([*vocabulary.SMALL_WORDS, *words], weights)


def _name(chance: random.Random) -> str:
    """Return a number, a code or a name that no list of words has."""
    if chance.random() < 0.3:
        return f"{chance.choice('ABCDEK')}{chance.randint(1, 9000)}"
    syllables = (chance.choice("bdfgklmnrstv") + chance.choice("aeiouyåäö") for _ in range(3))
    return "".join(syllables).capitalize() + chance.choice("lnrst")


def _meeting(
    number: int,
    day: dt.date,
    most: int,
    words: _Words,
    matters: list[str],
    chance: random.Random,
) -> Iterator[SearchRecord]:
    name = vocabulary.BODIES[number % len(vocabulary.BODIES)]
    body, code = name.lower(), name[:2].upper()
    date = day.isoformat()
    meeting = SearchRecord(
        id=f"{body}/{date}-{number}",
        url=f"moten/{body}/{date}-{number}/",
        type="meeting",
        title=f"{name} {date}",
        text=words.draw(chance, 30),
        date=date,
        date_text=f"den {day.day} {day.year}",
        body=body,
        body_name=name,
        citation=f"{code} {date}",
        names="\n".join(_person(chance) for _ in range(18)),
    )
    yield meeting
    for item in range(1, ITEMS_A_MEETING + 1):
        place = _places(chance)
        matter = chance.randrange(len(matters)) if chance.random() < 0.3 else -1
        base = replace(
            meeting,
            id=f"{meeting.id}#punkt-{item}",
            url=f"{meeting.url}#punkt-{item}",
            type="item",
            title=words.draw(chance, chance.randint(2, 6)),
            text=words.draw(chance, chance.randint(*WORDS_AN_ITEM)),
            municipalities=tuple(name.lower() for name in place),
            municipality_names=place,
            matter=f"arende-{matter}" if matter >= 0 else "",
            matter_name=matters[matter] if matter >= 0 else "",
            citation=f"{meeting.citation} punkt {item}",
            item_label=f"punkt {item}",
            names="",
        )
        count = min(most, chance.choice((0, 1, 1, 1, 2, 2, 4)))
        most -= count
        decisions = [_decision(base, n, words, chance) for n in range(1, count + 1)]
        told = " ".join([base.text, *(decision.text for decision in decisions)])
        yield replace(base, text=told, own_text=base.text)
        yield from decisions


def _decision(
    item: SearchRecord, number: int, words: _Words, chance: random.Random
) -> SearchRecord:
    text = "Att " + words.draw(chance, chance.randint(*WORDS_A_DECISION)) + "."
    status, status_text = chance.choice(_STATUSES)
    identity = item.id.replace("/", "-").replace("#punkt", "") + f"-{number}"
    return replace(
        item,
        id=identity,
        url=f"beslut/{identity}/",
        type="decision",
        title=text[:160],
        text=text,
        status=status,
        status_text=status_text,
        citation=f"{item.citation} beslut {number}",
        item_label=item.title,
        parent=item.id,
    )


def _places(chance: random.Random) -> tuple[str, ...]:
    count = chance.choice((0, 0, 0, 1, 1, 2, 3))
    return tuple(sorted(chance.sample(vocabulary.MUNICIPALITIES, count)))


def _person(chance: random.Random) -> str:
    return f"{chance.choice(vocabulary.FIRST_NAMES)} {chance.choice(vocabulary.LAST_NAMES)}"
