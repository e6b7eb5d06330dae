"""The end of the document: who wrote the minutes and who attested them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from minutes_archive.importing.head.fields import Field, Label, find_label
from minutes_archive.importing.people.persons import Person, read_people
from minutes_archive.importing.people.qualifiers import Says
from minutes_archive.importing.words.dates import find_dates
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.passages import Passage, joined
from minutes_archive.importing.words.source import Source
from minutes_archive.model import Role

SIGNING = frozenset(
    {"recorded_by", "attested_by", "secretary", "chair", "vice_chair", "signatures"}
)
MAX_LINES = 40
_PLACE = re.compile(
    r"(?:(?:Protokollet\s+)?(?:[Jj]ustera(?:t|s|des)|[Uu]ndertecknat)\b\s*)?(?:i\s+)?"
    r"(?:[A-ZÅÄÖ][\w-]*(?:\s[A-ZÅÄÖ][\w-]*){0,2})?(?:\s?den)?"
)
_RULE = re.compile(r"\s*(?:[._…]{8,}\s*)+")
# What a role after a name on a line to sign says that the person signed as.
_SIGNED_ROLE = {
    Role.CHAIR.value: "chair",
    Role.SECRETARY.value: "recorded_by",
    Role.ATTESTER.value: "attested_by",
}
_BULLET = re.compile(r"\s*[-–•*]\s")
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
    lines, closing = _without_closing(source, lines, organisations)
    for at in range(len(lines) - 1, max(-1, len(lines) - MAX_LINES), -1):
        tail = lines[at:]
        if (
            _signing_label(source, lines[at], pack) is None
            and not _is_rule(source, tail)
            and not (
                source.lines[lines[at]].blank and _signs_with_role(source, lines[at], organisations)
            )
        ):
            continue
        if all(_fits(source, index, organisations) for index in tail):
            best = tail
    if best and len(best) < len(lines):
        at = len(lines) - len(best)
        if _names_only(source, lines[at - 1], organisations) and labels_below(
            source, lines[at - 1 :], organisations
        ):
            at -= 1
        while at > 1 and _signs_with_role(source, lines[at - 1], organisations):
            at -= 1
        best = _with_place_and_day(source, lines, at, pack)
    return [*best, *closing] if closing else best


def _without_closing(
    source: Source, lines: Sequence[int], organisations: Organisations
) -> tuple[Sequence[int], Sequence[int]]:
    """Part off a place with a day, and names alone, at the very end: "Almvik 2025-03-06"."""
    at = len(lines)
    named = dated = False
    while at > 1:
        text = source.lines[lines[at - 1]].text.strip()
        if _is_place_and_day(text, organisations.pack):
            dated = True
        elif _names_only(source, lines[at - 1], organisations) and len(text) < 60:
            named = True
        else:
            break
        at -= 1
    last = source.cells(lines[-1]) if lines else []
    side_by_side = named and len(last) > 1 and bool(source.lines[lines[-1]].blank)
    return (lines[:at], lines[at:]) if named and (dated or side_by_side) else (lines, ())


def _is_place_and_day(text: str, pack: LanguagePack) -> bool:
    dated = find_dates(text, pack)
    if not dated or dated[-1].end < len(text.rstrip(".")) or not (dated[0].start and dated[0].year):
        return False
    return _PLACE.fullmatch(text[: dated[0].start].strip(" ,.")) is not None


def labels_below(source: Source, lines: Sequence[int], organisations: Organisations) -> bool:
    """Return whether the names of a sign-off stand above what they signed as."""
    kept = _said(source, lines, organisations.pack)
    return (
        len(kept) > 1
        and _names_only(source, kept[0], organisations)
        and _bare_labels(source, kept[1], organisations.pack) is not None
        and _bare_labels(source, kept[-1], organisations.pack) is not None
    )


def _said(source: Source, lines: Sequence[int], pack: LanguagePack) -> list[int]:
    """Return the lines that are neither dots to sign on nor the place and day of signing."""
    texts = {index: source.lines[index].text.strip() for index in lines}
    kept = [i for i, t in texts.items() if not (_DOTS.fullmatch(t) or _is_place_and_day(t, pack))]
    # "Underskrifter" says no more than that they follow.
    first = _bare_labels(source, kept[0], pack) if kept else None
    return kept[1:] if first and {label.concept for label in first} == {"signatures"} else kept


def offices_below(
    source: Source, lines: Sequence[int], organisations: Organisations
) -> frozenset[int]:
    """Return the lines that only say the office of those who signed right above them.

    Under "Vid protokollet" and "Justeras" stand the names, and below these "Sekreterare" and
    "Ordförande"; who signs further down signs for the label above.
    """
    kept = [index for index in lines if not _DOTS.fullmatch(source.lines[index].text)]
    found = set()
    for first, above, below in zip(kept, kept[1:], kept[2:], strict=False):
        labels = _bare_labels(source, first, organisations.pack)
        offices = _bare_labels(source, below, organisations.pack)
        purposes = {label.concept for label in labels or ()}
        if (
            purposes & {"recorded_by", "attested_by"}
            and _names_only(source, above, organisations)
            and offices
            and all(label.concept in ("secretary", "chair", "vice_chair") for label in offices)
        ):
            found.add(below)
    return frozenset(found)


def signed_above(
    source: Source, lines: Sequence[int], organisations: Organisations
) -> list[tuple[Label, list[Passage]]]:
    """Return the labels of such a sign-off, each with the names above it in its column."""
    found: list[tuple[Label, list[Passage]]] = []
    kept = _said(source, lines, organisations.pack)
    for above, below in pairwise(kept):
        labels = _bare_labels(source, below, organisations.pack)
        cells = tuple(part for cell in source.cells(above) for part in cell.split(r"\s/\s"))
        if labels is None or not _names_only(source, above, organisations):
            continue
        for at, label in enumerate(labels):
            own = cells[at : at + 1] if len(labels) > 1 else cells
            found.append((label, [n for cell in own for n in names_in(cell, organisations, ())]))
    return found


def _signs_with_role(source: Source, index: int, organisations: Organisations) -> bool:
    """Return whether a line to sign on says who and as what: "Bo Alm, sekreterare"."""
    words = joined(source.cells(index))
    persons, odd = read_people(words, organisations)
    if len(persons) != 1 or odd or len(words) > 60:
        return False
    roles = [q for q in persons[0].said if q.says is not Says.JOINT]
    return len(roles) == 1 and roles[0].value in _SIGNED_ROLE


def _names_only(source: Source, index: int, organisations: Organisations) -> bool:
    words = joined(source.cells(index))
    words = joined(words.split(r"\s/\s"), ", ")
    persons, odd = read_people(words, organisations)
    length = sum(len(q.words) for p in persons for q in p.said)
    return (
        bool(persons) and not odd and length < 8 and find_label(words, organisations.pack) is None
    )


def _bare_labels(source: Source, index: int, pack: LanguagePack) -> list[Label] | None:
    """Return the labels that a line consists of; None when it holds anything else."""
    cells = [part for cell in source.cells(index) for part in cell.split(r"\s/\s")]
    labels = [find_label(cell, pack) for cell in cells]
    known = [label for label in labels if label and not label.rest and label.concept in SIGNING]
    return known if known and len(known) == len(labels) else None


def _is_rule(source: Source, tail: Sequence[int]) -> bool:
    """Return whether a line is one to sign on, with something under it."""
    text = source.lines[tail[0]].text
    return len(tail) > 1 and _RULE.fullmatch(text) is not None


def _with_place_and_day(
    source: Source, lines: Sequence[int], at: int, pack: LanguagePack
) -> Sequence[int]:
    """Return a sign-off from its first line, or from the place and day right above it."""
    while at > 1 and _tells_where(source, lines[at - 1], pack):
        at -= 1
    above = source.lines[lines[at - 1]].text.strip() if at else ""
    dated = find_dates(above, pack)
    if dated and dated[0].year and dated[-1].end >= len(above.rstrip(".")):
        place = above[: dated[0].start].strip(" ,.")
        if _PLACE.fullmatch(place):
            return lines[at - 1 :]
    return lines[at:]


def _tells_where(source: Source, index: int, pack: LanguagePack) -> bool:
    """Return whether a line is "Justering" or "Ort och datum: Almvik 2025-03-06"."""
    label = find_label(joined(source.cells(index), "\t"), pack)
    return label is not None and label.concept == "attestation_place"


def _signing_label(source: Source, index: int, pack: LanguagePack) -> Label | None:
    words = joined(source.cells(index), "\t")
    label = find_label(words, pack)
    if label is None and (bare := _bare_labels(source, index, pack)):
        return bare[0]
    if label is None or label.concept not in SIGNING or len(words) > 120:
        return None
    if _BULLET.match(words.text) or source.lines[index].style == "list":
        return None  # "- mötesordförande: Eva" tells who was elected
    if label.rest and label.rest.text.rstrip().endswith(".") and len(label.rest.text.split()) > 4:
        return None  # a sentence about somebody
    return label


def _fits(source: Source, index: int, organisations: Organisations) -> bool:
    """Return whether a line can stand in a sign-off: a label, names, dots, a date or a place."""
    words = joined(source.cells(index), "\t")
    text = words.text.strip()
    if _DOTS.fullmatch(text) or find_label(words, organisations.pack):
        return True
    if _bare_labels(source, index, organisations.pack):
        return True
    persons, odd = read_people(words, organisations)
    if persons:
        return len(text) < 120 and sum(len(o.text) for o in odd) < 30
    return len(text) < 60 and not text.endswith((".", ":"))


def signed_roles(cells: Iterable[Passage], organisations: Organisations) -> list[Signature]:
    """Return the names that are followed by what they signed as."""
    found = []
    for cell in cells:
        for person in read_people(cell.strip(), organisations)[0]:
            roles = [_SIGNED_ROLE.get(q.value, "") for q in person.of(Says.ROLE)]
            found += [Signature(concept, person.name) for concept in roles[:1] if concept]
    return found


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
    """Return the names in a field's rows; of attesters only those, where some are called so."""
    cells = [cell for row in entry.rows for cell in row.cells]
    called = [
        one.name for one in signed_roles(cells, organisations) if one.concept == entry.concept
    ]
    if called and entry.concept == "attested_by":
        return called
    return [name for cell in cells for name in names_in(cell, organisations, known)]


def reads_as_signature(name: str) -> bool:
    """Return whether a name is one, not scribbles and numbers of a signing service or a scan."""
    words = [word for word in name.split() if word[1:] != "."]
    vowels = [re.search(r"[aeiouyåäöéáóíü]", word, re.IGNORECASE) for word in words]
    return len(words) > 1 and all(vowels)


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
            found += [
                (p.name.start, p.name)
                for p in _persons(part, organisations)
                if reads_as_signature(p.name.text)
            ]
        begin = b
    return [name for _, name in sorted(((n.start, n) for _, n in found), key=lambda pair: pair[0])]


def _persons(part: Passage, organisations: Organisations) -> list[Person]:
    return read_people(part.strip(" \t.,;:"), organisations)[0]
