"""Only what is published reaches the site: no byte of it holds a word of anything else."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from trust.sites import INVENTED, BuildSite, every_byte, telling

# What of a canary any writing of it keeps: escaped, folded, stemmed, percent-encoded.
CANARY = re.compile(rb"kanarie|ghostword|gh0st", re.IGNORECASE)
ONLY_IN_THE_DRAFT = re.compile(rb"2024-07-1[34]|1[34] juli 2024|styrgruppen/2023-11-22")

WITHDRAWN = """\
format: 1
body: styrgruppen
date: 2023-05-25
time: "7.13–7.31"
place: ghostwordplatsen
status: {status}
{key}
title: ghostwordtiteln
reference: ghostworddiariet
source: {{file: ghostword.txt, title: ghostwordkällan}}
recorded_by: Ghostword Skrivare
attested_by: [Ghostword Justerare]
present:
  - {{name: Ghostword Närvarande, from: almvik, role: chair, note: ghostwordnot}}
absent:
  - {{name: Ghostword Frånvarande, from: bergsund}}
items:
  - number: "1"
    title: ghostwordpunkten
    matter: dricksvatten
    topics: [vatten]
    content:
      - text: En ghostword i Almvik.
      - decision: Att ghostword inte syns.
        concerns: [almvik]
        replaces: fd-2023-03-09-3-2
        reservations: [ghostword]
      - follow_up: ghostworduppgiften
        origin: sg-2023-01-26-3-1
      - deferred: ghostwordbordläggningen
        to: styrgruppen/2023-11-23
      - attachment: ghostword-bilaga.txt
        title: ghostwordbilagan
upcoming:
  - {{date: 2024-09-13, title: ghostwordmötet}}
corrections:
  - {{date: 2023-06-01, text: ghostwordrättelsen}}
"""

PARTLY = """\
format: 1
body: styrgruppen
date: 2023-06-15
status: published
# ghostword i en kommentar
items:
  - number: "1"
    title: Lägesrapport
    content:
      # gh0st: den hemliga texten stod här
      - withheld: Sekretess enligt OSL 18:8
      - decision: Att ghostword är borta.
        status: withdrawn
        matter: dricksvatten
        responsible: ghostword
        reservations: [ghostword]
        votes: {yes: 1, text: ghostword}
      - decision: Att beslutet syns.
        follows: [sg-2023-05-25-1-1, styrgruppen/2023-11-23]
"""


@pytest.fixture(scope="module", params=["status", "key"])
def site(
    request: pytest.FixtureRequest,
    build_archive: BuildSite,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    folder = tmp_path_factory.mktemp("gate")
    minutes = Path(shutil.copytree(INVENTED, folder / "minutes"))
    year = minutes / "styrgruppen" / "2023"
    by_status = request.param == "status"
    text = WITHDRAWN.format(
        status="withdrawn" if by_status else "published",
        key="" if by_status else "withdrawn: {reason: personal_data, date: 2023-07-01}",
    )
    (year / "2023-05-25.yml").write_text(text, encoding="utf-8")
    (year / "2023-06-15.yml").write_text(PARTLY, encoding="utf-8")
    for name in ("ghostword.txt", "ghostword-bilaga.txt"):
        (year / name).write_text("ghostword", encoding="utf-8")
    return build_archive(minutes, folder / "site")


def test_no_byte_and_no_name_of_the_site_tells_of_it(site: Path) -> None:
    assert telling(every_byte(site), CANARY, ONLY_IN_THE_DRAFT) == []


def test_the_published_neighbours_are_there(site: Path) -> None:
    page = BeautifulSoup((site / "beslut/sg-2023-06-15-1-2/index.html").read_bytes(), "html.parser")
    assert "Att beslutet syns." in page.get_text()
    file = site / "moten/styrgruppen/2023-06-15/index.html"
    meeting = BeautifulSoup(file.read_bytes(), "html.parser").get_text()
    assert "Sekretess enligt OSL 18:8" in meeting


def test_a_reference_to_a_draft_reads_as_missing(site: Path) -> None:
    page = BeautifulSoup((site / "beslut/sg-2023-06-15-1-2/index.html").read_bytes(), "html.parser")
    missing = page.select_one(".ma-missing")
    assert missing is not None
    assert missing.get_text() == "(saknas i arkivet)"
    assert page.select('a[href*="2023-11-23"]') == []


@pytest.mark.parametrize(
    "address",
    ["moten/styrgruppen/2023-05-25", "beslut/sg-2023-05-25-1-1", "beslut/sg-2023-06-15-1-1"],
)
def test_what_was_withdrawn_leaves_a_tombstone(site: Path, address: str) -> None:
    page = BeautifulSoup((site / address / "index.html").read_bytes(), "html.parser")
    assert page.select_one(".ma-tombstone h1") is not None
    robots = page.select_one('meta[name="robots"]')
    assert robots is not None
    assert robots["content"] == "noindex"


def test_tombstones_are_in_no_list(site: Path) -> None:
    """A decision that follows a withdrawn one may still name its id; nothing else does."""
    for name, data in every_byte(site).items():
        if name.startswith(("floden/", "kalender/", "sok/")) or "sitemap" in name:
            assert b"2023-05-25" not in data, name
            assert b"sg-2023-06-15-1-1" not in data, name
    data = site / "data"
    meetings = json.loads((data / "meetings.json").read_bytes())["meetings"]
    decisions = json.loads((data / "decisions.json").read_bytes())["decisions"]
    assert "styrgruppen/2023-06-15" in {meeting["id"] for meeting in meetings}
    assert "styrgruppen/2023-05-25" not in {meeting["id"] for meeting in meetings}
    ids = {decision["id"] for decision in decisions}
    assert ids >= {"sg-2023-06-15-1-2"}
    assert not ids & {"sg-2023-05-25-1-1", "sg-2023-06-15-1-1"}


@pytest.mark.parametrize("way", ["withdrawn", "draft", "removed", "decision"])
def test_what_was_on_the_site_before_is_on_it_no_more(
    build_archive: BuildSite, minutes: Path, tmp_path: Path, way: str
) -> None:
    """A build takes over what stays of the last site: nothing of what has been taken back."""
    year = minutes / "styrgruppen" / "2023"
    file = year / "2023-05-25.yml"
    published = WITHDRAWN.format(status="published", key="")
    file.write_text(published, encoding="utf-8")
    for name in ("ghostword.txt", "ghostword-bilaga.txt"):
        (year / name).write_text("ghostword", encoding="utf-8")
    site = build_archive(minutes, tmp_path / "site")
    assert telling(every_byte(site), CANARY)
    match way:
        case "withdrawn" | "draft":
            file.write_text(published.replace("status: published", f"status: {way}"), "utf-8")
        case "removed":
            file.unlink()
        case "decision":
            file.write_text(PARTLY.replace("2023-06-15", "2023-05-25"), encoding="utf-8")
    build_archive(minutes, site)
    assert telling(every_byte(site), CANARY) == []
    # The same as a build that remembers nothing.
    again = build_archive(minutes, tmp_path / "again")
    assert every_byte(again) == every_byte(site)
