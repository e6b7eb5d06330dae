"""The head of a document -> labelled fields with their rows, and the lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minutes_archive.importing.draft import Gathered, Kind
from minutes_archive.importing.language_pack import LanguagePack, fold, fold_scanned
from minutes_archive.importing.passages import EMPTY, Passage, joined
from minutes_archive.importing.source import Source

# Further into a line no second label is looked for.
MAX_LABEL_AT = 300
PEOPLE = frozenset(
    {
        *("present", "member", "substitute", "other", "officer", "guest", "presenter", "absent"),
        *("chair", "vice_chair", "secretary", "recorded_by", "attested_by"),
    }
)


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
    if match is None or not (match["label"][0].isupper() or ":" in match["end"]):
        return None
    concept = pack.labels.get(fold(match["label"])) or _scanned(match["label"], pack)
    is_open = match["open"] is not None
    if not concept or (is_open and concept not in pack.open_labels):
        return None
    rest = stripped.after(match).strip(" \t\\")
    rest = rest[len(rest.text) - len(rest.text.lstrip(" \t.…_")) :]
    return Label(concept, stripped.group(match, "label"), rest, is_open)


def _scanned(words: str, pack: LanguagePack) -> str:
    folded = fold_scanned(words)
    return next((c for label, c in pack.labels.items() if fold_scanned(label) == folded), "")


def read_fields(
    source: Source, lines: Sequence[int], pack: LanguagePack, gathered: Gathered
) -> tuple[list[Field], list[int]]:
    """Part lines into labelled fields and loose lines; labels are set aside by name."""
    fields: list[Field] = []
    loose: list[int] = []
    current: list[Field] = []
    taken: set[int] = set()
    for position, index in enumerate(lines):
        if index in taken:
            continue
        cells, edges = _columns(source, index)
        following = lines[position + 1] if position + 1 < len(lines) else None
        opened = _wrapped_label(source, index, following, cells, edges, pack)
        if opened:
            taken.add(following if following is not None else -1)
        else:
            opened = _labels(index, cells, edges, source.lines[index].blank, pack)
            opened = [] if _is_premature(opened, fields) else opened
        if opened:
            for new in opened:
                gathered.mark(Kind.LABEL, new.label)
            fields += opened
            current = [entry for entry in opened if not entry.rows] or opened[-1:]
            if len(current) > 1 and _is_matrix(source, following, pack):
                current = current[:1]
        elif current:
            _continue(current, Row(index, cells, edges, source.lines[index].blank))
        else:
            loose.append(index)
    return fields, loose


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
        if label and (not label.is_open or not opened or len(cells) == 1):
            opened.append(Field(label.concept, label.words, index, edge))
            rest = label.rest
        elif not opened:
            return []
        else:
            rest = cell.strip()
        while rest:
            inner = _label_inside(rest, pack)
            head = rest if inner is None else inner[0]
            if head:
                _add_cell(opened[-1], index, head, edge, blank)
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


def _has_colon(passage: Passage, label: Label) -> bool:
    after = passage.text[passage.text.index(label.words.text) + len(label.words.text) :]
    return after.lstrip(" *_").startswith(":")


def _add_cell(to: Field, line: int, cell: Passage, edge: float, blank: int) -> None:
    if to.rows and to.rows[-1].line == line:
        last = to.rows.pop()
        to.rows.append(Row(line, (*last.cells, cell), (*last.edges, edge), blank))
    else:
        to.rows.append(Row(line, (cell,), (edge,), blank))


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
    """Tell a title ("PROTOKOLL") from the same word as a divider after the list of people."""
    return (
        len(opened) == 1
        and opened[0].concept == "body_of_notes"
        and not any(entry.concept in PEOPLE for entry in before)
    )


def _is_matrix(source: Source, following: int | None, pack: LanguagePack) -> bool:
    """Tell a table of names and crosses from two lists side by side, both with two labels."""
    if following is None:
        return False
    cells, _ = _columns(source, following)
    if len(cells) < 2:
        return False
    opening = cells[1].text.split(",")[0].strip()
    return any(pack.whole(key).fullmatch(opening) for key in ("present_words", "absent_words"))


def _continue(current: list[Field], row: Row) -> None:
    """Give a row to the field above it, or each of its columns to the label it stands under."""
    if len(current) == 1:
        current[0].rows.append(row)
        return
    for cell, edge in zip(row.cells, row.edges, strict=True):
        nearest = min(current, key=lambda entry: abs(entry.edge - edge))
        _add_cell(nearest, row.line, cell, edge, row.blank)


def words_of(field_: Field) -> Passage:
    """Return all words under a label."""
    return joined(row.words for row in field_.rows) if field_.rows else EMPTY
