"""How heavy and how steady the pages of a built site are, and what Lighthouse says of them.

The site is served on this machine, compressed and with the headers it asks for. Weights are
bodies as they are sent, without HTTP headers; what is fetched by nobody's doing but the page's.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from benchmarks import page_visits
from benchmarks.chromium import Browser, chromium_program, open_chromium
from benchmarks.lighthouse import PRESETS, Scores, lighthouse_program, scores
from benchmarks.node_programs import node_program_version
from benchmarks.page_visits import Shift, Weight
from benchmarks.web_host import Host, hosted
from minutes_archive.building.build import build_site
from minutes_archive.loading import load_archive
from minutes_archive.pages import Renderer
from minutes_archive.publishing.site_files import site_pages

# Absolute addresses are part of what a page weighs and of what search engines ask for.
SITE_URL = "https://arkiv.example/"
ANSWERED = "search, answered"
JUDGED = ("start", "meeting", "decision", "municipality", "search", ANSWERED)


@dataclass(frozen=True, slots=True)
class Visited:
    """A page's first visit: what was fetched, and where something moved (by circumstance)."""

    kind: str
    address: str
    weights: dict[str, Weight]
    shifts: dict[str, list[Shift]] = field(default_factory=dict)

    @property
    def worst_shift(self) -> float:
        """The largest sum of shifts of one visit: an upper bound of the CLS metric."""
        return max((sum(s.value for s in found) for found in self.shifts.values()), default=0.0)


def settings_for_an_address(config: Path, folder: Path) -> Path:
    """Write settings like these in a folder of their own, for a site published at SITE_URL.

    Relative paths in them lead to the same files as before, through links.
    """
    folder.mkdir()
    for entry in config.resolve().parent.iterdir():
        if not entry.name.startswith(".") and entry.name not in ("site", config.name):
            (folder / entry.name).symlink_to(entry)
    file = folder / config.name
    file.write_text(f"INHERIT: {config.resolve()}\nsite_url: {SITE_URL}\n", encoding="utf-8")
    return file


def build_and_choose(config: Path, minutes: Path, site: Path) -> dict[str, str]:
    """Build an archive and return an address for each kind of page, the heaviest of the kind."""
    build_site(config, site, minutes)
    archive, _ = load_archive(minutes)
    heaviest: dict[str, tuple[int, str]] = {}
    for page in site_pages(Renderer(archive, SITE_URL)):
        size = (site / page.address / "index.html").stat().st_size
        if size > heaviest.get(page.kind, (0, ""))[0]:
            heaviest[page.kind] = (size, page.address)
    chosen = {kind: address for kind, (_, address) in heaviest.items()}
    somewhere = next(iter(archive.registry.municipalities.values()), None)
    if somewhere is not None and "search" in chosen:
        chosen[ANSWERED] = f"{chosen['search']}?q={quote(somewhere.name)}"
    return chosen


def visit(pages: dict[str, str], site: Path, tell: Callable[[str], None]) -> list[Visited]:
    """Open each page with an empty cache, then on phone and desktop, in light and chosen dark."""
    with tempfile.TemporaryDirectory() as profile, open_chromium(Path(profile)) as browser:
        page_visits.set_up(browser)
        found = []
        with hosted(site) as host:
            for kind, address in pages.items():
                tell(f"besöker {kind}")
                sent = page_visits.first_visit(browser, host, address)
                found.append(Visited(kind, address, page_visits.weights(sent)))
        with hosted(site, scripts_last=True) as host:
            _look_for_shifts(browser, host, found, tell)
    return found


def _look_for_shifts(
    browser: Browser, host: Host, found: Sequence[Visited], tell: Callable[[str], None]
) -> None:
    for colours in ("light", "dark"):
        if colours == "dark" and not page_visits.choose_dark(browser, host.address):
            break
        for screen, size in page_visits.SIZES.items():
            page_visits.set_window(browser, size)
            name = f"{screen}, {colours}"
            tell(f"letar efter förskjutningar: {name}")
            for visited in found:
                address = host.address + visited.address
                visited.shifts[name] = page_visits.shifts(browser, address)


def weight_report(found: Sequence[Visited]) -> Iterator[str]:
    """Yield a table in Markdown: bytes compressed (and raw) by kind of file, requests, shifts."""
    kinds = ("HTML", "CSS", "JS", "other", "all")
    yield f"| page | requests | {' | '.join(kinds)} | layout shift |"
    yield f"|---|--:|{'--:|' * len(kinds)}--:|"
    for visited in found:
        cells = " | ".join(_weight(visited.weights[kind]) for kind in kinds)
        requests = visited.weights["all"].files
        yield f"| {visited.kind} | {requests} | {cells} | {visited.worst_shift:.3f} |"
    yield ""
    yield "kB compressed (kB raw), first visit. Layout shift: the worst of phone and desktop,"
    yield "light and dark."
    for visited in found:
        for name, shifts in visited.shifts.items():
            for shift in shifts:
                yield f"- {visited.kind} ({name}): {shift.value:.4f} {shift.what}"


def _weight(weight: Weight) -> str:
    return f"{weight.compressed / 1000:.1f} ({weight.raw / 1000:.1f})"


def lighthouse_report(
    pages: dict[str, str], site: Path, runs: int, tell: Callable[[str], None]
) -> Iterator[str]:
    """Yield a table of Lighthouse's scores, each the median of some runs, and what cost points."""
    yield "| page | mobile | desktop | mobile, uncompressed |"
    yield "|---|---|---|---|"
    complaints = []
    for kind in JUDGED:
        if kind not in pages:
            continue
        cells = []
        for preset, compress in (*((preset, True) for preset in PRESETS), ("mobile", False)):
            name = preset if compress else f"{preset}, uncompressed"
            tell(f"Lighthouse: {kind}, {name}")
            with hosted(site, compress=compress) as host:
                judged = scores(host.address + pages[kind], preset, runs)
            cells.append(_points(judged))
            complaints += [f"- {kind} ({name}): {said}" for said in judged.complaints]
        yield f"| {kind} | {' | '.join(cells)} |"
    yield ""
    yield f"Performance, accessibility, best practices, SEO; median of {runs} runs."
    yield from complaints


def _points(judged: Scores) -> str:
    return " ".join(map(str, judged.points))


def report(
    config: Path, minutes: Path, runs: int, only: Sequence[str], tell: Callable[[str], None]
) -> Iterator[str]:
    """Build the archive, visit its pages and have them judged; yield the lines of a report.

    Raises chromium.NoBrowserError, lighthouse.LighthouseFailedError and what build_site raises.
    """
    with tempfile.TemporaryDirectory(prefix="minutes-archive-bench-") as folder:
        site = Path(folder) / "site"
        tell("bygger webbplatsen")
        settings = settings_for_an_address(config, Path(folder) / "project")
        pages = build_and_choose(settings, minutes, site)
        pages = {kind: at for kind, at in pages.items() if not only or kind in only}
        yield from weight_report(visit(pages, site, tell))
        yield ""
        if not lighthouse_program():
            yield "Lighthouse is not installed (npm install --no-save lighthouse)."
            return
        yield from lighthouse_report(pages, site, runs, tell)


def versions() -> str:
    """Return what measured, and how busy the machine was: scores for speed depend on it."""
    program = subprocess.run([chromium_program(), "--version"], capture_output=True, text=True)
    lighthouse = node_program_version("lighthouse")
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    names = [program.stdout.strip(), f"Lighthouse {lighthouse}" if lighthouse else ""]
    return ", ".join(filter(None, names)) + f"; {os.cpu_count()} processors{load}"
