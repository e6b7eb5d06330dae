"""The content of an agenda item, cut into blocks: consecutive decisions stand together."""

from __future__ import annotations

from dataclasses import dataclass

from minutes_archive.model import (
    AgendaItem,
    Attachment,
    Content,
    Decision,
    Deferral,
    FollowUp,
    Heading,
    Text,
)
from minutes_archive.pages.files import ServedFile


@dataclass(frozen=True, slots=True)
class Block:
    """Entries shown together: kind is text, heading, decisions, follow_ups, deferral …"""

    kind: str
    entries: tuple[Content, ...]
    number: int = 0
    file: ServedFile | None = None


def blocks_of(item: AgendaItem, files: dict[str, ServedFile]) -> list[Block]:
    """Cut an item's content into blocks in the order of the document."""
    blocks: list[Block] = []
    deferrals = 0
    for entry in item.content:
        kind = _kind(entry)
        if kind in ("decisions", "follow_ups") and blocks and blocks[-1].kind == kind:
            blocks[-1] = Block(kind, (*blocks[-1].entries, entry))
            continue
        deferrals += kind == "deferral"
        file = files.get(entry.file) if isinstance(entry, Attachment) else None
        blocks.append(Block(kind, (entry,), deferrals, file))
    return blocks


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
        case _:
            return "withheld"
