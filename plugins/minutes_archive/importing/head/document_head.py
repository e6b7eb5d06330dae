"""The head of a document: front page, title, kind, date, time, place, and the lists of people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minutes_archive.importing.head.fields import PEOPLE, Field, Row, find_label, read_fields
from minutes_archive.importing.head.titles import is_bare_kind, title_with_header
from minutes_archive.importing.head.when_and_where import TRIM, WHEN, WHERE, When, WhenAndWhere
from minutes_archive.importing.words.draft_tree import Gathered, MarkKind
from minutes_archive.importing.words.language_pack import LanguagePack, fold
from minutes_archive.importing.words.passages import EMPTY, Passage, joined
from minutes_archive.importing.words.source import Source

# A line that ends so is not over.
_GOES_ON = re.compile(r"(?:,|\b(?:i|på|vid|och|den|kl\.?))$")
MAX_VALUE_ROWS = 4


_VALUE = re.compile(
    r"\s*(?:<!--\s*)?(?:\.\.\s+)?(?P<key>[\w-]+)\s*[:=]\s*[\"']?(?P<value>.*?)[\"']?\s*$"
)


def front_values(source: Source, lines: Sequence[int], pack: LanguagePack) -> dict[str, Passage]:
    """Return title and date of the values that a Markdown file has before its text."""
    found: dict[str, Passage] = {}
    for index in lines:
        words = source.passage(index)
        match = _VALUE.match(words.text)
        keys = pack.values["front_matter"]
        name = next((k for k in keys if match and match["key"].casefold() in keys[k]), "")
        if match and name and match["value"]:
            found.setdefault(name, words.group(match, "value"))
    return found


def form_lines(source: Source, lines: Sequence[int], pack: LanguagePack) -> set[int]:
    """Return the lines of the notice that municipal minutes carry on their front page."""
    headings = {fold(heading) for heading in pack.values["form_headings"]}
    phrases = tuple(phrase.casefold() for phrase in pack.values["form_lines"])
    found: set[int] = set()
    inside = False
    page = 0
    for index in lines:
        words = joined(source.cells(index))
        if inside and (source.lines[index].page != page or _begins_list(words, pack)):
            inside = False
        if fold(words.text) in headings:
            inside, page = True, source.lines[index].page
        if inside or words.text.casefold().startswith(phrases):
            found.add(index)
    return found


def _begins_list(words: Passage, pack: LanguagePack) -> bool:
    label = find_label(words, pack)
    return label is not None and label.concept in ("agenda", "present", "member", "place_and_time")


def value_rows(entry: Field) -> list[Row]:
    """Return the rows that are the value of a short field: its line, and what hangs from it."""
    rows: list[Row] = []
    for row in entry.rows[:MAX_VALUE_ROWS]:
        if rows:
            if row.blank or not (_hangs(row, rows[-1], entry) or _is_going_on(row, rows[-1])):
                break
        elif row.line > entry.line and row.blank > 1:
            break
        rows.append(row)
    return rows


def _hangs(row: Row, last: Row, entry: Field) -> bool:
    """Return whether a row stands in the column of the row above it."""
    return row.edges[0] > entry.edge + 1.5 and abs(row.edges[0] - last.edges[0]) <= 30


def _is_going_on(row: Row, last: Row) -> bool:
    before, here = last.words.text.rstrip(), row.words.text.lstrip()
    return bool(_GOES_ON.search(before)) or here[:1].islower()


# Fields that only the form of municipal minutes has, those signed for, and the offices that
# are signed for when the head is such a form.
_FORMAL = frozenset({"attested_by", "signatures", "numbers", "attestation_place"})
_SIGNS = frozenset({"recorded_by", "attested_by"})
_OFFICES = frozenset({"chair", "vice_chair", "secretary"})
_FORM = frozenset({*_FORMAL, "body", "distribution", "attachments", "type"})
# How many of the lines about the title may hold date, time and place.
LINES_ABOUT = 25
MAX_LETTERHEAD = 120


@dataclass(slots=True)
class Head:
    """What the head says; passages not used here stay for the ledger to find.

    `form` and `letterhead` are lines whose left-over words are expected to have no place.
    """

    title: Passage = EMPTY
    kind: str = ""
    when: When = field(default_factory=When)
    people: list[Field] = field(default_factory=list)
    signed: list[Field] = field(default_factory=list)
    reference: Passage = EMPTY
    form: set[int] = field(default_factory=set)
    letterhead: set[int] = field(default_factory=set)


class HeadOfDocument:
    """Reads the lines before the first item."""

    def __init__(self, source: Source, pack: LanguagePack, gathered: Gathered):
        self.source = source
        self.pack = pack
        self.gathered = gathered

    def read(self, lines: Sequence[int], furniture: Sequence[int]) -> Head:
        """Return the head; `furniture` are page headers, which may hold title and date."""
        front = [i for i in lines if self.source.lines[i].style == "front"]
        lines = lines[len(front) :]
        form = form_lines(self.source, lines, self.pack)
        fields, loose = read_fields(
            self.source, [i for i in lines if i not in form], self.pack, self.gathered
        )
        _part_attestation(fields)
        head = Head(form=form)
        head.letterhead |= set(front)
        title_line = self._title(head, loose, furniture)
        self._subject(head, fields)
        before = front_values(self.source, front, self.pack)
        head.title = head.title or before.get("title", EMPTY)
        self._when(head, fields, [*loose, *furniture])
        if head.when.date is None and "date" in before:
            WhenAndWhere(self.pack, self.gathered, head.when).weak_date(before["date"])
        if head.when.date is None and form:
            self._when_of_form(head, sorted(form))
        first_field = min((entry.line for entry in fields), default=0)
        self._letterhead(head, loose, max(first_field, title_line))
        formal = any(entry.concept in _FORMAL for entry in fields)
        for entry in fields:
            self._sort(head, entry, formal)
        return head

    def _sort(self, head: Head, entry: Field, formal: bool) -> None:
        """Put a field where it is read, or say why it is not."""
        signs = entry.concept in _SIGNS or (formal and entry.concept in _OFFICES)
        if signs:
            head.signed.append(entry)
        elif entry.concept in PEOPLE:
            head.people.append(entry)
        elif entry.concept == "reference" and not head.reference and entry.rows:
            head.reference = entry.rows[0].words
        elif entry.concept == "agenda":
            self.gathered.mark(MarkKind.AGENDA, *(row.words for row in entry.rows))
        if signs or entry.concept in (*_FORM, *WHEN, *WHERE, "form", "called"):
            head.form |= {entry.line, *(row.line for row in value_rows(entry))}

    def _title(self, head: Head, loose: list[int], furniture: Sequence[int]) -> int:
        """Find the title and take its lines; return the first of them."""
        found = title_with_header(self.source, loose, furniture, self.pack)
        if not found:
            return 0
        head.title, head.kind = found.words, found.kind
        head.letterhead |= set(found.lines)
        loose[:] = [index for index in loose if index not in found.lines]
        return min(found.lines, default=0)

    def _subject(self, head: Head, fields: Sequence[Field]) -> None:
        """Use "Titel: …" or "Möte: …" where no line is the title, or only says the kind."""
        value = next((e.rows[0].words for e in fields if e.concept == "subject" and e.rows), EMPTY)
        if not value or (head.title and not is_bare_kind(head.title, self.pack)):
            return
        head.title = joined([head.title, value.strip(TRIM)])
        kind = self.pack.kind_pattern.search(value.text)
        head.kind = head.kind or (self.pack.kind_of(kind[0]) if kind else "")

    def _when(self, head: Head, fields: Sequence[Field], lines: Sequence[int]) -> None:
        values: dict[str, Passage] = {}
        for entry in fields:
            if entry.concept in (*WHEN, *WHERE, "form") and entry.concept not in values:
                values[entry.concept] = joined([row.words for row in value_rows(entry)])
        reader = WhenAndWhere(self.pack, self.gathered)
        reader.from_labels(values)
        about = [joined(self.source.cells(index), "\t") for index in lines[:LINES_ABOUT]]
        head.title = reader.from_lines(head.title, about)
        head.when = reader.found

    def _when_of_form(self, head: Head, lines: Sequence[int]) -> None:
        """Take the date that only the notice on the front page gives."""
        fields, _ = read_fields(self.source, lines, self.pack, Gathered())
        dated = next((e.rows[0].words for e in fields if e.concept == "date" and e.rows), EMPTY)
        if dated:
            WhenAndWhere(self.pack, self.gathered, head.when).from_labels({"date": dated})

    def _letterhead(self, head: Head, loose: Sequence[int], end: int) -> None:
        """Count short lines above the first label as letterhead, not as text without a place."""
        for index in loose:
            text = joined(self.source.cells(index)).text.rstrip()
            is_sentence = text.endswith(".") and len(text) > MAX_LETTERHEAD // 2
            if index < end and len(text) < MAX_LETTERHEAD and not is_sentence:
                head.letterhead.add(index)


def _part_attestation(fields: Sequence[Field]) -> None:
    """Mark a time and place that stand after the meeting's as those of the attestation."""
    seen: set[str] = set()
    attesting = False
    for entry in fields:
        attesting = attesting or entry.concept in ("attested_by", "attestation_place")
        if entry.concept in (*WHEN, *WHERE):
            if attesting and seen & {*WHEN, *WHERE}:
                entry.concept = "attestation_place"
            seen.add(entry.concept)
