"""Phrases of invented minutes: things, people, and sentences of several shapes."""

from __future__ import annotations

import random

from benchmarks import vocabulary as words

# Of places and topics that come first in their lists more is said than of the others.
_PLACE_WEIGHTS = [1 / (rank + 1) for rank in range(len(words.MUNICIPALITIES))]
_TOPIC_WEIGHTS = [1 / (rank + 1) for rank in range(len(words.TOPICS))]


def thing(chance: random.Random) -> str:
    """Return a compound of two words."""
    return chance.choice(words.FIRST_PARTS) + chance.choice(words.LAST_PARTS)


def place(chance: random.Random) -> str:
    """Return the name of a municipality, some oftener than others."""
    return chance.choices(words.MUNICIPALITIES, _PLACE_WEIGHTS)[0]


def topic(chance: random.Random) -> str:
    """Return the name of a topic, some oftener than others."""
    return chance.choices(words.TOPICS, _TOPIC_WEIGHTS)[0]


def person(chance: random.Random) -> str:
    """Return a first and a last name."""
    return f"{chance.choice(words.FIRST_NAMES)} {chance.choice(words.LAST_NAMES)}"


def sentence(chance: random.Random, speakers: list[str]) -> str:
    """Return a sentence such as minutes have, with a speaker where one is named."""
    shape = chance.randrange(6)
    reason = chance.choice(words.REASONS)
    if shape == 0:
        return f"{thing(chance).capitalize()} beräknas vara klar i {chance.choice(words.MONTHS)}."
    if shape == 1:
        return f"I {place(chance)} pågår arbetet med {thing(chance)} {reason}."
    if shape == 2:
        cost = chance.randint(2, 90) * 100
        return f"Kostnaden för {thing(chance)} uppgår till {cost} 000 kronor, {reason}."
    who, said = chance.choice(speakers), chance.choice(words.SAYING)
    if shape == 3:
        return f"{who} {said} {thing(chance)}. Frågor ställs om {thing(chance)} i {place(chance)}."
    if shape == 4:
        return f"{who}, {place(chance)}, {said} {thing(chance)} och {thing(chance)} {reason}."
    return f"{who} {said} {thing(chance)}."


def decision(chance: random.Random) -> str:
    """Return what was decided, as a clause that begins with "Att"."""
    act = f"{chance.choice(words.DECIDING)} {thing(chance)}"
    if chance.random() < 0.3:
        act += f" och {thing(chance)}"
    if chance.random() < 0.7:
        act += f" {chance.choice(words.REASONS)}"
    if chance.random() < 0.3:
        act += f" i {place(chance)}"
    return f"{act}."
