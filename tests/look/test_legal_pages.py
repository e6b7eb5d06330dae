"""Pages the law asks for: whole where the facts are given, absent where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from look_archive import EMAIL, NOTICES, archive_in
from minutes_archive.loading import examine, load_archive
from minutes_archive.pages import Page, Renderer, render_pages
from minutes_archive.reading.legal_duties import missing_facts

ACCESSIBILITY = "om/tillganglighet/"
PRIVACY = "om/personuppgifter/"
CONTACT = "om/kontakt/"
GLOSSARY = "om/ordforklaringar/"


def pages_of(minutes: Path) -> dict[str, Page]:
    archive, _ = load_archive(minutes)
    return {page.address: page for page in render_pages(Renderer(archive))}


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return pages_of(archive_in("sv", tmp_path_factory.mktemp("complete")))


def html_of(page: Page) -> BeautifulSoup:
    return BeautifulSoup(page.html, "html.parser")


def test_the_statement_has_diggs_eleven_items(complete: dict[str, Page]) -> None:
    page = html_of(complete[ACCESSIBILITY])
    text = " ".join(page.get_text(" ").split())
    links = {str(link["href"]) for link in page.select("a[href]")}
    assert "Fjärdbygdens kommunalförbund står bakom" in text  # 1 the actor
    assert "webbplatsen Fjärdbygdens mötesarkiv" in text  # 2 the service
    assert "delvis förenlig" in text  # 3 how far it conforms
    assert "Några äldre original är inlästa bilder." in text  # 4 what is not accessible
    assert "De gjordes före 2018." in text  # … and why
    times = [str(time["datetime"]) for time in page.select("time")]
    assert times == ["2023-05-02", "2023-05-09"]  # 5 assessed, 6 updated
    assert "Vi har gjort en självskattning." in text  # 7 how it was assessed
    assert f"mailto:{EMAIL}" in links  # 8 where to report
    assert "https://www.digg.se/tdosanmalan" in links  # 9 where to complain
    assert "Kartbilagorna saknar beskrivning." in text  # 10 disproportionate burden
    assert "Ljudinspelningar från 2019." in text  # 11 outside the law


def test_the_contents_name_every_section(complete: dict[str, Page]) -> None:
    for address in (ACCESSIBILITY, PRIVACY, CONTACT):
        anchors = {entry.anchor for entry in complete[address].toc}
        headings = {str(heading["id"]) for heading in html_of(complete[address]).select("h2[id]")}
        assert anchors == headings


def test_the_privacy_page_says_what_was_given_and_how_to_complain(
    complete: dict[str, Page],
) -> None:
    page = html_of(complete[PRIVACY])
    text = page.get_text(" ")
    for fact in (
        "Invånarna ska kunna följa samarbetet.",
        "Uppgift av allmänt intresse.",
        "Tio år efter mötet.",
        "dataskydd@fjardbygden.example, 099-123 45",
    ):
        assert fact in text
    assert page.select_one('a[href="https://www.imy.se/"]')


def test_the_contact_page_leads_to_the_notice_boards(complete: dict[str, Page]) -> None:
    page = html_of(complete[CONTACT])
    assert page.select_one('a[href="tel:099-12300"]')
    assert page.select_one('a[href="https://bergsund.example/anslagstavla"]')
    assert "inte en anslagstavla" in page.get_text(" ")


def test_every_page_can_be_reported(complete: dict[str, Page]) -> None:
    for page in complete.values():
        if page.kind != "search":
            link = html_of(page).select_one(".ma-report a")
            assert link is not None, page.address
            assert str(link["href"]).startswith(f"mailto:{EMAIL}?subject=R%C3%A4ttelse")


def test_what_is_not_given_is_left_out_and_told(tmp_path: Path) -> None:
    minutes = archive_in("sv", tmp_path, notices="")
    registry = minutes / "archive.yml"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text.replace(f"email: {EMAIL}, ", ""), encoding="utf-8")
    pages = pages_of(minutes)
    assert {ACCESSIBILITY, PRIVACY}.isdisjoint(pages)
    assert GLOSSARY in pages
    assert not html_of(pages["moten/"]).select(".ma-report")
    archive, _ = load_archive(minutes)
    problems = list(missing_facts(archive.registry))
    assert [problem.code for problem in problems] == ["W901", "W902", "W903", "W904"]
    assert all(problem.place.path.endswith("archive.yml") for problem in problems)
    assert "Almvik" in problems[-1].message
    assert "Bergsund" not in problems[-1].message


@pytest.mark.parametrize(
    ("change", "with_what", "code", "words"),
    [
        (f"email: {EMAIL}, ", "", "E902", "rapportera"),
        ("conformance: partial", "conformance: full", "E903", "både"),
        ("updated: 2023-05-09", "updated: 2023-05-01", "E904", "före"),
        ("  method: Vi har gjort en självskattning.\n", "", "E102", "method"),
        ("conformance: partial", "conformance: ganska", "E108", "ganska"),
        ("  officer: dataskydd@fjardbygden.example, 099-123 45\n", "", "E102", "officer"),
    ],
)
def test_a_statement_that_is_begun_must_be_complete(
    tmp_path: Path, change: str, with_what: str, code: str, words: str
) -> None:
    registry = archive_in("sv", tmp_path) / "archive.yml"
    text = registry.read_text(encoding="utf-8")
    assert change in text
    registry.write_text(text.replace(change, with_what), encoding="utf-8")
    _, problems = examine(registry.parent)
    assert [problem.code for problem in problems] == [code]
    assert words in problems[0].message
    assert problems[0].place.line > 1


def test_a_statement_must_list_what_falls_short(tmp_path: Path) -> None:
    start = NOTICES.index("  limitations:")
    end = NOTICES.index("  disproportionate:")
    _, problems = examine(archive_in("sv", tmp_path, NOTICES[:start] + NOTICES[end:]))
    assert [problem.code for problem in problems] == ["E903"]
