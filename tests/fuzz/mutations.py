"""Ways to damage a minutes file: bytes, lines, line ends, values and structure, from one seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from fuzz.structure import change_structure

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
    # Days at the ends of the calendar, and numbers that are digits elsewhere.
    *("0001-01-01", "2100-02-29", "1900-02-29", "2023-1-1", "٢٠٢٣-٠١-٢٦", "²", "1٣", "½", "Ⅷ"),
    *("00.00–24.00", "8.30-7.10", "kl 25", "99.99–00.00", "2023-W04", "-0001-01-01"),
    # Identity numbers as they are not to slip through, and what may not be taken for one.
    *(
        "811218\u200b-9876",
        "8112**18-98**76",
        "811218\\-9876",
        "８１１２１８-９８７６",
        "212000-2882",
    ),
    *("811218&#45;9876", "811218<!-- -->-9876", "[811218](http://a.example)-9876", "0" * 12),
    # Addresses that are none, or lead out of the site.
    *("https://[", "http://a b", "//evil.example", "https://x@y:z/", "mailto:", "data:,x", "../"),
    *("[a]: x\n\n[a]", "![x](//evil.example/a.png)", "<a@b.example>", "<https://[::1>"),
    *("aux.txt", "NUL", "x.pdf.", "..", ".", "a\\b.pdf", "%2e%2e%2f", "å\u0308.pdf", "x" * 300),
    *("\u2066x\u2069", "\u200f", "\u00ad", "\u200b", "\x85", "\x1b[2J", "\x7f", "\ud7ff"),
    *("- a\n" * 500, "1. " * 100, "#" * 50, "a\n" * 2000, "  " * 3000, "\\" * 999, "`" * 999),
    *("<<: {status: published}", "<<: [*x, *y]", "? [a, b]\n: c", "--- x", "...", "%YAML 9.9\n---"),
    *("!!binary aGVq", "!!set {a, b}", "!!omap [a: 1]", "!<tag:x,2020:y> z", "!local", "=", "!"),
)
MAX = 60_000

Mutation = Callable[[random.Random, bytes, bytes], bytes]


def mutate(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Return a damaged copy; `other` is a file to take parts from. At most 60 kB."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        data = rng.choice(MUTATIONS)(rng, data, other)[:MAX]
    return data


def damage_bytes(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Return a copy with bytes changed, left out or put in: for files that are no YAML."""
    for _ in range(rng.choice((1, 2, 4))):
        data = rng.choice((_flip, _cut, _put))(rng, data, other)
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
    piece = rng.choice((_nasty(rng), other[start : start + rng.randrange(200)]))
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


def _line_ends(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """End lines in other ways, all of them or some, and perhaps begin with a byte order mark."""
    ends = (b"\r\n", b"\r", b"\n\r", b"\x0b", b"\x0c", *(c.encode() for c in "\x85\u2028\u2029"))
    end = rng.choice(ends)
    share = rng.choice((1.0, 0.5, 0.02))
    changed = re.sub(rb"\n", lambda m: end if rng.random() < share else m[0], data)
    return rng.choice((b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf" * 2)) + changed


def _encoding(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Write the file as another program would."""
    text = data.decode("utf-8", "replace")
    name = rng.choice(("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7", "mac_roman"))
    return text.encode(name, "replace")


def _value(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Put something nasty in a value's place, the line otherwise as it was."""
    lines = data.split(b"\n")
    with_value = [number for number, line in enumerate(lines) if b": " in line]
    if with_value:
        at = rng.choice(with_value)
        key = lines[at].partition(b": ")[0]
        lines[at] = key + b": " + _nasty(rng)
    return b"\n".join(lines)


def _aliases(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """Name values and refer to them: to known ones, later ones, themselves, and with merge keys."""
    lines = data.split(b"\n")
    for _ in range(rng.choice((2, 3, 8))):
        at = rng.randrange(len(lines))
        name = rng.choice((b"x", b"y"))
        key, colon, value = lines[at].partition(b": ")
        match rng.randrange(4):
            case 0 if colon:
                lines[at] = key + b": &" + name + b" " + value
            case 1 if colon:
                lines[at] = key + b": *" + name
            case 2:
                indent = len(lines[at]) - len(lines[at].lstrip())
                lines.insert(at, b" " * indent + b"<<: *" + name)
            case _:
                lines[at] = lines[at].rstrip() + b" &" + name
    return b"\n".join(lines)


def _tree(rng: random.Random, data: bytes, other: bytes) -> bytes:
    changed = change_structure(rng, data, other, NASTY)
    return _flip(rng, data, other) if changed is None else changed


def _nasty(rng: random.Random) -> bytes:
    return rng.choice(NASTY).encode("utf-8", "replace")


MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _cut, _put, _lines, _value, _line_ends, _encoding, _aliases),
    *[_tree] * 12,
)
