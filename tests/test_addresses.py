"""Addresses depend on ids alone, stay as they are, and no two things share one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_archive.addresses import (
    Addresses,
    decision_id,
    folder_prefix,
    is_reserved_name,
    relative,
    slugify,
)

SV = Addresses("sv")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Åsele strand", "asele-strand"),
        ("A\u030asele", "asele"),
        ("§ 12", "12"),
        ("23 A", "23-a"),
        ("Ærø & Ørsta", "aro-orsta"),
        ("Über Straße", "uber-strasse"),
        ("– ! –", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(max_size=40))
def test_a_slug_is_safe_and_stays_when_made_again(text: str) -> None:
    slug = slugify(text)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slugify(slug) == slug
    assert not slug.startswith("-")
    assert not slug.endswith("-")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (SV.start, ""),
        (SV.section("search"), "sok/"),
        (SV.section("meetings"), "moten/"),
        (SV.listing("decisions", 2022), "beslut/2022/"),
        (SV.meeting("ledningsgruppen/2020-11-20"), "moten/ledningsgruppen/2020-11-20/"),
        (SV.decision("lg-2020-11-20-5-1"), "beslut/lg-2020-11-20-5-1/"),
        (SV.municipality("haninge"), "kommuner/haninge/"),
        (SV.body("ledningsgruppen"), "organ/ledningsgruppen/"),
        (SV.matter("farjan"), "arenden/farjan/"),
        (SV.topic("trafik"), "amnen/trafik/"),
        (SV.section("follow_ups"), "uppfoljning/"),
        (SV.section("upcoming"), "kommande/"),
        (SV.section("about"), "om/"),
        (SV.item_anchor("5"), "punkt-5"),
        (SV.decision_anchor("5", 1), "beslut-5-1"),
        (SV.follow_up_anchor("2", 3), "uppfoljning-2-3"),
        (SV.item("styrgruppen/2022-01-01", "23-a"), "moten/styrgruppen/2022-01-01/#punkt-23-a"),
        (SV.data("decisions.json"), "data/decisions.json"),
        (SV.meeting_file("a/2022-01-01", "x y.pdf"), "moten/a/2022-01-01/x y.pdf"),
        (Addresses("en").section("meetings"), "meetings/"),
    ],
)
def test_addresses_that_the_archive_has_promised(address: str, expected: str) -> None:
    assert address == expected


def test_languages_have_words_for_the_same_things() -> None:
    assert Addresses("sv").words.keys() == Addresses("en").words.keys()


def test_sections_do_not_share_addresses() -> None:
    sections = [
        name for name in SV.words if name not in ("item", "decision", "follow_up", "deferral")
    ]
    for language in ("sv", "en"):
        made = [Addresses(language).section(name) for name in sections]
        assert len(set(made)) == len(made)


@pytest.mark.parametrize(
    ("code", "date", "slug", "number", "expected"),
    [
        ("LG", "2020-11-20", "5", 1, "lg-2020-11-20-5-1"),
        ("ÅN", "2022-12-08-2", "23-a", 2, "an-2022-12-08-2-23-a-2"),
        ("LG", "2020-11-20", "5", None, "lg-2020-11-20-5"),
    ],
)
def test_decision_ids(code: str, date: str, slug: str, number: int | None, expected: str) -> None:
    assert decision_id(code, date, slug, number) == expected


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("moten/", "", "moten/"),
        ("moten/", "beslut/x/", "../../moten/"),
        ("", "moten/", "../"),
        ("", "", "./"),
    ],
)
def test_relative(target: str, page: str, expected: str) -> None:
    assert relative(target, page) == expected


@pytest.mark.parametrize(("name", "reserved"), [("con", True), ("COM1.pdf", True), ("kon", False)])
def test_names_that_windows_keeps(name: str, reserved: bool) -> None:
    assert is_reserved_name(name) is reserved


@pytest.mark.parametrize("written", ["arkiv", "/arkiv/", " arkiv/ "])
def test_prefix_is_the_folder_that_every_address_lies_in(written: str) -> None:
    addresses = Addresses("sv", folder_prefix(written) or "")
    assert addresses.start == "arkiv/"
    assert addresses.decision("ks-2020-01-01-1-1") == "arkiv/beslut/ks-2020-01-01-1-1/"
    assert addresses.part_of_section("matters", 2) == "arkiv/arenden/sida/2/"
    assert addresses.feed("bodies", "ks") == "arkiv/floden/organ-ks.xml"
    assert addresses.calendar("meetings") == "arkiv/kalender/moten.ics"
    assert addresses.catalogue == "arkiv/datasets/dcat.rdf"
    assert addresses.item("ks/2020-01-01", "5") == "arkiv/moten/ks/2020-01-01/#punkt-5"
    assert addresses.within("arkiv/kommuner/by/") == "kommuner/by/"
    assert addresses.within("om-oss/") == "../om-oss/"


def test_every_address_of_a_prefix_is_that_without_one_below_it() -> None:
    plain, below = Addresses("sv"), Addresses("sv", "a/b/")
    names = [*plain.words]
    for made in ("section", "meeting", "decision", "body", "data", "feed", "json_feed", "calendar"):
        for name in names:
            assert getattr(below, made)(name) == "a/b/" + getattr(plain, made)(name)


@pytest.mark.parametrize("written", ["../x", "a//b", "å", "con", "a b", ".", ".well-known"])
def test_prefix_that_is_no_folder_of_an_address_is_refused(written: str) -> None:
    assert folder_prefix(written) is None


SECTIONS = {
    "sv": "sok moten beslut kommuner organ arenden amnen uppfoljning kommande om"
    " floden kalender data",
    "en": "search meetings decisions municipalities bodies matters topics follow-ups upcoming about"
    " feeds calendars data",
}


@pytest.mark.parametrize("language", SECTIONS)
def test_the_first_part_of_every_address_is_as_it_always_was(language: str) -> None:
    """Others link to them: a change here breaks links in decisions, mails and newspapers."""
    names = (
        *("search", "meetings", "decisions", "municipalities", "bodies", "matters", "topics"),
        *("follow_ups", "upcoming", "about", "feeds", "calendars", "data"),
    )
    addresses = Addresses(language)
    assert [addresses.section(name) for name in names] == [
        f"{word}/" for word in SECTIONS[language].split()
    ]
    folders = {f"{word}/" for word in SECTIONS[language].split()}
    assert folders < set(addresses.folders)
