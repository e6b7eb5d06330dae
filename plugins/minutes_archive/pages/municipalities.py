"""The pages of the municipalities: the list, and each with its attendance and mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from minutes_archive.archive import (
    MunicipalityAttendance,
    Presence,
    attendance_of,
    decisions_missed,
    expected_at,
    newest_first,
)
from minutes_archive.language.citations import items_label
from minutes_archive.model import Municipality
from minutes_archive.pages.attendance_picture import attendance_picture
from minutes_archive.pages.page import Page, TocEntry
from minutes_archive.pages.rendering import Renderer
from minutes_archive.pages.watching import watch

# The newest of each; pages by year, the registers and the search hold the rest.
MEETINGS_SHOWN = 12
MARKS_SHOWN = 150
ENTRIES_SHOWN = 20
DECISIONS_SHOWN = 12


def municipality_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the list of municipalities and one page for each."""
    attendance = {one.id: rows for one, rows in attendance_by_municipality(renderer)}
    yield _list_page(renderer, attendance)
    for municipality in renderer.registry.municipalities.values():
        rows = attendance[municipality.id]
        yield _municipality_page(renderer, municipality, rows)
        for year in _years(rows):
            yield _year_page(renderer, municipality, rows, year)


def attendance_by_municipality(
    renderer: Renderer,
) -> Iterator[tuple[Municipality, list[MunicipalityAttendance]]]:
    """Yield each municipality of the registry and its meetings, newest first."""
    for municipality in renderer.registry.municipalities.values():
        yield municipality, _attendance(renderer, municipality)


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
    missed = [entry for row in attendance for entry in decisions_missed(row)]
    attended = attendance[:MEETINGS_SHOWN]
    named = archive.decisions_naming.get(municipality.id, ())
    items = archive.items_naming.get(municipality.id, ())
    people = Counter(name for row in attendance for name in {p.name for p in row.present})
    shows_people = renderer.registry.shows_names and bool(people)
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
                ("missed", "missed"),
                *((("people", "people"),) if shows_people else ()),
                ("items", "mentions"),
                ("decisions", "decisions"),
                ("body_decisions", "body_decisions"),
            )
        ),
        municipality=municipality,
        watch=watch(renderer, "municipalities", municipality.id),
        bodies=bodies,
        attendance=attended,
        years=_menu(renderer, municipality, attendance, None),
        missed=missed[:DECISIONS_SHOWN],
        missed_count=len(missed),
        missed_ids=frozenset(entry.id for entry in missed),
        mentioned_in=len(items),
        decision_count=len(named),
        filtered=renderer.search_for("municipality", municipality.id),
        picture=attendance_picture(
            attendance[:MARKS_SHOWN],
            t.list("date.months"),
            lambda meeting: renderer.body(meeting).code,
            lambda row: (
                f"{renderer.meeting_bodies(row.meeting)} {renderer.dates.day(row.meeting.date)}: "
                + t(f"presence.{row.presence.value}")
            ),
            lambda meeting: renderer.addresses.meeting(meeting.id),
        ),
        total=len(attendance),
        counts=_counts(attendance),
        attended=_attended(renderer, _counts(attendance), len(attendance)),
        people=sorted(people.items()) if shows_people else [],
        items=newest_first(items, ENTRIES_SHOWN),
        decisions=newest_first(named, DECISIONS_SHOWN),
        body_decisions=newest_first(of_bodies, DECISIONS_SHOWN),
        item_numbers=lambda row: items_label(row.meeting.items, row.items, t),
    )


def _years(attendance: list[MunicipalityAttendance]) -> list[int]:
    """Return the years that have pages of their own, newest first; none where one page does."""
    if len(attendance) <= MEETINGS_SHOWN:
        return []
    return sorted({row.meeting.date.year for row in attendance}, reverse=True)


def _menu(
    renderer: Renderer,
    municipality: Municipality,
    attendance: list[MunicipalityAttendance],
    current: int | None,
) -> list[tuple[int, str, bool]]:
    address = renderer.addresses.municipality_year
    return [(y, address(municipality.id, y), y == current) for y in _years(attendance)]


def _year_page(
    renderer: Renderer,
    municipality: Municipality,
    attendance: list[MunicipalityAttendance],
    year: int,
) -> Page:
    """Render how a municipality took part in a year's meetings, and what it missed."""
    t = renderer.t
    rows = [row for row in attendance if row.meeting.date.year == year]
    return renderer.page(
        "municipality_year.html",
        renderer.addresses.municipality_year(municipality.id, year),
        title=t("municipality.year_title", name=municipality.name, year=year),
        description=t("municipality.year_description", name=municipality.name, year=year),
        municipality=municipality,
        attendance=rows,
        attended=_attended(renderer, _counts(rows), len(rows)),
        missed=[entry for row in rows for entry in decisions_missed(row)],
        years=_menu(renderer, municipality, attendance, year),
        pages=[],
        item_numbers=lambda row: items_label(row.meeting.items, row.items, t),
    )


def _attended(renderer: Renderer, counts: Counter[str], total: int) -> str:
    """Return how a municipality took part, in one sentence; what never was is not said."""
    t = renderer.t
    if not total:
        return t("municipality.no_meetings")
    counted = [(presence.value, counts[presence.value]) for presence in Presence]
    parts = [t(f"municipality.attended.{word}", n=number) for word, number in counted if number]
    meetings = t.count("count.meetings", total)
    first = t("municipality.attended_of", first=parts[0], meetings=meetings)
    return ", ".join([first, *(part[:1].lower() + part[1:] for part in parts[1:])]) + "."
