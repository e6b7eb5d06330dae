"""Pages link to each other in every direction: what one says of another, the other says back."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from built_site import links, one, row_of, section, text_of
from factories import item, linked, meeting, registry
from minutes_archive.pages import Renderer, render_pages

FIRST, SECOND, THIRD = (f"styrgruppen/2022-0{n}-01" for n in (1, 2, 3))

MEETINGS: dict[str, dict[str, Any]] = {
    FIRST: meeting(
        "2022-01-01",
        item(
            {"text": "Granby begär en färja. Granby gård svarar."},
            {"decision": "Att utreda färjan.", "concerns": "bergsund"},
            {"follow_up": "Räkna fartygen.", "state": "open", "responsible": "Kansliet"},
            {"deferred": "Frågan om kajen.", "to": SECOND},
            matter="farjan",
            topics=["trafik"],
        ),
        present=[
            {"name": "Eva Ek", "from": "almvik", "role": "chair"},
            {"name": "Bo Berg", "from": "bergsund", "items": "1"},
        ],
        absent=[{"name": "Gun Gran", "from": "granby"}],
        upcoming=[{"date": "2022-02-01", "body": "styrgruppen", "time": "9.00"}],
    ),
    SECOND: meeting(
        "2022-02-01",
        item(
            {"decision": "Att köpa färjan.", "replaces": "sg-2022-01-01-1-1"},
            {"follow_up": "Räkna fartygen.", "state": "done", "origin": f"{FIRST}#uppfoljning-1-1"},
            matter="farjan",
        ),
        item({"decision": "Att läsa.", "follows": FIRST}, title="Biblioteket"),
    ),
    THIRD: meeting(
        "2022-03-01",
        item({"follow_up": "Måla färjan.", "origin": SECOND}),
        item({"follow_up": "Döpa färjan.", "origin": "sg-2022-02-01-1-1"}),
        item({"follow_up": "Sjunga.", "origin": "direktionen/2021-01-01"}),
    ),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tag]:
    archive = linked(tmp_path_factory.mktemp("pages") / "minutes", MEETINGS)
    return {
        page.address: BeautifulSoup(page.html, "html.parser")
        for page in render_pages(Renderer(archive))
    }


def goals(pages: dict[str, Tag], address: str) -> set[str]:
    """Return the addresses that a page links to, anchors left out, itself too."""
    base = "https://site.example/"
    found = {urldefrag(urljoin(base + address, link))[0] for link in links(pages[address])}
    return {goal.removeprefix(base) for goal in found} - {address}


DECIDED, BOUGHT = "beslut/sg-2022-01-01-1-1/", "beslut/sg-2022-02-01-1-1/"
MEETING_1, MEETING_2, MEETING_3 = (f"moten/{name}/" for name in (FIRST, SECOND, THIRD))


@pytest.mark.parametrize(
    ("one_page", "other"),
    [
        pytest.param(MEETING_1, DECIDED, id="meeting-decision"),
        pytest.param(MEETING_1, "organ/styrgruppen/", id="meeting-body"),
        pytest.param(MEETING_1, "kommuner/granby/", id="meeting-municipality"),
        pytest.param(MEETING_1, MEETING_2, id="meeting-next"),
        pytest.param(MEETING_2, MEETING_3, id="origin-task"),
        pytest.param(DECIDED, BOUGHT, id="replaced-replaces"),
        pytest.param(DECIDED, "arenden/farjan/", id="decision-matter"),
        pytest.param(DECIDED, "amnen/trafik/", id="decision-topic"),
        pytest.param(DECIDED, "kommuner/bergsund/", id="decision-concerns"),
        pytest.param(BOUGHT, MEETING_3, id="decision-task"),
        pytest.param("organ/styrgruppen/", "kommuner/almvik/", id="body-member"),
    ],
)
def test_links_go_both_ways(pages: dict[str, Tag], one_page: str, other: str) -> None:
    assert other in goals(pages, one_page)
    assert one_page in goals(pages, other)


@pytest.mark.parametrize(
    ("register", "goal"),
    [
        ("moten/", MEETING_1),
        ("beslut/", DECIDED),
        ("kommuner/", "kommuner/granby/"),
        ("organ/", "organ/direktionen/"),
        ("arenden/", "arenden/farjan/"),
        ("amnen/", "amnen/kultur/"),
        ("uppfoljning/", MEETING_3),
        ("kommande/", MEETING_1),
        ("om/", MEETING_3),
        ("", DECIDED),
    ],
)
def test_registers_lead_to_their_things(pages: dict[str, Tag], register: str, goal: str) -> None:
    assert goal in goals(pages, register)


def test_a_meeting_tells_how_its_tasks_went_on(pages: dict[str, Tag]) -> None:
    entries = section(pages[MEETING_1], "foljs-upp").select("li")
    assert [text_of(entry).split(" (")[0] for entry in entries] == [
        "Räkna fartygen. Klar",
        "SG 2022-02-01 punkt 2 beslut 1 Att läsa.",
    ]
    later = section(pages[MEETING_2], "foljs-upp").select("li")
    assert [text_of(entry).split(".")[0] for entry in later] == ["Måla färjan", "Döpa färjan"]
    assert pages[MEETING_3].select("#foljs-upp") == []


def test_a_replaced_decision_says_so_everywhere(pages: dict[str, Tag]) -> None:
    for address in ("beslut/", MEETING_1, "organ/styrgruppen/"):
        rows = pages[address].select('[data-decision="sg-2022-01-01-1-1"], #beslut-1-1')
        assert rows, address
        assert all("Ersatt" in text_of(row) or "ersatts" in text_of(row) for row in rows), address


def test_a_municipality_is_named_not_deciding(pages: dict[str, Tag]) -> None:
    page = pages["kommuner/granby/"]
    named = section(page, "namns")
    assert "betyder inte att den har fattat beslutet" in text_of(named)
    assert len(named.select("li")) == 1
    mention = one(pages[MEETING_1], "a.ma-mention")
    assert (text_of(mention), mention["title"]) == ("Granby", "nämns")


@pytest.mark.parametrize(
    ("municipality", "presence"),
    [("almvik", "present"), ("bergsund", "present"), ("granby", "absent")],
)
def test_attendance_over_time(pages: dict[str, Tag], municipality: str, presence: str) -> None:
    table = one(section(pages[f"kommuner/{municipality}/"], "narvaro"), "table")
    shown = [str(row["data-presence"]) for row in table.select("tbody tr")]
    # Bergsund's "only item 1" is all of a meeting with one item. The two older minutes tell
    # nothing of who was there.
    assert shown == ["unknown", "unknown", presence]


def test_the_register_of_tasks_puts_the_open_first(pages: dict[str, Tag]) -> None:
    page = pages["uppfoljning/"]
    opened = [text_of(one(row, "th")) for row in section(page, "oppna").select("tbody tr")]
    assert [name.split(".")[0] for name in opened] == ["Sjunga", "Måla färjan", "Döpa färjan"]
    (closed,) = section(page, "avslutade").select("tbody tr")
    assert "SG 2022-01-01 punkt 1" in text_of(closed)
    assert "SG 2022-02-01 punkt 1" in text_of(closed)


def test_missing_meetings_are_told(pages: dict[str, Tag]) -> None:
    assert "Direktionen" in text_of(row_of(pages["om/"], "1 januari 2021"))
    assert "Direktionen 1 januari 2021 (saknas i arkivet)" in text_of(pages[MEETING_3])


class TestPeople:
    """`people: roles` and `people: hidden` show no name of those who attended."""

    @pytest.mark.parametrize(
        ("people", "shown"), [("roles", "ordförande"), ("hidden", "deltagare")]
    )
    def test_no_name_is_shown(self, minutes: Path, people: str, shown: str) -> None:
        content = meeting(
            "2022-01-01",
            item({"decision": "Att gå."}),
            present=[
                {"name": "Eva Ek", "from": "almvik", "role": "chair"},
                {
                    "name": "Bo Berg",
                    "from": "granby",
                    "substitute_for": "Siv Sten",
                    "note": "Bo sen",
                },
            ],
            absent=[{"name": "Gun Gran", "from": "granby"}],
            recorded_by="Eva Ek",
            attested_by=["Bo Berg"],
        )
        archive = linked(minutes, {FIRST: content}, registry(people=people))
        rendered = {page.address: page for page in render_pages(Renderer(archive))}
        for page in rendered.values():
            for name in ("Eva Ek", "Bo Berg", "Siv Sten", "Gun Gran", "Bo kom"):
                assert name not in page.html + page.head, page.address
        assert shown in rendered[MEETING_1].html
