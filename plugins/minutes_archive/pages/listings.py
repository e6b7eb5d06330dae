"""Registers by year: all meetings, all decisions; cut so that no page grows without bound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from minutes_archive.archive.order import OfMeeting, newest_first
from minutes_archive.model import Meeting
from minutes_archive.pages.page import Page
from minutes_archive.pages.rendering import Renderer
from minutes_archive.pages.watching import watch

T = TypeVar("T")
Ordered = TypeVar("Ordered", bound=OfMeeting | Meeting)

# Fifteen screens of a phone; some 50 kB of HTML for decisions, less for meetings.
ROWS_PER_PAGE = 60


def meeting_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the list of meetings: the newest, and every year."""
    meetings = renderer.archive.meetings
    yield from _register(renderer, "meetings", meetings, lambda meeting: meeting.date.year)


def decision_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the register of decisions: the newest, and every year."""
    decisions = renderer.archive.decisions
    yield from _register(renderer, "decisions", decisions, lambda entry: entry.meeting.date.year)


def by_year(
    rows: Sequence[Ordered], year_of: Callable[[Ordered], int]
) -> list[tuple[int, list[Ordered]]]:
    """Group rows by year: the newest year and meeting first, each in the order of its minutes."""
    groups: dict[int, list[Ordered]] = {}
    for row in newest_first(rows):
        groups.setdefault(year_of(row), []).append(row)
    return sorted(groups.items(), reverse=True)


def chunks(rows: Sequence[T], size: int = ROWS_PER_PAGE) -> list[Sequence[T]]:
    """Cut rows into parts, oldest first, so that a new row changes the last part only."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _register(
    renderer: Renderer, name: str, rows: Sequence[Any], year_of: Callable[[Any], int]
) -> Iterator[Page]:
    addresses, t = renderer.addresses, renderer.t
    years = by_year(rows, year_of)
    if len(rows) <= ROWS_PER_PAGE:
        yield _page(renderer, name, addresses.section(name), t(f"{name}.title"), years, [], [])
        return
    newest = by_year(rows[-ROWS_PER_PAGE:], year_of)
    menu = [(year, addresses.listing(name, year), False) for year, _ in years]
    yield _page(renderer, name, addresses.section(name), t(f"{name}.title"), newest, menu, [])
    for year, _ in years:
        parts = chunks([row for row in rows if year_of(row) == year])
        targets = [
            addresses.listing(name, year if number == 1 else f"{year}/{number}")
            for number in range(1, len(parts) + 1)
        ]
        years_menu = [(other, target, other == year) for other, target, _ in menu]
        for number, part in enumerate(parts, start=1):
            pages = [(n, target, n == number) for n, target in enumerate(targets, start=1)]
            title = t(f"{name}.year_title", year=year)
            if number > 1:
                title += f" ({number})"
            groups = [(year, newest_first(part))]
            yield _page(renderer, name, targets[number - 1], title, groups, years_menu, pages)


def _page(
    renderer: Renderer,
    name: str,
    address: str,
    title: str,
    groups: list[tuple[int, list[Any]]],
    years: list[tuple[int, str, bool]],
    pages: list[tuple[int, str, bool]],
) -> Page:
    return renderer.page(
        f"{name}.html",
        address,
        title=title,
        description=renderer.t(f"{name}.description", name=renderer.registry.name),
        head=renderer.heads.section(name) if address == renderer.addresses.section(name) else "",
        watch=watch(renderer, name, calendar="meetings" if name == "meetings" else ""),
        groups=groups,
        years=years,
        pages=pages,
    )
