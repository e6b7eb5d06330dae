"""A minutes file read as plain YAML, changed where the format has an opinion, and written anew.

What comes out is nearly always sound YAML, so that it reaches the steps behind the reader: keys
the format knows where they were not, values of another kind, unknown keys, shared parts.
"""

from __future__ import annotations

import copy
import random
from functools import cache, lru_cache
from typing import Any

import yaml

from minutes_archive.reading.format import MEETING
from minutes_archive.reading.registry_format import REGISTRY

Holder = Any
"""A dict or a list of parsed YAML; the place of a value is a holder and a key of it."""

_SOUND = (
    *("2023-01-26", "2022-12-08", "2024-07-13", "9999-12-31", "0001-01-01", "19.00", "8.30–11.00"),
    *("styrgruppen", "forbundsdirektionen", "almvik", "dricksvatten", "vatten", "e-arkiv"),
    *("styrgruppen/2023-01-26", "styrgruppen/2023-03-02", "forbundsdirektionen/2022-12-08-2"),
    *(
        "styrgruppen/2022-02-03#punkt-1",
        "sg-2023-01-26-3-1",
        "fd-2022-12-08-1-1",
        "sg-1999-01-01-1-1",
    ),
    *(
        "1",
        "2",
        "§ 12",
        "23 A",
        "1-3",
        "t.o.m. 2",
        "Almvik",
        "Ett ord om Bergsunds skola",
        "Namn Namn",
    ),
    *("2022-06-09.txt", "2022-12-08-budget.txt", "mapp", "lank.txt", "bilaga.docx", "bilaga.pdf"),
    *("https://www.almvik.example/a?b=c&d#e", "nn@almvik.example", "0000", "0136", "SG", "FD"),
    *(
        "**fet** och *kursiv* med [länk](https://x.example)",
        "- ett\n- två\n\n1. tre",
        "a | b\n-|-\n1 | 2",
    ),
)


def change_structure(
    rng: random.Random, data: bytes, other: bytes, nasty: tuple[str, ...]
) -> bytes | None:
    """Return the file with its structure changed, or None where it cannot be read or written."""
    try:
        root = yaml.load(data, Loader=yaml.CBaseLoader)
        spare = _parts(other)
        if not isinstance(root, dict | list):
            return None
        for _ in range(rng.choice((1, 1, 2, 4))):
            _change(rng, root, spare, nasty)
        return _written(rng, root)
    except (yaml.YAMLError, UnicodeError, RecursionError, ValueError, TypeError, AttributeError):
        return None


def _change(rng: random.Random, root: Holder, spare: list[Any], nasty: tuple[str, ...]) -> None:
    places = _places(root)
    if not places:
        return
    holder, key = rng.choice(places)
    match rng.randrange(14):
        case 0:
            del holder[key]
        case 1:
            holder[key] = rng.choice(nasty)
        case 2:
            holder[key] = copy.deepcopy(rng.choice(spare))
        case 3:
            holder[key] = [holder[key], holder[key]]
        case 4 | 5:
            holder[key] = f"{holder[key]} {rng.choice(nasty)}"
        case 6:
            holder[key] = {rng.choice(nasty): holder[key]}
        case 7 | 8:
            holder[key] = rng.choice(_SOUND)
        case 9:
            _put_key(rng, places, rng.choice(nasty + _SOUND))
        case 10 | 11:
            _put_key(rng, places, rng.choice(_SOUND))
        case 12:
            to, at = rng.choice(places)
            to[at], holder[key] = holder[key], to[at]
        case _:
            _misspell(rng, places)


def _put_key(rng: random.Random, places: list[tuple[Holder, Any]], value: str) -> None:
    """Add a key that the format knows somewhere, perhaps where it does not belong."""
    records = [holder for holder, _ in places if isinstance(holder, dict)]
    if records:
        shaped: tuple[Any, ...] = (value, value, value, [value], {"date": value, "text": value})
        rng.choice(records)[rng.choice(known_keys())] = rng.choice(shaped)


def _misspell(rng: random.Random, places: list[tuple[Holder, Any]]) -> None:
    records = [(holder, key) for holder, key in places if isinstance(holder, dict) and key]
    if records:
        holder, key = rng.choice(records)
        at = rng.randrange(len(key))
        wrong = (key[:at] + key[at + 1 :], key.upper(), f" {key}", key[:at] + "\u0430" + key[at:])
        holder[rng.choice(wrong)] = holder.pop(key)


def _written(rng: random.Random, root: Holder) -> bytes:
    """Write in block or flow form; a value that stands twice is written as an alias."""
    flow = rng.choice((False, False, False, True, None))
    width = rng.choice((80, 80, 10, 100_000))
    return bytes(
        yaml.dump(
            root,
            allow_unicode=rng.random() < 0.9,
            encoding="utf-8",
            default_flow_style=flow,
            sort_keys=False,
            width=width,
            line_break=rng.choice(("\n", "\n", "\r\n", "\r")),
            Dumper=yaml.CDumper,
        )
    )


def _places(node: Holder, depth: int = 0) -> list[tuple[Holder, Any]]:
    found: list[tuple[Holder, Any]] = []
    if depth < 20 and isinstance(node, dict | list):
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            found.append((node, key))
            found += _places(node[key], depth + 1)
    return found


@lru_cache(maxsize=64)
def _parts(data: bytes) -> list[Any]:
    """Return every value of an undamaged file, to be put elsewhere."""
    root = yaml.load(data, Loader=yaml.CBaseLoader)
    return [holder[key] for holder, key in _places(root)] or [""]


@cache
def known_keys() -> tuple[str, ...]:
    """Return every key of the format, taken from its own declaration."""
    keys: set[str] = set()

    def gather(schema: Any) -> None:
        if isinstance(schema, dict):
            properties = schema.get("properties")
            keys.update(properties if isinstance(properties, dict) else ())
            for value in schema.values():
                gather(value)
        elif isinstance(schema, list):
            for value in schema:
                gather(value)

    gather(MEETING.json_schema())
    gather(REGISTRY.json_schema())
    return tuple(sorted(keys))
