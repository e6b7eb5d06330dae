"""Figures, ways to follow, the start page, and the order and parts of lists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from benchmarks.synthetic import write_archive
from built_site import INVENTED, text_of
from minutes_archive.loading import load_archive
from minutes_archive.model import OPEN_STATES
from minutes_archive.pages import Page, Renderer
from minutes_archive.pages.figures import figure
from minutes_archive.publishing.site_files import site_pages

SITE_URL = "https://arkiv.example/"


def parsed(pages: list[Page]) -> dict[str, Tag]:
    return {page.address: BeautifulSoup(page.html, "html.parser") for page in pages}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(load_archive(INVENTED)[0], SITE_URL)


@pytest.fixture(scope="module")
def pages(renderer: Renderer) -> dict[str, Tag]:
    return parsed(list(site_pages(renderer)))


def test_a_bar_is_as_long_as_its_count_and_its_table_says_the_same() -> None:
    made = figure(
        "meetings", [("1", "A"), ("2", "B")], [("2023", (1, 3), ""), ("2022", (2, 0), "")]
    )
    lengths = [sum(part.width for part in bar.parts) for bar in made.bars]
    assert lengths[0] == 2 * lengths[1]
    assert [bar.number for bar in made.bars] == ["4", "2"]
    assert [len(bar.parts) for bar in made.bars] == [2, 1]
    assert made.rows == (("2023", (1, 3), ""), ("2022", (2, 0), ""))
    whole = figure("attendance", [("1", "A")], [("x", (1,), ""), ("y", (9,), "")], whole=True)
    assert whole.bars[0].parts[0].width == whole.bars[1].parts[0].width


def test_figures_add_up_to_the_archive(renderer: Renderer, pages: dict[str, Tag]) -> None:
    page = pages["siffror/"]
    archive = renderer.archive

    def total(anchor: str) -> int:
        heading = page.select_one(f"#{anchor}")
        assert heading is not None
        section = heading.find_parent("section")
        assert section is not None
        return sum(int(cell.text) for cell in section.select("tbody td"))

    assert total("moten") == len(archive.meetings)
    assert total("beslut") == len(archive.decisions)
    remaining = [t for t in archive.tasks if t.latest.follow_up.state in OPEN_STATES]
    assert total("uppdrag") == len(remaining)
    for picture in page.select("figure > svg"):
        assert picture["role"] == "img" and picture["aria-label"]


def test_pages_say_how_to_follow_them(pages: dict[str, Tag]) -> None:
    feeds = {
        "": "floden/beslut.xml",
        "kommuner/almvik/": "floden/kommuner-almvik.xml",
        "organ/styrgruppen/": "floden/organ-styrgruppen.xml",
        "arenden/dricksvatten/": "floden/arenden-dricksvatten.xml",
        "kommande/": "floden/moten.xml",
        "uppfoljning/": "floden/uppfoljning.xml",
    }
    for address, feed in feeds.items():
        row = pages[address].select_one(".ma-watch")
        assert row is not None, address
        links = [str(link["href"]) for link in row.select("a")]
        assert links[0].endswith(feed)
        assert links[-1].endswith("om/bevaka/")
    row = pages["organ/styrgruppen/"].select_one(".ma-watch")
    assert row is not None and row.select("a")[1]["href"] == (
        "webcal://arkiv.example/kalender/organ-styrgruppen.ics"
    )


def test_the_start_page_shows_the_latest_meeting_and_questions_with_answers(
    renderer: Renderer, pages: dict[str, Tag]
) -> None:
    start = pages[""]
    latest = renderer.archive.meetings[-1]
    heading = start.select_one("#senaste-motet")
    assert heading is not None
    section = heading.find_parent("section")
    assert section is not None
    shown = [str(card["data-decision"]) for card in section.select("[data-decision]")]
    assert shown == [decision.id for decision in latest.decisions][: len(shown)] and shown
    assert f"moten/{latest.id}/" in [str(link["href"]) for link in section.select("a")]
    examples = start.select(".ma-examples a")
    assert len(examples) >= 3
    assert all(str(link["href"]).startswith("sok/?q=") for link in examples)
    new = start.select_one("[data-ma-since]")
    assert new is not None and new.has_attr("hidden")
    assert new.select_one(f'[data-meeting="{latest.id}"][hidden]') is not None


def test_matters_come_by_what_is_left_to_do_and_then_by_what_is_new(pages: dict[str, Tag]) -> None:
    cards = pages["arenden/"].select(".ma-card")
    left = [card.select_one(".ma-status--open") is not None for card in cards]
    assert left == sorted(left, reverse=True) and left[0]
    days = [
        str(time["datetime"])
        for card, is_open in zip(cards, left, strict=True)
        if not is_open and (time := card.select_one("time"))
    ]
    assert days == sorted(days, reverse=True)
    assert "7 punkter, 4 beslut" in text_of(cards[0])


def test_a_note_that_repeats_its_state_is_left_out_of_the_register(renderer: Renderer) -> None:
    assert renderer.archive.tasks
    for task in renderer.archive.tasks:
        told = task.latest.follow_up
        state = renderer.t(f"state.{told.state.value}")
        assert renderer.own_words(told).strip(" .").casefold() != state.casefold()
        if told.note and told.note.strip(" .").casefold() != state.casefold():
            assert renderer.own_words(told) == told.note


def test_lists_of_a_large_archive_stay_within_a_phone(tmp_path: Path) -> None:
    write_archive(tmp_path, 130, decisions_per_meeting=6)
    archive, _ = load_archive(tmp_path)
    pages = {page.address: page for page in site_pages(Renderer(archive))}

    def shown(address: str, selector: str) -> Sequence[Tag]:
        return BeautifulSoup(pages[address].html, "html.parser").select(selector)

    rows = {
        "beslut/": "tr[data-decision]",
        "moten/": "tbody tr",
        "uppfoljning/": "tr[data-follow-up]",
        "arenden/": ".ma-card",
    }
    for address, row in rows.items():
        assert 0 < len(shown(address, row)) <= 100, address
    body = next(iter(archive.registry.bodies))
    assert len(shown(f"organ/{body}/", "tbody tr")) == 12
    years = [
        address
        for address in pages
        if address.startswith(f"organ/{body}/") and address[-2].isdigit()
    ]
    listed = sum(len(shown(address, "tbody tr")) for address in years)
    assert listed == len(archive.meetings_of_body[body])
    tasks = {
        str(tag["data-follow-up"])
        for address in pages
        if address.startswith("uppfoljning/")
        for tag in shown(address, "tr[data-follow-up]")
    }
    assert tasks == {task.latest.id for task in archive.tasks}


def test_the_box_of_the_start_page_has_suggestions(pages: dict[str, Tag]) -> None:
    form = pages[""].select_one("form[role=search][data-ma-suggest]")
    assert form is not None
    assert form["data-index"] == "assets/search-index/"
    assert form.select_one("[data-ma-suggest-place] input[name=q]") is not None
