"""What a hint says to write is written, to the letter, and the problem is gone."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from factories import codes, item, meeting, problems_of, registry, write_archive
from minutes_archive.loading import examine
from minutes_archive.reading.format import MEETING
from minutes_archive.reading.format_page import key_paths
from minutes_archive.reading.swedish_words import _KEYS, _VALUES

DAY = "styrgruppen/2024-03-01"
PERSON = {"name": "Karin Ek", "from": "almvik"}


def mended(folder: Path, wrong: str, content: dict[str, Any], **more: Any) -> list[str]:
    """Replace a word by what the hint says and return the codes that are left."""
    write_archive(folder, {DAY: content}, registry(**more))
    _, (problem,) = examine(folder)
    right = re.search(r"skriv (?:dess id: )?(\S+)$", problem.hint)
    assert right is not None, problem
    file = Path(problem.place.path)
    lines = file.read_text("utf-8").splitlines()
    at = problem.place.line - 1
    assert wrong in lines[at]
    lines[at] = lines[at].replace(wrong, right[1])
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return codes(examine(folder)[1])


@pytest.mark.parametrize(
    ("wrong", "changes"),
    [
        ("protokoll", {"kind": "protokoll"}),
        ("Minnesanteckningar", {"kind": "Minnesanteckningar"}),
        ("publicerad", {"status": "publicerad"}),
        ("ordförande", {"present": [{**PERSON, "role": "ordförande"}]}),
        ("Ordf.", {"present": [{**PERSON, "role": "Ordf."}]}),
        ("vice ordförande", {"present": [{**PERSON, "role": "vice ordförande"}]}),
        ("sekreterare", {"present": [{**PERSON, "role": "sekreterare"}]}),
        ("ersättare", {"present": [{**PERSON, "role": "ersättare"}]}),
        ("justerare", {"present": [{**PERSON, "role": "justerare"}]}),
        ("inställt", {"upcoming": [{"date": "2024-04-01", "status": "inställt"}]}),
        ("plats", {"plats": "Stadshuset"}),
        ("tid", {"tid": "9.00"}),
        ("närvarande", {"närvarande": [PERSON]}),
        ("rättelser", {"rättelser": [{"date": "2024-03-02", "text": "Rättat."}]}),
        ("Almvik", {"present": [{"name": "Karin Ek", "from": "Almvik"}]}),
        ("ALMVIK", {"present": [{"name": "Karin Ek", "from": "ALMVIK"}]}),
    ],
)
def test_swedish_words_of_a_meeting(tmp_path: Path, wrong: str, changes: dict[str, Any]) -> None:
    assert mended(tmp_path, wrong, meeting("2024-03-01", **changes)) == []


@pytest.mark.parametrize(
    ("wrong", "entry"),
    [
        ("avslag", {"decision": "A.", "status": "avslag"}),
        ("bordlagt", {"decision": "A.", "status": "bordlagt"}),
        ("pågår", {"follow_up": "A.", "state": "pågår"}),
        ("färdig", {"follow_up": "A.", "state": "färdig"}),
        ("beslut", {"beslut": "Att gå."}),
        ("bilaga", {"bilaga": "x.txt"}),
        ("ärende", {"decision": "A.", "ärende": "farjan"}),
        ("ansvarig", {"decision": "A.", "ansvarig": "Kansliet"}),
        ("Färjan", {"decision": "A.", "matter": "Färjan"}),
        ("Trafik", {"decision": "A.", "topics": "Trafik"}),
    ],
)
def test_swedish_words_of_an_entry(tmp_path: Path, wrong: str, entry: dict[str, Any]) -> None:
    left = mended(tmp_path, wrong, meeting("2024-03-01", item(entry)))
    assert left in ([], ["E117"])


def test_a_municipality_called_tuna_is_tuna(tmp_path: Path) -> None:
    towns = {"tuna": {"name": "Tuna"}, "almvik": {"name": "Almvik"}}
    bodies = {"styrgruppen": {"name": "Styrgruppen", "code": "SG", "members": ["tuna"]}}
    content = meeting("2024-03-01", present=[{"name": "Karin Ek", "from": "Tuna"}])
    more = {"municipalities": towns, "bodies": bodies, "not_municipalities": None}
    assert mended(tmp_path, "Tuna", content, **more) == []


def test_every_english_key_that_a_hint_names_is_one() -> None:
    known = {path.rpartition(".")[2].rstrip("[]") for path in key_paths(MEETING)}
    of_registry = {"municipalities", "bodies", "members", "code", "publisher", "description"}
    assert set(_KEYS) - known <= of_registry | {"language"}
    assert _VALUES


@pytest.mark.parametrize("name", ["2024-03-01.yml", "2024-02-01.yml", "2024-03-01.granskning.md"])
def test_no_minutes_file_or_report_is_offered_or_taken_as_a_document(
    tmp_path: Path, name: str
) -> None:
    content = meeting("2024-03-01", source={"file": "2024-03-01.pdf"})
    meetings = {DAY: content, "styrgruppen/2024-02-01": meeting("2024-02-01")}
    write_archive(tmp_path, meetings)
    report = tmp_path / "styrgruppen" / "2024" / "2024-03-01.granskning.md"
    report.write_text("x", "utf-8")
    _, (problem,) = examine(tmp_path)
    assert problem.code == "E117"
    assert "menade" not in problem.hint
    taken = meeting("2024-03-01", source={"file": name})
    assert "E424" in codes(problems_of(tmp_path, {**meetings, DAY: taken}))


def test_an_item_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    people = [{**PERSON, "name": f"Karin Ek {n}", "items": "1–2"} for n in "abc"]
    first = item({"text": "A."})
    second = item({"text": "B."}, titel="Val")
    del second["title"]
    found = problems_of(tmp_path, {DAY: meeting("2024-03-01", first, second, present=people)})
    assert "E119" not in codes(found)
    assert found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_a_file_name_is_one_name_however_its_letters_are_composed(
    tmp_path: Path, form: Any, written: Any
) -> None:
    name = "Översikt.txt"
    content = meeting("2024-03-01", source={"file": unicodedata.normalize(written, name)})
    folder = tmp_path / "styrgruppen" / "2024"
    folder.mkdir(parents=True)
    (folder / unicodedata.normalize(form, name)).write_text("x", "utf-8")
    assert codes(problems_of(tmp_path, {DAY: content})) == []
