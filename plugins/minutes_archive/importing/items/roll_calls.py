"""Lists of how each member voted: a table with crosses, or a word beside each name.

The columns of such a list are what it says; a cross that slips into another column turns a No
into a Yes. So every row gets all its columns, and a row that cannot be read tells no ballot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minutes_archive.importing.items.votes import (
    ballot_entry,
    ballot_in_row,
    ballot_of,
    heads_ballots,
    party_of,
)
from minutes_archive.importing.people.persons import Person, read_people
from minutes_archive.importing.words.draft_tree import Branch
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.passages import Passage, joined, tabbed
from minutes_archive.importing.words.source import Format, Source

# So many names with a ballot beside them, one after the other, are a list without headings.
LEAST_ROWS = 3
_TOKEN = re.compile(r"\S+(?: \S+)*")
_SUM = re.compile(r"(?:summa|totalt|antal|resultat)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Token:
    """A column's words, where their middle stands and where their cell begins.

    Both are in characters, or in points; in a ruled table only the cell's edge tells its column.
    """

    words: Passage
    middle: float
    edge: float = 0.0


@dataclass(slots=True)
class RollCalls:
    """The lists of some lines: entries by the line that begins each list, and rows in columns."""

    entries: dict[int, list[Branch]] = field(default_factory=dict)
    aligned: dict[int, Passage] = field(default_factory=dict)


def find_roll_calls(
    source: Source, lines: Sequence[int], organisations: Organisations
) -> RollCalls:
    """Return the lists of votes among consecutive lines."""
    found = RollCalls()
    at = 0
    while at < len(lines):
        end = _with_headings(source, lines, at, organisations, found)
        at = end or _without_headings(source, lines, at, organisations, found) or at + 1
    return found


def _with_headings(
    source: Source, lines: Sequence[int], at: int, organisations: Organisations, found: RollCalls
) -> int:
    """Read a table with the headings Ja and Nej; return where it ends, 0 when there is none."""
    heads = _tokens(source, lines[at])
    columns = heads_ballots([token.words.text for token in heads]) if len(heads) > 2 else None
    if columns is None:
        return 0
    end = at + 1
    entries: list[Branch] = []
    rows: dict[int, list[Passage]] = {lines[at]: [token.words for token in heads]}
    while end < len(lines):
        tokens = _tokens(source, lines[end])
        cells = _in_columns(tokens, heads, bool(source.lines[lines[end]].table))
        person = _person(cells, organisations)
        if person is None and not _SUM.match(source.lines[lines[end]].text.strip(" |*")):
            if not _is_rule(source.lines[lines[end]].text):
                break
        else:
            rows[lines[end]] = cells
        if person is not None:
            ballot = ballot_in_row(cells, columns)
            party = party_of(person, cells, organisations)
            entries += [ballot_entry(person.name, party, ballot)] if ballot else []
        end += 1
    if not entries:
        return 0
    found.entries[lines[at]] = entries
    if source.format is not Format.MARKDOWN:
        found.aligned |= {index: tabbed(cells) for index, cells in rows.items()}
    return end


def _without_headings(
    source: Source, lines: Sequence[int], at: int, organisations: Organisations, found: RollCalls
) -> int:
    """Read lines of a name and a ballot; return where they end, 0 when there are too few."""
    end = at
    entries: list[Branch] = []
    rows: dict[int, list[Passage]] = {}
    while end < len(lines):
        cells = [token.words for token in _tokens(source, lines[end])]
        ballots = [b for cell in cells[1:] if len(cell.text) > 1 and (b := ballot_of(cell.text))]
        person = _person(cells, organisations) if len(ballots) == 1 else None
        if person is None:
            break
        entries.append(
            ballot_entry(person.name, party_of(person, cells, organisations), ballots[0])
        )
        rows[lines[end]] = cells
        end += 1
    if len(entries) < LEAST_ROWS:
        return 0
    found.entries[lines[at]] = entries
    if source.format is not Format.MARKDOWN:
        found.aligned |= {index: tabbed(cells) for index, cells in rows.items()}
    return end


def _tokens(source: Source, index: int) -> list[_Token]:
    """Return the columns of a line; headings that stand close are parted word by word."""
    line = source.lines[index]
    if line.table or (line.cells and line.size):
        cells = source.cells(index)
        edges = [cell.x for cell in line.cells] or [line.indent]
        width = line.size * 0.5 or 1.0
        made = [
            _Token(cell.strip(" |*"), edge + len(cell.text) * width / 2, edge)
            for cell, edge in zip(cells, edges, strict=True)
        ]
    else:
        whole = source.passage(index)
        made = [
            _Token(whole.group(match), line.indent + (match.start() + match.end()) / 2)
            for match in _TOKEN.finditer(whole.text)
        ]
    return [part for token in made for part in _parted(token, line.size * 0.5 or 1.0)]


def _parted(token: _Token, width: float) -> Iterator[_Token]:
    words = list(re.finditer(r"\S+", token.words.text))
    ballots = [ballot_of(word[0]) for word in words]
    named = {ballot for ballot in ballots if ballot is not None}
    closing = next((at for at, b in enumerate(ballots) if b is not None), 0)
    if len(words) < 2 or len(named) < 2 or not all(ballots[closing:]):
        yield token
        return
    middle = len(token.words.text) / 2
    spans = [(word.start(), word.end()) for word in words[closing:]]
    if closing:
        spans.insert(0, (0, words[closing - 1].end()))
    for start, end in spans:
        yield _Token(token.words[start:end], token.middle + ((start + end) / 2 - middle) * width)


def _in_columns(tokens: Sequence[_Token], heads: Sequence[_Token], ruled: bool) -> list[Passage]:
    """Return a row's cells, one for each heading; a cell without words is empty."""
    cells = [Passage("", ())] * len(heads)
    if ruled:
        for token in tokens:
            at = min(range(len(heads)), key=lambda n: abs(heads[n].edge - token.edge))
            cells[at] = joined([cells[at], token.words]) if cells[at].text else token.words
        return cells
    for number, token in enumerate(tokens):
        nearest = min(range(len(heads)), key=lambda at: abs(heads[at].middle - token.middle))
        # Names are longer than their heading: the first column is the first one's.
        at = 0 if number == 0 else nearest
        if cells[at].text:
            free = [n for n in range(at + 1, len(heads)) if not cells[n].text]
            at = free[0] if free and number < len(heads) else at
            if cells[at].text:
                return [token.words for token in tokens]
        cells[at] = token.words
    return cells


def _person(cells: Sequence[Passage], organisations: Organisations) -> Person | None:
    """Return the one person whom the first cells of a row name."""
    for cell in cells[:3]:
        if not cell.text.strip():
            continue
        persons, odd = read_people(cell, organisations)
        if len(persons) == 1 and not odd:
            return persons[0]
        if not re.fullmatch(r"[\d.]{1,4}", cell.text.strip()):
            return None
    return None


def _is_rule(text: str) -> bool:
    return not any(character.isalnum() for character in text)
