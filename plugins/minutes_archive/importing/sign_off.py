"""The end of the document: who wrote the minutes and who attested them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from minutes_archive.importing.fields import Field, Label, find_label
from minutes_archive.importing.language_pack import LanguagePack
from minutes_archive.importing.names import Organisations
from minutes_archive.importing.passages import Passage, joined
from minutes_archive.importing.people import Person, read_people
from minutes_archive.importing.source import Source

SIGNING = frozenset(
    {"recorded_by", "attested_by", "secretary", "chair", "vice_chair", "signatures"}
)
MAX_LINES = 40
_DOTS = re.compile(r"[._…\-–/\s]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """A name under the label it was signed for."""

    concept: str
    name: Passage


def find_sign_off(
    source: Source, lines: Sequence[int], organisations: Organisations
) -> Sequence[int]:
    """Return the lines at the end that are a sign-off; the last item ends before them."""
    pack = organisations.pack
    best: Sequence[int] = ()
    for at in range(len(lines) - 1, max(-1, len(lines) - MAX_LINES), -1):
        tail = lines[at:]
        label = _signing_label(source, lines[at], pack)
        if label is None:
            continue
        if all(_fits(source, index, organisations) for index in tail):
            best = tail
    return best


def _signing_label(source: Source, index: int, pack: LanguagePack) -> Label | None:
    words = joined(source.cells(index), "\t")
    label = find_label(words, pack)
    if label is None or label.concept not in SIGNING or len(words) > 120:
        return None
    return label


def _fits(source: Source, index: int, organisations: Organisations) -> bool:
    """Tell whether a line can stand in a sign-off: a label, names, dots, a date or a place."""
    words = joined(source.cells(index), "\t")
    text = words.text.strip()
    if _DOTS.fullmatch(text) or find_label(words, organisations.pack):
        return True
    persons, odd = read_people(words, organisations)
    if persons:
        return len(text) < 120 and sum(len(o.text) for o in odd) < 30
    return len(text) < 60 and not text.endswith((".", ":"))


def read_signatures(
    fields: Sequence[Field], organisations: Organisations, known: Sequence[str]
) -> list[Signature]:
    """Return the names under the labels of a sign-off.

    Two labels on one line with the names on the next are told apart by columns where
    there are any, otherwise by the names that the list of people knows.
    """
    found: list[Signature] = []
    for _, group in groupby(fields, key=lambda entry: entry.line):
        labels = list(group)
        named = [_names(entry, organisations, known) for entry in labels]
        names = sorted((name for one in named for name in one), key=lambda name: name.start)
        if len(labels) > 1 and not all(named) and len(names) >= len(labels):
            last = len(labels) - 1
            found += [Signature(labels[min(i, last)].concept, n) for i, n in enumerate(names)]
        else:
            found += [
                Signature(entry.concept, name)
                for entry, one in zip(labels, named, strict=True)
                for name in one
            ]
    return found


def _names(entry: Field, organisations: Organisations, known: Sequence[str]) -> list[Passage]:
    """Return the names in a field's rows."""
    names: list[Passage] = []
    for row in entry.rows:
        for cell in row.cells:
            names += names_in(cell, organisations, known)
    return names


def names_in(words: Passage, organisations: Organisations, known: Sequence[str]) -> list[Passage]:
    """Return the names in some words: those known first, then what reads as a name."""
    taken: list[tuple[int, int]] = []
    for name in sorted(known, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words.text, re.IGNORECASE):
            if not any(match.start() < b and a < match.end() for a, b in taken):
                taken.append(match.span())
    found = [(a, words[a:b]) for a, b in taken]
    begin = 0
    for a, b in [*sorted(taken), (len(words), len(words))]:
        for part in words[begin:a].split(r"\.{2,}|_{2,}|…|\t|/|\n|\s{3,}"):
            found += [(p.name.start, p.name) for p in _persons(part, organisations)]
        begin = b
    return [name for _, name in sorted(((n.start, n) for _, n in found), key=lambda pair: pair[0])]


def _persons(part: Passage, organisations: Organisations) -> list[Person]:
    return read_people(part.strip(" \t.,;:"), organisations)[0]
