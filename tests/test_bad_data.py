"""Each folder of bad input has the one fault that EXPECTED.yml describes, where it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

BAD = Path(__file__).parent / "bad"
EXPECTED: dict[str, Any] = yaml.safe_load((BAD / "EXPECTED.yml").read_text(encoding="utf-8"))

# What stands on the line that a message must name.
FAULTS = {
    "bad-attendance": 'items: "7"',
    "control-character": "ny\x07 vattentäkt",
    "cyclic-replacement": "replaces: sg-2022-02-03-1-1",
    "duplicate-key": "title: ",
    "empty-meeting": "items: []",
    "foreign-tag": "!!python/object/apply:os.system",
    "missing-attachment": "attachment: bilaga-1.pdf",
    "missing-decision": "follows: sg-2022-02-03-1-2",
    "missing-item": "origin: styrgruppen/2022-02-03#punkt-9",
    "missing-status": "format: 1",
    "not-a-list": "present: Berit Lindqvist",
    "not-utf-8": "title: Minnesanteckningar fr\N{REPLACEMENT CHARACTER}n",
    "reference-to-unknown-body": "to: styrelsen/2022-03-03",
    "replaces-itself": "replaces: sg-2022-02-03-1-1",
    "same-body-code": "stodgruppen: {name: Stödgruppen, code: SG",
    "same-decision-id": "decision: Att skydda Långsjön.",
    "same-item-number": 'number: "1"',
    "tab-indent": "\t- {name: ",
    "two-documents": "---",
    "unclosed-quote": 'title: "Gemensam',
    "unknown-body": "body: styrgrupen",
    "unknown-key": "tittel: ",
    "unknown-matter": "matter: drickvatten",
    "unknown-member": "bergsun]",
    "unknown-municipality": "from: almvick",
    "unknown-status": "status: publicerad",
    "wrong-date": "date: 2023-02-30",
    "wrong-indent": "   matter: dricksvatten",
}


def test_every_folder_is_described_and_every_line_is_checked() -> None:
    assert sorted(EXPECTED) == sorted(path.name for path in BAD.iterdir() if path.is_dir())
    assert {name for name, wanted in EXPECTED.items() if "line" in wanted} == set(FAULTS)
    assert all(wanted["words"] for wanted in EXPECTED.values())


@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_stands_on_its_line(name: str) -> None:
    wanted = EXPECTED[name]
    text = (BAD / name / wanted["file"]).read_text(encoding="utf-8", errors="replace")
    assert FAULTS[name] in text.split("\n")[wanted["line"] - 1]


@pytest.mark.parametrize("name", EXPECTED)
def test_other_files_of_the_folder_are_sound_yaml(name: str) -> None:
    faulty = BAD / name / EXPECTED[name]["file"]
    assert faulty.is_file() == (name != "no-archive")
    for path in (BAD / name).rglob("*.y*ml"):
        if path != faulty:
            assert yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
