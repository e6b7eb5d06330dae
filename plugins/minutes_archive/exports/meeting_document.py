"""One meeting as one JSON document: its record, and all that stands under its items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minutes_archive.archive import DecisionEntry, FollowUpEntry, ItemEntry
from minutes_archive.exports.decision_fields import DECISIONS, references
from minutes_archive.exports.fields import (
    IDS,
    MAYBE_TEXT,
    TEXT,
    JsonSchema,
    Record,
    list_of,
    shape,
    to_json,
)
from minutes_archive.exports.follow_up_fields import FOLLOW_UPS
from minutes_archive.exports.meeting_fields import (
    ATTACHMENT,
    ITEM,
    MEETINGS,
    attachment,
    item,
    taken_up_by,
)
from minutes_archive.exports.site import Site, SiteFile
from minutes_archive.language.parties import split_party
from minutes_archive.model import (
    Attachment,
    Content,
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


def meeting_files(site: Site) -> Iterator[SiteFile]:
    """Yield the JSON document of each meeting, beside its page."""
    for meeting in site.archive.meetings:
        yield SiteFile(site.addresses.meeting_data(meeting.id), _chunks(site, meeting), meeting)


def meeting_document(site: Site, meeting: Meeting) -> Record:
    """Return the whole of a meeting; the keys are those of its row, `items` with their content."""
    items = []
    for agenda_item in meeting.items:
        entry = ItemEntry(meeting, agenda_item)
        items.append({**item(site, entry), "content": list(_content(site, entry))})
    return {**MEETINGS.record(site, meeting), "items": items}


def meeting_schema() -> JsonSchema:
    """Return the JSON Schema of a meeting's document."""
    entries = [
        _kind("text", markdown=TEXT),
        _kind("heading", text=TEXT),
        _kind("decision", decision=DECISIONS.schema),
        _kind("follow_up", follow_up=FOLLOW_UPS.schema),
        _kind("deferral", text=TEXT, to=MAYBE_TEXT, matter=MAYBE_TEXT, taken_up_by=IDS),
        _kind("proposals", proposals=list_of(shape(text=TEXT, parties=IDS))),
        _kind("proposition", text=TEXT),
        _kind("withheld", reason=TEXT),
        _kind("attachment", **ATTACHMENT["properties"]),
    ]
    items = shape(**ITEM["properties"], content=list_of({"oneOf": entries}))
    return shape(**{**MEETINGS.schema["properties"], "items": list_of(items)})


def _kind(word: str, **properties: JsonSchema) -> JsonSchema:
    return shape(type={"const": word}, **properties)


def _content(site: Site, entry: ItemEntry) -> Iterable[Record]:
    for part in entry.item.content:
        record = _part(site, entry, part)
        if record is not None:
            yield record


def _part(site: Site, entry: ItemEntry, part: Content) -> Record | None:
    match part:
        case Text():
            return {"type": "text", "markdown": part.markdown}
        case Heading():
            return {"type": "heading", "text": part.text}
        case Decision():
            if part.withdrawn:
                return None
            whole = DecisionEntry(entry.meeting, entry.item, part)
            return {"type": "decision", "decision": DECISIONS.record(site, whole)}
        case FollowUp():
            report = FollowUpEntry(entry.meeting, entry.item, part)
            return {"type": "follow_up", "follow_up": FOLLOW_UPS.record(site, report)}
        case Deferral():
            to = references(site, (part.to,) if part.to else ())
            taken_up = (d for d in site.archive.deferrals_of[entry.id] if d.deferral is part)
            return {
                "type": "deferral",
                "text": plain_text(part.text),
                "to": next(iter(to), None),
                "matter": part.matter or entry.item.matter or None,
                "taken_up_by": taken_up_by(site, next(taken_up)),
            }
        case Proposals():
            entries = [
                {"text": plain_text(p.text), "parties": _parties(site, p)} for p in part.entries
            ]
            return {"type": "proposals", "proposals": entries}
        case Proposition():
            return {"type": "proposition", "text": plain_text(part.text)}
        case Withheld():
            return {"type": "withheld", "reason": plain_text(part.reason)}
        case Attachment():
            return {"type": "attachment", **attachment(site, entry.meeting, part)}


def _parties(site: Site, proposal: Proposal) -> list[str]:
    """Return the parties of those who moved a proposal, as data name no persons."""
    others = [party.abbreviation for party in site.registry.parties]
    parties = (split_party(name, others)[1] for name in proposal.by)
    return list(dict.fromkeys(filter(None, parties)))


def _chunks(site: Site, meeting: Meeting) -> Iterator[bytes]:
    yield f"{to_json(meeting_document(site, meeting))}\n".encode()
