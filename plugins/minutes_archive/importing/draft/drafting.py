"""A document's lines -> a draft minutes file: the recipe, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from minutes_archive.addresses import slugify
from minutes_archive.importing.draft.doubts import Telling, find_faults
from minutes_archive.importing.draft.ledger import balance, with_left_over
from minutes_archive.importing.head.bodies import body_names, body_pattern
from minutes_archive.importing.head.document_head import Head, HeadOfDocument
from minutes_archive.importing.head.when_and_where import When, date_leaf, meeting_date
from minutes_archive.importing.items.agenda_items import Setting, read_items
from minutes_archive.importing.items.blocks import right_margin, vocabulary_of
from minutes_archive.importing.items.caution import NO_CAUTION, Caution
from minutes_archive.importing.parts.agenda import find_agenda, typical_size
from minutes_archive.importing.parts.division import (
    Parts,
    annex_ballots,
    divide,
    find_contents,
    find_end_matter,
)
from minutes_archive.importing.parts.furniture import find_furniture
from minutes_archive.importing.people.attendees import AttendeeReader, Attendees, with_offices
from minutes_archive.importing.people.officers import (
    Officer,
    find_officers,
    named_for,
    with_officers,
)
from minutes_archive.importing.words.draft_tree import (
    Branch,
    Draft,
    Gathered,
    Leaf,
    MarkKind,
    Rows,
    branch,
    fixed,
    repeat,
    verbatim,
)
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.passages import Passage
from minutes_archive.importing.words.source import Source
from minutes_archive.model import Registry, Role


@dataclass(frozen=True, slots=True)
class Given:
    """What is known before a document is read: its body, a date, and the file name's date.

    `original` is the name under which the document itself will lie beside the draft.
    """

    body: str
    date: dt.date | None = None
    file_date: dt.date | None = None
    original: str = ""


class Drafting:
    """Makes the draft of one document.

    `furniture` are the indexes of its page headers and footers, sought here when not given.
    """

    def __init__(
        self,
        source: Source,
        registry: Registry,
        pack: LanguagePack,
        given: Given,
        caution: Caution = NO_CAUTION,
        furniture: frozenset[int] | None = None,
    ):
        self.source = source
        self.caution = caution
        self.registry = registry
        self.pack = pack
        self.given = given
        self.gathered = Gathered()
        self.organisations = Organisations(registry, pack)
        self.furniture = find_furniture(source, pack) if furniture is None else furniture
        # A reviewer's comments in the margin are no part of the minutes.
        self.lines = [
            i
            for i, line in enumerate(source.lines)
            if i not in self.furniture and line.style != "comment"
        ]
        self.contents = find_contents(source, self.lines, pack)
        self.lines = [i for i in self.lines if i not in self.contents]
        self.end = find_end_matter(source, self.lines, pack)
        self.lines = [i for i in self.lines if i not in self.end.lines]

    def draft(self) -> Draft:
        """Return the draft, with every word of the source placed or said not to be."""
        agenda = find_agenda(self.source, self.lines, self.pack)
        parts = divide(self.source, self.lines, agenda, self.organisations)
        for heading in agenda.anew:
            words = "numreringen börjar om; punkterna härifrån numreras löpande"
            self.gathered.note("W518", words, heading.label or heading.rest)
        for heading in agenda.rivals[:1]:
            words = f"{len(agenda.rivals)} rader ser ut som punkter och har andra punkters nummer"
            self.gathered.note("W518", words, heading.number or heading.rest)
        reader = HeadOfDocument(self.source, self.pack, self.gathered)
        head = reader.read(parts.head, sorted(self.furniture))
        date = meeting_date(head.when, self.given.date, self.given.file_date, self.gathered)
        items, upcoming = read_items(parts.items, self._setting(date), self.gathered)
        people = AttendeeReader(self.source, self.organisations, _numbers(items), self.gathered)
        attendees, signed = self._people(people, head, parts)
        officers: list[Officer] = []
        if not self.caution.everything:
            known = attendees.names
            officers = find_officers(self.source, parts.items, self.organisations, known)
        present = with_offices(attendees.present, signed, self.gathered)
        signed = _with_writer(signed, present)
        tree = branch(
            format=fixed("1"),
            body=fixed(self.given.body),
            date=date_leaf(head.when, date),
            time=head.when.time,
            place=_place(head.when),
            kind=repeat(head.kind, head.title) if head.kind else None,
            status=fixed("draft"),
            source=branch(file=fixed(self.given.original)) if self.given.original else None,
            title=verbatim(head.title) if head.title else None,
            reference=verbatim(head.reference) if head.reference else None,
            recorded_by=_names(signed.get("recorded_by", ())) or named_for(officers, "recorded_by"),
            attested_by=_names(signed.get("attested_by", ())) or named_for(officers, "attested_by"),
            present=Rows(with_officers(present, officers, self.gathered)),
            absent=Rows(attendees.absent),
            items=Rows(tuple(items)),
            upcoming=Rows(tuple(upcoming)),
        )
        expected = {
            **dict.fromkeys(self.furniture, MarkKind.FURNITURE),
            **dict.fromkeys(head.letterhead, MarkKind.LETTERHEAD),
            **dict.fromkeys((*head.form, *parts.signing), MarkKind.FORM),
            **dict.fromkeys((*agenda.repeated, *self.contents), MarkKind.AGENDA),
            **dict.fromkeys(self.end.signatures, MarkKind.FORM),
        }
        draft = Draft(tree, tuple(self.gathered.marks), tuple(self.gathered.notes))
        left_over = balance(self.source, draft).left_over
        draft = with_left_over(draft, left_over, self.source, expected)
        doubts = Telling(draft, self.source, self.pack, self.organisations).notes()
        faults = find_faults(draft, head.when, self.pack)
        return replace(draft, notes=(*draft.notes, *faults, *doubts))

    def _people(
        self, people: AttendeeReader, head: Head, parts: Parts
    ) -> tuple[Attendees, Mapping[str, list[Passage]]]:
        """Return who was there and who signed; nobody when the lists could not be trusted."""
        if self.caution.everything:
            self.gathered.note("W524", "listorna över deltagare kunde inte läsas säkert")
            return Attendees(), {}
        attendees = people.from_head(head.people)
        if not attendees.names:
            attendees = people.from_items(parts.items)
        return attendees, people.signatures(head.signed, parts.signing, attendees.names)

    def _setting(self, date: dt.date | None) -> Setting:
        body_size = typical_size(self.source, self.lines)
        body = self.given.body
        return Setting(
            self.source,
            self.pack,
            vocabulary_of(self.source.text),
            body_size,
            right_margin(self.source, body_size),
            body,
            tuple(body_names(body, self.registry, self.pack)) if body else (),
            {b: body_pattern(b, self.registry, self.pack) for b in self.registry.bodies},
            self.organisations,
            annex_ballots(self.source, self.end.annexes, self.organisations),
            date,
            self.caution,
        )


def _numbers(items: Sequence[Branch]) -> list[tuple[str, str]]:
    """Return the items' numbers and slugs, as the reader of the file will have them."""
    written = [item.text("number") or str(at) for at, item in enumerate(items, start=1)]
    return [(number, slugify(number)) for number in written]


def with_source(tree: Branch, original: str) -> Branch:
    """Return a draft's tree with the name of the document that it was read from."""
    if tree.get("source") is not None:
        return tree
    at = 1 + next(n for n, (key, _) in enumerate(tree.entries) if key == "status")
    entry = ("source", branch(file=fixed(original)))
    return Branch((*tree.entries[:at], entry, *tree.entries[at:]))


def _place(when: When) -> Leaf | None:
    """Return the place; its words may also be part of the title."""
    if not when.place:
        return None
    if when.place_in_title:
        return repeat(" ".join(when.place.text.split()), when.place)
    return verbatim(when.place)


def _with_writer(
    signed: Mapping[str, list[Passage]], present: Sequence[Branch]
) -> Mapping[str, list[Passage]]:
    """Return who signed, with the secretary as the writer where nobody else is said to be.

    Below "Justerat 2025-04-07" all names stand together, and a secretary attests nothing.
    """
    attested = signed.get("attested_by", [])
    writers = {p.text("name") for p in present if p.text("role") == Role.SECRETARY.value}
    wrote = [name for name in attested if name.text in writers]
    if signed.get("recorded_by") or not wrote or len(wrote) == len(attested):
        return signed
    return {
        **signed,
        "recorded_by": wrote,
        "attested_by": [name for name in attested if name.text not in writers],
    }


def _names(names: Sequence[Passage]) -> Rows | Leaf | None:
    if not names:
        return None
    leaves = tuple(verbatim(name) for name in sorted(names, key=lambda name: name.start))
    return leaves[0] if len(leaves) == 1 else Rows(leaves)
