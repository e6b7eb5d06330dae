"""The pages of the municipalities: the list, and each with its attendance and mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from minutes_archive.archive import (
    MunicipalityAttendance,
    Presence,
    attendance_of,
    expected_at,
    newest_first,
)
from minutes_archive.model import Municipality
from minutes_archive.pages.attendance_picture import attendance_picture
from minutes_archive.pages.page import Page, TocEntry
from minutes_archive.pages.rendering import Renderer

# The newest of each; the registers and the search hold the rest.
MEETINGS_SHOWN = 150
ENTRIES_SHOWN = 100
BODY_DECISIONS_SHOWN = 20


def municipality_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the list of municipalities and one page for each."""
    attendance = {
        municipality.id: _attendance(renderer, municipality)
        for municipality in renderer.registry.municipalities.values()
    }
    yield _list_page(renderer, attendance)
    for municipality in renderer.registry.municipalities.values():
        yield _municipality_page(renderer, municipality, attendance[municipality.id])


def _attendance(renderer: Renderer, municipality: Municipality) -> list[MunicipalityAttendance]:
    """List the meetings of its bodies, and others where it took part, newest first."""
    rows = []
    for meeting in newest_first(renderer.archive.meetings):
        row = attendance_of(meeting, municipality.id, renderer.registry.municipalities)
        expected = municipality.id in expected_at(meeting, renderer.registry.bodies)
        if meeting.takes_attendance and (expected or row.present or row.absent):
            rows.append(row)
    return rows


def _counts(rows: list[MunicipalityAttendance]) -> Counter[str]:
    return Counter(row.presence.value for row in rows)


def _list_page(renderer: Renderer, attendance: dict[str, list[MunicipalityAttendance]]) -> Page:
    t = renderer.t
    rows = [
        (municipality, _counts(attendance[municipality.id]))
        for municipality in renderer.registry.municipalities.values()
    ]
    return renderer.page(
        "municipalities.html",
        renderer.addresses.section("municipalities"),
        title=t("municipalities.title"),
        description=t("municipalities.description", name=renderer.registry.name),
        rows=rows,
    )


def _municipality_page(
    renderer: Renderer, municipality: Municipality, attendance: list[MunicipalityAttendance]
) -> Page:
    archive, t = renderer.archive, renderer.t
    bodies = [b for b in renderer.registry.bodies.values() if municipality.id in b.ever_members]
    own = {body.id for body in bodies}
    of_bodies = [entry for entry in archive.decisions if own.intersection(entry.meeting.bodies)]
    people = Counter(name for row in attendance for name in {p.name for p in row.present})
    return renderer.page(
        "municipality.html",
        renderer.addresses.municipality(municipality.id),
        head=renderer.heads.municipality(municipality),
        title=municipality.name,
        description=t(
            "municipality.description", name=municipality.name, archive=renderer.registry.name
        ),
        toc=tuple(
            TocEntry(t(f"municipality.{key}"), renderer.addresses.anchor(anchor))
            for key, anchor in (
                ("attendance", "attendance"),
                ("items", "mentions"),
                ("decisions", "decisions"),
                ("body_decisions", "body_decisions"),
            )
        ),
        municipality=municipality,
        bodies=bodies,
        attendance=attendance[:MEETINGS_SHOWN],
        picture=attendance_picture(
            attendance[:MEETINGS_SHOWN],
            t.list("date.months"),
            lambda meeting: renderer.body(meeting).code,
            lambda row: (
                f"{renderer.body_name(row.meeting)} {renderer.dates.day(row.meeting.date)}: "
                + t(f"presence.{row.presence.value}")
            ),
        ),
        total=len(attendance),
        counts=_counts(attendance),
        attended=_attended(renderer, _counts(attendance), len(attendance)),
        people=sorted(people.items()) if renderer.people.shows_names() else [],
        items=newest_first(archive.items_naming.get(municipality.id, ()), ENTRIES_SHOWN),
        decisions=newest_first(archive.decisions_naming.get(municipality.id, ()), ENTRIES_SHOWN),
        body_decisions=newest_first(of_bodies, BODY_DECISIONS_SHOWN),
        item_numbers=_item_numbers,
    )


def _attended(renderer: Renderer, counts: Counter[str], total: int) -> str:
    """Return how a municipality took part, in one sentence; what never was is not said."""
    t = renderer.t
    if not total:
        return t("municipality.no_meetings")
    told = [(presence.value, counts[presence.value]) for presence in Presence]
    parts = [t(f"municipality.attended.{word}", n=number) for word, number in told if number]
    meetings = t.count("count.meetings", total)
    first = t("municipality.attended_of", first=parts[0], meetings=meetings)
    return ", ".join([first, *(part[:1].lower() + part[1:] for part in parts[1:])]) + "."


def _item_numbers(row: MunicipalityAttendance) -> str:
    numbers = [item.number for item in row.meeting.items if item.slug in row.items]
    return ", ".join(numbers)
