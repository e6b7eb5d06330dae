"""One meeting as one JSON document: its record, and all that stands under its items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minutes_archive.archive import DecisionEntry, DeferralEntry, FollowUpEntry, ItemEntry
from minutes_archive.exports.decision_fields import DECISIONS, references
from minutes_archive.exports.fields import (
    IDS,
    MAYBE_TEXT,
    TEXT,
    Field,
    JsonSchema,
    Record,
    list_of,
    record,
    records,
    schema,
    shape,
    to_json,
)
from minutes_archive.exports.follow_up_fields import FOLLOW_UPS
from minutes_archive.exports.meeting_fields import (
    ATTACHMENT,
    ITEM,
    MEETINGS,
    OwnFile,
    taken_up_by,
)
from minutes_archive.exports.site import Site, SiteFile
from minutes_archive.language.parties import split_party
from minutes_archive.model import (
    Attachment,
    Decision,
    Deferral,
    FollowUp,
    Heading,
    Meeting,
    Proposal,
    Proposals,
    Proposition,
    Text,
    Withheld,
)
from minutes_archive.prose import plain_text

Entry = tuple[ItemEntry, Any]
"""An item, and one entry of its content."""


def meeting_files(site: Site) -> Iterator[SiteFile]:
    """Yield the JSON document of each meeting, beside its page."""
    for meeting in site.archive.meetings:
        yield SiteFile(site.addresses.meeting_data(meeting.id), _chunks(site, meeting), meeting)


def meeting_document(site: Site, meeting: Meeting) -> Record:
    """Return the whole of a meeting; the keys are those of its row, `items` with their content."""
    return record(DOCUMENT, site, meeting)


def meeting_schema() -> JsonSchema:
    """Return the JSON Schema of a meeting's document."""
    return schema(DOCUMENT)


def _parties(site: Site, proposal: Proposal) -> list[str]:
    """Return the parties of those who moved a proposal, as data name no persons."""
    others = [party.abbreviation for party in site.registry.parties]
    parties = (split_party(name, others)[1] for name in proposal.by)
    return list(dict.fromkeys(filter(None, parties)))


def _deferral(site: Site, entry: Entry) -> DeferralEntry:
    item, deferral = entry
    return next(d for d in site.archive.deferrals_of[item.id] if d.deferral is deferral)


def _to(site: Site, entry: Entry) -> str | None:
    to = entry[1].to
    return next(iter(references(site, (to,) if to else ())), None)


def _decision(site: Site, entry: Entry) -> Record:
    item, decision = entry
    return DECISIONS.record(site, DecisionEntry(item.meeting, item.item, decision))


def _follow_up(site: Site, entry: Entry) -> Record:
    item, follow_up = entry
    return FOLLOW_UPS.record(site, FollowUpEntry(item.meeting, item.item, follow_up))


def _own_file(field: Field[OwnFile]) -> Field[Entry]:
    return Field(field.name, field.schema, lambda s, e: field.value(s, (e[0].meeting, e[1])))


PROPOSAL: tuple[Field[Proposal], ...] = (
    Field("text", TEXT, lambda _, p: plain_text(p.text)),
    Field("parties", IDS, _parties),
)
# What each kind of entry under an item has beside its `type`. An entry is one of these classes.
CONTENT: dict[type[Any], tuple[str, tuple[Field[Entry], ...]]] = {
    Text: ("text", (Field("markdown", TEXT, lambda _, e: e[1].markdown),)),
    Heading: ("heading", (Field("text", TEXT, lambda _, e: e[1].text),)),
    Decision: ("decision", (Field("decision", DECISIONS.schema, _decision),)),
    FollowUp: ("follow_up", (Field("follow_up", FOLLOW_UPS.schema, _follow_up),)),
    Deferral: (
        "deferral",
        (
            Field("text", TEXT, lambda _, e: plain_text(e[1].text)),
            Field("to", MAYBE_TEXT, _to),
            Field("matter", MAYBE_TEXT, lambda _, e: e[1].matter or e[0].item.matter or None),
            Field("taken_up_by", IDS, lambda s, e: taken_up_by(s, _deferral(s, e))),
        ),
    ),
    Proposals: ("proposals", (records("proposals", PROPOSAL, lambda _, e: e[1].entries),)),
    Proposition: ("proposition", (Field("text", TEXT, lambda _, e: plain_text(e[1].text)),)),
    Withheld: ("withheld", (Field("reason", TEXT, lambda _, e: plain_text(e[1].reason)),)),
    Attachment: ("attachment", tuple(map(_own_file, ATTACHMENT))),
}


def _content(site: Site, entry: ItemEntry) -> list[Record]:
    """Return what stands under an item, withdrawn decisions left out."""
    found = []
    for part in entry.item.content:
        if not (isinstance(part, Decision) and part.withdrawn):
            word, fields = CONTENT[type(part)]
            found.append({"type": word, **record(fields, site, (entry, part))})
    return found


_ENTRIES = [
    shape(type={"const": word}, **{field.name: field.schema for field in fields})
    for word, fields in CONTENT.values()
]
ITEM_WITH_CONTENT: tuple[Field[ItemEntry], ...] = (
    *ITEM,
    Field("content", list_of({"oneOf": _ENTRIES}), _content),
)
_ITEMS: Field[Meeting] = records(
    "items", ITEM_WITH_CONTENT, lambda _, m: [ItemEntry(m, item) for item in m.items]
)
DOCUMENT = tuple(_ITEMS if field.name == "items" else field for field in MEETINGS.fields)


def _chunks(site: Site, meeting: Meeting) -> Iterator[bytes]:
    yield f"{to_json(meeting_document(site, meeting))}\n".encode()
