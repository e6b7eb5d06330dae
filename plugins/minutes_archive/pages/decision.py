"""The page of one decision."""

from __future__ import annotations

from functools import partial

from minutes_archive.addresses import item_id
from minutes_archive.archive import DecisionEntry, ItemAttendance, attendance_at_item, present_for
from minutes_archive.headlines import decision_heading, decision_title, shorten
from minutes_archive.pages.decision_steps import steps_around
from minutes_archive.pages.items import is_long, item_macro
from minutes_archive.pages.page import Page
from minutes_archive.pages.rendering import Renderer
from minutes_archive.prose import plain_text


def decision_page(
    renderer: Renderer,
    entry: DecisionEntry,
    previous: DecisionEntry | None,
    following: DecisionEntry | None,
) -> Page:
    """Render a decision: its words, standing, citation, item, and what came before and after."""
    archive, addresses = renderer.archive, renderer.addresses
    address = addresses.decision(entry.id)
    earlier, later = steps_around(renderer, entry)
    heading = decision_heading(entry)
    concerned = entry.decision.concerns
    mentioned = sorted(archive.named_in_decision[entry.id] - frozenset(concerned))
    present = present_for(entry.meeting, entry.item)
    corrections = [c for c in entry.meeting.corrections if c.touches(entry.item.slug)]
    own_item = item_id(entry.meeting.id, entry.item.slug)
    return renderer.page(
        "decision.html",
        address,
        title=f"{decision_title(entry)} · {renderer.cite(entry)}",
        shared_as=decision_title(entry),
        description=shorten(entry.decision.text),
        modified=max([entry.meeting.date, *(c.date for c in corrections)]),
        edit_file=entry.meeting.file,
        head=renderer.heads.decision(entry),
        entry=entry,
        heading=heading,
        whole=heading == plain_text(entry.decision.text).strip(),
        body=renderer.body(entry.meeting),
        mentioned=mentioned,
        replaced_by=archive.replaced_by.get(entry.id, ()),
        followed_by=archive.followed_by.get(entry.id, ()),
        takes_up=archive.deferrals_taken_up_by.get(entry.id, ()),
        meetings_named=archive.announced_for_decision.get(entry.id, ()),
        announcement_title=renderer.announcement_title,
        corrections=corrections,
        tasks=[*archive.tasks_from.get(entry.id, ()), *archive.tasks_from.get(own_item, ())],
        earlier=earlier,
        later=later,
        present=present,
        # Not the people themselves: to compare those is slower than to show them.
        present_key=tuple(map(id, present)),
        by_municipality=partial(_by_municipality, renderer, entry),
        permalink_text=renderer.site_url + address if renderer.site_url else address,
        previous=previous,
        next=following,
        context_cut=is_long(entry.item),
        m_item=item_macro(renderer, address, entry.meeting),
    )


def _by_municipality(renderer: Renderer, entry: DecisionEntry) -> tuple[ItemAttendance, ...]:
    """Group who was there for the item: the body's members first, nobody's absence left out."""
    return attendance_at_item(entry.meeting, entry.item, renderer.registry)
