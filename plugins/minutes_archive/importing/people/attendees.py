"""Who was present and absent: from head, items and signatures -> `present` and `absent`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutes_archive.importing.head.fields import Field, find_label, read_fields, rows_of
from minutes_archive.importing.people.attendance import ListedPerson, read_list
from minutes_archive.importing.people.persons import Person
from minutes_archive.importing.people.qualifiers import Qualifier, Says
from minutes_archive.importing.people.sign_off import (
    Signature,
    labels_below,
    offices_below,
    read_signatures,
    signed_above,
    signed_roles,
)
from minutes_archive.importing.words.column_headings import heads_votes
from minutes_archive.importing.words.draft_tree import (
    Branch,
    Gathered,
    How,
    Leaf,
    MarkKind,
    as_repeats,
    branch,
    read,
    repeat,
    verbatim,
)
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.numbering import Heading
from minutes_archive.importing.words.passages import Passage, joined
from minutes_archive.importing.words.source import Source
from minutes_archive.model import Role
from minutes_archive.reading.meeting_facts import covered_items

_ELECTED = frozenset(r.value for r in (Role.MEMBER, Role.SUBSTITUTE, Role.CHAIR, Role.VICE_CHAIR))
_LOCAL_PARTY = re.compile(r"(?=(?:[^A-ZÅÄÖ]*[A-ZÅÄÖ]){2})[A-Za-zÅÄÖåäö]{2,5}")
Numbers = Sequence[tuple[str, str]]


def tells_parties(people: Sequence[ListedPerson], pack: LanguagePack) -> bool:
    """Return whether lists give members their party in brackets, which may be a local one."""
    parties = [q for p in people for q in p.person.of(Says.NOTE) if _is_party(q.words, pack)]
    return len(parties) > 1


def attendance(
    listed: ListedPerson,
    numbers: Numbers,
    pack: LanguagePack,
    gathered: Gathered,
    parties: bool = False,
) -> Branch:
    """Return one person's entry; what the format has no key for goes into the note.

    `numbers` are the agenda items' numbers with their slugs; `parties` says that an unknown
    abbreviation after a member is a local party's.
    """
    person = listed.person
    notes: list[Passage] = [q.words for q in person.of(Says.NOTE)]
    organisation, more = _organisation(person)
    notes += more
    role, substitute_for, more = _role(listed, gathered)
    notes += more
    items, more = _items(person, list(numbers), gathered)
    notes += more
    gathered.mark(MarkKind.LABEL, *(q.words for q in person.of(Says.ABSENT)))
    gathered.mark(MarkKind.LABEL, *(q.words for q in person.of(Says.PRESENT)))
    gathered.mark(MarkKind.LABEL, *(q.words for q in person.of(Says.JOINT)))
    elected = role is not None and role.value in _ELECTED
    party, notes = _party(notes, pack, parties and elected)
    if role and role.how is How.REPEAT and elected and parties and not party and _has_title(person):
        role = None
    # A group's name stands once; the others in the group only repeat it.
    shared = [words for words in notes if not words.is_sourced]
    notes = [words for words in notes if words.is_sourced]
    both = joined(sorted(notes, key=lambda w: w.start), ", ")
    note = verbatim(both) if both else repeat(joined(shared, ", ").text)
    return branch(
        name=verbatim(person.name),
        party=party,
        from_=organisation,
        role=role,
        items=items,
        substitute_for=substitute_for,
        note=note,
    )


def _has_title(person: Person) -> bool:
    """Return whether an occupation stands before the name.

    "Ersättare: Eva Ek (S) samt socialchef Ann Lind" makes no substitute of Ann Lind.
    """
    return any(
        q.words.is_sourced and q.words.start < person.name.start for q in person.of(Says.NOTE)
    )


def _organisation(person: Person) -> tuple[Leaf | None, list[Passage]]:
    known = [q for q in person.of(Says.ORGANISATION) if q.value]
    if not known:
        return None, []
    first, *others = known
    leaf = read(first.value, first.words) if first.words.is_sourced else repeat(first.value)
    return leaf, [q.words for q in others if q.words.is_sourced]


def _role(
    listed: ListedPerson, gathered: Gathered
) -> tuple[Leaf | None, Leaf | None, list[Passage]]:
    """Return the role, whom the person stood in for, and what is left to say of it."""
    notes: list[Passage] = []
    role: Leaf | None = None
    for qualifier in listed.person.of(Says.ROLE):
        if role is None:
            role = read(qualifier.value, qualifier.words)
        else:
            notes.append(qualifier.words)
    substitute_for: Leaf | None = None
    for qualifier in listed.person.of(Says.SUBSTITUTE):
        if role is None:
            role = read(qualifier.value, qualifier.label)
        else:
            gathered.mark(MarkKind.LABEL, qualifier.label)
        if substitute_for is None:
            substitute_for = verbatim(qualifier.words)
        else:
            notes.append(qualifier.words)
    if role is None and listed.role is not None and not listed.absent:
        role = repeat(listed.role.value)
    return role, substitute_for, notes


def _items(
    person: Person, numbers: list[tuple[str, str]], gathered: Gathered
) -> tuple[Leaf | None, list[Passage]]:
    """Return the part of the meeting attended, when the format can say it."""
    notes: list[Passage] = []
    items: Leaf | None = None
    said = person.of(Says.ITEMS)
    # "§§ 45-47, § 49" is one list, although a comma parts it.
    whole = joined([q.words.squeezed() for q in said], ", ")
    if len(said) > 1 and isinstance(covered_items(whole.text, numbers), frozenset):
        items, said = Leaf(whole.text, whole), []
        gathered.mark(MarkKind.LABEL, *(q.label for q in person.of(Says.ITEMS)))
    for qualifier in said:
        words = qualifier.words.squeezed()
        if items is None and isinstance(covered_items(words.text, numbers), frozenset):
            items = Leaf(words.text, words)
            gathered.mark(MarkKind.LABEL, qualifier.label)
        else:
            notes.append(_in_order(qualifier))
    for qualifier in person.of(Says.NOTE):
        implied = qualifier.also
        if items is None and implied and isinstance(covered_items(implied, numbers), frozenset):
            items = Leaf(implied, qualifier.words, How.REPEAT)
    return items, notes


def _in_order(qualifier: Qualifier) -> Passage:
    """Put a label and its numbers together again as they stood."""
    pairs = sorted(
        (offset, character)
        for passage in (qualifier.label, qualifier.words)
        for character, offset in zip(passage.text, passage.at, strict=True)
        if offset >= 0
    )
    return Passage("".join(c for _, c in pairs), [offset for offset, _ in pairs]).strip()


def _party(
    notes: list[Passage], pack: LanguagePack, local: bool
) -> tuple[Leaf | None, list[Passage]]:
    """Take the party out of what is said of a person; `local` allows one that is not known."""
    known = [at for at, words in enumerate(notes) if _is_party(words, pack)]
    unknown = [
        at
        for at, words in enumerate(notes)
        if local and words.is_sourced and _LOCAL_PARTY.fullmatch(words.text.strip(" ()"))
    ]
    for at in (known or unknown)[:1]:
        return verbatim(notes[at].strip(" ()")), [*notes[:at], *notes[at + 1 :]]
    return None, notes


def _is_party(words: Passage, pack: LanguagePack) -> bool:
    bare = words.text.strip(" ()")
    return words.is_sourced and bare not in ("-", "–") and pack.party.fullmatch(bare) is not None


def with_role(entry: Branch, role: Role, words: Passage | None) -> Branch:
    """Return a person's entry with a role that a label elsewhere gives."""
    leaf = read(role.value, words) if words is not None else repeat(role.value)
    kept = [(key, node) for key, node in entry.entries if key != "role"]
    order = ["name", "party", "from", "role", "items", "substitute_for", "note"]
    return Branch(tuple(sorted([*kept, ("role", leaf)], key=lambda pair: order.index(pair[0]))))


# Labels that begin a list of people inside an item, and how many items may hold one.
LISTS = frozenset({"present", "absent", "member", "substitute"})
ITEMS_WITH_PEOPLE = 4
_OFFICES = frozenset({"chair", "vice_chair", "secretary"})
# A signature as secretary is of the one who wrote; under "Underskrifter" the attesters sign.
_SIGNED_AS = {"secretary": "recorded_by", "signatures": "attested_by"}
_ROLES = (("chair", Role.CHAIR), ("vice_chair", Role.VICE_CHAIR), ("secretary", Role.SECRETARY))


@dataclass(frozen=True, slots=True)
class Attendees:
    """The entries under `present` and `absent`, and the names under other labels."""

    present: tuple[Branch, ...] = ()
    absent: tuple[Branch, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttendeeReader:
    """Reads the people of one document; `numbers` are the agenda items with their slugs."""

    source: Source
    organisations: Organisations
    numbers: Numbers
    gathered: Gathered

    def from_head(self, fields: Sequence[Field]) -> Attendees:
        """Return who the head lists; words that only the list has are used up."""
        people = self._people(fields, self.gathered)
        parties = tells_parties(people, self.organisations.pack)
        return Attendees(
            tuple(self._entry(person, parties) for person in people if not person.absent),
            tuple(self._entry(person, parties) for person in people if person.absent),
            tuple(person.person.name.text for person in people),
        )

    def from_items(self, items: Sequence[tuple[Heading, Sequence[int]]]) -> Attendees:
        """Return who the first items say was there; the words stay in the items' text."""
        aside = Gathered()
        pack = self.organisations.pack
        fields: list[Field] = []
        # The list may also be an appendix, after everything else.
        for heading, lines in [*items[:ITEMS_WITH_PEOPLE], *items[ITEMS_WITH_PEOPLE:][-1:]]:
            found, _ = read_fields(self.source, lines[1:], pack, aside, tables_from=0)
            fields += self._under_title(heading, lines, found)
            fields += [e for e in found if e.concept in LISTS and not self._lists_votes(e)]
        people = self._people(fields, aside)
        parties = tells_parties(people, pack)
        entries = [
            (p.absent, as_repeats(attendance(p, self.numbers, pack, aside, parties)))
            for p in people
        ]
        return Attendees(
            tuple(entry for gone, entry in entries if not gone),
            tuple(entry for gone, entry in entries if gone),
            tuple(person.person.name.text for person in people),
        )

    def _lists_votes(self, entry: Field) -> bool:
        """Return whether a field lists who voted for what, which does not say who was there."""
        return any(heads_votes(row.cells) for row in entry.rows[:1])

    def _under_title(
        self, heading: Heading, lines: Sequence[int], found: Sequence[Field]
    ) -> list[Field]:
        """Return the list of an item whose own title is the label ("2. Närvarande")."""
        label = find_label(heading.rest, self.organisations.pack)
        if label is None or label.concept not in ("present", "absent") or label.rest:
            return []
        first = min((entry.line for entry in found), default=len(self.source.lines))
        rows = rows_of(self.source, [i for i in lines if heading.line < i < first])
        return [Field(label.concept, label.words, heading.line, 0.0, rows)]

    def _people(self, fields: Sequence[Field], gathered: Gathered) -> list[ListedPerson]:
        """Return the persons of several lists; an office adds to whom a list already names."""
        listed: list[ListedPerson] = []
        for entry in fields:
            for person in read_list(entry, self.organisations, gathered).listed:
                again = next((p for p in listed if p.person.folded == person.person.folded), None)
                if again and entry.concept in _OFFICES:
                    gathered.mark(MarkKind.AGAIN, person.person.name)
                    again.role = again.role or person.role
                    again.person.said += person.person.said
                else:
                    listed.append(person)
        return listed

    def _entry(self, person: ListedPerson, parties: bool) -> Branch:
        return attendance(person, self.numbers, self.organisations.pack, self.gathered, parties)

    def signatures(
        self, head: Sequence[Field], signing: Sequence[int], known: Sequence[str]
    ) -> Mapping[str, list[Passage]]:
        """Return the names signed for each purpose, in the head and at the end."""
        signed: dict[str, list[Passage]] = {}
        found = read_signatures(head, self.organisations, known)
        found += self._at_the_end(signing, known)
        attested = any(signature.concept == "attested_by" for signature in found)
        for signature in found:
            if signature.concept == "secretary":
                signed.setdefault("secretary", []).append(signature.name)
            concept = _SIGNED_AS.get(signature.concept, signature.concept)
            names = signed.setdefault(concept, [])
            again = any(name.text.casefold() == signature.name.text.casefold() for name in names)
            if concept == "recorded_by" and attested and names and not again:
                names = signed.setdefault("attested_by", [])  # who signs below the writer attests
                again = any(n.text.casefold() == signature.name.text.casefold() for n in names)
            if again:
                self.gathered.mark(MarkKind.AGAIN, signature.name)
            else:
                names.append(signature.name)
        return signed

    def _at_the_end(self, signing: Sequence[int], known: Sequence[str]) -> list[Signature]:
        """Return who signed at the end, each under, above or beside what they signed as."""
        if labels_below(self.source, signing, self.organisations):
            found = []
            for label, names in signed_above(self.source, signing, self.organisations):
                self.gathered.mark(MarkKind.LABEL, label.words)
                found += [Signature(label.concept, name) for name in names]
            return found
        captions = offices_below(self.source, signing, self.organisations)
        for index in captions:
            self.gathered.mark(MarkKind.LABEL, *self.source.cells(index))
        signing = [index for index in signing if index not in captions]
        fields, loose = read_fields(self.source, signing, self.organisations.pack, self.gathered)
        return [
            *read_signatures(fields, self.organisations, known),
            *signed_roles(
                (c for line in loose for c in self.source.cells(line)), self.organisations
            ),
        ]


def with_offices(
    present: Sequence[Branch], signed: Mapping[str, Sequence[Passage]], gathered: Gathered
) -> tuple[Branch, ...]:
    """Use a signature as chair for what it also says: who chaired the meeting."""
    entries = list(present)
    for concept, role in _ROLES:
        for name in signed.get(concept, ()):
            if concept != "secretary":
                gathered.mark(MarkKind.AGAIN, name)
            for at, person in enumerate(entries):
                same = person.text("name").casefold() == name.text.casefold()
                if same and not person.get("role"):
                    entries[at] = with_role(person, role, None)
    return tuple(entries)
