"""What a first visit weighs and what moves in it: of the real pages, and of one made to move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import page_visits
from benchmarks.page_visits import Shift, Weight
from benchmarks.web_host import Host, Sent, hosted
from browser import Browser, open_browser
from built_site import Site

DECISION = "beslut/sg-2022-04-21-5-1/"
PAGES = (
    "kommande/",
    "",
    "beslut/",
    "uppfoljning/",
    "moten/styrgruppen/2022-04-21/",
    "sok/",
    "sok/?q=vatten",
)
CLOCK_PAGES = ("uppfoljning/", "kommande/", "beslut/sg-2022-04-21-5-1/")
MOST_BYTES = 120_000  # of a first visit to a decision, compressed

MOVING = """<!doctype html><title>x</title><p id="late" hidden>Kommer sent</p><p>Flyttas</p>
<script>setTimeout(() => { document.getElementById("late").hidden = false; }, 150);</script>"""


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("visitor")) as browser:
        page_visits.set_up(browser)
        yield browser


@pytest.fixture(scope="module")
def slow_host(invented_site: Site) -> Iterator[Host]:
    with hosted(invented_site.folder, scripts_last=True) as host:
        yield host


def moved_each_time(visitor: Browser, address: str) -> list[Shift]:
    """Return what moves in a page at each of up to three visits, by more than a letter or two.

    Scripts come after the first paint each time, so that what they move moves each time; a busy
    machine may now and then paint a page before it is whole.
    """
    moved: list[Shift] = []
    for _ in range(3):
        moved = [shift for shift in page_visits.shifts(visitor, address) if shift.value >= 0.001]
        if not moved:
            break
    return moved


def test_a_first_visit_to_a_decision_is_light(visitor: Browser, invented_site: Site) -> None:
    assert (invented_site.folder / DECISION).is_dir()
    with hosted(invented_site.folder) as host:
        weights = page_visits.weights(page_visits.first_visit(visitor, host, DECISION))

    assert all(weights[kind].files for kind in ("HTML", "CSS", "JS"))
    assert weights["all"].compressed < MOST_BYTES
    assert weights["HTML"].files == 1


def test_no_page_waits_for_a_script_before_it_is_seen(invented_site: Site) -> None:
    for page in (*PAGES[:-1], DECISION):
        html = (invented_site.folder / page / "index.html").read_text(encoding="utf-8")
        assert "<script defer src=" in html
        assert "<script src=" not in html


@pytest.mark.parametrize("screen", page_visits.SIZES)
def test_nothing_moves_when_scripts_come_late(
    visitor: Browser, slow_host: Host, screen: str
) -> None:
    page_visits.set_window(visitor, page_visits.SIZES[screen])
    moved = {page: moved_each_time(visitor, slow_host.address + page) for page in PAGES}

    assert {page: found for page, found in moved.items() if found} == {}


@pytest.mark.parametrize("screen", page_visits.SIZES)
@pytest.mark.parametrize("moment", ["2022-10-01", "2041-01-01"])
def test_nothing_moves_for_what_only_the_clock_tells(
    tmp_path: Path, slow_host: Host, screen: str, moment: str
) -> None:
    with open_browser(tmp_path) as browser:
        page_visits.set_up(browser)
        page_visits.set_clock(browser, moment)
        page_visits.set_window(browser, page_visits.SIZES[screen])
        moved = {page: moved_each_time(browser, slow_host.address + page) for page in CLOCK_PAGES}
        browser.get(slow_host.address + CLOCK_PAGES[0])
        told = browser.execute_script("return document.querySelector('table').innerText")

    assert "för " in told
    assert {page: found for page, found in moved.items() if found} == {}


def test_nothing_moves_where_dark_colours_were_chosen(visitor: Browser, slow_host: Host) -> None:
    page_visits.set_window(visitor, page_visits.DESKTOP)
    assert page_visits.choose_dark(visitor, slow_host.address)
    moved = moved_each_time(visitor, slow_host.address + DECISION)

    scheme = visitor.execute_script("return document.body.dataset.mdColorScheme")
    assert scheme == "slate"
    assert moved == []


def test_what_moves_is_seen_and_named(visitor: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(MOVING, encoding="utf-8")
    with hosted(tmp_path) as host:
        moved = page_visits.shifts(visitor, host.address)

    assert [shift.what for shift in moved] == ["p."]
    assert moved[0].value > 0


def test_files_are_weighed_by_kind() -> None:
    sent = [Sent("beslut/", 9, 3), Sent("a.css", 5, 2), Sent("b.css", 5, 2), Sent("x.png", 7, 7)]

    weights = page_visits.weights(sent)
    assert weights["CSS"] == Weight(2, 10, 4)
    assert weights["HTML"] == Weight(1, 9, 3)
    assert weights["other"] == Weight(1, 7, 7)
    assert weights["all"] == Weight(4, 26, 14)
