"""Votes: the counts that a text tells, and the lists of how each member voted.

The columns of such a list are what it says; a cross that slips into another column turns a No
into a Yes. So every row gets all its columns, and a row that cannot be read tells no ballot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minutes_archive.importing.people.persons import Person, read_people
from minutes_archive.importing.words.draft_tree import Branch, Leaf, Rows, branch, repeat
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.passages import Passage, joined, tabbed
from minutes_archive.importing.words.source import Format, Source
from minutes_archive.model import Ballot

_WORDS = (
    "ingen",
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
)
_NUMBERS = {**{word: at for at, word in enumerate(_WORDS)}, "ett": 1, "noll": 0, "inga": 0}
_NUMBER = rf"(?P<n>\d{{1,4}}|\b(?:{'|'.join(_NUMBERS)})\b)"
_KIND = r"(?P<kind>ja|nej|avst(?:å|o)\w+|blank\w*|frånv\w*)"
# "72 Ja", "40 ledamöter röstar ja", "nio (9) ja-röster", "12 ledamöter avstår".
_BEFORE = re.compile(
    rf"(?<![\d.:/-]){_NUMBER}\)?\s*(?:st\.?\s+)?(?:(?:av\s+)?(?:närvarande\s+)?(?:ledam\w+|röster|personer|röstberättigade)\s+)?"
    rf"(?:(?:som\s+)?(?:röst\w+|svara\w*|säger)\s+(?:på\s+|för\s+)?)?(?:som\s+)?{_KIND}(?:\s?-?\s?röst\w*)?(?!\w)",
    re.IGNORECASE,
)
# "Ja 9", "Antal nej: 6", "ja-röster: 9".
_AFTER = re.compile(
    rf"(?<!\w){_KIND}(?:\s?-?\s?röst\w*|\s+från\s+att\s+rösta)?\s*[:=–(-]?\s*(?:st\.?\s*)?{_NUMBER}(?![\d.:/-]*\d)",
    re.IGNORECASE,
)
_KEYS = (
    ("ja", "yes"),
    ("nej", "no"),
    ("avst", "abstained"),
    ("blank", "abstained"),
    ("frånv", "absent"),
)
_BALLOTS = {
    **dict.fromkeys(("ja", "j"), Ballot.YES),
    **dict.fromkeys(("nej", "n"), Ballot.NO),
    **dict.fromkeys(
        ("avstår", "avstod", "avst", "a", "blank", "blankt", "avstå"), Ballot.ABSTAINED
    ),
    **dict.fromkeys(("frånvarande", "frånv", "f", "ej närvarande"), Ballot.ABSENT),
}
_CROSS = re.compile(r"[Xx✓✔☒1]")
# "Ja-röster: Eva Ek (S), Bo Alm (M)", "Följande ledamöter röstar nej: …".
_LISTED = re.compile(
    r"(?:följande\s+)?(?:ledam\w+\s+)?(?:som\s+)?(?:röst\w+\s+|avgav\s+|säger\s+)?"
    r"(?P<kind>ja|nej|avst(?:å|o)\w+|frånvarande)(?:\s?-?\s?röst\w*|\s+röstar|\s+röstade|\s+från\s+att\s+rösta)?"
    r"(?:\s*\(\d+(?:\s*st)?\)|\s*,?\s*\d+\s*st\.?)?(?:\s+(?:avges|avgavs|lämnas)\s+av)?\s*:\s*(?=\S)"
    # "Ja röstar Eva Ek (S) och Bo Alm (M)."
    r"|(?:^|(?<=[.;]\s)|(?<=\n))(?P<votes>ja|nej)\s+(?:röstar|röstade)\s+(?-i:(?=[A-ZÅÄÖ][\w-]+\s[A-ZÅÄÖ]))",
    re.IGNORECASE,
)

# "Eva Ek (S), Bo Alm (M) och Siv Öd (C) röstar ja (3)."
_NAMES_FIRST = re.compile(
    # A list is read from its first name on: not after a comma or "och" between two of its names.
    r"(?:^|(?<=[.:;!?\"”]\s)|(?<=\n)|(?<=medan\s)|(?<=ja,\s)|(?<=nej,\s)|(?<=\d\),\s)|(?<=ja\soch\s)"
    r"|(?<=nej\soch\s)|(?<=\d\)\soch\s)|(?<=\d\)\ssamt\s))(?:"
    r"(?P<names>[A-ZÅÄÖ][^.:;!?]{4,1500}?)\s+(?:röstar|röstade|säger|svarar)\s+(?:för\s+)?(?P<kind>(?i:ja|nej))\b"
    r"|(?P<absent>[A-ZÅÄÖ][^.:;!?]{4,1500}?)\s+(?P<abstained>avstår|avstod)\b)"
)


_OF_SOMEBODY = re.compile(
    r"(?:till\w*|ändrings)?(?:förslag|yrkand|motion|linje|proposition|begäran)"
)


def read_votes(words: Passage) -> list[Branch]:
    """Return the votes whose counts some words give, in order; yes and no are both there."""
    before, after = _counted(_BEFORE, words), _counted(_AFTER, words)
    return after if len(after) >= len(before) and after else before


def _counted(pattern: re.Pattern[str], words: Passage) -> list[Branch]:
    votes: list[dict[str, Passage]] = []
    for match in pattern.finditer(words.text):
        key = _key(match["kind"])
        # Yes, or no after a vote that has both, begins the next vote.
        if not votes or (key in votes[-1] and (key in ("yes", "no") or _is_whole(votes[-1]))):
            votes.append({})
        votes[-1][key] = words.group(match, "n")
    return [
        branch(
            **{
                key: repeat(_digits(counts[key].text), counts[key])
                for key in _ORDER
                if key in counts
            }
        )
        for counts in votes
        if _is_whole(counts)
    ]


_ORDER = ("yes", "no", "abstained", "absent")


def _is_whole(counts: dict[str, Passage]) -> bool:
    return {"yes", "no"} <= counts.keys()


def _key(kind: str) -> str:
    folded = kind.casefold()
    return next(key for opening, key in _KEYS if folded.startswith(opening))


def _digits(number: str) -> str:
    return number if number.isdigit() else str(_NUMBERS[number.casefold()])


# "röstar Ja (7)", "avstår från att rösta (1)".
_COUNTED = re.compile(
    r"\b(?:(?:röstar|röstade)\s+(?P<kind>ja|nej)|(?P<abstains>avst(?:år|od))[^.()]{0,30})"
    r"\s*\((?P<n>\d{1,3})\)",
    re.IGNORECASE,
)


def counts_beside_names(words: Passage) -> dict[str, Leaf]:
    """Return the counts in brackets behind those who voted the same way, by their key."""
    found = {}
    for match in _COUNTED.finditer(words.text):
        key = _key(match["kind"] or match["abstains"])
        found[key] = repeat(match["n"], words.group(match, "n"))
    return found


def ballot_of(text: str) -> Ballot | None:
    """Return how somebody voted by the word that says so."""
    return _BALLOTS.get(text.strip(" .:|*").casefold())


def heads_ballots(cells: Sequence[str]) -> list[Ballot | None] | None:
    """Return what each column of a list of votes stands for; None when it is no such list.

    A column stands for a ballot, or for None when it holds names, parties or anything else.
    """
    columns = [ballot_of(cell) if len(cell.strip(" .:|*")) > 1 else None for cell in cells]
    named = {ballot for ballot in columns if ballot}
    return columns if {Ballot.YES, Ballot.NO} <= named else None


def ballot_in_row(cells: Sequence[Passage], columns: Sequence[Ballot | None]) -> Ballot | None:
    """Return the ballot of a row of such a list, by the one column with a cross."""
    crossed = [
        ballot
        for cell, ballot in zip(cells, columns, strict=False)
        if ballot and (_CROSS.fullmatch(cell.text.strip(" |")) or ballot_of(cell.text) is ballot)
    ]
    return crossed[0] if len(crossed) == 1 else None


def listed_ballots(words: Passage, organisations: Organisations) -> Iterator[Branch]:
    """Yield the votes that a paragraph tells by names: "Ja-röster: Eva Ek (S), Bo Alm (M)"."""
    matches = list(_LISTED.finditer(words.text))
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(words)
        ballot = ballot_of(_WORD_OF[_key(match["kind"] or match["votes"])])
        persons, odd = read_people(words[match.end() : end].strip(" .,;"), organisations)
        if ballot is None or odd:
            continue
        for person in persons:
            yield ballot_entry(person.name, party_of(person, (), organisations), ballot)

    if matches:
        return
    for match in _NAMES_FIRST.finditer(words.text):
        group = "names" if match["names"] else "absent"
        ballot = ballot_of(match["kind"] or match["abstained"])
        persons, odd = read_people(words.group(match, group), organisations)
        if ballot is None or odd or not all(map(_only_named, persons)):
            continue
        for person in persons:
            yield ballot_entry(person.name, party_of(person, (), organisations), ballot)


def _only_named(person: Person) -> bool:
    """Return whether a name is a person's, not a part of "Bo Alms förslag" and the like."""
    return not any(_OF_SOMEBODY.match(q.words.text) for q in person.said)


_WORD_OF = {"yes": "ja", "no": "nej", "abstained": "avstår", "absent": "frånvarande"}


def party_of(person: Person, cells: Sequence[Passage], organisations: Organisations) -> str:
    """Return the party that stands after a name in a list of votes; "" for none."""
    words = [*(q.words.text for q in person.said), *(cell.text for cell in cells)]
    bare = [word.strip(" ()|*") for word in words]
    return next((w for w in bare if w and organisations.pack.party.fullmatch(w)), "")


def ballot_entry(name: Passage, party: str, ballot: Ballot) -> Branch:
    """Return one entry of a roll call; its words stay where they stand."""
    return branch(
        name=repeat(" ".join(name.text.split()), name),
        party=repeat(party, name) if party else None,
        vote=repeat(ballot.value, name),
    )


def with_roll_call(votes: Sequence[Branch], entries: Sequence[Branch]) -> list[Branch]:
    """Return votes with a roll call given to the one whose counts it has; else as a new vote.

    A list that fits no counts still tells how each voted; then the counts stay unsaid.
    """
    if not entries:
        return list(votes)
    counts = {key: sum(e.text("vote") == key for e in entries) for key in _ORDER}
    made = list(votes)
    for at, vote in enumerate(made):
        said = {key: int(vote.text(key)) for key in _ORDER if vote.text(key)}
        if not vote.get("roll_call") and all(
            counts[k] == n for k, n in said.items() if k != "absent"
        ):
            made[at] = Branch((*vote.entries, ("roll_call", Rows(tuple(entries)))))
            return made
    free = [at for at, vote in enumerate(made) if not vote.get("roll_call")]
    if len(made) == 1 and free:
        vote = made[0]
        made[0] = Branch((*vote.entries, ("roll_call", Rows(tuple(entries)))))
        return made
    return [*made, Branch((("roll_call", Rows(tuple(entries))),))]


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
    start: float = 0.0


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
    columns = heads_ballots([token.words.text for token in heads]) if len(heads) > 1 else None
    if columns is None:
        return 0
    if all(columns):
        return _names_in_columns(source, lines, at, heads, columns, organisations, found)
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


def _names_in_columns(
    source: Source,
    lines: Sequence[int],
    at: int,
    heads: Sequence[_Token],
    columns: Sequence[Ballot | None],
    organisations: Organisations,
    found: RollCalls,
) -> int:
    """Read the names under "Ja", "Nej" and "Avstår"; return where they end, 0 when none do."""
    end = at + 1
    entries: list[Branch] = []
    rows: dict[int, list[Passage]] = {lines[at]: [token.words for token in heads]}
    while end < len(lines):
        tokens = _tokens(source, lines[end])
        cells = [Passage("", ())] * len(heads)
        for token in tokens:
            nearest = min(range(len(heads)), key=lambda n: abs(heads[n].start - token.start))
            cells[nearest] = token.words
        people = [
            (_person([cell], organisations), ballot)
            for cell, ballot in zip(cells, columns, strict=True)
        ]
        named = [(person, ballot) for person, ballot in people if person is not None]
        if not tokens or len(named) != len(tokens):
            break
        entries += [
            ballot_entry(person.name, party_of(person, (), organisations), ballot)
            for person, ballot in named
            if ballot is not None
        ]
        rows[lines[end]] = cells
        end += 1
    if len(entries) < LEAST_ROWS:
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
            _Token(cell.strip(" |*"), edge + len(cell.text) * width / 2, edge, edge)
            for cell, edge in zip(cells, edges, strict=True)
        ]
    else:
        whole = source.passage(index)
        made = [
            _Token(
                whole.group(match),
                line.indent + (match.start() + match.end()) / 2,
                start=line.indent + match.start(),
            )
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
        place = token.middle + ((start + end) / 2 - middle) * width
        yield _Token(token.words[start:end], place, start=place - (end - start) / 2 * width)


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
