"""No byte of the exports holds a draft, a withdrawn thing, or the name of a participant."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from minutes_archive.archive import Archive
from minutes_archive.exports import ExportHeads
from minutes_archive.model import Attendance, Meeting, Registry, Role

SITE_URL = "https://arkiv.example.se/"


def test_no_draft(exported: dict[str, bytes]) -> None:
    canary = re.compile("kanarief[åa]gel", re.IGNORECASE)
    for address, data in exported.items():
        assert not canary.search(address)
        assert not canary.search(data.decode("utf-8")), address


def test_no_withdrawn_thing(archive: Archive, exported: dict[str, bytes]) -> None:
    gone = {stone.decision_id for stone in archive.tombstones if stone.decision_id}
    pages = {f"moten/{stone.meeting_id}/" for stone in archive.tombstones if not stone.decision_id}
    assert gone and pages
    for address, data in exported.items():
        text = data.decode("utf-8")
        assert not any(f"/{page}" in text or page in address for page in pages), address
        assert not any(re.search(rf"{name}(?!\d)", text) for name in gone), address


@pytest.mark.parametrize("people", ["names", "roles", "hidden"])
def test_no_participant(
    people: str, invented: tuple[Registry, list[Meeting]], linking: Any, exporting: Any
) -> None:
    registry, meetings = invented
    meeting = next(m for m in meetings if m.id == "styrgruppen/2023-04-20")
    item = meeting.items[2]
    decision = replace(item.decisions[0], responsible="Kvist Näktergal, kansliet")
    guest = Attendance(
        "Kvist Näktergal",
        "almvik",
        (Role.CHAIR,),
        substitute_for="Gren Näktergal",
        note="Näktergal kom sent",
    )
    changed = replace(
        meeting,
        present=(guest, *meeting.present),
        absent=(Attendance("Löv Näktergal", "bergsund"),),
        recorded_by=("Kvist Näktergal",),
        attested_by=("Gren Näktergal",),
        items=(*meeting.items[:2], replace(item, content=(decision,)), *meeting.items[3:]),
    )
    others = [m for m in meetings if m is not meeting]
    archive = linking(replace(registry, people=people), [*others, changed])
    files = exporting(archive, SITE_URL)
    for address, data in files.items():
        assert "näktergal" not in data.decode("utf-8").casefold(), address
    heads = ExportHeads(archive, SITE_URL)
    shown = archive.meeting_by_id[meeting.id]
    assert "näktergal" not in heads.meeting(shown).casefold()
    roles = files["moten/styrgruppen/2023-04-20/meeting.json"].count(b'"role": "chair"')
    assert (roles > 0) is (people != "hidden")


def test_same_input_same_bytes(
    invented: tuple[Registry, list[Meeting]],
    exported: dict[str, bytes],
    linking: Any,
    exporting: Any,
) -> None:
    registry, meetings = invented
    turned = replace(
        registry,
        bodies=dict(reversed(registry.bodies.items())),
        municipalities=dict(reversed(registry.municipalities.items())),
        matters=dict(reversed(registry.matters.items())),
        topics=dict(reversed(registry.topics.items())),
    )
    again = exporting(
        linking(turned, list(reversed(meetings))), "https://arkiv.example.se/fjardbygden"
    )
    assert again == exported


def test_an_archive_without_meetings_exports(
    invented: tuple[Registry, list[Meeting]], linking: Any, exporting: Any
) -> None:
    files = exporting(linking(invented[0], []), SITE_URL)
    assert files["data/decisions.json"] == b'{"decisions": [\n]}\n'
    assert "datasets/dcat.rdf" in files
    assert re.search(rb"<updated>(?!1970-)", files["floden/beslut.xml"]) is None
