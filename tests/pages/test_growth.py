"""Growth: twice the archive is twice the work, and no page grows with the archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from minutes_archive.benchmarks.synthetic import write_archive
from minutes_archive.loading import load_archive
from minutes_archive.pages import Page, Renderer
from minutes_archive.publishing.site_files import site_pages

MAX_BYTES_OF_HTML = 200_000


def pages_of(folder: Path) -> Iterator[Page]:
    archive, _ = load_archive(folder)
    return site_pages(Renderer(archive))


def calls_made(work: Callable[[], Any]) -> int:
    """Count the calls of functions, Python's and C's, that some work makes."""
    count = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_with_the_archive_and_no_faster(tmp_path: Path) -> None:
    counts = []
    for meetings in (30, 60, 120):
        folder = tmp_path / str(meetings)
        write_archive(folder, meetings, decisions_per_meeting=3)
        counts.append(calls_made(lambda place=folder: [page.html for page in pages_of(place)]))

    # What the second 60 meetings add is twice what the 30 before them added, or somewhat more
    # where a register begins to be cut by year. What grew with the square would add four times.
    first, second, third = counts
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
