"""The content of an agenda item as HTML, cut into blocks: consecutive decisions stand together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup

from minutes_archive.archive import ItemEntry, disqualified_from
from minutes_archive.model import (
    AgendaItem,
    Attachment,
    Content,
    Decision,
    Deferral,
    FollowUp,
    Heading,
    Meeting,
    Proposals,
    Proposition,
    Text,
)
from minutes_archive.pages.files import ServedFile
from minutes_archive.pages.rendering import Renderer

# Before and after the decision of a page; the meeting's page shows them all.
DECISIONS_NEAR = 10


@dataclass(frozen=True, slots=True)
class Block:
    """Entries shown together: kind is text, heading, decisions, follow_ups, deferral …"""

    kind: str
    entries: tuple[Content, ...]
    number: int = 0
    file: ServedFile | None = None


def blocks_of(item: AgendaItem, files: dict[str, ServedFile]) -> list[Block]:
    """Cut an item's content into blocks in the order of the document.

    The votes of the whole item stand before its decisions, which they led to.
    """
    blocks: list[Block] = []
    deferrals = 0
    for entry in item.content:
        kind = _kind(entry)
        if kind in ("decisions", "follow_ups") and blocks and blocks[-1].kind == kind:
            blocks[-1] = Block(kind, (*blocks[-1].entries, entry))
            continue
        if kind == "decisions" and item.votes and all(b.kind != "votes" for b in blocks):
            blocks.append(Block("votes", ()))
        deferrals += kind == "deferral"
        file = files.get(entry.file) if isinstance(entry, Attachment) else None
        blocks.append(Block(kind, (entry,), deferrals, file))
    if item.votes and all(block.kind != "votes" for block in blocks):
        blocks.append(Block("votes", ()))
    return blocks


def is_long(item: AgendaItem) -> bool:
    """Return whether a decision's page shows the nearest decisions of its item only."""
    return len(item.decisions) > 2 * DECISIONS_NEAR + 1


def blocks_near(item: AgendaItem, files: dict[str, ServedFile], current: str) -> list[Block]:
    """Cut an item into blocks, of a long one with the decisions nearest to one of them."""
    blocks = blocks_of(item, files)
    if not current or not is_long(item):
        return blocks
    place = next(n for n, decision in enumerate(item.decisions) if decision.id == current)
    near = item.decisions[max(0, place - DECISIONS_NEAR) : place + DECISIONS_NEAR + 1]
    shown = {decision.id for decision in near}
    kept = []
    for block in blocks:
        entries = tuple(e for e in block.entries if not isinstance(e, Decision) or e.id in shown)
        if entries or block.kind == "votes":
            kept.append(replace(block, entries=entries))
    return kept


def _kind(entry: Content) -> str:
    match entry:
        case Decision():
            return "decisions"
        case FollowUp():
            return "follow_ups"
        case Text():
            return "text"
        case Heading():
            return "heading"
        case Deferral():
            return "deferral"
        case Attachment():
            return "attachment"
        case Proposals():
            return "proposals"
        case Proposition():
            return "proposition"
        case _:
            return "withheld"


def item_macro(
    renderer: Renderer, address: str, meeting: Meeting
) -> Callable[[AgendaItem, str], Markup]:
    """Return what templates call to show an item; the second value is the current decision's id."""

    def show(item: AgendaItem, current: str) -> Markup:
        html = renderer.render(
            "item.html",
            address,
            item=item,
            blocks=blocks_near(item, renderer.files_of(meeting), current),
            current=current,
            of=meeting.id,
            deferrals=renderer.archive.deferrals_of.get(ItemEntry(meeting, item).id, ()),
            aside=disqualified_from(meeting, item),
        )
        return Markup(html)

    return show
