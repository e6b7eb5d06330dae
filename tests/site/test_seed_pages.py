"""The site of the real notes shows every word and every count of the source document."""

from __future__ import annotations

import copy

import pytest
from bs4 import Tag

from built_site import SEED, Site, one, row_of, section, text_of, words

MEETING = "moten/ledningsgruppen/2020-11-20/"
SOURCE = SEED / "ledningsgruppen" / "2020" / "2020-11-20.txt"
DECISIONS = ["3-1", "5-1", "5-2", "5-3", "5-4", "5-5"]


@pytest.fixture(scope="module")
def meeting(seed_site: Site) -> Tag:
    return seed_site.content(MEETING)


def item_words(section_: Tag) -> list[str]:
    """Return the words of an item on its page without the labels that the page adds."""
    bare = copy.copy(section_)
    for added in bare.select(
        ".ma-anchor, .ma-decision__foot, .ma-decision__links, .ma-status, .ma-note, time"
    ):
        added.decompose()
    return words(bare.get_text(" "))


def test_every_word_of_the_items_stands_on_the_page_in_order(meeting: Tag) -> None:
    source = words(SOURCE.read_text(encoding="utf-8"))
    start = source.index("Välkommen") - 1
    end = len(source) - source[::-1].index("anteckningarna") - 2
    wanted = source[start:end]
    shown = [word for item in meeting.select("section.ma-item") for word in item_words(item)]
    position = 0
    for number, word in enumerate(wanted):
        try:
            position = shown.index(word, position) + 1
        except ValueError:
            context = " ".join(wanted[max(0, number - 8) : number + 3])
            pytest.fail(f"not on the page in its order: … {context}")
    # Nothing else stands between: the page adds only the labels of its blocks.
    added = len(shown) - len(wanted)
    assert 0 <= added <= 20, added


def test_head_of_the_meeting(meeting: Tag) -> None:
    head = text_of(one(meeting, "header"))
    assert "fredag 20 november 2020 kl. 8.30–11.00" in head
    assert "Digitalt via Teams" in head
    assert "Minnesanteckningar från möte med Södertörnskommunernas ledningsgrupp" in head


def test_attendance(meeting: Tag) -> None:
    table = one(section(meeting, "narvaro"), "table")
    present = [text_of(entry) for entry in table.select("td:nth-of-type(1) li")]
    absent = [text_of(entry) for entry in table.select("td:nth-of-type(2) li")]
    assert len(present) == 15
    assert sum("endast punkt 2" in entry for entry in present) == 6
    assert len(absent) == 4
    rows = table.select("tbody tr")
    linked = [row for row in rows if row.select("th a[href*='kommuner/']")]
    assert (len(rows), len(linked)) == (9, 8)
    assert row_of(table, "Nynäshamn")["data-presence"] == "partial"
    assert "endast punkt 2" in text_of(row_of(table, "Nynäshamn"))
    assert "ordförande" in text_of(row_of(table, "Södertälje"))
    assert row_of(table, "Södertörnskommunerna")["data-presence"] == "present"


def test_items_decisions_follow_ups_and_deferral(meeting: Tag) -> None:
    items = meeting.select("section.ma-item")
    assert [item["id"] for item in items] == [f"punkt-{n}" for n in range(1, 7)]
    blocks = [len(item.select(".ma-decisions")) for item in items]
    assert blocks == [0, 0, 1, 0, 2, 0]
    assert [tag["id"] for tag in meeting.select("div.ma-decision")] == [
        f"beslut-{number}" for number in DECISIONS
    ]
    follow_ups = meeting.select("li.ma-follow-up")
    assert [tag["id"] for tag in follow_ups] == [f"uppfoljning-4-{n}" for n in range(1, 7)]
    states = [text_of(one(tag, ".ma-status")) for tag in follow_ups]
    assert states == ["Pågår", "Pågår", "Återstår", "Klar", "Klar", "Pågår"]
    (deferral,) = meeting.select("div.ma-deferral")
    assert "26 november kl 19.00" in text_of(deferral)
    assert "saknas i arkivet" in text_of(deferral)


def test_the_summary_names_decisions_and_follow_ups_first(meeting: Tag) -> None:
    summary = section(meeting, "sammanfattning")
    goals = [str(link["href"]) for link in summary.select("li > a:first-child")]
    assert goals == [
        *(f"#beslut-{number}" for number in DECISIONS),
        *(f"#uppfoljning-4-{n}" for n in range(1, 7)),
        "#bordlaggning-6-1",
    ]
    assert text_of(one(summary, "ol > li:nth-of-type(2) .ma-status")) == "Uppskjutet"
    # What is simply decided needs no mark; the summary counts items and decisions apart.
    assert "Beslutat" not in text_of(summary)
    assert text_of(one(summary, "summary")) == "6 beslut i 2 punkter"


def test_announced_dates_signatures_and_source(meeting: Tag, seed_site: Site) -> None:
    dates = [text_of(entry) for entry in section(meeting, "aviserat").select("li")]
    assert len(dates) == 6
    assert [entry for entry in dates if "Förslag" in entry] == [
        entry for entry in dates if entry.startswith("22 januari 2021")
    ]
    signed = text_of(section(meeting, "underskrifter"))
    assert "Vid anteckningarna Anna Söderström" in signed
    assert "Justerat av Helene Olofsson" in signed
    link = one(section(meeting, "original"), "p a")
    served = seed_site.folder / MEETING / str(link["href"]).rsplit("/", 1)[-1]
    assert served.read_bytes() == SOURCE.read_bytes()


def test_mentions_are_links_and_compounds_are_none(meeting: Tag) -> None:
    second = one(meeting, "#punkt-2")
    named = {text_of(link): str(link["href"]) for link in second.select("a.ma-mention")}
    assert named == {
        "Haninges": "../../../kommuner/haninge/",
        "Huddinge": "../../../kommuner/huddinge/",
        "Botkyrka": "../../../kommuner/botkyrka/",
    }
    fourth = one(meeting, "#punkt-4")
    assert "Södertäljebroarna" in fourth.get_text()
    assert fourth.select("a.ma-mention") == []


@pytest.mark.parametrize("number", DECISIONS)
def test_each_decision_has_its_page(seed_site: Site, number: str) -> None:
    page = seed_site.content(f"beslut/lg-2020-11-20-{number}/")
    item, _, count = number.partition("-")
    assert (
        text_of(one(page, ".ma-head .ma-citation")) == f"LG 2020-11-20 punkt {item} beslut {count}"
    )
    meeting = seed_site.content(MEETING)
    there = one(meeting, f"#beslut-{number}")
    words = text_of(there.select("p")[0])
    assert text_of(one(page, ".ma-decision--main h1")) == words
    assert text_of(one(page, ".ma-context .ma-decision--current")).startswith(words)
    title = text_of(one(seed_site.page(f"beslut/lg-2020-11-20-{number}/"), "title"))
    assert title.startswith(words[:40])
    present = section(page, "narvarande")
    assert "Rickard Sundbom" in text_of(row_of(present, "Södertälje"))
    # Nynäshamn took part in item 2 only.
    assert "Ej representerad" in text_of(row_of(present, "Nynäshamn"))
    assert "Gustav Fridlund" not in text_of(present)


def test_missing_meetings_are_listed_and_never_dropped(seed_site: Site) -> None:
    missing = {
        str(row["data-missing"]) for row in seed_site.content("om/").select("[data-missing]")
    }
    assert missing == {
        "ledningsgruppen/2020-10-09",
        "samarbetskommitten/2020-10-29",
        "ledningsgruppen/2020-11-26",
    }


def test_upcoming_and_put_off(seed_site: Site) -> None:
    page = seed_site.content("kommande/")
    # The months have rows of weeks besides.
    rows = section(page, "moten").select("tbody tr[id]")
    assert len(rows) == 6
    assert len(section(page, "bordlagt").select("li")) == 1
    postponed = section(page, "uppskjutet").select("[data-decision]")
    assert [tag["data-decision"] for tag in postponed] == ["lg-2020-11-20-5-2"]


def test_follow_up_register(seed_site: Site) -> None:
    page = seed_site.content("uppfoljning/")
    opened = section(page, "oppna").select("tbody tr")
    closed = section(page, "avslutade").select("tbody tr")
    assert (len(opened), len(closed)) == (4, 2)
    dates = [str(one(row, "td:first-child time")["datetime"]) for row in opened]
    assert dates == sorted(dates)


def test_counts_on_the_start_page(seed_site: Site) -> None:
    counts = [text_of(entry) for entry in seed_site.content("").select(".ma-counts li")]
    assert counts == ["1 möte", "6 beslut", "8 kommuner", "6 uppdrag"]


def test_register_of_decisions(seed_site: Site) -> None:
    rows = seed_site.content("beslut/").select("tr[data-decision]")
    assert sorted(str(row["data-decision"]) for row in rows) == [
        f"lg-2020-11-20-{number}" for number in DECISIONS
    ]
