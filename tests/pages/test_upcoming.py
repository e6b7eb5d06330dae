"""What the page of coming meetings says of each: planned, held, called off, uncertain, passed."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup, Tag

from built_site import INVENTED, SEED, text_of
from minutes_archive.language.catalogue import Translator
from minutes_archive.language.dates import DateFormatter
from minutes_archive.loading import load_archive
from minutes_archive.pages import Renderer
from minutes_archive.pages.months import Occasion, months
from minutes_archive.pages.registers import upcoming_page


def upcoming(folder: object) -> Tag:
    archive, _ = load_archive(folder)  # type: ignore[arg-type]
    return BeautifulSoup(upcoming_page(Renderer(archive)).html, "html.parser")


@pytest.fixture(scope="module")
def seed() -> Tag:
    return upcoming(SEED)


def row(page: Tag, day: str) -> Tag:
    found = page.select_one(f'tbody tr:has(time[datetime="{day}"])')
    assert found is not None
    return found


def test_an_uncertain_meeting_leads_to_the_decision_that_makes_it_so(seed: Tag) -> None:
    told = row(seed, "2020-12-10")
    assert "Osäkert" in text_of(told)
    assert told.select_one('a[href="../beslut/lg-2020-11-20-5-2/"]') is not None


def test_what_has_passed_is_said_by_the_readers_clock(seed: Tag) -> None:
    told = row(seed, "2020-12-10").select_one("[data-ma-passed]")
    assert told is not None and told.has_attr("hidden")
    assert told["data-ma-passed"] == "2020-12-10"
    assert "saknas" in text_of(told)
    # A date of somebody else's leaves no minutes here.
    other = row(seed, "2020-11-24").select_one("[data-ma-passed]")
    assert other is not None and "saknas" not in text_of(other)


def test_a_meeting_that_was_held_leads_to_it() -> None:
    page = upcoming(INVENTED)
    held = page.select("a.ma-status--done")
    assert held and all(str(link["href"]).startswith("../moten/") for link in held)
    for link in held:
        found = link.find_parent("tr")
        assert found is not None and found.select("[data-ma-passed]") == []


def test_every_planned_day_stands_in_its_month_and_leads_to_its_row(seed: Tag) -> None:
    days = seed.select(".ma-month a")
    goals = [str(day["href"]) for day in days]
    planned = {str(time["datetime"]) for time in seed.select("tr[id] time[datetime]")}
    assert {goal.removeprefix("#planerat-") for goal in goals} <= planned
    assert all(seed.select_one(goal) is not None for goal in goals)
    proposed = next(day for day in days if "ma-day--proposed" in day["class"])
    assert str(proposed["aria-label"]).startswith("22 januari 2021: ")


def test_a_month_begins_on_monday_and_holds_all_its_days() -> None:
    dates = DateFormatter(Translator("sv"))
    told = Occasion("Nämnden", "planned", "#x")
    (month,) = months([(dt.date(2024, 2, 29), told)], dates)
    assert month.title == "februari 2024"
    numbers = [day.number for week in month.weeks for day in week if day.number]
    assert numbers == list(range(1, 30))
    assert [day.number for day in month.weeks[0]] == [0, 0, 0, 1, 2, 3, 4]
    assert [day.number for week in month.weeks for day in week if day.state] == [29]
