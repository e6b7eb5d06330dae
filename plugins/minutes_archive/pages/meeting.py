"""The page of one meeting."""

from __future__ import annotations

from minutes_archive.archive import attendance_of_meeting
from minutes_archive.model import Meeting
from minutes_archive.pages.followed_up import followed_up, following_decisions
from minutes_archive.pages.items import item_macro
from minutes_archive.pages.page import Page, TocEntry
from minutes_archive.pages.rendering import Renderer


def meeting_page(renderer: Renderer, meeting: Meeting) -> Page:
    """Render a meeting: summary, attendance, items, sign-off, source and neighbours."""
    archive, t, addresses = renderer.archive, renderer.t, renderer.addresses
    address = addresses.meeting(meeting.id)
    body = renderer.body(meeting)
    files = renderer.files_of(meeting)
    decisions = [
        archive.decision_by_id[decision.id]
        for decision in meeting.decisions
        if decision.id in archive.decision_by_id
    ]
    previous, following = archive.neighbours[meeting.id]
    day = renderer.dates.day(meeting.date)
    second = f" ({meeting.sequence})" if meeting.sequence > 1 else ""
    title = t("meeting.title", body=body.name, date=day) + second
    description = t(
        "meeting.description",
        kind=t(f"kind.{meeting.kind.value}"),
        body=body.full_name or body.name,
        date=day,
        items=t.count("count.items", len(meeting.items)),
        decisions=t.count("count.decisions", len(decisions)),
    )
    return renderer.page(
        "meeting.html",
        address,
        title=title,
        description=description,
        toc=_toc(renderer, meeting),
        modified=max([meeting.date, *(c.date for c in meeting.corrections)]),
        edit_file=meeting.file,
        head=renderer.heads.meeting(meeting),
        meeting=meeting,
        body=body,
        decisions=decisions,
        tasks=[(item, follow_up) for item in meeting.items for follow_up in item.follow_ups],
        deferrals=[
            (item, deferral, number)
            for item in meeting.items
            for number, deferral in enumerate(item.deferrals, start=1)
        ],
        attendance=attendance_of_meeting(meeting, renderer.registry)
        if meeting.present or meeting.absent
        else (),
        deferred_here=archive.deferred_to.get(meeting.id, ()),
        followed_up=followed_up(archive, meeting),
        following=following_decisions(archive, meeting),
        announced=archive.announced_in.get(meeting.id, ()),
        announced_by=archive.announced_by.get(meeting.id, ()),
        announcement_title=renderer.announcement_title,
        attachments=[(entry, files[entry.file]) for entry in meeting.attachments],
        source=files.get(meeting.source.file) if meeting.source else None,
        previous=previous,
        next=following,
        m_item=item_macro(renderer, address, meeting),
        signed_name=lambda name: renderer.people.signed(name, meeting),
    )


def _toc(renderer: Renderer, meeting: Meeting) -> tuple[TocEntry, ...]:
    t, addresses = renderer.t, renderer.addresses
    entries = [TocEntry(t("meeting.summary"), addresses.anchor("summary"))]
    if meeting.present or meeting.absent:
        entries.append(TocEntry(t("meeting.attendance"), addresses.anchor("attendance")))
    for item in meeting.items:
        dot = "" if "§" in item.number else "."
        entries.append(
            TocEntry(f"{item.number}{dot} {item.title}", addresses.item_anchor(item.slug))
        )
    return tuple(entries)
