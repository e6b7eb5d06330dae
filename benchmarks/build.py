"""How long a site takes to build: this project and its peers on the same pages, run in turn.

Peers get ready-made Markdown and build no search index, feeds or data files; see
docs/dev/performance.md for what favours whom. What is told are ratios of paired runs; seconds
only say how large the task is.
"""

from __future__ import annotations

import itertools
import json
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import peers
from benchmarks.contestants import (
    Contestant,
    Missing,
    other_generators,
    this_project,
)
from benchmarks.edits import EDITS
from benchmarks.processes import CommandFailedError, Figures, measure
from benchmarks.site_words import size_of, words_shown
from benchmarks.synthetic import write_archive
from minutes_archive.loading import load_archive
from minutes_archive.pages import Page, Renderer, render_pages
from minutes_archive.publishing.manifest import MANIFEST

# About so many pages -> meetings, and decisions in each.
SIZES = {1_000: (136, 6), 3_500: (500, 6), 11_000: (1_000, 10), 110_000: (10_000, 10)}
# So many pages, evenly spread, are read to see that everybody shows the same words.
_READ = 100

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """One contestant's runs, and ours divided by them, the medians of the pairs.

    `words` is the share of our pages' words that its pages show; `note` says what went wrong,
    and then the figures are 0. Bytes, seconds, and ratios below 1 where ours is quicker;
    instructions and their ratio are 0 where the system does not count them.
    """

    name: str
    pages: int = 0
    bytes_a_page: int = 0
    words: float = 0
    cpu: float = 0
    wall: float = 0
    memory: int = 0
    cpu_ratio: float = 0
    wall_ratio: float = 0
    instructions: float = 0
    instruction_ratio: float = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contest:
    """One size of archive: how many pairs of runs, who takes part, and seconds a run may take."""

    size: int
    runs: int
    only: Sequence[str]
    limit: float
    folder: Path
    tell: Tell


def results_of(contest: Contest) -> Iterator[Result]:
    """Build a site of about so many pages with everybody that is installed, then edit ours."""
    meetings, decisions = SIZES[contest.size]
    contest.tell(f"{contest.size} sidor: skriver underlaget …")
    write_archive(contest.folder / "minutes", meetings, decisions)
    ours = this_project(contest.folder)
    contest.tell(f"{contest.size} sidor: {ours.name} …")
    cold = _build(ours, contest.limit)
    addresses = _some_addresses(ours.site)
    words = words_shown(ours.site, addresses)
    yield _result(ours, [(cold, cold)], 1.0)
    others = other_generators(
        contest.folder, _pages_of(contest.folder / "minutes"), _frame_of(ours.site), contest.only
    )
    for other in others:
        if isinstance(other, Missing):
            yield Result(other.name, note=f"not installed: {other.how}")
            continue
        try:
            pairs = list(_pairs(ours, other, contest))
        except CommandFailedError as failed:
            yield Result(other.name, note=str(failed).replace("\n", " "))
            continue
        yield _result(other, pairs, words_shown(other.site, addresses) / words)
    if not contest.only or "edits" in contest.only:
        yield from _edited(ours, contest)


def _pairs(
    ours: Contestant, other: Contestant, contest: Contest
) -> Iterator[tuple[Figures, Figures]]:
    """Yield figures of ours and theirs, in turn who is first."""
    for turn in range(1, contest.runs + 1):
        contest.tell(f"{contest.size} sidor: {other.name}, par {turn} av {contest.runs} …")
        if turn % 2:
            theirs = _build(other, contest.limit)
            yield _build(ours, contest.limit), theirs
        else:
            yield _build(ours, contest.limit), _build(other, contest.limit)


def _edited(ours: Contestant, contest: Contest) -> Iterator[Result]:
    """Yield what builds after edits take beside a cold build; the site must be that of one."""
    minutes = contest.folder / "minutes"
    pairs: dict[str, list[tuple[Figures, Figures]]] = {name: [] for name in EDITS}
    differs: set[str] = set()
    for turn in range(1, contest.runs + 1):
        contest.tell(f"{contest.size} sidor: ändringar, varv {turn} av {contest.runs} …")
        cold = _build(ours, contest.limit)
        for name, edit in EDITS.items():
            edit(minutes)
            pairs[name].append((measure(ours.command, ours.folder, contest.limit), cold))
            if turn == 1:
                warm = (ours.site / MANIFEST).read_bytes()
                cold = _build(ours, contest.limit)
                if (ours.site / MANIFEST).read_bytes() != warm:
                    differs.add(name)
    for name, found in pairs.items():
        result = _result(ours, [(cold, warm) for warm, cold in found], 1.0, name, turned=True)
        note = "DIFFERS from a clean build" if name in differs else "equals a clean build"
        yield Result(**{**asdict(result), "note": note})


def report(size: int, results: Iterator[Result]) -> Iterator[str]:
    """Yield the lines of a table in Markdown, each as its result comes."""
    yield f"### {size:,} pages".replace(",", " ")
    yield ""
    yield (
        "| | pages | bytes/page | words | CPU s | wall s | peak MB | CPU ratio | wall ratio "
        "| G instructions | ratio | |"
    )
    yield f"|---{'|--:' * 10}|---|"
    for r in results:
        if not r.pages:
            yield f"| {r.name} {'|' * 11} {r.note} |"
            continue
        yield (
            f"| {r.name} | {r.pages} | {r.bytes_a_page} | {r.words:.0%} | {r.cpu:.2f} "
            f"| {r.wall:.2f} | {r.memory / 1e6:.0f} | {r.cpu_ratio:.2f} | {r.wall_ratio:.2f} "
            f"| {_if_counted(r.instructions / 1e9)} | {_if_counted(r.instruction_ratio)} "
            f"| {r.note} |"
        )


def _if_counted(figure: float) -> str:
    return f"{figure:.2f}" if figure else "not counted"


def as_json(size: int, head: str, results: Sequence[Result]) -> str:
    """Return results as one line of JSON, to be kept and compared."""
    found = [asdict(result) for result in results]
    return json.dumps({"versions": head, "pages": size, "results": found}, ensure_ascii=False)


def _build(contestant: Contestant, limit: float) -> Figures:
    contestant.forget()
    return measure(contestant.command, contestant.folder, limit)


def _pages_of(minutes: Path) -> Callable[[], Iterator[Page]]:
    archive, _ = load_archive(minutes)
    renderer = Renderer(archive, "https://arkiv.example/")
    return lambda: render_pages(renderer)


def _frame_of(site: Path) -> tuple[str, str]:
    decision = next((site / "beslut").glob("*-*/index.html"))
    return peers.frame_of(decision.read_text(encoding="utf-8"))


def _some_addresses(site: Path) -> list[str]:
    pages = sorted(page.parent.relative_to(site).as_posix() for page in site.rglob("index.html"))
    return list(itertools.islice(pages, 0, None, max(1, len(pages) // _READ)))


def _result(
    contestant: Contestant,
    pairs: Sequence[tuple[Figures, Figures]],
    words: float,
    name: str = "",
    *,
    turned: bool = False,
) -> Result:
    """Sum up pairs of ours and theirs; `turned` divides the second by the first."""
    told = [pair[1] for pair in pairs]
    pages, size = size_of(contestant.site)
    ratios = [(b, a) for a, b in pairs] if turned else pairs
    return Result(
        name=name or contestant.name,
        pages=pages,
        bytes_a_page=size // max(1, pages),
        words=words,
        cpu=statistics.median(figures.cpu for figures in told),
        wall=statistics.median(figures.wall for figures in told),
        memory=max(figures.memory for figures in told),
        cpu_ratio=statistics.median(a.cpu / b.cpu for a, b in ratios),
        wall_ratio=statistics.median(a.wall / b.wall for a, b in ratios),
        instructions=statistics.median(figures.instructions for figures in told),
        instruction_ratio=statistics.median(
            a.instructions / b.instructions if b.instructions else 0 for a, b in ratios
        ),
    )
