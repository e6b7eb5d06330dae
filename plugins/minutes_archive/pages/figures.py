"""The archive in figures: horizontal bars as pictures, and tables that say the same.

Only geometry and counts are made here, in the pictures' own units; the template draws them.
Ages are those on the day of the archive's latest meeting: a build has no clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minutes_archive.archive import DecisionEntry
from minutes_archive.model import OPEN_STATES, Vote
from minutes_archive.pages.municipalities import attendance_by_municipality
from minutes_archive.pages.page import Page, TocEntry
from minutes_archive.pages.registers import since
from minutes_archive.pages.rendering import Renderer

WIDTH = 480
LABELS = 136
NUMBERS = 44
LINE = 26
ROWS_SHOWN = 15
SHADES = 6

# Months of age, up to but not including; the last group is all that is older.
_AGES = (3, 6, 12, 24)


@dataclass(frozen=True, slots=True)
class Part:
    """One coloured part of a bar: where, how wide, which shade, and words for it."""

    x: float
    width: float
    shade: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: its name, what stands after the bar, the page it leads to ("" for none)."""

    label: str
    y: int
    parts: tuple[Part, ...]
    end: float
    number: str
    goal: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of bars with its legend, and the rows of the table that says the same."""

    name: str
    bars: tuple[Bar, ...]
    height: int
    legend: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], str], ...]
    width: int = WIDTH
    labels: int = LABELS


Row = tuple[str, tuple[int, ...], str]
"""A name, its counts in the order of the columns, and the address of its page or ""."""


def figures_page(renderer: Renderer) -> Page:
    """Render meetings and decisions by year and body, attendance, open tasks by age, and votes."""
    figures = [figure for figure in _figures(renderer) if figure.rows]
    t = renderer.t
    return renderer.page(
        "figures.html",
        renderer.addresses.section("figures"),
        title=t("figures.title"),
        description=t("figures.description", name=renderer.registry.name),
        toc=tuple(
            TocEntry(t(f"figures.{one.name}"), renderer.addresses.anchor(one.name))
            for one in figures
        ),
        figures=figures,
        latest=renderer.archive.meetings[-1].date if renderer.archive.meetings else None,
    )


def figure(
    name: str, columns: Sequence[tuple[str, str]], rows: Sequence[Row], *, whole: bool = False
) -> Figure:
    """Lay out bars; `columns` are shades and words. `whole` makes every bar as long as the next."""
    shown = rows[:ROWS_SHOWN]
    largest = max((sum(counts) for _, counts, _ in shown), default=0) or 1
    room = WIDTH - LABELS - NUMBERS
    bars = []
    for place, (label, counts, goal) in enumerate(shown):
        total = sum(counts)
        scale = room / ((total or 1) if whole else largest)
        parts, x = [], float(LABELS)
        for (shade, word), count in zip(columns, counts, strict=True):
            if count:
                parts.append(Part(round(x, 1), round(count * scale, 1), shade, f"{word}: {count}"))
                x += count * scale
        bars.append(Bar(label, place * LINE, tuple(parts), round(x, 1), str(total), goal))
    return Figure(
        name,
        tuple(bars),
        len(shown) * LINE,
        tuple(columns) if len(columns) > 1 else (),
        tuple(word for _, word in columns),
        tuple(rows),
    )


def _figures(renderer: Renderer) -> Iterable[Figure]:
    archive = renderer.archive
    yield _by_year(renderer, "meetings", [(m.body, m.date.year) for m in archive.meetings])
    yield _by_year(
        renderer,
        "decisions",
        [(entry.meeting.body, entry.meeting.date.year) for entry in archive.decisions],
    )
    yield _attendance(renderer)
    yield _open_tasks(renderer)
    yield _votes(renderer)


def _by_year(renderer: Renderer, name: str, found: Sequence[tuple[str, int]]) -> Figure:
    """Count by year, newest first, one part of the bar for each body."""
    counts = Counter(found)
    total = Counter(body for body, _ in found)
    bodies = [body for body in renderer.registry.bodies if total[body]]
    named, rest = bodies[: SHADES - 1], bodies[SHADES - 1 :]
    if len(rest) == 1:
        named, rest = bodies, []
    columns = [(str(n), renderer.registry.bodies[b].name) for n, b in enumerate(named, start=1)]
    if rest:
        columns.append((str(SHADES), renderer.t("figures.other")))
    rows: list[Row] = []
    for year in sorted({year for _, year in found}, reverse=True):
        row = [counts[body, year] for body in named]
        row += [sum(counts[body, year] for body in rest)] if rest else []
        rows.append((str(year), tuple(row), ""))
    return figure(name, columns, rows)


def _attendance(renderer: Renderer) -> Figure:
    t = renderer.t
    words = ("present", "partial", "absent", "not_represented", "unknown")
    rows: list[Row] = []
    for municipality, attendance in attendance_by_municipality(renderer):
        counts = Counter(row.presence.value for row in attendance)
        if counts:
            goal = renderer.addresses.municipality(municipality.id)
            rows.append((municipality.name, tuple(counts[word] for word in words), goal))
    used = [n for n in range(len(words)) if any(counts[n] for _, counts, _ in rows)]
    columns = [(words[n], t(f"presence.{words[n]}")) for n in used]
    kept = [(name, tuple(counts[n] for n in used), goal) for name, counts, goal in rows]
    return figure("attendance", columns, kept, whole=True)


def _open_tasks(renderer: Renderer) -> Figure:
    archive, t = renderer.archive, renderer.t
    if not archive.meetings:
        return figure("tasks", [("wait", t("follow_ups.open"))], [])
    today = archive.meetings[-1].date
    ages: Counter[int] = Counter()
    for task in archive.tasks:
        if task.latest.follow_up.state in OPEN_STATES:
            day = since(renderer, task)
            months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
            ages[sum(months >= limit for limit in _AGES)] += 1
    rows: list[Row] = [
        (t(f"figures.age.{place}"), (ages[place],), "") for place in range(len(_AGES) + 1)
    ]
    return figure("tasks", [("wait", t("follow_ups.open"))], rows if ages else [])


def _votes(renderer: Renderer) -> Figure:
    """Show the latest counted votes, one bar each, leading to the decision."""
    t = renderer.t
    columns = [(word, t(f"figures.vote.{word}")) for word in ("yes", "no", "abstained")]
    rows: list[Row] = [
        (
            renderer.cite_meeting(entry.meeting),
            (vote.yes or 0, vote.no or 0, vote.abstained or 0),
            renderer.addresses.decision(entry.id),
        )
        for entry in reversed(renderer.archive.decisions)
        for vote in _counted(entry)
    ]
    return figure("votes", columns, rows[:ROWS_SHOWN])


def _counted(entry: DecisionEntry) -> list[Vote]:
    votes = entry.decision.votes
    return [vote for vote in votes if vote.yes is not None and vote.no is not None]
