"""What a municipality missed, and how much of a long archive its page shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from benchmarks.synthetic import write_archive
from built_site import INVENTED
from minutes_archive.archive import Archive, decisions_missed
from minutes_archive.archive.attendance import attendance_of
from minutes_archive.loading import load_archive
from minutes_archive.pages import Renderer
from minutes_archive.pages.municipalities import DECISIONS_SHOWN, MEETINGS_SHOWN, municipality_pages


def pages_of(archive: Archive) -> dict[str, Tag]:
    pages = municipality_pages(Renderer(archive))
    return {page.address: BeautifulSoup(page.html, "html.parser") for page in pages}


def missed_on(page: Tag) -> list[str]:
    heading = page.select_one("#inte-med")
    assert heading is not None
    section = heading.find_parent("section")
    assert section is not None
    return [str(card["data-decision"]) for card in section.select("[data-decision]")]


@pytest.fixture(scope="module")
def invented() -> Archive:
    return load_archive(INVENTED)[0]


def test_decisions_of_the_items_after_somebody_left_are_missed(invented: Archive) -> None:
    meeting = invented.meeting_by_id["styrgruppen/2022-09-15"]
    row = attendance_of(meeting, "almvik", invented.registry.municipalities)
    assert row.items == ("1", "2", "3", "4")
    later = [d.id for item in meeting.items[4:] for d in item.decisions if not d.withdrawn]
    assert [entry.id for entry in decisions_missed(row)] == later
    assert later != []


def test_nothing_is_missed_by_those_who_were_there_or_of_whom_nothing_is_told(
    invented: Archive,
) -> None:
    seen = set()
    for meeting in invented.meetings:
        for name in invented.registry.municipalities:
            row = attendance_of(meeting, name, invented.registry.municipalities)
            seen.add(row.presence.value)
            missed = {entry.item.slug for entry in decisions_missed(row)}
            if row.presence.value in ("present", "unknown"):
                assert missed == set()
            assert missed.isdisjoint(row.items)
    assert "present" in seen and len(seen) > 1


def test_the_page_lists_what_was_missed_and_marks_the_cards(invented: Archive) -> None:
    pages = pages_of(invented)
    page = pages["kommuner/almvik/"]
    missed = missed_on(page)
    assert missed and all(name.startswith("sg-2022-09-15-") for name in missed)
    marked = [
        str(card["data-decision"])
        for card in page.select("[data-decision]:has(.ma-status--not_represented)")
    ]
    assert set(marked) <= set(missed)
    marks = page.select(".ma-picture__links a[href]")
    assert len(marks) == len(page.select("tr[data-presence]"))
    assert all(str(mark["href"]).startswith("../../moten/") for mark in marks)


def test_a_long_archive_has_the_latest_on_the_page_and_all_by_year(tmp_path: Path) -> None:
    write_archive(tmp_path, 60, decisions_per_meeting=4)
    archive, _ = load_archive(tmp_path)
    pages = pages_of(archive)
    name = next(iter(archive.registry.municipalities))
    own = f"kommuner/{name}/"
    assert len(pages[own].select("tr[data-presence]")) == MEETINGS_SHOWN
    assert len(missed_on(pages[own])) <= DECISIONS_SHOWN
    years = [page for address, page in pages.items() if address.startswith(own) and address != own]
    assert len(years) > 1
    rows = [row for page in years for row in page.select("tr[data-presence]")]
    assert len(rows) == len(pages[own].select(".ma-picture__links a"))
    every = [
        entry.id
        for meeting in archive.meetings
        for entry in decisions_missed(attendance_of(meeting, name, archive.registry.municipalities))
    ]
    assert sorted(i for page in years for i in missed_on(page)) == sorted(every)
