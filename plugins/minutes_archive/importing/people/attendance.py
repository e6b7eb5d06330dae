"""Labelled fields of the head -> who was present and who was absent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minutes_archive.importing.head.fields import Field, Row
from minutes_archive.importing.people.persons import (
    Person,
    cell_lines,
    gathered_rows,
    in_spoken_order,
    parties_after_names,
    places_below,
    qualify_part,
    read_people,
)
from minutes_archive.importing.people.qualifiers import Qualifier, Says, qualify
from minutes_archive.importing.words.column_headings import people_columns
from minutes_archive.importing.words.draft_tree import Gathered, MarkKind
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.passages import Passage, unsourced
from minutes_archive.model import Role

GROUP_ROLES = {
    "member": Role.MEMBER,
    "substitute": Role.SUBSTITUTE,
    "officer": Role.OFFICER,
    "guest": Role.GUEST,
    "presenter": Role.PRESENTER,
    "chair": Role.CHAIR,
    "vice_chair": Role.VICE_CHAIR,
    "secretary": Role.SECRETARY,
}
_ONE_HOLDS = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY})
_PROSE = re.compile(r"[.!?:]$")
_BEFORE_COLON = re.compile(r"(?:[-–•*+]\s*)?(?P<group>[^:,(]{3,60}):\s+(?=\S)")
_GROUP_INSIDE = re.compile(
    r"(?:^|(?:[,;]|(?<=[a-zåäö]{2})\.)\s+)(?P<group>[A-ZÅÄÖ](?:\.(?!\s)|[^.,:;()]){2,50}):\s+(?=[A-ZÅÄÖ])"
)
_CROSS = re.compile(r"\s*[Xx✓]\b[\s,;]*")


@dataclass(slots=True)
class ListedPerson:
    """A person with the group of the list that the name stands in."""

    person: Person
    role: Role | None
    absent: bool


@dataclass(slots=True)
class People:
    """What one field said of people, and the rows that were none of its business."""

    listed: list[ListedPerson] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)


def read_list(entry: Field, organisations: Organisations, gathered: Gathered) -> People:
    """Read the rows under one label for persons, until the rows are of something else."""
    rows, columns, edges = _without_heading(entry, organisations.pack, gathered)
    people = People()
    unmarked: list[ListedPerson] = []
    group: Qualifier | None = None
    begun: int | None = None
    rows = in_spoken_order(parties_after_names(rows, organisations), organisations)
    whole = gathered_rows(rows, organisations)
    below = places_below(rows)
    for row in (part for one in whole for part in _by_group(one, organisations)):
        if organisations.pack.whole("see_elsewhere").fullmatch(row.words.text.strip(" .")):
            gathered.mark(MarkKind.LABEL, *row.cells)
            continue
        named, row, lasts = _group_before(row, organisations)
        group = named or group
        held = _columns_of(row, columns, edges)
        found, odd = _read_row(row, held, organisations)
        if not found:
            kind = _row_without_name(row, people, organisations)
            if kind == "stop" and row.line in below and not row.blank:
                kind = "more"
            if kind == "group":
                group = _group(row.words)
            elif kind == "more":
                for part in row.words.split(r","):
                    people.listed[-1].person.said += qualify_part(part, organisations)
            elif kind == "stop":
                people.left += [left for left in rows if left.line >= row.line]
                break
            else:
                people.left.append(row)
            continue
        for passage in odd:
            found[0].said += qualify(passage, organisations)
        for person in found:
            group = _in_group(person, group, organisations)
            gone = entry.concept == "absent" or bool(person.of(Says.ABSENT))
            role = GROUP_ROLES.get(entry.concept)
            # "Vice ordförande Bo Alm" is one line of a list, which goes on with other members.
            if role in _ONE_HOLDS and people.listed and row.line > entry.line == begun:
                role = None
            begun = row.line if begun is None else begun
            people.listed.append(ListedPerson(person, role, gone))
            if "presence" in columns and "presence" not in held:
                unmarked.append(people.listed[-1])
        group = None if named and not lasts else group
    marked = [person for person in people.listed if person.person.of(Says.PRESENT)]
    if marked:
        if len(marked) * 2 > len(people.listed):
            # "Ulf By  -" in a list of crosses whose columns have no headings.
            unmarked += [p for p in people.listed if p not in (*marked, *unmarked) and not p.absent]
        for listed in unmarked:
            listed.absent = True
            gathered.note(
                "W529",
                f"rutan för närvaro är tom: {listed.person.name.text} lästes som frånvarande",
                listed.person.name,
                "flytta till present: om rutan bara inte är ifylld",
            )
    return people


def _columns_of(row: Row, columns: list[str], edges: Sequence[float]) -> list[str]:
    """Return what each cell of a row holds; where cells are empty, their places tell."""
    if len(row.cells) >= len(columns) or len(edges) != len(columns):
        return columns[: len(row.cells)]
    nearest = [min(range(len(edges)), key=lambda n: abs(edges[n] - edge)) for edge in row.edges]
    if len(set(nearest)) < len(nearest):
        return columns[: len(row.cells)]
    return [columns[at] for at in nearest]


def _by_group(row: Row, organisations: Organisations) -> list[Row]:
    """Part "Almverket: Eva Ek, Bolverket: Bo Alm, Ann Li" where another organisation begins."""
    if len(row.cells) != 1:
        return [row]
    words = row.cells[0]
    starts = [
        match.start("group")
        for match in _GROUP_INSIDE.finditer(words.text)
        if not any(map(str.isdigit, match["group"]))
        and read_people(words[match.end() :], organisations)[0]
        and not read_people(words.group(match, "group"), organisations)[0]
    ]
    if len(starts) < 2:
        return [row]
    cuts = [0, *(s for s in starts if s), len(words)]
    return [
        Row(row.line, (words[a:b].strip(" ,;"),), row.edges, row.blank)
        for a, b in pairwise(cuts)
        if words[a:b].strip(" ,;")
    ]


def _group(words: Passage) -> Qualifier:
    return Qualifier(Says.NOTE, words.strip(" :•-–*#"))


def _group_before(row: Row, organisations: Organisations) -> tuple[Qualifier | None, Row, bool]:
    """Take an organisation before the persons of a row off it.

    In a column of its own it holds for the rows below as well; before a colon it does not.
    """
    first = row.cells[0]
    if len(row.cells) > 1:
        if not organisations.looks_like_one(first.text.strip(" :")):
            return None, row, False
        if read_people(first, organisations)[0]:
            return None, row, False
        return _group(first), Row(row.line, row.cells[1:], row.edges[1:], row.blank), True
    before = _BEFORE_COLON.match(first.text)
    if before is None or len(before["group"].split()) > 4 or any(map(str.isdigit, before["group"])):
        return None, row, False
    if not read_people(first.after(before), organisations)[0]:
        return None, row, False
    rest = Row(row.line, (first.after(before),), row.edges, row.blank)
    return _group(first.group(before, "group")), rest, False


def _in_group(
    person: Person, group: Qualifier | None, organisations: Organisations
) -> Qualifier | None:
    """Give a person the organisation of the group; its words are the first person's."""
    if group is None:
        return None
    if not person.of(Says.ORGANISATION):
        identity = organisations.id_of(group.words.text)
        says = Says.ORGANISATION if identity else Says.NOTE
        person.said.append(Qualifier(says, group.words, identity))
        return Qualifier(group.says, unsourced(group.words.text))
    return group


def _bare(row: Row) -> str:
    return row.words.text.strip(" :•-–*#")


def _without_heading(
    entry: Field, pack: LanguagePack, gathered: Gathered
) -> tuple[list[Row], list[str], list[float]]:
    """Take the column headings off a table of people; "" for a column not understood.

    The third value is where the columns begin.
    """
    rows = [row for row in entry.rows if row.words.text.strip(" |:-")]
    if not rows:
        return rows, [], []
    on_label_line = rows[0].line == entry.line and bool(entry.label)
    names = people_columns(rows[0].cells, pack)
    if not all(names) or (len(names) < 2 and not on_label_line):
        return rows, [], []
    gathered.mark(MarkKind.LABEL, *rows[0].cells)
    edges = list(rows[0].edges)
    if on_label_line:
        return rows[1:], ["name", *names], [entry.edge, *edges]
    return rows[1:], names, edges


def _read_row(
    row: Row, columns: list[str], organisations: Organisations
) -> tuple[list[Person], list[Passage]]:
    """Return the persons of a row; its further columns say more of the last of them."""
    persons: list[Person] = []
    odd: list[Passage] = []
    for at, cell in enumerate(row.cells):
        column = columns[at] if at < len(columns) else ""
        if not cell.text.strip(" |"):
            continue
        if persons and column == "role" and read_people(cell, organisations)[0] == []:
            persons[-1].said += _cell_says(cell, column, organisations)
            continue
        if persons and (column not in ("", "name") or not read_people(cell, organisations)[0]):
            persons[-1].said += _cell_says(cell, column, organisations)
            continue
        found: list[Person] = []
        for part in cell_lines(cell, organisations):
            here, rest = read_people(part, organisations)
            found += here
            if here or not found:
                odd += rest
            else:
                for passage in rest:
                    found[-1].said += qualify(passage, organisations)
        persons += found
    return persons, odd


def _presence(cell: Passage, organisations: Organisations) -> list[Qualifier]:
    """Read a cross, a "ja" or a dash in the column that says who was there."""
    if re.fullmatch(r"\s*[-–—]\s*|\s*0\s*", cell.text):
        return [Qualifier(Says.ABSENT, cell)]
    cross = _CROSS.match(cell.text)
    if cross and cell.after(cross):
        return [
            Qualifier(Says.PRESENT, cell.group(cross)),
            *qualify(cell.after(cross), organisations),
        ]
    return qualify(cell, organisations)


def _cell_says(cell: Passage, column: str, organisations: Organisations) -> list[Qualifier]:
    if column == "presence":
        return _presence(cell, organisations)
    said = []
    parts = cell.split(r"[,;\n]") if column != "organisation" else [cell]
    for part in parts:
        said += qualify(part, organisations)
    if column == "organisation":
        return [
            Qualifier(Says.ORGANISATION if q.value else Says.NOTE, q.words, q.value, q.label)
            for q in said
        ]
    return said


def _row_without_name(row: Row, people: People, organisations: Organisations) -> str:
    """Return what a row without a person is: "group" (its name), "skip", or how it goes on."""
    text = _bare(row)
    named = organisations.looks_like_one(text) and len(text) < 60 and len(row.cells) == 1
    opens = not people.listed or row.words.text.strip().endswith(":")
    if named and (organisations.id_of(text) or opens):
        return "group"
    if not people.listed:
        return "skip"
    head, _, tail = row.words.text.strip(" :•-–*#").partition(":")
    absent = organisations.pack.whole("nobody").fullmatch(tail.strip(" .")) is not None
    if absent and organisations.looks_like_one(head):
        return "skip"
    if row.blank or len(text) > 70 or (_PROSE.search(text) and len(text) > 25):
        return "stop"
    return "more" if text[:1].islower() or text[:1] in "(," else "stop"
