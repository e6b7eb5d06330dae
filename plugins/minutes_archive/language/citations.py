"""How a meeting, an item or a decision is cited in running text."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from minutes_archive.language.catalogue import Translator
from minutes_archive.model import AgendaItem, Body, Decision, Meeting


def cite_meeting(meeting: Meeting, body: Body) -> str:
    """Return `LG 2020-11-20`, with `(2)` for a second meeting the same day."""
    return _meeting(body.code, meeting.date, meeting.sequence)


def cite_item(meeting: Meeting, item: AgendaItem, body: Body, translate: Translator) -> str:
    """Return `LG 2020-11-20 punkt 5`, or `FD 2023-03-01 § 12` where items are numbered so."""
    return f"{cite_meeting(meeting, body)} {item_label(item, translate)}"


def cite_decision(
    meeting: Meeting, item: AgendaItem, decision: Decision, body: Body, translate: Translator
) -> str:
    """Return `LG 2020-11-20 punkt 5 beslut 1`."""
    return _decision(
        body.code, meeting.date, meeting.sequence, item.number, decision.number, translate
    )


def item_label(item: AgendaItem, translate: Translator) -> str:
    """Return "punkt 5", or the number itself where it carries its own sign ("§ 12")."""
    return _label(item.number, translate)


# A decision is cited on its page, on those around it and in every export of it.
@lru_cache(maxsize=10_000)
def _decision(
    code: str, date: dt.date, sequence: int, item: str, number: int, translate: Translator
) -> str:
    cited = translate("cite.decision", number=number)
    return f"{_meeting(code, date, sequence)} {_label(item, translate)} {cited}"


def _meeting(code: str, date: dt.date, sequence: int) -> str:
    second = f" ({sequence})" if sequence > 1 else ""
    return f"{code} {date.isoformat()}{second}"


@lru_cache(maxsize=1000)
def _label(number: str, translate: Translator) -> str:
    return number if "§" in number else translate("cite.item", number=number)
