"""What minutes say of votes, people, days and open things stands wherever a reader looks for it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from built_site import one, text_of
from factories import item, linked, meeting, registry
from minutes_archive.exports import export_files
from minutes_archive.exports.feeds import gather, of_decisions, of_municipality
from minutes_archive.exports.site import Site
from minutes_archive.pages import Renderer, render_pages

FIRST, SECOND, LATER = (f"styrgruppen/2022-0{n}-01" for n in (1, 2, 3))
NOON = "direktionen/2022-03-01"

VOTE = {
    "question": "Ja för bifall, nej för avslag.",
    "yes": 2,
    "no": 2,
    "casting_vote": "yes",
    "outcome": "Yrkandet bifalls.",
    "roll_call": [
        {"name": "Karin Ek (M)", "vote": "yes"},
        {"name": "Eva Lind (M)", "vote": "yes"},
        {"name": "Olle Berg", "party": "S", "vote": "no"},
        {"name": "Bo Ask (s)", "vote": "no"},
    ],
}
DECISIONS = [
    {"decision": f"Att {word} färjan till Granby.", "matter": "farjan"}
    for word in ("köpa", "måla", "döpa")
]
MEETINGS: dict[str, dict[str, Any]] = {
    FIRST: meeting(
        "2022-01-01",
        item(
            {"proposals": [{"text": "Avslag.", "by": "Olle Berg (S)"}]},
            {"proposition": "Ordföranden ställer yrkandena mot varandra."},
            {
                "decision": "Att utreda färjan.",
                "votes": [{"yes": 3, "no": 2}, VOTE],
                "reservations": ["Olle Berg reserverar sig.", "Bo Ask reserverar sig."],
                "responsible": "Kansliet",
                "due": "2022-06-01",
            },
            votes={"question": "Ja för att avgöra i dag.", "yes": 4, "no": 1},
        ),
        item({"decision": "Att sjunga."}, {"deferred": "Visorna"}, title="Sång"),
        item({"decision": "Att ställa in direktionens möte den 1 maj."}, title="Möten"),
        present=[
            {"name": "Karin Ek (M)", "from": "almvik", "role": ["chair", "attester"]},
            {"name": "Olle Berg", "party": "S", "from": "bergsund", "disqualified": "2"},
            {"name": "Okänd Person"},
        ],
        corrections=[
            {"date": "2022-01-10", "text": "Punkt 1 har rättats."},
            {"date": "2022-01-11", "text": "Platsen har rättats."},
            {"date": "2022-01-12", "text": "Ett namn.", "items": "2"},
        ],
        upcoming=[
            {"date": "2022-05-01", "body": "direktionen", "time": "15.00"},
            {"date": "2022-05-02", "body": "direktionen"},
        ],
        time="18.00–1.30",
        end_date="2022-01-02",
        form="hybrid",
    ),
    SECOND: meeting(
        "2022-02-01",
        item({"text": "x"}, title="Sången igen", follows=f"{FIRST}#punkt-2"),
        upcoming=[{"date": "2022-05-02", "body": "direktionen", "status": "cancelled"}],
        joint_with="direktionen",
    ),
    LATER: meeting("2022-03-01", item(*DECISIONS), time="15.00"),
    NOON: meeting("2022-03-01", item({"decision": "Att äta."}), time="9.00"),
    "direktionen/2022-04-01": {
        **meeting("2022-04-01", held="cancelled"),
        "items": [],
    },
}


def registry_of(people: str = "names") -> dict[str, Any]:
    made = registry(people=people)
    body = made["bodies"]["styrgruppen"]
    body["names"] = [{"name": "Samrådet", "to": "2022-01-31"}]
    body["members"] = ["almvik", "bergsund", {"id": "granby", "from": "2022-03-01"}]
    return made


def rendered(folder: Path, people: str = "names") -> dict[str, Tag]:
    meetings = copy.deepcopy(MEETINGS)
    del meetings["direktionen/2022-04-01"]["items"]
    archive = linked(folder / "minutes", meetings, registry_of(people))
    return {
        page.address: BeautifulSoup(page.html, "html.parser")
        for page in render_pages(Renderer(archive))
    }


def as_read(tag: Tag) -> str:
    """Return the text of a page without the breaks that links and labels make in it."""
    return " ".join(tag.get_text().split())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tag]:
    return rendered(tmp_path_factory.mktemp("facts"))


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tag]:
    return rendered(tmp_path_factory.mktemp("hidden"), "hidden")


MEETING = f"moten/{FIRST}/"
DECISION = "beslut/sg-2022-01-01-1-1/"
OTHER = "beslut/sg-2022-01-01-2-1/"


@pytest.mark.parametrize("address", [MEETING, DECISION])
@pytest.mark.parametrize(
    "words",
    [
        "Ja 3, nej 2",
        "Ja för bifall, nej för avslag.",
        "Ja 2, nej 2",
        "Ordförandens utslagsröst avgör för ja.",
        "Utfall: Yrkandet bifalls.",
        "Ja för att avgöra i dag.",
        "Olle Berg (S): Avslag.",
        "Ordföranden ställer yrkandena mot varandra.",
        "Olle Berg reserverar sig.",
        "Bo Ask reserverar sig.",
        "Kansliet",
        "1 juni 2022",
        "Punkt 1 har rättats.",
        "Platsen har rättats.",
    ],
)
def test_facts_of_a_decision_stand_at_its_item_and_on_its_page(
    pages: dict[str, Tag], address: str, words: str
) -> None:
    assert words in as_read(pages[address])


def test_nothing_is_counted_that_nobody_wrote(pages: dict[str, Tag]) -> None:
    for address in (MEETING, DECISION):
        counts = [text_of(line) for line in pages[address].select(".ma-vote__counts")]
        assert counts
        assert not any("avstår" in line or "frånvarande" in line for line in counts)


@pytest.mark.parametrize("address", [MEETING, DECISION])
def test_a_roll_call_is_a_picture_by_party_and_a_table(pages: dict[str, Tag], address: str) -> None:
    picture = one(pages[address], "svg:has(.ma-ballot--yes):has(text)")
    assert [text_of(line) for line in picture.select("text")] == ["M", "S"]
    assert len(picture.select(".ma-ballot--yes")) == len(picture.select(".ma-ballot--no")) == 2
    table = next(t for t in pages[address].select("table") if "Omröstningslista" in text_of(t))
    rows = [[text_of(cell) for cell in row.select("th, td")] for row in table.select("tbody tr")]
    assert rows == [
        ["Karin Ek", "M", "Ja"],
        ["Eva Lind", "M", "Ja"],
        ["Olle Berg", "S", "Nej"],
        ["Bo Ask", "s", "Nej"],
    ]


def test_corrections_stand_where_they_touch(pages: dict[str, Tag]) -> None:
    other = text_of(pages[OTHER])
    assert "Punkt 1 har rättats." not in other
    assert "Platsen har rättats." in other
    assert "Ett namn." in other
    assert "Ett namn." not in text_of(pages[DECISION])


def test_people_with_party_roles_and_jav(pages: dict[str, Tag]) -> None:
    shown = as_read(one(pages[MEETING], "table.ma-attendance"))
    assert "Karin Ek (M) (ordförande och justerare)" in shown
    assert "Olle Berg (S) (jäv punkt 2)" in shown
    assert "Deltog inte på grund av jäv: Olle Berg (S)" in text_of(pages[MEETING])
    beside = text_of(pages[OTHER])
    assert "Deltog inte på grund av jäv: Olle Berg (S)" in beside
    assert "Ej representerad" not in beside


def test_a_meeting_over_midnight(pages: dict[str, Tag]) -> None:
    shown = text_of(pages[MEETING])
    assert "lördag 1 januari 2022 – söndag 2 januari 2022 kl. 18.00–1.30" in shown
    assert "På plats och digitalt" in shown


def test_old_minutes_keep_the_old_name(pages: dict[str, Tag]) -> None:
    assert text_of(one(pages[MEETING], "h1")) == "Samrådet 1 januari 2022"
    assert text_of(one(pages[f"moten/{LATER}/"], "h1")) == "Styrgruppen 1 mars 2022"
    assert "Samrådet" in text_of(pages[DECISION])
    body = text_of(pages["organ/styrgruppen/"])
    assert "Samrådet (till och med 31 januari 2022)" in body
    assert "Granby från och med 1 mars 2022" in body


def test_a_joint_meeting_stands_with_both_bodies(pages: dict[str, Tag]) -> None:
    assert text_of(one(pages[f"moten/{SECOND}/"], "h1")).startswith("Styrgruppen och Direktionen")
    for body in ("styrgruppen", "direktionen"):
        goals = [str(link["href"]) for link in pages[f"organ/{body}/"].select("a[href]")]
        assert any(f"moten/{SECOND}/" in goal for goal in goals)


def test_a_cancelled_meeting_says_so_and_has_no_attendance(pages: dict[str, Tag]) -> None:
    page = pages["moten/direktionen/2022-04-01/"]
    assert "Mötet ställdes in." in text_of(page)
    assert page.select("#narvaro") == []
    assert "1 april 2022" not in text_of(one(pages["kommuner/almvik/"], "table"))


@pytest.mark.parametrize("address", ["kommande/", MEETING])
def test_the_latest_announcement_holds(pages: dict[str, Tag], address: str) -> None:
    rows = pages[address].select("tr, li")
    (called_off,) = [row for row in rows if "2 maj 2022" in text_of(row)]
    assert "Inställt" in text_of(called_off)
    assert "Planerat" not in text_of(called_off)


def test_a_decision_and_the_meeting_that_it_names(pages: dict[str, Tag]) -> None:
    (row,) = [row for row in pages["kommande/"].select("tr") if "1 maj 2022" in text_of(row)]
    assert "Se beslut SG 2022-01-01 punkt 3 beslut 1" in text_of(row)
    assert "Gäller mötet Direktionen 1 maj 2022" in text_of(pages["beslut/sg-2022-01-01-3-1/"])


def test_what_was_put_off_leads_to_what_took_it_up(pages: dict[str, Tag]) -> None:
    shown = text_of(pages["kommande/"])
    assert "Visorna Togs upp i SG 2022-02-01 punkt 1" in shown
    assert "Togs upp i SG 2022-02-01 punkt 1" in text_of(pages[MEETING])
    assert "Följer på: SG 2022-01-01 punkt 2" in text_of(pages[f"moten/{SECOND}/"])


ORDER = ["sg-2022-03-01-1-1", "sg-2022-03-01-1-2", "sg-2022-03-01-1-3", "dir-2022-03-01-1-1"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ORDER),
        ("beslut/", ORDER),
        ("organ/styrgruppen/", ORDER[:3]),
        ("kommuner/granby/", ORDER[:3]),
    ],
)
def test_decisions_stand_in_the_order_of_their_minutes(
    pages: dict[str, Tag], address: str, expected: list[str]
) -> None:
    found = [str(row["data-decision"]) for row in pages[address].select("[data-decision]")]
    assert found[: len(expected)] == expected


def test_feeds_keep_the_order(tmp_path: Path) -> None:
    meetings = copy.deepcopy(MEETINGS)
    del meetings["direktionen/2022-04-01"]["items"]
    site = Site(linked(tmp_path / "minutes", meetings, registry_of()), "")
    found = [entry.address for entry in gather(site, of_decisions(site)).entries]
    assert found[:4] == [f"beslut/{name}/" for name in ORDER]
    named = [entry.address for entry in gather(site, of_municipality(site, "granby")).entries]
    assert named[:3] == [f"beslut/{name}/" for name in ORDER[:3]]


def test_hidden_people_leave_parties_and_votes(hidden: dict[str, Tag]) -> None:
    for address in (MEETING, DECISION):
        table = next(t for t in hidden[address].select("table") if "Omröstningslista" in text_of(t))
        assert "Karin Ek" not in text_of(table)
        assert "M" in text_of(table)
        assert "Olle Berg (S): Avslag." not in text_of(hidden[address])


def test_data_name_nobody_who_voted(tmp_path: Path) -> None:
    meetings = copy.deepcopy(MEETINGS)
    del meetings["direktionen/2022-04-01"]["items"]
    archive = linked(tmp_path / "minutes", meetings, registry_of())
    for exported in export_files(archive, ""):
        for file in exported.apart() if hasattr(exported, "apart") else (exported,):
            if file.address.endswith("meeting.json"):
                text = b"".join(file.chunks).decode()
                assert "Eva Lind" not in text
                assert "Karin Ek" not in text
