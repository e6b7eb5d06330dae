"""The archive that the repository ships with holds every word of its source document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

MINUTES = Path(__file__).parent.parent / "minutes"
FOLDER = MINUTES / "ledningsgruppen" / "2020"

# Words that the source prints around the values; the site prints its own labels.
LETTERHEAD = "SÖDERTÖRNSKOMMUNERNA SAMVERKAR www.sodertornskommunerna.se"
TIME = "Tid: Fredagen den 20 november 2020 kl"  # `date` holds it, `time` goes on from here
SIGNATURES = "Vid anteckningarna Justerades"
ROLES = {"chair": "ordförande", "secretary": "sekreterare"}
TEXT_KEYS = ("text", "heading", "decision", "follow_up", "note", "deferred")


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="module")
def registry() -> Any:
    return load(MINUTES / "archive.yml")


@pytest.fixture(scope="module")
def meeting() -> Any:
    return load(FOLDER / "2020-11-20.yml")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def contents(meeting: Any, key: str) -> list[Any]:
    return [entry for item in meeting["items"] for entry in item["content"] if key in entry]


def attendance(entries: Any, names: dict[str, str]) -> str:
    rows = []
    for entry in entries:
        part = f"endast punkt {entry['items']}" if "items" in entry else ""
        rows.append(f"{entry['name']} {names[entry['from']]} {part} {ROLES.get(entry.get('role'))}")
    return " ".join(rows).replace("None", "")


def as_document(meeting: Any, names: dict[str, str]) -> str:
    """Put the values back between the source's labels, in the order of the source."""
    parts = [LETTERHEAD, meeting["title"], TIME, meeting["time"], "Plats", meeting["place"]]
    parts += ["Närvarande", attendance(meeting["present"], names)]
    parts += ["Frånvarande", attendance(meeting["absent"], names)]
    for item in meeting["items"]:
        parts += [item["number"], item["title"]]
        in_decisions = False
        for entry in item["content"]:
            if "decision" in entry and not in_decisions:
                parts.append("Beslut")
            in_decisions = "decision" in entry
            parts += [entry[key] for key in TEXT_KEYS if key in entry]
    return " ".join([*parts, SIGNATURES, meeting["recorded_by"], *meeting["attested_by"]])


def test_every_word_of_the_source_stands_in_its_order(registry: Any, meeting: Any) -> None:
    names = {
        key: value["name"]
        for group in ("municipalities", "organisations")
        for key, value in registry[group].items()
    }
    source = (FOLDER / meeting["source"]["file"]).read_text(encoding="utf-8")
    assert words(as_document(meeting, names)) == words(source)


def test_counts_of_the_seed(registry: Any, meeting: Any) -> None:
    assert [item["number"] for item in meeting["items"]] == ["1", "2", "3", "4", "5", "6"]
    assert len(meeting["present"]) == 15
    assert [entry["items"] for entry in meeting["present"] if "items" in entry] == ["2"] * 6
    assert len(meeting["absent"]) == 4
    decisions = [sum("decision" in entry for entry in item["content"]) for item in meeting["items"]]
    assert decisions == [0, 0, 1, 0, 5, 0]
    assert len(contents(meeting, "follow_up")) == 6
    assert [entry["to"] for entry in contents(meeting, "deferred")] == [
        "ledningsgruppen/2020-11-26"
    ]
    postponed = [entry for entry in contents(meeting, "status") if entry["status"] == "postponed"]
    assert ["10 december" in entry["decision"] for entry in postponed] == [True]
    assert len(registry["municipalities"]) == 8
    for body in ("ledningsgruppen", "samarbetskommitten"):
        assert registry["bodies"][body]["members"] == list(registry["municipalities"])


def test_states_come_from_the_notes(meeting: Any) -> None:
    follow_ups = contents(meeting, "follow_up")
    states = [entry["state"] for entry in follow_ups]
    assert states == ["ongoing", "ongoing", "open", "done", "done", "ongoing"]
    assert all(entry["note"] for entry in follow_ups)


def test_announced_dates(meeting: Any) -> None:
    assert [(entry["date"], entry["status"]) for entry in meeting["upcoming"]] == [
        ("2020-11-24", "planned"),
        ("2020-11-26", "planned"),
        ("2020-11-27", "planned"),
        ("2020-12-10", "planned"),
        ("2021-01-14", "planned"),
        ("2021-01-22", "proposed"),
    ]


def test_filed_matters_and_topics_are_registered(registry: Any, meeting: Any) -> None:
    filed = [*meeting["items"], *(entry for item in meeting["items"] for entry in item["content"])]
    matters = {entry["matter"] for entry in filed if "matter" in entry}
    topics = {topic for entry in filed for topic in entry.get("topics", ())}
    assert len(matters) == 7
    assert matters <= set(registry["matters"])
    assert len(topics) == 8
    assert topics <= set(registry["topics"])


def test_no_private_use_characters() -> None:
    text = (FOLDER / "2020-11-20.yml").read_text(encoding="utf-8")
    assert not re.search("[\ue000-\uf8ff]", text)
