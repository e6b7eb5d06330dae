"""The rows of a list of people -> persons, each word tied to what it says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from minutes_archive.importing.head.fields import Row
from minutes_archive.importing.people.qualifiers import Qualifier, Says, qualify
from minutes_archive.importing.words.names import Organisations, is_name, is_name_word, name_length
from minutes_archive.importing.words.passages import EMPTY, Passage, joined


@dataclass(slots=True)
class Person:
    """A person as a list tells of them."""

    name: Passage
    said: list[Qualifier] = field(default_factory=list)

    def of(self, says: Says) -> list[Qualifier]:
        return [qualifier for qualifier in self.said if qualifier.says is says]

    @property
    def folded(self) -> str:
        return " ".join(self.name.text.casefold().split())


_LEAD = re.compile(r"(?:[•\-–*+>]|\d{1,2}[.)](?=\s))\s*")
_NAME_AND_PARTY = re.compile(
    r"(?<![\w-])[A-ZÅÄÖ][\w'’-]+(?:\s(?:von|af|de|[A-ZÅÄÖ][\w'’-]+)){1,3}\s?\([A-ZÅÄÖ]{1,4}\)"
)
# "Eva Ek, ekonomichef §§ 45-49 Bo Alm, planchef".
_ITEMS_AND_NAME = re.compile(
    r"§§?\s*\d+(?:\s*[-–,]\s*\d+)*\s+(?=[A-ZÅÄÖ][a-zåäö'’-]+\s[A-ZÅÄÖ][a-zåäö])"
)
_FOR = re.compile(r"\b(?:för|ersätter|i stället|istället|och|samt|vice)\W*$", re.IGNORECASE)
_AND = re.compile(r"\s+(?:och|samt|&)\s+")
# Parts of a row: commas and semicolons that are not inside brackets.
_OPEN, _CLOSE = "([", ")]"


def read_people(words: Passage, organisations: Organisations) -> tuple[list[Person], list[Passage]]:
    """Return the persons of one row, and the words before the first name that fit nobody."""
    persons: list[Person] = []
    odd: list[Passage] = []
    single = _are_single_names(words, organisations)
    for part, joint in _parts(words, organisations):
        person = _person(part, organisations, single)
        if person:
            persons.append(person)
        elif persons:
            persons[-1].said += qualify_part(part, organisations)
        elif part:
            odd.append(part)
        if joint and persons:
            persons[-1].said.append(Qualifier(Says.JOINT, joint))
    return persons, odd


def qualify_part(part: Passage, organisations: Organisations) -> list[Qualifier]:
    """Return what a part of a row says of the person before it; brackets may hold more."""
    pieces = [piece for piece in _pieces_after_name(part, organisations) if piece]
    if len(pieces) > 1:
        said = [qualifier for piece in pieces for qualifier in qualify(piece, organisations)]
        if any(qualifier.says is not Says.NOTE for qualifier in said):
            return said
    return qualify(part, organisations)


def _parts(words: Passage, organisations: Organisations) -> Iterator[tuple[Passage, Passage]]:
    """Yield the parts of a row, each with the "och" after it.

    They stand between commas, or between two names joined by "och".
    """
    lead = _LEAD.match(words.text)
    rest = words.after(lead) if lead else words
    starts = _run_together(rest.text)
    if starts:
        for a, b in pairwise([0, *starts, len(rest)]):
            if rest[a:b]:
                yield from _parts(rest[a:b].strip(" ,;"), organisations)
        return
    begin = depth = 0
    for at, character in enumerate(rest.text):
        depth += (character in _OPEN) - (character in _CLOSE)
        if depth <= 0 and (character in ",;\n|" or _is_full_stop(rest.text, at)):
            yield from _at_and(rest[begin:at], organisations)
            begin = at + 1
    yield from _at_and(rest[begin:], organisations)


def _run_together(text: str) -> list[int]:
    """Return where persons begin whom nothing but their names and parties part.

    "Eva Ek (S) §§ 1-3 Bo Alm (M)": the columns of a page drawn as one line.
    """
    found = list(_NAME_AND_PARTY.finditer(text))
    starts = [match.end() for match in _ITEMS_AND_NAME.finditer(text)]
    for before, match in pairwise(found):
        between = text[before.end() : match.start()]
        if "," not in between[-2:] and ";" not in between[-2:] and not _FOR.search(between):
            starts.append(match.start())
    return sorted(set(starts))


def _is_full_stop(text: str, at: int) -> bool:
    """Return whether a full stop ends a name and does not shorten a word ("A.", "ordf.")."""
    if text[at] != "." or at + 2 >= len(text) or text[at + 1] != " ":
        return False
    before = re.search(r"[\w\-]+$", text[:at])
    if before is None or not text[at + 2].isupper():
        return False
    # "A. Ek" has an initial, "ordf. Ek" a word cut short; "Ann Li. Bo Ek" are two persons.
    return len(before[0]) > 4 or (len(before[0]) > 1 and before[0][0].isupper())


def _at_and(part: Passage, organisations: Organisations) -> Iterator[tuple[Passage, Passage]]:
    begin = 0
    for match in _AND.finditer(part.text):
        left, right = part.text[begin : match.start()].rstrip(), part.after(match).strip()
        named = right.text[:1].isupper() or _title_before(right, organisations)
        last = left.split()[-1] if left else ""
        if left and named and (left[-1] in ")]" or last[:1].isupper() or last[-1:].isdigit()):
            yield part[begin : match.start()].strip(), part.group(match).strip()
            begin = match.end()
    yield part[begin:].strip(), EMPTY


def _are_single_names(words: Passage, organisations: Organisations) -> bool:
    """Return whether a row lists people by one name each ("Anna, Bo, Carin")."""
    parts = [
        part.text.split("(")[0].strip(" .") for part, _ in _parts(words, organisations) if part
    ]
    names = [
        part
        for part in parts
        if is_name_word(part, organisations.pack)
        and " " not in part
        and not organisations.looks_like_one(part)
        and not organisations.pack.title.fullmatch(part)
    ]
    return len(parts) > 1 and len(names) == len(parts)


def _person(part: Passage, organisations: Organisations, single: bool) -> Person | None:
    """Return the person that a part of a row begins, or None when it says more of the last."""
    part = part.strip(" \t.*_\\")
    title = _title_before(part, organisations)
    rest = part[title:].strip()
    length = name_length(rest, organisations)
    name = rest[:length]
    if organisations.pack.whole("company_names").fullmatch(rest.text.split("(")[0].strip()):
        return None
    if not length or (len(name.text.split()) < 2 and not single):
        return None
    if organisations.looks_like_one(name.text) or organisations.pack.title.fullmatch(name.text):
        return None
    person = Person(name)
    if title:
        person.said += qualify(part[:title], organisations)
    for piece in _pieces_after_name(rest[length:], organisations):
        person.said += qualify(piece, organisations)
    return person


def _pieces_after_name(tail: Passage, organisations: Organisations) -> Iterator[Passage]:
    """Yield what stands after a name; whom the person stood in for keeps its own bracket."""
    match = re.search(
        rf"(?<![\w(])(?:{organisations.pack.values['substitute_for']})\s", tail.text, re.I
    )
    if match is None:
        yield from _tail_pieces(tail)
        return
    before = tail[: match.start()]
    # "(suppleant, tjänstgör för Bo Ek)": the bracket goes on behind.
    opened = before.text.count("(") > before.text.count(")")
    yield from before.strip(" (,").split(r",") if opened else _tail_pieces(before)
    yield tail[match.start() :].strip(" )") if opened else tail[match.start() :]


def _title_before(part: Passage, organisations: Organisations) -> int:
    """Return where a title such as "kommundirektör" ends, 0 when there is none.

    A title may be several words; the name must follow it.
    """
    ends = [match.end() for match in re.finditer(r"[^\s,:()]+:?", part.text)]
    for count, end in enumerate(ends[:6], start=1):
        head = part.text[:end].rstrip(":")
        if ":" in part.text[:end].rstrip(":"):
            break
        if not _is_title(head, organisations):
            continue
        follows = part.text[end:].strip()
        words = follows.split("(")[0].split(",")[0].split()
        between = list(itertools.takewhile(organisations.pack.particles.__contains__, words[1:]))
        begins = " ".join(words[: 2 + len(between)])  # "Carl af Ekenstam"
        if count < len(ends) and is_name(begins, organisations):
            return end
    return 0


def _is_title(head: str, organisations: Organisations) -> bool:
    pack = organisations.pack
    last = head.split()[-1].rstrip(".")
    if pack.title.fullmatch(last) or any(p.fullmatch(last) for _, p in pack.roles):
        return True
    return pack.title.fullmatch(head) is not None


def _tail_pieces(tail: Passage) -> Iterator[Passage]:
    """Yield what stands after a name, bracket by bracket."""
    begin = depth = 0
    for at, character in enumerate(tail.text):
        if character in _OPEN:
            if depth == 0:
                yield tail[begin:at]
                begin = at
            depth += 1
        elif character in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                inner = tail[begin + 1 : at]
                yield from inner.split(r"[,;]")
                begin = at + 1
        elif depth == 0 and (character in "\t|" or tail.text[at : at + 2] == ": "):
            yield tail[begin:at]
            begin = at + 1
    yield tail[begin:]


# How far from another column's left edge a column may begin and still be the same.
SAME_EDGE = 2.0
_GOES_ON = re.compile(r"(,|,\s[^,:;]{2,50}:|\b(?:och|samt|för|ersätter|av)|[(/&])$")
_WORD = r"[A-ZÅÄÖ][\w'’-]+"
_SURNAME_FIRST = re.compile(
    rf"\W{{0,3}}(?P<last>{_WORD}(?:\s{_WORD})?),\s+(?P<first>{_WORD}(?:\s{_WORD})?)(?=\s*(?:[(,]|$)|\s+[a-zåäö])"
)
_STANDS_IN = re.compile(r"\b(?:för|ersätter)\s+[A-ZÅÄÖ][\w-]*$")


def gathered_rows(rows: list[Row], organisations: Organisations) -> list[Row]:
    """Put together the rows that are one list broken over lines."""
    plain = [row for row in rows if len(row.cells) == 1]
    counts = [len(read_people(row.words, organisations)[0]) for row in plain]
    many = sum(count >= 2 for count in counts)
    running = len(plain) > 1 and many * 2 >= len(plain)
    # One word alone on a line ends the name above; several are where each of them comes from.
    narrow = len(_single_words(rows)) == 1
    made: list[Row] = []
    for row in rows:
        if made and _wraps_cells(made[-1], row, organisations):
            made[-1] = _with_wrapped(made[-1], row)
            continue
        if made and not row.blank and len(row.cells) == 1 and len(made[-1].cells) == 1:
            last = made[-1]
            if running or _goes_on(last, row, organisations, narrow):
                words = joined([last.words, row.words])
                made[-1] = Row(last.line, (words,), last.edges, last.blank)
                continue
        made.append(row)
    return made


def in_spoken_order(rows: list[Row], organisations: Organisations) -> list[Row]:
    """Turn the names of a list that is ordered by surname: "Ek, Eva (S)" becomes "Eva Ek (S)"."""
    found = [_SURNAME_FIRST.match(row.cells[0].text) if row.cells else None for row in rows]
    sure = [m for m in found if m and " " not in m["last"] and _are_names(m, organisations)]
    least = 2 if any("(" in m.string for m in sure) else 3
    if len(sure) < least or len(sure) * 3 < len(rows) * 2:
        return rows
    made = []
    for row, match in zip(rows, found, strict=True):
        if match is None or not _are_names(match, organisations):
            made.append(row)
            continue
        cell = row.cells[0]
        name = joined([cell.group(match, "first"), cell.group(match, "last")])
        lead = cell[: match.start("last")]
        turned = joined([part for part in (lead, name, cell[match.end() :]) if part])
        made.append(Row(row.line, (turned, *row.cells[1:]), row.edges, row.blank))
    return made


# An initial stands right before a name, and is one letter.
_PARTY_APART = re.compile(r"\S\S|\S\s\s")
_FIRST_WORD = re.compile(r"\S+\s*")


def parties_after_names(rows: list[Row], organisations: Organisations) -> list[Row]:
    """Turn the rows of a list with a party before each name: "M  Eva Ek" becomes "Eva Ek, M"."""
    made = [_party_after_name(row, organisations) for row in rows]
    sure = [
        row
        for row, new in zip(rows, made, strict=True)
        if new and _PARTY_APART.match(row.words.text)
    ]
    turned = [row for row in made if row]
    if (len(turned) < 2 and not sure) or len(turned) * 2 < len(rows):
        return rows
    return [new or row for new, row in zip(made, rows, strict=True)]


def _party_after_name(row: Row, organisations: Organisations) -> Row | None:
    words = row.cells[0]
    first = _FIRST_WORD.match(words.text)
    if first is None or not organisations.pack.party.fullmatch(first[0].strip()):
        return None
    more = [words.after(first)] if words.after(first) else []
    cells = [*more, *row.cells[1:]]
    if not cells or not read_people(cells[0], organisations)[0]:
        return None
    party = words.group(first).strip()
    edges = row.edges if more else row.edges[1:]
    return Row(row.line, (joined([cells[0], party], ", "), *cells[1:]), edges, row.blank)


def _are_names(match: re.Match[str], organisations: Organisations) -> bool:
    words = [*match["last"].split(), *match["first"].split()]
    known = any(organisations.looks_like_one(match[part]) for part in ("last", "first"))
    return not known and all(is_name_word(word, organisations.pack) for word in words)


def _single_words(rows: list[Row]) -> list[Row]:
    return [row for row in rows if re.fullmatch(r"[^\W\d_][\w-]+", row.words.text.strip())]


def places_below(rows: list[Row]) -> list[int]:
    """Return the lines of a list that only say where the person above comes from."""
    singles = [row.line for row in _single_words(rows) if row.words.text.strip()[0].isupper()]
    return singles if len(singles) > 1 and len(singles) * 2 <= len(rows) else []


def _wraps_cells(last: Row, row: Row, organisations: Organisations) -> bool:
    """Return whether a row only holds what the cells of the row above had no room for."""
    if row.blank or len(last.cells) < 2 or len(row.cells) >= len(last.cells):
        return False
    if any(_nearest(last, edge) is None for edge in row.edges):
        return False
    if abs(row.edges[0] - last.edges[0]) > SAME_EDGE:
        return not any(read_people(cell, organisations)[0] for cell in row.cells)
    whole = [bool(read_people(r.cells[0], organisations)[0]) for r in (last, row)]
    return _is_of_name(row.cells[0].text.split()[0], organisations) and not all(whole)


def _is_of_name(word: str, organisations: Organisations) -> bool:
    return is_name_word(word, organisations.pack) or word in organisations.pack.particles


def _nearest(last: Row, edge: float) -> int | None:
    near = [at for at, other in enumerate(last.edges) if abs(other - edge) <= SAME_EDGE]
    return near[0] if near else None


def _with_wrapped(last: Row, row: Row) -> Row:
    cells = list(last.cells)
    for cell, edge in zip(row.cells, row.edges, strict=True):
        at = _nearest(last, edge) or 0
        cells[at] = joined([cells[at], cell])
    return Row(last.line, tuple(cells), last.edges, last.blank)


def _goes_on(last: Row, row: Row, organisations: Organisations, narrow: bool) -> bool:
    """Return whether a row ends in the middle of what it says."""
    before, here = last.words.text.rstrip(), row.words.text.strip()
    if before.count("(") > before.count(")"):
        return True
    if _GOES_ON.search(before) or _STANDS_IN.search(before):
        return True
    if here[:1] in "(,§" or here[:1].isdigit():
        return True
    if here[:1].islower():
        return not read_people(row.words.split(r",")[0], organisations)[0]
    return _breaks_a_name(before, here, organisations, narrow)


def _breaks_a_name(before: str, here: str, organisations: Organisations, narrow: bool) -> bool:
    """Return whether a name stands on both sides of a line's end; only a narrow column breaks one
    after two words.
    """
    last, first = re.split(r"[,:]", before)[-1].split(), here.split("(")[0].split(",")[0].split()
    if not first or not all(_is_of_name(w, organisations) for w in [*last, first[0]]):
        return False
    if organisations.looks_like_one(" ".join(first)) or organisations.looks_like_one(
        " ".join(last)
    ):
        return False
    # Two words on the next line are a name of their own: "Bo Alm, Bolby" / "Siv Öd, Cedervik".
    return len(first) == 1 and len(last) <= (1 if "," in before or not narrow else 3)


def cell_lines(cell: Passage, organisations: Organisations) -> list[Passage]:
    """Return the lines of a cell, put together where one only goes on with the last."""
    made: list[Passage] = []
    for line in cell.split(r"\n"):
        if made and _goes_on(_as_row(made[-1]), _as_row(line), organisations, narrow=True):
            made[-1] = joined([made[-1], line])
        else:
            made.append(line)
    return made


def _as_row(line: Passage) -> Row:
    return Row(0, (line,), (0.0,), 0)
