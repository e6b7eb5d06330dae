"""The head of a document: title, kind, date, time, place, and the lists of people."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minutes_archive.importing.dates import FoundDate, find_dates, find_times
from minutes_archive.importing.draft import Gathered, Kind, Leaf
from minutes_archive.importing.fields import PEOPLE, Field, Row, find_label, read_fields
from minutes_archive.importing.language_pack import LanguagePack, fold
from minutes_archive.importing.passages import EMPTY, Passage, joined
from minutes_archive.importing.source import Source
from minutes_archive.importing.titles import is_bare_kind, title_with_header

_WHEN = ("date_and_time", "place_and_time", "time", "date")
_WHERE = ("place_and_time", "place", "date_and_time", "time", "date")
_JOINTS = re.compile(r"^(?:[\s,;.:–\-()]|kl\.?|klockan|ca\.?|den|till|från|i|på)+$", re.IGNORECASE)
# Fields that only the form of municipal minutes has, those signed for, and the offices that
# are signed for when the head is such a form.
_FORMAL = frozenset({"attested_by", "signatures", "numbers", "attestation_place"})
_SIGNS = frozenset({"recorded_by", "attested_by"})
_OFFICES = frozenset({"chair", "vice_chair", "secretary"})
_FORM = frozenset({*_FORMAL, "body", "distribution", "attachments"})
_PAUSE = re.compile(r"\b(?:ajourner\w+|paus|uppehåll)\b", re.IGNORECASE)
_TRIM = " \t,;:.–-()|*_\\"


@dataclass(slots=True)
class Head:
    """What the head says; passages not used here stay for the ledger to find."""

    title: Passage = EMPTY
    kind: str = ""
    date: dt.date | None = None
    date_words: Passage = EMPTY
    date_strength: int = 0
    date_in_title: bool = False
    time: Leaf | None = None
    place: Passage = EMPTY
    people: list[Field] = field(default_factory=list)
    signed: list[Field] = field(default_factory=list)
    reference: Passage = EMPTY
    loose: list[int] = field(default_factory=list)
    form: set[int] = field(default_factory=set)
    letterhead: set[int] = field(default_factory=set)
    title_line: int = 0


class HeadOfDocument:
    """Reads the lines before the first item."""

    def __init__(self, source: Source, pack: LanguagePack, gathered: Gathered):
        self.source = source
        self.pack = pack
        self.gathered = gathered

    def read(self, lines: Sequence[int], furniture: Sequence[int]) -> Head:
        """Return the head; `furniture` are page headers, which may hold title and date."""
        form = form_lines(self.source, lines, self.pack)
        fields, loose = read_fields(
            self.source, [i for i in lines if i not in form], self.pack, self.gathered
        )
        head = Head(loose=loose, form=form)
        self._title(head, loose, furniture)
        self._subject(head, fields)
        self._when_and_where(head, fields)
        self._from_loose_lines(head, [*loose, *furniture])
        self._letterhead(head, loose, min((entry.line for entry in fields), default=0))
        formal = any(entry.concept in _FORMAL for entry in fields)
        for entry in fields:
            signs = entry.concept in _SIGNS or (formal and entry.concept in _OFFICES)
            if signs:
                head.signed.append(entry)
            elif entry.concept in PEOPLE:
                head.people.append(entry)
            elif entry.concept == "reference" and not head.reference and entry.rows:
                head.reference = entry.rows[0].words
            elif entry.concept == "agenda":
                self.gathered.mark(Kind.AGENDA, *(row.words for row in entry.rows))
            if signs or entry.concept in _FORM:
                head.form |= {entry.line, *(row.line for row in value_rows(entry))}
        return head

    def _title(self, head: Head, loose: list[int], furniture: Sequence[int]) -> None:
        found = title_with_header(self.source, loose, furniture, self.pack)
        if not found:
            return
        head.title, head.kind = found.words, found.kind
        for index in found.lines:
            if index in loose:
                loose.remove(index)
        head.title_line = min(found.lines, default=0)

    def _subject(self, head: Head, fields: Sequence[Field]) -> None:
        """Use "Titel: …" or "Möte: …" where no line is the title, or only says the kind."""
        value = next((e.rows[0].words for e in fields if e.concept == "subject" and e.rows), EMPTY)
        if not value or (head.title and not is_bare_kind(head.title, self.pack)):
            return
        head.title = joined([head.title, value.strip(_TRIM)])
        kind = self.pack.kind_pattern.search(value.text)
        head.kind = head.kind or (str(self.pack.kinds[fold(kind[0])]) if kind else "")

    def _letterhead(self, head: Head, loose: Sequence[int], first_field: int) -> None:
        """Tell names and addresses above the first label from text that found no place."""
        for index in loose:
            text = joined(self.source.cells(index)).text.rstrip()
            above = index < max(first_field, head.title_line)
            if above and len(text) < 120 and not (text.endswith(".") and len(text) > 60):
                head.letterhead.add(index)

    def _when_and_where(self, head: Head, fields: Sequence[Field]) -> None:
        """Read date, time and place from the labelled fields, best label first."""
        values: dict[str, Passage] = {}
        for entry in fields:
            if entry.concept in {*_WHEN, *_WHERE} and entry.concept not in values:
                values[entry.concept] = joined([row.words for row in value_rows(entry)])
        for concept in _WHEN:
            if concept in values:
                values[concept] = self._take_when(head, values[concept])
        for concept in _WHERE:
            pieces = self._place_pieces(values.get(concept, EMPTY))
            if pieces and not head.place and concept != "date":
                head.place = joined(pieces)

    def _take_when(self, head: Head, words: Passage) -> Passage:
        """Take the date and the time out of some words; return what is left."""
        dates = find_dates(words.text, self.pack)
        cuts: list[tuple[int, int]] = []
        if dates and (head.date is None and self._set_date(head, dates[0], words, 3)):
            cuts.append((dates[0].start, dates[0].end))
        elif dates and dates[0].on(head.date.year if head.date else 2000) == head.date:
            cuts.append((dates[0].start, dates[0].end))
            self.gathered.mark(Kind.AGAIN, words[dates[0].start : dates[0].end])
        times = [t for t in find_times(words.text) if not any(a <= t.start < b for a, b in cuts)]
        bare = self._bare_hours(words) if not times and not cuts else None
        if times and head.time is None:
            first = times[0]
            clock = words[first.clock_start : first.end]
            head.time = Leaf(first.value, _digits(clock))
            self.gathered.mark(
                Kind.LABEL, words[first.start : first.clock_start], _not_digits(clock)
            )
            cuts.append((first.start, first.end))
        elif bare and head.time is None:
            head.time = Leaf(re.sub(r"\s*[-–]\s*", "–", bare.text), bare)
            return EMPTY
        return _without(words, cuts)

    def _bare_hours(self, words: Passage) -> Passage | None:
        """Return "13-15" where it is all that a time label has."""
        text = words.strip(_TRIM)
        if re.fullmatch(r"\d{1,2}(?:\s*[-–]\s*\d{1,2})?", text.text):
            return text
        return None

    def _place_pieces(self, words: Passage) -> list[Passage]:
        pieces = []
        for piece in words.split(r"\t|\x00"):
            pause = _PAUSE.search(piece.text)
            piece = piece[: pause.start()] if pause else piece
            bare = piece.strip(_TRIM if piece.text.count("(") != 1 else " \t,;:.–-|*_")
            if not bare or _JOINTS.match(bare.text) or bare.text.isdigit():
                continue
            if bare.text.strip().casefold() in ("kl", "kl."):
                continue
            pieces.append(bare)
        return pieces

    def _set_date(self, head: Head, found: FoundDate, words: Passage, strength: int) -> bool:
        date = found.date
        if date is None:
            return False
        head.date, head.date_words = date, words[found.start : found.end]
        head.date_strength = strength + (1 if found.weekday >= 0 else 0)
        return True

    def _from_loose_lines(self, head: Head, lines: Sequence[int]) -> None:
        """Fill what the labels left open from the title and the lines about it."""
        areas = [head.title, *(joined(self.source.cells(index), "\t") for index in lines[:25])]
        for number, words in enumerate(areas):
            self._digital_place(head, words, number)
            for found in find_dates(words.text, self.pack) if head.date is None else ():
                if self._set_date(head, found, words, 1):
                    head.date_in_title = number == 0
                    break
        for number, words in enumerate(areas):
            times = list(find_times(words.text))
            dates = find_dates(words.text, self.pack)
            begins = bool(times) and times[0].start < 3
            if not times or not (dates or begins) or head.time is not None:
                continue
            clock = words[times[0].clock_start : times[0].end]
            if number == 0:
                self._cut_title(head, times[0].start, times[0].end, clock, times[0].value)
                continue
            head.time = Leaf(times[0].value, _digits(clock))
            rest = words[times[0].end :].strip(_TRIM)
            if rest and not head.place and len(rest) < 60:
                head.place = rest
            if (
                dates
                and dates[0].date == head.date
                and head.date_words.start != words[dates[0].start :].start
            ):
                self.gathered.mark(Kind.AGAIN, words[dates[0].start : dates[0].end])
            self.gathered.mark(Kind.LABEL, words[times[0].start : times[0].clock_start])

    def _digital_place(self, head: Head, words: Passage, number: int) -> None:
        """Read "2020-03-13 Zoom": a day, and where one meets when not in a room."""
        dates = find_dates(words.text, self.pack) if number else []
        if head.place or not dates or list(find_times(words.text)):
            return
        rest = words[dates[0].end :].strip(_TRIM)
        if self.pack.whole("digital_places").fullmatch(rest.text):
            head.place = rest

    def _cut_title(self, head: Head, start: int, end: int, clock: Passage, value: str) -> None:
        """Take time and place off the end of a title that also tells them."""
        rest = head.title[end:].strip(_TRIM)
        if rest and len(rest) > 60:
            return
        preposition = re.match(r"(?:i|på|vid)\s+", rest.text)
        if preposition:
            self.gathered.mark(Kind.LABEL, rest.group(preposition))
            rest = rest.after(preposition)
        head.time = Leaf(value, _digits(clock))
        label = Passage(
            head.title.text[start : end - len(clock)], head.title.at[start : end - len(clock)]
        )
        self.gathered.mark(Kind.LABEL, label)
        if rest and not head.place:
            head.place = rest
        head.title = head.title[:start].strip(" \t,;:–-")


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
    for row in entry.rows:
        if not rows:
            if row.line > entry.line and row.blank > 1:
                break
            rows.append(row)
            continue
        in_column = row.edges and row.edges[0] > entry.edge + 1.5
        last = rows[-1]
        if row.blank or not in_column or abs(row.edges[0] - last.edges[0]) > 30:
            break
        rows.append(row)
    return rows


def _without(words: Passage, cuts: Sequence[tuple[int, int]]) -> Passage:
    """Return words with parts taken out; a zero character marks where."""
    parts, begin = [], 0
    for start, end in sorted(cuts):
        parts.append(words[begin:start])
        begin = end
    return joined(
        [part if part.text else Passage("", ()) for part in [*parts, words[begin:]]], "\x00"
    )


def _digits(clock: Passage) -> Passage:
    kept = [i for i, c in enumerate(clock.text) if not c.isalpha()]
    return Passage("".join(clock.text[i] for i in kept), [clock.at[i] for i in kept])


def _not_digits(clock: Passage) -> Passage:
    kept = [i for i, c in enumerate(clock.text) if c.isalpha()]
    return Passage("".join(clock.text[i] for i in kept), [clock.at[i] for i in kept])
