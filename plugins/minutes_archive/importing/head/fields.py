"""The head of a document -> labelled fields with their rows, and the lines between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minutes_archive.importing.words.column_headings import heads_items, heads_people, people_column
from minutes_archive.importing.words.dates import find_dates, find_times
from minutes_archive.importing.words.draft_tree import Gathered, MarkKind
from minutes_archive.importing.words.language_pack import LanguagePack, fold, fold_scanned
from minutes_archive.importing.words.passages import EMPTY, Passage, joined
from minutes_archive.importing.words.source import Source

# How far from a value's left edge the value may go on below.
SAME_EDGE = 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a field's value: its columns with their left edges."""

    line: int
    cells: tuple[Passage, ...]
    edges: tuple[float, ...]
    blank: int

    @property
    def words(self) -> Passage:
        return joined(self.cells)


@dataclass(slots=True)
class Field:
    """A label and what stands under it."""

    concept: str
    label: Passage
    line: int
    edge: float
    rows: list[Row] = field(default_factory=list)
    # Its label heads the first column of a table that stands beside another.
    heads_table: bool = False


def add_cell(to: Field, line: int, cell: Passage, edge: float, blank: int) -> None:
    """Add a column to the field's row of a line, or begin that row."""
    if to.rows and to.rows[-1].line == line:
        last = to.rows.pop()
        to.rows.append(Row(line, (*last.cells, cell), (*last.edges, edge), blank))
    else:
        to.rows.append(Row(line, (cell,), (edge,), blank))


def continue_fields(current: list[Field], beside: list[Field], row: Row) -> None:
    """Give a row to the field above it, or each of its columns to the label it stands under.

    `beside` are all fields of the line with the last label: a column that stands where one of
    them has its value goes on with that value.
    """
    if len(current) > 1:
        for cell, edge in zip(row.cells, row.edges, strict=True):
            left = [entry for entry in current if entry.edge <= edge + SAME_EDGE]
            nearest = min(current, key=lambda entry: abs(entry.edge - edge))
            if left and current[0].heads_table:
                nearest = left[-1]
            add_cell(nearest, row.line, cell, edge, row.blank)
        return
    owners = [_owner(beside, edge) or current[0] for edge in row.edges]
    if all(owner is owners[0] for owner in owners):
        owners[0].rows.append(row)
        return
    for owner, cell, edge in zip(owners, row.cells, row.edges, strict=True):
        add_cell(owner, row.line, cell, edge, row.blank)


def _owner(beside: Sequence[Field], edge: float) -> Field | None:
    """Return the one field whose values stand at an edge, where several share a line."""
    owners = [
        entry
        for entry in beside
        if any(abs(edge - at) <= SAME_EDGE for row in entry.rows[:1] for at in row.edges)
    ]
    return owners[0] if len(beside) > 1 and len(owners) == 1 else None


# Further into a line no second label is looked for.
MAX_LABEL_AT = 300
PEOPLE = frozenset(
    {
        *("present", "member", "substitute", "other", "officer", "guest", "presenter", "absent"),
        *("chair", "vice_chair", "secretary", "recorded_by", "attested_by"),
    }
)


_SIGNED = frozenset({"chair", "vice_chair", "secretary", "recorded_by", "attested_by"})
_OF_TIME = frozenset({"time", "date", "date_and_time"})
_NAMED = re.compile(r"[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+){1,3}")
_BEFORE_DAY = re.compile(r"\s*(?:i\s+)?(?:[A-ZÅÄÖ][\w-]+)?(?:\s*den)?\s*")
_HOLDS_TIME = re.compile(r"\d|[Mm]ån|[Tt]is|[Oo]ns|[Tt]ors|[Ff]re|[Ll]ör|[Ss]ön")


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the start of a passage."""

    concept: str
    words: Passage
    rest: Passage
    is_open: bool


def find_label(passage: Passage, pack: LanguagePack) -> Label | None:
    """Return the label a passage begins with, or None."""
    stripped = passage.strip()
    match = pack.label_pattern.match(stripped.text)
    if match is None and (labelled := pack.prose_label.match(stripped.text)):
        rest = stripped.after(labelled).strip(" \t")
        is_absent = labelled["label"][:1].casefold() == "f" and "rånvar" in labelled["label"]
        return Label(
            "absent" if is_absent else "present", stripped.group(labelled, "label"), rest, False
        )
    if match is None or not (match["label"][0].isupper() or ":" in match["end"]):
        return None
    words = match["label"].split(" (")[0]
    concept = pack.labels.get(fold(match["label"])) or pack.labels.get(fold(words))
    concept = concept or _scanned(words, pack)
    is_open = match["open"] is not None
    if not concept or (is_open and concept not in pack.open_labels):
        return None
    # "Justeras den 22 februari 2019": those who sign below do not sign for the label above.
    if match["day"] and not (
        concept == "attested_by" and _is_day(stripped.after(match).text, pack)
    ):
        return None
    if is_open and concept in _OF_TIME and not _HOLDS_TIME.search(stripped.after(match).text):
        return None  # "Dag Hedlund (V)" is a name
    rest = stripped.after(match).strip(" \t\\")
    rest = rest[len(rest.text) - len(rest.text.lstrip(" \t.…_")) :]
    if concept == "body_of_notes" and _NAMED.fullmatch(rest.text):
        concept = "recorded_by"  # "Anteckningar: Eva Ek" says whose they are
    return Label(concept, stripped.group(match, "label"), rest, is_open)


def _is_day(text: str, pack: LanguagePack) -> bool:
    """Return whether words are a day and nothing else, or a place and a day."""
    dated = find_dates(text, pack)
    before = text[: dated[0].start] if dated else text
    ends = bool(dated) and not text[dated[-1].end :].strip(" .:")
    return ends and _BEFORE_DAY.fullmatch(before) is not None


def _scanned(words: str, pack: LanguagePack) -> str:
    folded = fold_scanned(words)
    if "\ufffd" in folded:
        pattern = re.compile(re.escape(folded).replace("\ufffd", "."))
        return next((c for label, c in pack.labels.items() if pattern.fullmatch(label)), "")
    return next((c for label, c in pack.labels.items() if fold_scanned(label) == folded), "")


def read_fields(
    source: Source,
    lines: Sequence[int],
    pack: LanguagePack,
    gathered: Gathered,
    tables_from: int = 10,
) -> tuple[list[Field], list[int]]:
    """Part lines into labelled fields and loose lines; labels are set aside by name.

    A table of people that begins among the first `tables_from` lines is of those who were
    there, although no label says so.
    """
    fields: list[Field] = []
    loose: list[int] = []
    current: list[Field] = []
    beside: list[Field] = []
    taken: set[int] = set()
    in_table = 0
    for position, index in enumerate(lines):
        if index in taken:
            continue
        cells, edges = _columns(source, index)
        if heads_items(cells, pack):
            gathered.mark(MarkKind.LABEL, *cells)
            current = []
            continue
        following = lines[position + 1] if position + 1 < len(lines) else None
        if in_table and source.lines[index].table == in_table and current:
            current[0].rows.append(Row(index, cells, edges, source.lines[index].blank))
            continue
        in_table = 0
        opened = _wrapped_label(source, index, following, cells, edges, pack)
        if opened:
            taken.add(following if following is not None else -1)
        else:
            opened = _labels(index, cells, edges, source.lines[index].blank, pack)
            opened = [] if _is_premature(opened, fields) else opened
        if not opened and not any(entry.concept in PEOPLE for entry in fields):
            opened = _told_in_a_sentence(index, cells, edges, source.lines[index].blank, pack)
            loose += [index] if opened else []
        if (
            not opened
            and not _awaits_people(current)
            and _lists_who_came(cells, position < tables_from, pack)
        ):
            in_table = source.lines[index].table
            opened = [Field("present", EMPTY, index, edges[0])]
            opened[0].rows.append(Row(index, cells, edges, source.lines[index].blank))
        if current and heads_people(cells, pack) and source.lines[index].table:
            # Below it, "Ordförande" in the first column is no label but a person's office.
            in_table = source.lines[index].table
        if opened:
            for new in opened:
                gathered.mark(MarkKind.LABEL, new.label)
            fields += opened
            beside = opened
            current = _waiting(opened) or opened[-1:]
            if len(opened) > 1 and all(_heads_columns(entry, pack) for entry in opened):
                for entry in opened:
                    entry.heads_table = True
                current = opened
            elif len(current) > 1 and _is_matrix(source, following, pack):
                current = current[:1]
        elif current and _is_when(source, index, current, pack):
            loose.append(index)
            current = []
        elif current:
            continue_fields(current, beside, Row(index, cells, edges, source.lines[index].blank))
        else:
            loose.append(index)
    return fields, loose


def _is_when(source: Source, index: int, current: Sequence[Field], pack: LanguagePack) -> bool:
    """Return whether lines below those who signed are the meeting's time: "4 mars 16.30-16.55"."""
    line = source.lines[index]
    signed = all(entry.concept in _SIGNED for entry in current)
    if not signed or not line.blank:
        return False
    days = list(find_dates(line.text, pack))
    return bool(days) and days[0].start < 12 and any("–" in t.value for t in find_times(line.text))


def _waiting(opened: Sequence[Field]) -> list[Field]:
    """Return the fields of a line that have no value yet: dots to sign on are none.

    "Underskrifter" only introduces the labels of those who sign.
    """
    empty = [entry for entry in opened if not any(is_word(row) for row in entry.rows)]
    return [entry for entry in empty if entry.concept != "signatures" or len(empty) == 1]


def _heads_columns(entry: Field, pack: LanguagePack) -> bool:
    """Return whether the line of a list's label goes on with headings of further columns."""
    cells = [cell for row in entry.rows for cell in row.cells]
    return bool(cells) and all(
        people_column(cell.text, pack) in ("presence", "party", "items") for cell in cells
    )


def is_word(row: Row) -> bool:
    return any(character.isalnum() for character in row.words.text)


def _lists_who_came(cells: Sequence[Passage], is_early: bool, pack: LanguagePack) -> bool:
    """Return whether headings are those of a list of who was present, not of other people."""
    if not heads_people(cells, pack):
        return False
    has_presence = any(people_column(cell.text, pack) == "presence" for cell in cells)
    return has_presence or is_early


def _awaits_people(current: Sequence[Field]) -> bool:
    return any(entry.concept in PEOPLE and not entry.rows for entry in current)


def rows_of(source: Source, lines: Sequence[int]) -> list[Row]:
    """Return lines as rows of a field."""
    return [Row(i, *_columns(source, i), source.lines[i].blank) for i in lines]


def _columns(source: Source, index: int) -> tuple[tuple[Passage, ...], tuple[float, ...]]:
    line = source.lines[index]
    cells = source.cells(index)
    edges = tuple(cell.x for cell in line.cells) if line.cells else (line.indent,)
    kept = [(cell, edge) for cell, edge in zip(cells, edges, strict=True) if cell]
    return tuple(cell for cell, _ in kept), tuple(edge for _, edge in kept)


def _labels(
    index: int,
    cells: tuple[Passage, ...],
    edges: tuple[float, ...],
    blank: int,
    pack: LanguagePack,
) -> list[Field]:
    """Return the fields that a line opens; the columns after a label are its first row."""
    opened: list[Field] = []
    for cell, edge in zip(cells, edges, strict=True):
        label = find_label(cell, pack)
        formal = bool(opened) and opened[-1].concept == "signatures" and not opened[-1].rows
        formal = formal or (label is not None and label.concept == "numbers")
        if label and (not label.is_open or not opened or len(cells) == 1 or formal):
            opened.append(Field(label.concept, label.words, index, edge))
            rest = label.rest
        elif not opened:
            return []
        else:
            rest = cell.strip()
        while rest:
            signer = find_label(rest, pack) if opened[-1].concept == "signatures" else None
            if signer and not opened[-1].rows:
                opened.append(Field(signer.concept, signer.words, index, edge))
                rest = signer.rest
                continue
            inner = _label_inside(rest, pack)
            head = rest if inner is None else inner[0]
            if head:
                add_cell(opened[-1], index, head, edge, blank)
            if inner is None:
                break
            opened.append(Field(inner[1].concept, inner[1].words, index, edge))
            rest = inner[1].rest
    return opened


def _label_inside(passage: Passage, pack: LanguagePack) -> tuple[Passage, Label] | None:
    """Return what stands before a second label of the same line, and that label."""
    for position, character in enumerate(passage.text):
        if character.isspace() or position == 0:
            rest = passage[position:]
            label = find_label(rest, pack) if position < MAX_LABEL_AT else None
            if label and not label.is_open and (_has_colon(rest, label) or position == 0):
                return passage[:position].strip(" ,;*_"), label
    return None


def _told_in_a_sentence(
    index: int,
    cells: tuple[Passage, ...],
    edges: tuple[float, ...],
    blank: int,
    pack: LanguagePack,
) -> list[Field]:
    """Return the list that a later sentence of a line begins: "… Närvarande var Eva Ek, Bo Alm."

    What stands before and after it stays without a place.
    """
    if len(cells) != 1:
        return []
    for start in re.finditer(r"(?<=[\w)][.;])\s+(?=[A-ZÅÄÖ])", cells[0].text):
        sentence = cells[0][start.end() :]
        labelled = pack.prose_label.match(sentence.text)
        if labelled is None:
            continue
        rest = sentence.after(labelled)
        end = re.search(r"(?<=[\w)]{2})\.\s+(?=[A-ZÅÄÖ])|(?<=\s\d)\.\s+(?=[A-ZÅÄÖ])", rest.text)
        rest = rest[: end.start()] if end else rest
        opened = Field("present", sentence.group(labelled, "label"), index, edges[0])
        add_cell(opened, index, rest.strip(" ."), edges[0], blank)
        return [opened]
    return []


def _has_colon(passage: Passage, label: Label) -> bool:
    after = passage.text[passage.text.index(label.words.text) + len(label.words.text) :]
    return after.lstrip(" *_").startswith(":")


def _wrapped_label(
    source: Source,
    index: int,
    following: int | None,
    cells: tuple[Passage, ...],
    edges: tuple[float, ...],
    pack: LanguagePack,
) -> list[Field]:
    """Return the field whose label is broken over two lines of a narrow first column."""
    if following is None or not cells or source.lines[following].blank:
        return []
    next_cells, next_edges = _columns(source, following)
    if not next_cells or abs(next_edges[0] - edges[0]) > 2 or max(len(cells), len(next_cells)) < 2:
        return []
    label = joined([cells[0].strip(), next_cells[0].strip()])
    concept = pack.labels.get(fold(label.text)) or pack.labels.get(
        fold(label.text.replace("- ", ""))
    )
    first_alone = pack.labels.get(fold(cells[0].text))
    if not concept or (first_alone and not next_cells[0].strip().text[:1].islower()):
        return []
    new = Field(concept, label, index, edges[0])
    for line, row, row_edges in ((index, cells, edges), (following, next_cells, next_edges)):
        if len(row) > 1:
            new.rows.append(Row(line, row[1:], row_edges[1:], source.lines[line].blank))
    return [new]


def _is_premature(opened: list[Field], before: list[Field]) -> bool:
    """Return whether "PROTOKOLL" is the title, not a divider after the list of people."""
    return (
        len(opened) == 1
        and opened[0].concept == "body_of_notes"
        and not any(entry.concept in PEOPLE for entry in before)
    )


def _is_matrix(source: Source, following: int | None, pack: LanguagePack) -> bool:
    """Return whether a list is a table of names and crosses, not two labelled lists abreast."""
    if following is None:
        return False
    cells, _ = _columns(source, following)
    if len(cells) < 2:
        return False
    opening = cells[1].text.split(",")[0].strip()
    return any(pack.whole(key).fullmatch(opening) for key in ("present_words", "absent_words"))
