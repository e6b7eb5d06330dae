"""The document of a meeting holds all that its page holds, in the order of the minutes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from minutes_archive.archive import Archive
from minutes_archive.exports.meeting_document import meeting_document
from minutes_archive.exports.site import Site

SITE_URL = "https://arkiv.example.se/fjardbygden/"
ARCHIVE = Path(__file__).parents[1] / "archive"


def document(exported: dict[str, bytes], meeting: str) -> Any:
    return json.loads(exported[f"moten/{meeting}/meeting.json"])


def content(document: Any, number: str) -> list[dict[str, Any]]:
    (item,) = (item for item in document["items"] if item["number"] == number)
    return list(item["content"])


def test_lies_beside_the_page_and_says_so(exported: dict[str, bytes]) -> None:
    listed = json.loads(exported["data/meetings.json"])["meetings"]
    assert len(listed) > 5
    for meeting in listed:
        found = document(exported, meeting["id"])
        assert meeting["data_url"] == f"{meeting['url']}meeting.json"
        assert {key: found[key] for key in meeting if key != "items"} == {
            key: meeting[key] for key in meeting if key != "items"
        }


def test_the_seed_word_for_word(seed: Archive) -> None:
    (meeting,) = seed.meetings
    found = meeting_document(Site(seed, ""), meeting)
    types = [part["type"] for part in found["items"][4]["content"]]
    assert types == ["text", *["decision"] * 3, "text", *["decision"] * 2]
    assert [p["type"] for p in found["items"][3]["content"]] == ["text", *["follow_up"] * 6]
    second = found["items"][4]["content"][2]["decision"]
    assert second["id"] == "lg-2020-11-20-5-2"
    assert second["status"] == "postponed"
    (deferral,) = [p for p in found["items"][5]["content"] if p["type"] == "deferral"]
    assert deferral["to"] == "ledningsgruppen/2020-11-26"
    assert len(found["upcoming"]) == 6
    for item, written in zip(meeting.items, found["items"], strict=True):
        assert len(written["content"]) == len(item.content)


def test_withheld_parts_and_attachments(exported: dict[str, bytes]) -> None:
    withheld = content(document(exported, "styrgruppen/2022-04-21"), "4")[-1]
    assert withheld == {
        "type": "withheld",
        "reason": "Delen om en leverantörs anbud innehåller sekretess enligt OSL 19:3.",
    }
    attachment = content(document(exported, "forbundsdirektionen/2022-12-08"), "§ 22")[-1]
    file = ARCHIVE / "forbundsdirektionen" / "2022" / "2022-12-08-budget.txt"
    assert attachment == {
        "type": "attachment",
        "title": "Budget 2023 i sammandrag",
        "file": "2022-12-08-budget.txt",
        "url": f"{SITE_URL}moten/forbundsdirektionen/2022-12-08/2022-12-08-budget.txt",
        "bytes": file.stat().st_size,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }


def test_a_withdrawn_decision_leaves_nothing(exported: dict[str, bytes]) -> None:
    found = document(exported, "forbundsdirektionen/2022-12-08")
    kinds = [part["type"] for part in content(found, "§ 23")]
    assert kinds == ["follow_up", "text", "decision"]
    assert "fd-2022-12-08-23-2" not in found["decisions"]
    assert found["decision_count"] == len(found["decisions"])


def test_what_came_before_and_after(exported: dict[str, bytes]) -> None:
    found = document(exported, "styrgruppen/2023-04-20")
    assert found["previous"] == "styrgruppen/2023-01-26"
    assert found["announced_by"] == ["styrgruppen/2023-01-26"]
    assert found["deferred_here"] == [
        {
            "text": "Val av gemensam arkivansvarig skjuts upp till aprilmötet.",
            "meeting": "styrgruppen/2023-01-26",
            "taken_up_by": [],
        }
    ]
    march = document(exported, "forbundsdirektionen/2023-03-09")
    assert march["corrections"] == [
        {"date": "2023-03-20", "text": "Mötesdatum rättat från 8 till 9 mars.", "items": None}
    ]
    assert march["modified"] == "2023-03-20"
