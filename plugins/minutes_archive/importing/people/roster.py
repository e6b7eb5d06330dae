"""Persons as the lists tell of them -> the entries under `present` and `absent`."""

from __future__ import annotations

from collections.abc import Sequence

from minutes_archive.importing.people.attendance import ListedPerson
from minutes_archive.importing.people.persons import Person
from minutes_archive.importing.people.qualifiers import Qualifier, Says
from minutes_archive.importing.words.draft_tree import (
    Branch,
    Gathered,
    How,
    Leaf,
    MarkKind,
    branch,
    read,
    repeat,
    verbatim,
)
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.passages import Passage, joined
from minutes_archive.model import Role
from minutes_archive.reading.partial_attendance import covered_items

Numbers = Sequence[tuple[str, str]]


def attendance(
    listed: ListedPerson, numbers: Numbers, pack: LanguagePack, gathered: Gathered
) -> Branch:
    """Return one person's entry; what the format has no key for goes into the note.

    `numbers` are the agenda items' numbers with their slugs.
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
    party, notes = _party(notes, pack)
    # A group's name stands once; the others in the group only repeat it.
    shared = [words for words in notes if not words.is_sourced]
    notes = [words for words in notes if words.is_sourced]
    told = joined(sorted(notes, key=lambda w: w.start), ", ")
    note = verbatim(told) if told else repeat(joined(shared, ", ").text)
    return branch(
        name=verbatim(person.name),
        party=party,
        from_=organisation,
        role=role,
        items=items,
        substitute_for=substitute_for,
        note=note,
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
    told = person.of(Says.ITEMS)
    # "§§ 45-47, § 49" is one list, although a comma parts it.
    whole = joined([q.words.squeezed() for q in told], ", ")
    if len(told) > 1 and isinstance(covered_items(whole.text, numbers), frozenset):
        items, told = Leaf(whole.text, whole), []
        gathered.mark(MarkKind.LABEL, *(q.label for q in person.of(Says.ITEMS)))
    for qualifier in told:
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


def _party(notes: list[Passage], pack: LanguagePack) -> tuple[Leaf | None, list[Passage]]:
    """Take the party out of what is said of a person."""
    for at, words in enumerate(notes):
        bare = words.strip(" ()")
        if words.is_sourced and pack.party.fullmatch(bare.text) and bare.text not in ("-", "–"):
            return verbatim(bare), [*notes[:at], *notes[at + 1 :]]
    return None, notes


def with_role(entry: Branch, role: Role, words: Passage | None) -> Branch:
    """Return a person's entry with a role that a label elsewhere gives."""
    leaf = read(role.value, words) if words is not None else repeat(role.value)
    kept = [(key, node) for key, node in entry.entries if key != "role"]
    order = ["name", "party", "from", "role", "items", "substitute_for", "note"]
    return Branch(tuple(sorted([*kept, ("role", leaf)], key=lambda pair: order.index(pair[0]))))
