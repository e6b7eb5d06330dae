"""A document's lines -> a draft minutes file: the recipe, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutes_archive.addresses import slugify
from minutes_archive.importing.agenda import Agenda, find_agenda, typical_size
from minutes_archive.importing.attendance import ListedPerson, read_list
from minutes_archive.importing.blocks import Block, BlockReader, right_margin
from minutes_archive.importing.bodies import body_names, body_pattern
from minutes_archive.importing.contents import ContentReader
from minutes_archive.importing.decisions import Circumstances, decides
from minutes_archive.importing.draft import (
    Branch,
    Draft,
    Gathered,
    Kind,
    Leaf,
    Rows,
    as_repeats,
    branch,
    fixed,
    read,
    repeat,
    verbatim,
)
from minutes_archive.importing.faults import find_faults
from minutes_archive.importing.fields import Field, find_label, read_fields, rows_of
from minutes_archive.importing.furniture import find_furniture
from minutes_archive.importing.head import Head, HeadOfDocument
from minutes_archive.importing.items import HeadReader
from minutes_archive.importing.joining import vocabulary_of
from minutes_archive.importing.language_pack import LanguagePack
from minutes_archive.importing.ledger import balance, with_left_over
from minutes_archive.importing.names import Organisations
from minutes_archive.importing.numbering import Heading
from minutes_archive.importing.passages import Passage
from minutes_archive.importing.roster import attendance, with_role
from minutes_archive.importing.sign_off import find_sign_off, read_signatures
from minutes_archive.importing.source import Source
from minutes_archive.importing.upcoming import Announced, Announcements, announcements
from minutes_archive.model import Registry, Role

# Labels that begin a list of people inside an item, and how many items may hold one.
ATTENDANCE = frozenset({"present", "absent", "member", "substitute"})
ITEMS_WITH_PEOPLE = 4
_SIGNED_AS = {"secretary": "recorded_by", "signatures": "attested_by"}
_ROLES_SIGNED = (
    ("chair", Role.CHAIR),
    ("vice_chair", Role.VICE_CHAIR),
    ("secretary", Role.SECRETARY),
)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known before a document is read: its body, and a date from outside."""

    body: str
    date: dt.date | None = None
    file_date: dt.date | None = None


class Drafting:
    """Makes the draft of one document."""

    def __init__(self, source: Source, registry: Registry, pack: LanguagePack, given: Given):
        self.source = source
        self.registry = registry
        self.pack = pack
        self.given = given
        self.gathered = Gathered()
        self.organisations = Organisations(registry, pack)
        self.furniture = find_furniture(source, pack)
        self.lines = [i for i in range(len(source.lines)) if i not in self.furniture]
        self.body_size = typical_size(source, self.lines)
        self.vocabulary = vocabulary_of(source.text)
        self.patterns = {b: body_pattern(b, registry, pack) for b in registry.bodies}
        self.margin = right_margin(source, self.body_size)
        self.expected: dict[int, Kind] = dict.fromkeys(self.furniture, Kind.FURNITURE)

    def draft(self) -> Draft:
        """Return the draft, with every word of the source placed or said not to be."""
        agenda = find_agenda(self.source, self.lines, self.pack)
        head, parts, signing = self._divide(agenda)
        self.expected |= dict.fromkeys(head.letterhead, Kind.LETTERHEAD)
        self.expected |= dict.fromkeys((*head.form, *signing), Kind.FORM)
        self.expected |= dict.fromkeys(agenda.repeated, Kind.AGENDA)
        date = self._date(head)
        items, upcoming = self._items(agenda, parts, date)
        numbers = _numbers(items)
        people = self._people(head.people, self.gathered)
        present = [self._entry(p, numbers) for p in people if not p.absent]
        absent = [self._entry(p, numbers) for p in people if p.absent]
        if not people:
            present, absent = self._people_in_items(agenda, parts, numbers)
        signed = self._signatures(head, signing, people)
        present = self._roles_from_signatures(present, signed)
        tree = branch(
            format=fixed("1"),
            body=fixed(self.given.body),
            date=self._date_leaf(head, date),
            time=head.time,
            place=verbatim(head.place) if head.place else None,
            kind=repeat(head.kind, head.title) if head.kind else None,
            status=fixed("draft"),
            title=verbatim(head.title) if head.title else None,
            reference=verbatim(head.reference) if head.reference else None,
            recorded_by=_names(signed.get("recorded_by", [])),
            attested_by=_names(signed.get("attested_by", [])),
            present=Rows(tuple(present)),
            absent=Rows(tuple(absent)),
            items=Rows(tuple(items)),
            upcoming=Rows(tuple(upcoming)),
        )
        draft = Draft(tree, tuple(self.gathered.marks), tuple(self.gathered.notes))
        left_over = balance(self.source, draft).left_over
        draft = with_left_over(draft, left_over, self.source, self.expected)
        return replace(draft, notes=(*draft.notes, *find_faults(draft, head, date, self.pack)))

    def _divide(self, agenda: Agenda) -> tuple[Head, list[Sequence[int]], Sequence[int]]:
        """Part the lines into head, items and sign-off, and read the head."""
        starts = [heading.line for heading in agenda.headings]
        first = starts[0] if starts else len(self.source.lines)
        before = [i for i in self.lines if i < first and i not in agenda.repeated]
        signing: Sequence[int] = ()
        parts: list[Sequence[int]] = []
        for at, start in enumerate(starts):
            end = starts[at + 1] if at + 1 < len(starts) else len(self.source.lines)
            lines = [i for i in self.lines if start <= i < end]
            if at + 1 == len(starts):
                signing = find_sign_off(self.source, lines[1:], self.organisations)
                lines = lines[: len(lines) - len(signing)]
            parts.append(lines)
        if not starts:
            signing = find_sign_off(self.source, before, self.organisations)
            before = before[: len(before) - len(signing)]
        reader = HeadOfDocument(self.source, self.pack, self.gathered)
        return reader.read(before, sorted(self.furniture)), parts, signing

    def _date(self, head: Head) -> dt.date | None:
        """Return the meeting's date; a date given from outside wins, then the document's.

        A date that the document only has in its title, and the file's name contradicts, is
        often left from the document it was written over; then the name decides.
        """
        if self.given.date:
            return self.given.date
        named = self.given.file_date
        if head.date and named and named != head.date:
            weak = head.date_strength <= 1
            self.gathered.note(
                "W512",
                f"dokumentet säger {head.date.isoformat()} men filnamnet {named.isoformat()}; "
                f"utkastet följer {'filnamnet' if weak else 'dokumentet'}",
                head.date_words,
                "kontrollera att datumet inte är kvar från ett tidigare möte",
            )
            return named if weak else head.date
        if head.date is None and named:
            self.gathered.note("W513", f"datumet {named.isoformat()} är hämtat ur filnamnet")
        return head.date or named

    def _date_leaf(self, head: Head, date: dt.date | None) -> Leaf | None:
        if date is None:
            return None
        if head.date != date:
            return fixed(date.isoformat())
        value = date.isoformat()
        return (
            repeat(value, head.date_words) if head.date_in_title else read(value, head.date_words)
        )

    def _items(
        self, agenda: Agenda, parts: Sequence[Sequence[int]], date: dt.date | None
    ) -> tuple[list[Branch], list[Branch]]:
        reader = HeadReader(self.source, self.pack, self.vocabulary, self.body_size)
        blocks_of = BlockReader(self.source, self.pack, self.vocabulary, self.body_size)
        read_items = []
        for heading, lines in zip(agenda.headings, parts, strict=True):
            head = reader.read(heading, lines, self.gathered)
            blocks = blocks_of.read(head.body)
            if head.first_words:
                blocks.insert(0, blocks_of.paragraph(heading.line, head.first_words))
            read_items.append((heading, head, blocks))
        around = self._circumstances([b for _, _, blocks in read_items for b in blocks], date)
        items: list[Branch] = []
        found: list[Announced] = []
        for heading, head, blocks in read_items:
            formal = "section" in heading.family or heading.family == "after"
            content = ContentReader(head.title.text, around, self.gathered, formal).read(blocks)
            items.append(
                branch(
                    number=head.number,
                    title=self._title(heading, head.title),
                    reference=verbatim(head.reference) if head.reference else None,
                    content=Rows(tuple(content)),
                )
            )
            if date:
                reader_of = Announcements(self.pack, date, self.given.body, self.patterns)
                found += reader_of.in_item(head.title.text, blocks, self.gathered)
        return items, announcements(found, self.gathered)

    def _title(self, heading: Heading, title: Passage) -> Leaf:
        if title:
            return verbatim(title)
        number = heading.number.text or heading.marker
        self.gathered.note("W523", f"punkt {number} saknar rubrik", heading.number)
        return fixed(f"Punkt {number}".strip())

    def _circumstances(self, blocks: Sequence[Block], date: dt.date | None) -> Circumstances:
        bodies = body_names(self.given.body, self.registry, self.pack) if self.given.body else []
        short = frozenset(
            i
            for i, line in enumerate(self.source.lines)
            if self.margin and line.right < self.margin * 0.8
        )
        return Circumstances(
            self.pack,
            date,
            decides(self.pack, bodies),
            any(block.section == "decision" for block in blocks),
            self.vocabulary,
            short,
            self.patterns,
        )

    def _people_in_items(
        self, agenda: Agenda, parts: Sequence[Sequence[int]], numbers: Sequence[tuple[str, str]]
    ) -> tuple[list[Branch], list[Branch]]:
        """Return who the first items say was there; the words stay in the items' text."""
        aside = Gathered()
        fields: list[Field] = []
        for heading, lines in list(zip(agenda.headings, parts, strict=True))[:ITEMS_WITH_PEOPLE]:
            found, _ = read_fields(self.source, [*lines][1:], self.pack, aside)
            label = find_label(heading.rest, self.pack)
            if label and label.concept in ("present", "absent") and not label.rest:
                first = min((entry.line for entry in found), default=len(self.source.lines))
                own = Field(label.concept, label.words, heading.line, 0.0)
                own.rows = rows_of(self.source, [i for i in lines if heading.line < i < first])
                fields.append(own)
            fields += [entry for entry in found if entry.concept in ATTENDANCE]
        people = self._people(fields, aside)
        entries = [(p.absent, as_repeats(attendance(p, numbers, self.pack, aside))) for p in people]
        return [e for gone, e in entries if not gone], [e for gone, e in entries if gone]

    def _people(self, fields: Sequence[Field], gathered: Gathered) -> list[ListedPerson]:
        listed: list[ListedPerson] = []
        for entry in fields:
            found = read_list(entry, self.organisations, gathered)
            for person in found.listed:
                again = next((p for p in listed if p.person.folded == person.person.folded), None)
                if again and entry.concept in ("chair", "vice_chair", "secretary"):
                    gathered.mark(Kind.AGAIN, person.person.name)
                    again.role = again.role or person.role
                    again.person.said += person.person.said
                else:
                    listed.append(person)
        return listed

    def _entry(self, person: ListedPerson, numbers: Sequence[tuple[str, str]]) -> Branch:
        return attendance(person, numbers, self.pack, self.gathered)

    def _signatures(
        self, head: Head, signing: Sequence[int], people: Sequence[ListedPerson]
    ) -> dict[str, list[Passage]]:
        fields, loose = read_fields(self.source, signing, self.pack, self.gathered)
        del loose
        known = [p.person.name.text for p in people]
        signed: dict[str, list[Passage]] = {}
        for signature in read_signatures([*head.signed, *fields], self.organisations, known):
            concept = _SIGNED_AS.get(signature.concept, signature.concept)
            if signature.concept == "secretary":
                signed.setdefault("secretary", []).append(signature.name)
            names = signed.setdefault(concept, [])
            if any(name.text.casefold() == signature.name.text.casefold() for name in names):
                self.gathered.mark(Kind.AGAIN, signature.name)
            else:
                names.append(signature.name)
        return signed

    def _roles_from_signatures(
        self, present: list[Branch], signed: dict[str, list[Passage]]
    ) -> list[Branch]:
        """Use a signature as chair for what it also says: who chaired the meeting."""
        for concept, role in _ROLES_SIGNED:
            for name in signed.get(concept, []):
                if role is not Role.SECRETARY:
                    self.gathered.mark(Kind.AGAIN, name)
                for at, person in enumerate(present):
                    same = person.text("name").casefold() == name.text.casefold()
                    if same and not person.get("role"):
                        present[at] = with_role(person, role, None)
        return present


def _numbers(items: Sequence[Branch]) -> list[tuple[str, str]]:
    written = [item.text("number") or str(at) for at, item in enumerate(items, start=1)]
    return [(number, slugify(number)) for number in written]


def _names(names: Sequence[Passage]) -> Rows | Leaf | None:
    if not names:
        return None
    leaves = tuple(verbatim(name) for name in names)
    return leaves[0] if len(leaves) == 1 else Rows(leaves)
