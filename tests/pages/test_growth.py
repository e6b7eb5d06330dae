"""Growth: twice the archive is twice the work, and no page grows with the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from cProfile import Profile
from itertools import chain
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from benchmarks.synthetic import write_archive
from minutes_archive.loading import load_archive
from minutes_archive.pages import Page, Renderer
from minutes_archive.publishing.site_files import site_pages

MAX_BYTES_OF_HTML = 200_000


def pages_of(folder: Path) -> Iterator[Page]:
    archive, _ = load_archive(folder)
    return site_pages(Renderer(archive))


def calls_made(work: Callable[[], Any]) -> int:
    """Count the calls of functions, Python's and C's, that some work makes."""
    profile = Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def test_work_grows_with_the_archive_and_no_faster(tmp_path: Path) -> None:
    counts = []
    # The first run also reads what the process then keeps, such as the words of the language.
    for meetings in (3, 15, 30, 60):
        folder = tmp_path / str(meetings)
        write_archive(folder, meetings, decisions_per_meeting=3)
        counts.append(calls_made(lambda place=folder: [page.html for page in pages_of(place)]))

    # What the last 30 meetings add is twice what the 15 before them added, or somewhat more
    # where a register begins to be cut by year. What grew with the square would add four times.
    _, first, second, third = counts
    assert (third - second) / (second - first) < 3


def with_many_matters(folder: Path, matters: int) -> Path:
    write_archive(folder, meetings=12)
    registry = folder / "archive.yml"
    text = registry.read_text(encoding="utf-8")
    added = chain.from_iterable(
        (f"  m-{n}:", f"    name: Ett ärende med ett ganska långt namn, nummer {n}")
        for n in range(matters)
    )
    registry.write_text(text.replace("matters:", "\n".join(["matters:", *added])), encoding="utf-8")
    return folder


def test_no_page_grows_with_the_number_of_matters(tmp_path: Path) -> None:
    sizes = {
        page.address: len(page.html.encode())
        for page in pages_of(with_many_matters(tmp_path, matters=2_000))
    }

    assert {a: size for a, size in sizes.items() if size > MAX_BYTES_OF_HTML} == {}
    assert sizes.keys() >= {"arenden/", "arenden/sida/2/", "arenden/sida/7/"}


def test_parts_of_a_list_show_every_matter_once(tmp_path: Path) -> None:
    shown = [
        link.text
        for page in pages_of(with_many_matters(tmp_path, matters=700))
        if page.kind == "subjects" and page.address.startswith("arenden/")
        for link in BeautifulSoup(page.html, "html.parser").select(".ma-card__text a")
    ]

    assert len([name for name in shown if name.startswith("Ett ärende")]) == 700
    assert len(set(shown)) == len(shown)


def test_a_task_that_every_meeting_reports_on_makes_no_page_grow(tmp_path: Path) -> None:
    sizes = []
    for meetings in (20, 100):
        folder = tmp_path / str(meetings)
        write_archive(folder, meetings, decisions_per_meeting=1)
        for file in folder.glob("*/*/*.yml"):
            text = file.read_text(encoding="utf-8")
            report = "      - follow_up: Kansliet rapporterar\n        state: ongoing\n"
            file.write_text(text.replace("upcoming:", f"{report}upcoming:"), encoding="utf-8")
        pages = [page for page in pages_of(folder) if page.kind == "meeting"]
        sizes.append(max(page.html.count("uppfoljning-") for page in pages))

    assert sizes[0] > 0
    assert sizes[1] < sizes[0] + 20


def test_a_decision_among_very_many_shows_the_nearest(tmp_path: Path) -> None:
    write_archive(tmp_path, meetings=1, decisions_per_meeting=1)
    (file,) = tmp_path.glob("*/*/*.yml")
    text = file.read_text(encoding="utf-8")
    many = "".join(f"      - decision: Beslut nummer {n} av många\n" for n in range(300))
    file.write_text(text.replace("upcoming:", f"{many}upcoming:"), encoding="utf-8")
    pages = {page.address.rsplit("-", 1)[-1]: page for page in pages_of(tmp_path)}

    middle = BeautifulSoup(pages["150/"].html, "html.parser")
    shown = [d.text.split()[2] for d in middle.select(".ma-context .ma-decisions .ma-decision")]
    assert shown == [str(n) for n in range(138, 159)]
    assert len(middle.select(".ma-context [aria-current]")) == 1
    assert len(pages["150/"].html.encode()) < 60_000
    link = middle.select_one(".ma-context .ma-note a")
    assert link is not None and link.text == "301 beslut"
