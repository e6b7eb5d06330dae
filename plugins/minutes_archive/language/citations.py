"""How a meeting, an item or a decision is cited in running text."""

from __future__ import annotations

from minutes_archive.language.catalogue import Translator
from minutes_archive.model import AgendaItem, Body, Decision, Meeting


def cite_meeting(meeting: Meeting, body: Body) -> str:
    """Return `LG 2020-11-20`, with `(2)` for a second meeting the same day."""
    second = f" ({meeting.sequence})" if meeting.sequence > 1 else ""
    return f"{body.code} {meeting.date.isoformat()}{second}"


def cite_item(meeting: Meeting, item: AgendaItem, body: Body, translate: Translator) -> str:
    """Return `LG 2020-11-20 punkt 5`, or `FD 2023-03-01 § 12` where items are numbered so."""
    return f"{cite_meeting(meeting, body)} {item_label(item, translate)}"


def cite_decision(
    meeting: Meeting, item: AgendaItem, decision: Decision, body: Body, translate: Translator
) -> str:
    """Return `LG 2020-11-20 punkt 5 beslut 1`."""
    number = translate("cite.decision", number=decision.number)
    return f"{cite_item(meeting, item, body, translate)} {number}"


def item_label(item: AgendaItem, translate: Translator) -> str:
    """Return "punkt 5", or the number itself where it carries its own sign ("§ 12")."""
    if "§" in item.number:
        return item.number
    return translate("cite.item", number=item.number)
