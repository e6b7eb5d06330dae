"""Notes for the review: what a reader should know of the source, and what of it has no place.

Faults of the source are pointed out, never mended. A letterhead, a form to sign and a page of
e-signatures have no place in a minutes file; but a line of theirs that holds a name, a day, an
hour, a label with a value or a verb that decides may be what a careful reader would miss: then the
review says so, once for each kind of line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minutes_archive.importing.head.fields import PEOPLE, find_label
from minutes_archive.importing.head.when_and_where import WHEN, WHERE, When
from minutes_archive.importing.words.dates import find_dates, find_times
from minutes_archive.importing.words.draft_tree import (
    Branch,
    Draft,
    Leaf,
    Mark,
    MarkKind,
    Node,
    Note,
)
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.names import Organisations, is_name
from minutes_archive.importing.words.passages import EMPTY, Passage
from minutes_archive.importing.words.source import PageKind, Source
from minutes_archive.personal_data.finding import PersonalDataKind, find_personal_data

_WORDS = {
    "W503": "dokumentet har {}; infogad text togs med, struken inte",
    "W504": "teckenkodningen är inte angiven; filen lästes som {}",
    "W505": "dokumentet har {}; de är inte med i utkastet",
    "W506": "{}",
    "W507": "{}",
    "W509": "{} tecken är oläsliga i filen (�); orden är hela bara i originalet",
    "W508": "{} tecken utan bokstav i typsnittet lästes på annat sätt",
}
_HINTS = {
    "W509": "rätta orden efter originalet",
    "W503": "godkänn ändringarna i Word och importera igen",
    "W506": "jämför med sidbilden",
}


def remark_notes(source: Source) -> list[Note]:
    """Return the notes on the file as a whole, and on personal identity numbers in it."""
    notes = [
        Note(code, _WORDS[code].format(detail), hint=_HINTS.get(code, ""))
        for code, detail in source.remarks
    ]
    scanned = [str(page.number) for page in source.pages if page.kind is PageKind.OCR]
    if scanned:
        pages = f"sidorna {', '.join(scanned)}" if len(scanned) > 1 else f"sidan {scanned[0]}"
        notes.append(
            Note(
                "W506",
                f"texten på {pages} kommer från maskinläsning; ord och punktnummer kan saknas",
                hint="jämför med sidbilden",
            )
        )
    return [*notes, *_identity_numbers(source)]


def _identity_numbers(source: Source) -> list[Note]:
    found = []
    for finding in find_personal_data(source.text):
        if finding.kind not in (PersonalDataKind.IDENTITY_NUMBER, PersonalDataKind.LOOK_ALIKE):
            continue
        is_sure = finding.kind is PersonalDataKind.IDENTITY_NUMBER
        sure = "personnummer" if is_sure else "möjligt personnummer"
        span = range(finding.start, finding.end)
        found.append(
            Note(
                "W550",
                f"{sure} i texten: {finding.shown}",
                Passage(finding.shown, span),
                "ta bort det; arkivet byggs inte med personnummer",
            )
        )
    return found


UNDATED = "importera igen med --date, eller skriv date: och flytta filen till rätt år"
MANY_ABSENT = 40
LONG_NAME = 5
# So many names that stand twice are one fault of the list, not many.
MANY_AGAIN = 3


def find_faults(draft: Draft, when: When, pack: LanguagePack) -> list[Note]:
    """Return the notes on what in a document contradicts itself or looks improbable."""
    return [
        *_weekday(when, pack),
        *_people(draft.tree),
        *_numbers(draft.tree),
        *_missing(draft),
    ]


def _weekday(when: When, pack: LanguagePack) -> Iterator[Note]:
    for found in find_dates(when.date_words.text, pack):
        if when.date and found.weekday >= 0 and when.date.weekday() != found.weekday:
            real = pack.values["weekdays"][when.date.weekday()]
            yield Note(
                "W511",
                f"veckodagen stämmer inte: {when.date.isoformat()} är en {real}",
                when.date_words,
                "kontrollera datumet; källans ord är inte ändrade",
            )


def _people(tree: Branch) -> Iterator[Note]:
    present = [_name(person) for person in tree.rows("present")]
    absent = [_name(person) for person in tree.rows("absent")]
    counted = Counter(n.value.casefold() for n in present + absent)
    again = [name for name, count in counted.items() if count > 1]
    if len(again) > MANY_AGAIN:
        words = f"{len(again)} namn står flera gånger bland deltagarna: {', '.join(again[:5])} …"
        yield Note("W514", words, present[0].passage)
        again = []
    for name, count in counted.items():
        if name in again and count > 1:
            leaf = [n for n in present + absent if n.value.casefold() == name][-1]
            both = any(n.value.casefold() == name for n in present) and any(
                n.value.casefold() == name for n in absent
            )
            where = "bland både närvarande och frånvarande" if both else "två gånger"
            yield Note("W514", f"{leaf.value} står {where}", leaf.passage)
    gone = {n.value.casefold() for n in absent} - {n.value.casefold() for n in present}
    for leaf in _listed(tree.get("attested_by")):
        if leaf.value.casefold() in gone:
            yield Note("W515", f"justeraren {leaf.value} står bland de frånvarande", leaf.passage)
    if len(absent) > MANY_ABSENT:
        yield Note("W516", f"{len(absent)} frånvarande är osannolikt många", absent[0].passage)
    for person in (*tree.rows("present"), *tree.rows("absent")):
        note = person.text("note") if isinstance(person, Branch) else ""
        named = _name(person)
        beside = len(note) > LONG_NOTE or _AND.match(note) is not None
        other = _NAME_AND_PARTY.search(note) or (beside and _TWO_NAMES.search(note))
        if other:
            words = f'efter {named.value} kan en annan person stå: "{other[0]}"'
            yield Note("W526", words, named.passage)
    for leaf in present + absent:
        if len(leaf.value.split()) > LONG_NAME:
            yield Note("W517", f'namnet "{leaf.value}" är osannolikt långt', leaf.passage)


def _name(person: Node) -> Leaf:
    node = person.get("name") if isinstance(person, Branch) else None
    return node if isinstance(node, Leaf) else Leaf("")


def _listed(node: Node | None) -> list[Leaf]:
    if isinstance(node, Leaf):
        return [node]
    nodes = getattr(node, "nodes", ())
    return [leaf for leaf in nodes if isinstance(leaf, Leaf)]


def _numbers(tree: Branch) -> Iterator[Note]:
    last = 0
    for item in tree.rows("items"):
        if not isinstance(item, Branch):
            continue
        number = item.get("number")
        digits = "".join(c for c in item.text("number").split("/")[0] if c.isdigit())
        if not digits or not isinstance(number, Leaf):
            continue
        here = int(digits)
        if last and here > last + 1:
            missing = str(last + 1) if here == last + 2 else f"{last + 1}–{here - 1}"
            yield Note("W518", f"punktnumren hoppar: {missing} saknas", number.passage)
        last = here


def _missing(draft: Draft) -> Iterator[Note]:
    tree = draft.tree
    if not tree.text("date"):
        yield Note(
            "W530",
            "dokumentet säger inte när mötet hölls",
            EMPTY,
            UNDATED,
        )
    if not tree.text("title"):
        yield Note("W533", "ingen rubrik hittades", EMPTY, "skriv title: om källan har en rubrik")
    if not tree.rows("present"):
        yield Note("W531", "inga närvarande hittades", EMPTY, "fyll i present: om källan har dem")
    if not tree.rows("items"):
        yield Note("W532", "inga punkter hittades", EMPTY, "dela in texten i punkter")


# Words after a name that are longer may be of somebody else.
LONG_NOTE = 40
_AND = re.compile(r"(?:samt|och|jämte|liksom)\b", re.IGNORECASE)
_TWO_NAMES = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+\s[A-ZÅÄÖ][a-zåäöé-]+")
_PARTS = re.compile(r"[,:;/|\t]|\s{2,}|\s(?:och|samt|av)\s")
# What names of associations, companies and forms are made of beside a place or a proper name.
_COMMON = re.compile(
    r"\w*(?:förening|förbund|kommun|nämnd|styrelse|möte|grupp|klubb|samfällighet|by(?:a)?lag|råd"
    r"|kansli|utskott|fullmäktige|region|stad|protokoll|anteckning|nummer|förvaltning|bolag"
    r"|kod|sektion|höger|vänster|ab|if|bk|ek)\w{0,4}",
    re.IGNORECASE,
)
_NAME_AND_PARTY = re.compile(r"[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+){1,3}\s\([A-ZÅÄÖ]{1,4}\)")
_SPOKEN_LABELS = frozenset({*PEOPLE, *WHEN, *WHERE, "called"})
# So many places are listed; the others are counted.
MAX_PLACES = 12
_SAYS = {
    MarkKind.FORM: "rader i blanketter och underskriftssidor har uppgifter utan plats i filen",
    MarkKind.LETTERHEAD: "rader i brevhuvudet har uppgifter utan plats i filen",
    MarkKind.AGENDA: "rader i innehållsförteckningen har ingen punkt",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells which passages say something, for one document."""

    draft: Draft
    source: Source
    pack: LanguagePack
    organisations: Organisations

    def notes(self) -> Iterator[Note]:
        """Yield one note for each kind of lines set aside, and one for what got no place."""
        for kind in (MarkKind.FORM, MarkKind.LETTERHEAD):
            marks = [m for m in self.draft.marks if m.kind is kind and self._says(m.passage)]
            if marks:
                yield self._note("W541", _SAYS[kind], marks, "för in det som hör hemma i filen")
        yield from self._unseen()
        lost = [mark for mark in self.draft.marks if mark.kind is MarkKind.NOT_PLACED]
        if lost:
            count = "ett stycke" if len(lost) == 1 else f"{len(lost)} stycken"
            hint = (
                "orden står som kommentarer på sina ställen i filen; ta bort # för att använda dem"
            )
            yield self._note("W540", f"{count} fick ingen plats", lost, hint)

    def _unseen(self) -> Iterator[Note]:
        """Yield a note at each text that the document holds and does not show."""
        found = [
            self.source.passage(at)[start:end].strip()
            for at, line in enumerate(self.source.lines)
            for start, end in line.hidden
        ]
        found = [passage for passage in found if any(map(str.isalnum, passage.text))]
        hint = "ta bort det som inte är menat att läsas"
        for passage in found[:MAX_PLACES]:
            yield Note("W542", f"syns inte i originalet: {_short(passage)}", passage, hint)
        if len(found) > MAX_PLACES:
            places = "; ".join(self.source.where(p.start) for p in found[MAX_PLACES:][:MAX_PLACES])
            words = f"{len(found) - MAX_PLACES} ställen till syns inte i originalet ({places})"
            yield Note("W542", words, found[MAX_PLACES], hint)

    def _note(self, code: str, says: str, marks: Sequence[Mark], hint: str) -> Note:
        ordered = sorted((mark.passage for mark in marks), key=lambda passage: passage.start)
        places = [self.source.where(passage.start) for passage in ordered[:MAX_PLACES]]
        more = f" och {len(ordered) - MAX_PLACES} till" if len(ordered) > MAX_PLACES else ""
        words = _short(ordered[0])
        return Note(code, f"{says}: {words} ({'; '.join(places)}{more})", _point(ordered[0]), hint)

    def _says(self, passage: Passage) -> bool:
        text = " ".join(passage.text.split())
        return bool(
            self._names_somebody(text)
            or self._says_when(text)
            or self._is_labelled(passage)
            or self.pack.anywhere("decision_sentence").search(text)
        )

    def _names_somebody(self, text: str) -> bool:
        folded = text.casefold()
        if _NAME_AND_PARTY.search(text) or any(n in folded for n in self._people()):
            return True
        return any(self._is_stranger(part.strip()) for part in _PARTS.split(text))

    def _is_stranger(self, text: str) -> bool:
        """Return whether a text is a person's name alone; capitals only are a heading or a logo."""
        name = text.split("(")[0].strip(" .")
        words = name.split()
        named = len(words) in (2, 3) and name.upper() != name and is_name(name, self.organisations)
        return named and not any(
            self.pack.whole("places").fullmatch(part) or _COMMON.fullmatch(part)
            for part in (name, *words)
        )

    def _people(self) -> Iterator[str]:
        for key in ("present", "absent"):
            for person in self.draft.tree.rows(key):
                if isinstance(person, Branch) and " " in person.text("name"):
                    yield person.text("name").casefold()

    def _says_when(self, text: str) -> bool:
        """Return whether a text names a day or an hour other than the meeting's own day."""
        own = self.draft.tree.text("date")
        days = [date.date.isoformat() if date.date else "" for date in find_dates(text, self.pack)]
        return any(day != own for day in days) or any(find_times(text))

    def _is_labelled(self, passage: Passage) -> bool:
        label = find_label(passage, self.pack)
        return label is not None and label.concept in _SPOKEN_LABELS and bool(label.rest)


def _point(passage: Passage) -> Passage:
    """Return the first line of a passage, to stand beside its note."""
    return passage[: len(passage.text.split("\n")[0])] if passage else EMPTY


def _short(passage: Passage) -> str:
    text = " ".join(passage.text.split())
    return f"”{text if len(text) <= 60 else text[:57] + '…'}”"
