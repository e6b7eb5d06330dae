"""Importing the seed's document gives the minutes file that the repository ships with."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from built_site import ROOT
from importing.papers import write_docx, write_pdf
from minutes_archive.importing import Outcome, import_files
from minutes_archive.model import Decision, FollowUp, Meeting, Text
from minutes_archive.problems import Place
from minutes_archive.reading import read_meeting, read_registry

MINUTES = ROOT / "minutes"
FOLDER = MINUTES / "ledningsgruppen" / "2020"
PLACE = Place("")


def markup_of(text: str) -> str:
    """Return the document's text as markup: its lines, its bold headings, its paragraphs."""
    out: list[str] = []
    for raw in text.splitlines():
        line = raw.strip()
        last = out[-1] if out else ""
        if not line:
            out.append("")
        elif re.match(r"\d\. [A-ZÅÄÖ]", line):
            out.append(f"# {line}")
        elif line == "Beslut" or line.startswith(("Verksamhetsplan 2021", "Diskussion kring ev")):
            out.append(f"> {line}")
        elif line.startswith("\uf0b7"):
            out.append(f"- {line[1:].strip()}")
        elif line.startswith("- "):
            out.append(f"-- {line[2:]}")
        elif last and _goes_on(last, raw):
            out[-1] = f"{last} {line}"
        else:
            out.append(line)
    return "\n".join(out)


def _goes_on(last: str, raw: str) -> bool:
    """Tell whether a line of the document's text only goes on with the one before."""
    if last.startswith(("# ", "> ", "Minnesanteckningar", "Södertörnskommunernas ledning", "Tid:")):
        return False
    if last.isupper() or re.search(r"(kommunerna|närvarande:|, endast punkt 2|, \w+)$", last):
        return not raw.startswith(" ") and raw[:1].islower()
    return not raw.startswith(" ") and not raw.startswith(("Frånvarande", "www."))


def plain(meeting: Meeting) -> dict[str, Any]:
    """Return what an import must find: the model without judgements, places and the source."""

    def entry(content: Any) -> Any:
        content = replace(content, place=PLACE)
        if isinstance(content, Text):
            return replace(content, markdown=" ".join(content.markdown.split()))
        if isinstance(content, Decision):
            return replace(content, matter="", topics=())
        if isinstance(content, FollowUp):
            return replace(content, matter="", origin=None)
        return replace(content, to=str(content.to.target)) if getattr(content, "to", None) else content

    return {
        "id": meeting.id,
        "title": meeting.title,
        "time": meeting.time,
        "location": meeting.location,
        "kind": meeting.kind,
        "recorded_by": meeting.recorded_by,
        "attested_by": meeting.attested_by,
        "present": [replace(person, place=PLACE) for person in meeting.present],
        "absent": [replace(person, place=PLACE) for person in meeting.absent],
        "items": [
            (item.number, item.title, item.reference, [entry(content) for content in item.content])
            for item in meeting.items
        ],
        "upcoming": [(a.date, a.time, a.body, a.status, a.location) for a in meeting.upcoming],
    }


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    shutil.copy(MINUTES / "archive.yml", tmp_path / "archive.yml")
    return tmp_path


@pytest.fixture(scope="module")
def text() -> str:
    return (FOLDER / "2020-11-20.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["txt", "docx", "pdf"])
def test_the_seed_comes_back(archive: Path, text: str, suffix: str, tmp_path: Path) -> None:
    document = tmp_path / f"minnesanteckningar.{suffix}"
    if suffix == "txt":
        document.write_text(text, encoding="utf-8")
    else:
        (write_docx if suffix == "docx" else write_pdf)(markup_of(text), document)
    report = import_files([document], archive)
    (result,) = report.files
    assert result.draft == archive / "ledningsgruppen" / "2020" / "2020-11-20.yml"
    # Years that the text leaves out are inferred and marked; a careful reader has no other note.
    assert {problem.code for problem in result.problems} == {"W510"}
    assert result.outcome is Outcome.WITH_NOTES

    registry, _ = read_registry(MINUTES)
    shipped, _ = read_meeting(FOLDER / "2020-11-20.yml", registry)
    imported, problems = read_meeting(result.draft, registry)
    assert problems == [] and shipped is not None and imported is not None
    assert plain(imported) == plain(shipped)
