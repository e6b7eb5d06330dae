"""How long a site takes to build: this project and its peers on the same pages, run in turn.

Peers get ready-made Markdown and build no search index, feeds or data files. What is told are
ratios of paired runs; seconds only say how large the task is.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from minutes_archive.benchmarks import peers
from minutes_archive.benchmarks.processes import Figures, measure
from minutes_archive.benchmarks.synthetic import write_archive
from minutes_archive.loading import load_archive
from minutes_archive.pages import Renderer, render_pages

# About so many pages -> meetings, and decisions in each.
SIZES = {1_000: (136, 6), 3_500: (500, 6), 11_000: (1_000, 10), 110_000: (10_000, 10)}

_SETTINGS = """\
site_name: Provbygdens mötesarkiv
site_url: https://arkiv.example/
theme: {name: material, language: sv, font: false, features: [navigation.tabs, navigation.top]}
plugins: [minutes-archive]
"""
_MAIN = "import sys; from minutes_archive.commands import main; sys.exit(main(sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Contestant:
    """A generator: what to run in which folder, and where its site ends up."""

    name: str
    command: tuple[str, ...]
    folder: Path
    site: Path


@dataclass(frozen=True, slots=True)
class Result:
    """One contestant's runs, and per run its share of the time ours took beside it."""

    name: str
    pages: int
    bytes_a_page: int
    cpu: float
    wall: float
    memory: int
    cpu_ratio: float
    wall_ratio: float


def contest(size: int, runs: int, folder: Path, tell: Callable[[str], None]) -> Iterator[Result]:
    """Build a site of about so many pages with everybody that is installed.

    A ratio is ours divided by theirs, the median of the pairs: below 1 ours is quicker.
    """
    meetings, decisions = SIZES[size]
    tell(f"{size} sidor: skriver underlaget …")
    write_archive(folder / "minutes", meetings, decisions)
    ours = _ours(folder)
    _build(ours)
    others = list(_others(folder, ours))
    yield _result(ours, [(figures, figures) for figures in (_build(ours),)])
    for other in others:
        pairs = []
        for turn in range(1, runs + 1):
            tell(f"{size} sidor: {other.name}, par {turn} av {runs} …")
            pairs.append((_build(ours), _build(other)))
        yield _result(other, pairs)
    for name, change in _CHANGES.items():
        tell(f"{size} sidor: {name} …")
        yield _result(ours, [_after(ours, change, folder) for _ in range(runs)], name)


def report(size: int, results: Iterable[Result]) -> Iterator[str]:
    """Yield the lines of a table in Markdown, each as its result comes."""
    yield f"### {size:,} pages".replace(",", " ")
    yield ""
    yield "| | pages | CPU s | wall s | peak MB | bytes/page | CPU ratio | wall ratio |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for r in results:
        yield (
            f"| {r.name} | {r.pages} | {r.cpu:.2f} | {r.wall:.2f} | {r.memory / 1e6:.0f} "
            f"| {r.bytes_a_page} | {r.cpu_ratio:.2f} | {r.wall_ratio:.2f} |"
        )


def versions() -> str:
    """Return what was measured, for the report's head."""
    names = ["mkdocs", "mkdocs-material", "Jinja2", "PyYAML", "hugo", "zensical"]
    found = [f"{name} {known}" for name in names if (known := _version(name))]
    return f"Python {sys.version.split()[0]}, " + ", ".join(found)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _ours(folder: Path) -> Contestant:
    place = folder / "ours"
    (place / "docs").mkdir(parents=True)
    (place / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    command = (sys.executable, "-c", _MAIN, "build", "--minutes", str(folder / "minutes"))
    return Contestant("this project", command, place, place / "site")


def _others(folder: Path, ours: Contestant) -> Iterator[Contestant]:
    """Write the sources of every peer that is installed."""
    archive, _ = load_archive(folder / "minutes")
    renderer = Renderer(archive, "https://arkiv.example/")
    decision = next((ours.site / "beslut").glob("*-*/index.html"))
    frame = peers.frame_of(decision.read_text(encoding="utf-8"))
    hugo = _hugo()
    if hugo:
        place = folder / "hugo"
        peers.write_hugo_site(place, render_pages(renderer), frame)
        command = (hugo, "build", "--quiet", "--destination", str(place / "site"))
        yield Contestant("Hugo", command, place, place / "site")
    eleventy = shutil.which("eleventy")
    if eleventy:
        place = folder / "eleventy"
        peers.write_eleventy_site(place, render_pages(renderer), frame)
        yield Contestant("Eleventy", (eleventy, "--quiet", "--output=site"), place, place / "site")
    place = folder / "mkdocs"
    peers.write_mkdocs_site(place, render_pages(renderer))
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    yield Contestant("MkDocs + Material", command, place, place / "site")
    zensical = shutil.which("zensical")
    if zensical:
        yield Contestant("Zensical", (zensical, "build", "--clean"), place, place / "site")


def _hugo() -> str:
    """Return the program itself: the package's own command starts Python first."""
    try:
        files = distribution("hugo").files or []
    except PackageNotFoundError:
        return shutil.which("hugo") or ""
    return next((str(file.locate()) for file in files if file.parent.name == "binaries"), "")


def _build(contestant: Contestant) -> Figures:
    shutil.rmtree(contestant.site, ignore_errors=True)
    return measure(contestant.command, contestant.folder)


def _after(
    ours: Contestant, change: Callable[[Path], None], folder: Path
) -> tuple[Figures, Figures]:
    """Return what a build takes after a change, and a cold one beside it."""
    cold = _build(ours)
    change(folder / "minutes")
    return measure(ours.command, ours.folder), cold


def _nothing(_minutes: Path) -> None:
    return


def _one_text(minutes: Path) -> None:
    files = sorted(minutes.glob("*/*/*.yml"))
    middle = files[len(files) // 2]
    text = middle.read_text(encoding="utf-8")
    middle.write_text(
        text.replace("      - text: |\n", "      - text: |\n          Rättat.\n", 1),
        encoding="utf-8",
    )


_CHANGES = {"again, nothing changed": _nothing, "again, one text changed": _one_text}


def _result(
    contestant: Contestant, pairs: Sequence[tuple[Figures, Figures]], name: str = ""
) -> Result:
    """Sum up pairs; under a name of its own the first of each pair is the one told of."""
    told = [pair[0] if name else pair[1] for pair in pairs]
    pages = list(contestant.site.rglob("*.html"))
    size = sum(page.stat().st_size for page in pages)
    return Result(
        name=name or contestant.name,
        pages=len(pages),
        bytes_a_page=size // max(1, len(pages)),
        cpu=statistics.median(figures.cpu for figures in told),
        wall=statistics.median(figures.wall for figures in told),
        memory=max(figures.memory for figures in told),
        cpu_ratio=statistics.median(a.cpu / b.cpu for a, b in pairs),
        wall_ratio=statistics.median(a.wall / b.wall for a, b in pairs),
    )
