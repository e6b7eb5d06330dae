"""Who was present and absent, put together from the head, the items and the signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutes_archive.importing.head.fields import Field, find_label, read_fields, rows_of
from minutes_archive.importing.people.attendance import ListedPerson, read_list
from minutes_archive.importing.people.roster import Numbers, attendance, with_role
from minutes_archive.importing.people.sign_off import (
    Signature,
    labels_below,
    read_signatures,
    signed_above,
    signed_roles,
)
from minutes_archive.importing.words.draft_tree import Branch, Gathered, MarkKind, as_repeats
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.numbering import Heading
from minutes_archive.importing.words.passages import Passage
from minutes_archive.importing.words.source import Source
from minutes_archive.model import Role

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
        return Attendees(
            tuple(self._entry(person) for person in people if not person.absent),
            tuple(self._entry(person) for person in people if person.absent),
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
            fields += [entry for entry in found if entry.concept in LISTS]
        people = self._people(fields, aside)
        entries = [(p.absent, as_repeats(attendance(p, self.numbers, pack, aside))) for p in people]
        return Attendees(
            tuple(entry for gone, entry in entries if not gone),
            tuple(entry for gone, entry in entries if gone),
            tuple(person.person.name.text for person in people),
        )

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

    def _entry(self, person: ListedPerson) -> Branch:
        return attendance(person, self.numbers, self.organisations.pack, self.gathered)

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
            if concept == "recorded_by" and attested and signed.get(concept):
                concept = "attested_by"  # one writes; who signs below the writer attests
            names = signed.setdefault(concept, [])
            if any(name.text.casefold() == signature.name.text.casefold() for name in names):
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
        fields, loose = read_fields(self.source, signing, self.organisations.pack, self.gathered)
        return [
            *read_signatures(fields, self.organisations, known),
            *signed_roles(self.source, loose, self.organisations),
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
