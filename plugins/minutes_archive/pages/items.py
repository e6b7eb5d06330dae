"""The content of an agenda item as HTML, for the meeting's page and for decisions' pages."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from minutes_archive.archive import ItemEntry, disqualified_from
from minutes_archive.model import AgendaItem, Meeting
from minutes_archive.pages.item_blocks import blocks_near
from minutes_archive.pages.rendering import Renderer


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
