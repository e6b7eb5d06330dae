"""Ways to damage a minutes file: bytes, lines, values and structure, all from one seed."""

from __future__ import annotations

import random
from collections.abc import Callable

import yaml

NASTY = (
    *("", "~", "null", "no", "8:30", "-", "?", ":", "|", ">", "@", "%", "`", "*x", "&x", "!!x y"),
    *("[", "]", "{", "}", "[]", "{}", "[[[[[[[[", "{a: {a: {a: 1}}}", "&a [*a]", "<<: *x"),
    *("0", "-1", "1e999", "9" * 400, "0x1F", ".inf", "2020-02-30", "0000-00-00", "9999-12-31"),
    *("10000-01-01", "2020-11-20T08:30:00Z", "24:61", "t.o.m. 0", "1–", "–", "1–99999999"),
    *('"', "'", '"\\0"', '"\\u202e"', '"\\ud800"', '"\\U00110000"', '"\\x"', "\t", "\r", "\x00"),
    *("\u202e", "\u2028", "\ufeff", "\ufffe", "\ue000", "\U0001f600", "e\u0301", "\u00c5"),
    *("<script>x</script>", "[a](javascript:x)", "../../etc/passwd", "con", "a/b", "index.html"),
    *("811218-9876", "x" * 5000, "å" * 300, "# x", "a: b: c", "- - - -", "!!python/name:os.system"),
    *("styrgruppen/2023-01-26#punkt-1", "sg-2023-01-26-1-1", "sg-2023-09-14-1-1-1-1", "§"),
    *("**" * 200, "[" * 300, "(" * 300, "> " * 200, "| a |\n|-|", "```", "&#0;", "&#x110000;"),
)
MAX = 60_000

Mutation = Callable[[random.Random, bytes, bytes], bytes]


def mutate(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Return a damaged copy; `other` is a file to take parts from. At most 60 kB."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        data = rng.choice(MUTATIONS)(rng, data, other)[:MAX]
    return data


def _flip(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 4, 16))):
        if changed:
            changed[rng.randrange(len(changed))] = rng.choice(
                (rng.randrange(256), *b" :-#'\"[]{}\n")
            )
    return bytes(changed)


def _cut(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start + rng.choice((1, 2, 20, 300, MAX)) :]


def _put(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    start = rng.randrange(len(other) + 1)
    piece = rng.choice((rng.choice(NASTY).encode(), other[start : start + rng.randrange(200)]))
    return data[:at] + piece + data[at:]


def _lines(rng: random.Random, data: bytes, other: bytes) -> bytes:
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(at, rng.choice(other.split(b"\n")))
        case 3:
            lines[at] = b" " * rng.randrange(12) + lines[at].strip()
        case 4:
            to = rng.randrange(len(lines))
            lines[at], lines[to] = lines[to], lines[at]
        case _:
            lines[at] = lines[at] * rng.choice((2, 50))
    return b"\n".join(lines)


def _value(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Put something nasty in a value's place, the line otherwise as it was."""
    lines = data.split(b"\n")
    with_value = [number for number, line in enumerate(lines) if b": " in line]
    if with_value:
        at = rng.choice(with_value)
        key = lines[at].partition(b": ")[0]
        lines[at] = key + b": " + rng.choice(NASTY).encode("utf-8", "replace")
    return b"\n".join(lines)


def _tree(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Change the structure, and write it anew as sound YAML."""
    try:
        root = yaml.load(data, Loader=yaml.CBaseLoader)
        spare = yaml.load(other, Loader=yaml.CBaseLoader)
        places = list(_places(root))
        if places:
            holder, key = rng.choice(places)
            values = [found[name] for found, name in _places(spare)] or [""]
            match rng.randrange(8):
                case 0:
                    del holder[key]
                case 1:
                    holder[key] = rng.choice(NASTY)
                case 2:
                    holder[key] = rng.choice(values)
                case 3:
                    holder[key] = [holder[key], holder[key]]
                case 4 | 5 | 6:
                    holder[key] = f"{holder[key]} {rng.choice(NASTY)}"
                case _:
                    holder[key] = {rng.choice(NASTY): holder[key]}
        return bytes(yaml.dump(root, allow_unicode=True, encoding="utf-8", Dumper=yaml.CDumper))
    except (yaml.YAMLError, UnicodeError, RecursionError, ValueError, TypeError, AttributeError):
        return _flip(rng, data, other)


def _places(node: object, depth: int = 0) -> list[tuple[dict[object, object], object]]:
    found: list[tuple[dict[object, object], object]] = []
    if depth < 20 and isinstance(node, dict | list):
        keys = list(node) if isinstance(node, dict) else range(len(node))
        for key in keys:
            found.append((node, key))  # type: ignore[arg-type]
            found += _places(node[key], depth + 1)  # type: ignore[call-overload]
    return found


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _put, _lines, _value, *[_tree] * 6)
