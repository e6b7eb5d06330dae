"""The clerk's page of keys: every key has an example that `check` accepts, and is explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import ROOT
from factories import registry, write_archive
from minutes_archive.commandline.new_archive import STARTER
from minutes_archive.reading import read_archive
from minutes_archive.reading.format import MEETING
from minutes_archive.reading.format_page import records
from minutes_archive.reading.key_guide import EXAMPLE, TITLES, examples, key_guide

# Told where the same keys stand first.
TOLD_ONCE = {
    "absent[]": "present[]",
    "items[].content[].decision.votes[]": "items[].votes[]",
    "items[].content[].decision.votes[].roll_call[]": "items[].votes[].roll_call[]",
}


def test_the_page_is_made_of_the_format() -> None:
    assert (ROOT / "docs/om/nycklar.md").read_text(encoding="utf-8") == key_guide()


def test_every_record_is_told_once() -> None:
    known = dict(records("", MEETING))
    assert set(TITLES) | set(TOLD_ONCE) == set(known)
    for again, first in TOLD_ONCE.items():
        names = {key.name for key in known[first].keys}
        assert {key.name for key in known[again].keys} <= names


@pytest.mark.parametrize("path", TITLES)
def test_every_key_has_an_example(path: str) -> None:
    shown = examples()
    keys = [f"{path}.{key.name}".lstrip(".") for key in dict(records("", MEETING))[path].keys]
    assert [key for key in keys if key not in shown] == []


def test_the_example_is_read_without_an_error(tmp_path: Path) -> None:
    content = registry(
        municipalities={"granvik": {"name": "Granvik"}, "tuna": {"name": "Tuna"}},
        bodies={
            "styrgruppen": {"name": "Styrgruppen", "code": "SG", "members": ["granvik", "tuna"]},
            "direktionen": {"name": "Direktionen", "code": "DIR"},
        },
        matters={"bron": {"name": "Bron"}},
        topics={"vagar": {"name": "Vägar"}},
        not_municipalities=None,
    )
    text = EXAMPLE.read_text(encoding="utf-8")
    folder = write_archive(tmp_path / "minutes", {"styrgruppen/2024-03-12": text}, content)
    for name in ("2024-03-12.pdf", "karta.pdf", "kallelse.pdf"):
        (folder / "styrgruppen/2024" / name).write_bytes(b"%PDF-1.4")
    # As a whole it contradicts itself, since it shows every key at once: published and withdrawn.
    _, meetings, problems = read_archive(folder)
    assert [str(p) for p in problems if p.code.startswith("E1") and "withdrawn" not in str(p)] == []
    assert len(meetings) == 1


def test_a_new_archive_gets_the_handbook() -> None:
    handbook = (ROOT / "docs/om/skota.md").read_text(encoding="utf-8")
    assert (STARTER / "skota.md").read_text(encoding="utf-8") == handbook
    given, ours = STARTER / "bilder", ROOT / "docs/om/bilder"
    assert {f.name: f.read_bytes() for f in given.iterdir()} == {
        f.name: f.read_bytes() for f in ours.iterdir()
    }
    assert all(f"(bilder/{f.name})" in handbook for f in ours.iterdir())
