"""`people: names | roles | hidden` reaches every byte of the site, not one table only."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from minutes_archive.archive.people import hide_people
from minutes_archive.reading.reader import parse_meeting, read_registry
from trust.sites import INVENTED, BuildSite, every_byte, telling

MEETING = """\
format: 1
body: styrgruppen
date: 2023-06-15
status: published
recorded_by: Qvarnström Alfa
attested_by: [Qvarnström Beta]
present:
  - {name: Qvarnström Alfa, from: almvik, role: secretary}
  - {name: Qvarnström Beta, from: bergsund, role: chair, note: ersatte Qvarnström Gamma}
  - {name: Qvarnström Delta, from: ekholma, role: substitute, substitute_for: Qvarnström Epsilon}
  - {name: Qvarnström Zeta, from: lovhamn, items: "1"}
absent:
  - {name: Qvarnström Eta, from: algsnas, note: Qvarnström Theta är sjuk}
items:
  - number: "1"
    title: Lägesrapport
    content:
      - decision: Att börja.
        responsible: Qvarnström Beta
      - follow_up: Utreda ledningen.
        responsible: Qvarnström Alfa
"""
NAME = re.compile(rb"qvarnstr", re.IGNORECASE)


@pytest.fixture(scope="module")
def built(build_archive: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    sites = {}
    for people in ("names", "roles", "hidden"):
        folder = tmp_path_factory.mktemp(people)
        minutes = Path(shutil.copytree(INVENTED, folder / "minutes"))
        (minutes / "styrgruppen/2023/2023-06-15.yml").write_text(MEETING, encoding="utf-8")
        with (minutes / "archive.yml").open("a", encoding="utf-8") as registry:
            registry.write(f"people: {people}\n")
        sites[people] = build_archive(minutes, folder / "site")
    return sites


def holding_names(site: Path) -> list[str]:
    return telling(every_byte(site), NAME)


def test_names_are_on_pages_where_the_registry_says_so(built: dict[str, Path]) -> None:
    found = holding_names(built["names"])
    assert "moten/styrgruppen/2023-06-15/index.html" in found


@pytest.mark.parametrize("people", ["roles", "hidden"])
def test_else_no_byte_of_the_site_holds_one(built: dict[str, Path], people: str) -> None:
    assert holding_names(built[people]) == []


def test_roles_are_shown_in_their_stead(built: dict[str, Path]) -> None:
    page = "moten/styrgruppen/2023-06-15/index.html"
    with_roles = (built["roles"] / page).read_text(encoding="utf-8").lower()
    assert "ordförande" in with_roles
    assert "endast punkt 1" in with_roles
    hidden = (built["hidden"] / page).read_text(encoding="utf-8").lower()
    assert "deltagare" in hidden


def test_data_and_feeds_never_hold_people(built: dict[str, Path]) -> None:
    found = holding_names(built["names"])
    assert found
    assert list((built["names"] / "floden").iterdir())
    for name in found:
        assert not name.startswith(("floden/", "kalender/")), name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Okänd Person", False),
        ("Eva", False),
        ("eva lund", False),
        ("Eva Lund, Almvik", False),
        ("Handläggare Eva Lund", False),
        ("Almvik", True),
        ("Almviks kommun", True),
        ("Styrgruppen", True),
        ("Kommundirektören i Bergsund", True),
        ("sekretariatet", True),
        ("Alla kommuner", True),
    ],
)
@pytest.mark.parametrize("people", ["roles", "hidden"])
def test_whoever_is_only_responsible_is_asked_about_too(
    people: str, written: str, shown: bool
) -> None:
    registry, _ = read_registry(INVENTED)
    assert registry is not None
    text = f"""\
format: 1
body: styrgruppen
date: 2023-06-15
status: published
present: [{{name: Eva Lund, from: almvik}}]
items:
  - title: A
    content:
      - decision: Att börja.
        responsible: {written}
      - follow_up: Att utreda.
        responsible: {written}
"""
    meeting, problems = parse_meeting(text.encode(), "styrgruppen/2023/2023-06-15.yml", registry)
    assert meeting is not None, problems
    (kept,) = hide_people(replace(registry, people=people), [meeting])
    (item,) = kept.items
    told = {item.decisions[0].responsible, item.follow_ups[0].responsible}
    assert told == ({written} if shown else {""})
