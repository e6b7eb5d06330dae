"""Faults of the source that a reader should know of; they are pointed out, never mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from minutes_archive.importing.head.when_and_where import When
from minutes_archive.importing.words.dates import find_dates
from minutes_archive.importing.words.draft_tree import Branch, Draft, Leaf, Node, Note
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.passages import EMPTY

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
    if not tree.rows("present"):
        yield Note("W531", "inga närvarande hittades", EMPTY, "fyll i present: om källan har dem")
    if not tree.rows("items"):
        yield Note("W532", "inga punkter hittades", EMPTY, "dela in texten i punkter")
