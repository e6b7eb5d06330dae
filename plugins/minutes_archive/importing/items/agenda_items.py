"""The lines of the agenda items -> entries under `items`, and the meetings they announce."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutes_archive.importing.items.blocks import Block, BlockReader
from minutes_archive.importing.items.caution import NO_CAUTION, Caution
from minutes_archive.importing.items.contents import ContentReader
from minutes_archive.importing.items.decisions import (
    Circumstances,
    decides,
    named,
    sentence_decision,
)
from minutes_archive.importing.items.headings import HeadReader, ItemHead
from minutes_archive.importing.items.texts import text_leaf
from minutes_archive.importing.items.upcoming import Announced, Announcements, announcements
from minutes_archive.importing.items.votes import find_roll_calls
from minutes_archive.importing.words.draft_tree import (
    Branch,
    Gathered,
    Leaf,
    MarkKind,
    Node,
    Rows,
    branch,
    fixed,
    repeat,
    verbatim,
)
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.numbering import Heading
from minutes_archive.importing.words.passages import EMPTY, Passage
from minutes_archive.importing.words.source import Source

# Lines that end before this share of the text's width were ended on purpose.
SHORT = 0.8

Item = tuple[Heading, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the items of one document are read against.

    `names` are the body's own names, `bodies` find every body of the archive in text.
    """

    source: Source
    pack: LanguagePack
    vocabulary: frozenset[str]
    body_size: float
    margin: float
    body: str
    names: tuple[str, ...]
    bodies: Mapping[str, re.Pattern[str]]
    organisations: Organisations
    annexes: Mapping[str, Sequence[Branch]]
    date: dt.date | None
    caution: Caution = NO_CAUTION


def read_items(
    items: Sequence[Item], setting: Setting, gathered: Gathered
) -> tuple[list[Branch], list[Branch]]:
    """Return the entries under `items` and under `upcoming`."""
    heads = HeadReader(setting.source, setting.pack, setting.vocabulary, setting.body_size)
    heads.learn_margin(items)
    blocks_of = BlockReader(setting.source, setting.pack, setting.vocabulary, setting.body_size)
    read: list[tuple[Heading, ItemHead, list[Block]]] = []
    copied: set[int] = set()
    lists: dict[int, Sequence[Branch]] = {}
    for at, (heading, lines) in enumerate(items):
        if setting.caution.covers(at):
            copied.add(at)
            read.append(_copied(heading, lines, blocks_of, heads, gathered))
            continue
        head = heads.read(heading, lines, gathered)
        called = find_roll_calls(setting.source, head.body, setting.organisations)
        lists |= called.entries
        blocks_of.aligned |= called.aligned
        digits = re.sub(r"\D", "", heading.number.text or heading.marker)
        blocks = blocks_of.read(head.body, digits)
        if head.first_words:
            blocks.insert(0, blocks_of.paragraph(heading.line, head.first_words))
        read.append((heading, head, blocks))
    believed = [entry for at, entry in enumerate(read) if at not in copied]
    around = _circumstances([b for _, _, blocks in believed for b in blocks], setting)
    entries: list[Branch] = []
    announced: list[Announced] = []
    for at, (heading, head, blocks) in enumerate(read):
        formal = "section" in heading.family or heading.family == "after"
        votes: Node | None = None
        if at in copied:
            content = [branch(text=text_leaf(blocks))] if blocks else []
        else:
            reader = ContentReader(head.title.text, around, gathered, formal, lists)
            content = reader.read(blocks) or _decided_in_title(head.title, around, gathered)
            votes = reader.item_votes
        entries.append(
            branch(
                number=head.number,
                title=_title(heading, head, gathered),
                reference=verbatim(head.reference) if head.reference else None,
                votes=votes,
                content=Rows(tuple(content)),
            )
        )
        if setting.date and at not in copied:
            finder = Announcements(setting.pack, setting.date, setting.body, setting.bodies)
            announced += finder.in_item(head.title.text, blocks, gathered, head.title)
    return entries, announcements(announced, gathered)


def _decided_in_title(title: Passage, around: Circumstances, gathered: Gathered) -> list[Branch]:
    """Return the decision of an item that is one sentence: "§ 3. Dagordningen godkändes."."""
    if around.has_decision_blocks or not title.text.rstrip().endswith("."):
        return []
    passive = around.pack.whole("passive_decision").fullmatch(title.text)
    if sentence_decision(title, around) is None and passive is None:
        return []
    gathered.note("W519", "punktens rubrik lästes också som ett beslut", title)
    return [branch(decision=repeat(title.text, title))]


def _copied(
    heading: Heading,
    lines: Sequence[int],
    blocks_of: BlockReader,
    heads: HeadReader,
    gathered: Gathered,
) -> tuple[Heading, ItemHead, list[Block]]:
    """Return an item whose words are only copied, line by line, because its reading failed."""
    gathered.note(
        "W524", "punkten kunde inte läsas säkert; dess text står som den är", heading.rest
    )
    if heading.label:
        gathered.mark(MarkKind.LABEL, heading.label)
    title = heading.rest.strip().squeezed()
    head = ItemHead(heads.number(heading), title, EMPTY, lines[1:])
    return heading, head, [blocks_of.paragraph(i, blocks_of.words(i)) for i in lines[1:]]


def _title(heading: Heading, head: ItemHead, gathered: Gathered) -> Leaf:
    if head.title:
        return verbatim(head.title)
    number = heading.number.text or heading.marker
    gathered.note("W523", f"punkt {number} saknar rubrik", heading.number)
    return fixed(f"Punkt {number}".strip())


def _circumstances(blocks: Sequence[Block], setting: Setting) -> Circumstances:
    lines = setting.source.lines
    short = (i for i, line in enumerate(lines) if line.right < setting.margin * SHORT)
    return Circumstances(
        setting.pack,
        setting.date,
        decides(setting.pack, setting.names),
        named(setting.pack, setting.names),
        any(block.section == "decision" for block in blocks),
        setting.vocabulary,
        frozenset(short),
        setting.bodies,
        setting.organisations,
        setting.annexes,
    )
