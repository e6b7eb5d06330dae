"""The data files hold what the archive holds, and can be read by what they are made for."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from minutes_archive.archive import Archive
from minutes_archive.exports import data_files as module
from minutes_archive.exports.data_files import DATASETS, Format, dataset_files, planned_files
from minutes_archive.exports.decision_fields import DECISIONS
from minutes_archive.exports.fields import in_table
from minutes_archive.exports.site import Site
from minutes_archive.model import Meeting, Registry
from minutes_archive.pages import Renderer, render_pages

SITE_URL = "https://arkiv.example.se/fjardbygden/"


def rows(data: bytes, key: str) -> list[dict[str, Any]]:
    found = json.loads(data)
    assert list(found) == [key]
    return list(found[key])


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def by_id(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in records}


def test_every_decision_is_a_row(archive: Archive, exported: dict[str, bytes]) -> None:
    decisions = rows(exported["data/decisions.json"], "decisions")
    assert [row["id"] for row in decisions] == [entry.id for entry in archive.decisions]
    assert [row["text"] for row in decisions] == [e.decision.text for e in archive.decisions]


def test_what_a_decision_tells(exported: dict[str, bytes]) -> None:
    row = by_id(rows(exported["data/decisions.json"], "decisions"))["fd-2022-06-09-12-2"]
    assert row["url"] == f"{SITE_URL}beslut/fd-2022-06-09-12-2/"
    assert row["citation"] == "FD 2022-06-09 § 12 beslut 2"
    assert row["body"] == "forbundsdirektionen"
    assert row["meeting"] == "forbundsdirektionen/2022-06-09"
    assert row["date"] == "2022-06-09"
    assert (row["item"], row["item_title"]) == ("§ 12", "Ny finansiering av laddstationer")
    assert row["item_url"] == f"{SITE_URL}moten/forbundsdirektionen/2022-06-09/#punkt-12"
    assert row["number"] == 2
    assert row["status"] == "rejected"
    assert row["municipalities"] == ["lovhamn"]
    assert row["matter"] == "laddinfrastruktur"
    assert row["topics"] == ["klimat"]
    assert row["reference"] == "FKF 2022/0019"
    (vote,) = row["votes"]
    assert (vote["yes"], vote["no"], vote["abstained"], vote["absent"]) == (2, 4, 1, None)
    assert row["reservations"] == ["Kerstin Fors (Lövhamn) reserverar sig muntligt mot beslutet."]
    assert row["modified"] == "2022-06-15"


def test_chains_run_both_ways(exported: dict[str, bytes]) -> None:
    decisions = by_id(rows(exported["data/decisions.json"], "decisions"))
    assert decisions["fd-2022-06-09-12-1"]["replaces"] == ["fd-2022-03-10-5-1"]
    assert decisions["fd-2022-03-10-5-1"]["replaced_by"] == ["fd-2022-06-09-12-1"]
    assert decisions["sg-2022-04-21-5-1"]["follow_ups"] == [
        "styrgruppen/2022-09-15#uppfoljning-2-3",
        "styrgruppen/2023-01-26#uppfoljning-2-2",
        "styrgruppen/2023-04-20#uppfoljning-2-1",
    ]
    # A meeting that is not in the archive is told by its id.
    assert "forbundsdirektionen/2022-10-20" in decisions["fd-2023-06-15-10-1"]["follows"]


def test_a_person_is_never_the_one_responsible(exported: dict[str, bytes]) -> None:
    decisions = by_id(rows(exported["data/decisions.json"], "decisions"))
    assert decisions["sg-2023-04-20-3-1"]["responsible"] is None
    assert decisions["fd-2023-06-15-7-2"]["responsible"] == "Kansliet"
    follow_ups = by_id(rows(exported["data/follow-ups.json"], "follow_ups"))
    named = follow_ups["forbundsdirektionen/2022-06-09#uppfoljning-10-1"]
    assert named["responsible"] is None


def test_follow_ups_are_chained_to_tasks(exported: dict[str, bytes]) -> None:
    follow_ups = by_id(rows(exported["data/follow-ups.json"], "follow_ups"))
    last = follow_ups["styrgruppen/2023-04-20#uppfoljning-2-1"]
    assert last["task"] == "styrgruppen/2022-09-15#uppfoljning-2-3"
    assert last["latest"] is True
    assert follow_ups[last["task"]]["latest"] is False
    assert last["origin"] == "sg-2022-04-21-5-1"
    assert last["state"] == "done"
    # The meeting it comes from is withdrawn: its id is all that is told.
    fourth = follow_ups["styrgruppen/2023-04-20#uppfoljning-2-4"]
    assert fourth["origin"] == "styrgruppen/2023-03-02"


def made(site: Site) -> dict[str, bytes]:
    files = (file for together in dataset_files(site) for file in together.apart())
    return {file.address: b"".join(file.chunks) for file in files}


def test_the_seed_meeting(seed: Archive) -> None:
    site = Site(seed, "")
    (meeting,) = rows(made(site)["data/meetings.json"], "meetings")
    assert meeting["id"] == "ledningsgruppen/2020-11-20"
    assert meeting["url"] == "moten/ledningsgruppen/2020-11-20/"
    assert (len(meeting["items"]), len(meeting["decisions"])) == (6, 6)
    assert (len(meeting["present"]), len(meeting["absent"])) == (15, 4)
    assert sum(person["items"] == ["2"] for person in meeting["present"]) == 6
    chairs = [p["organisation"] for p in meeting["present"] if p["role"] == "chair"]
    assert chairs == ["sodertalje"]
    attendance = {entry["municipality"]: entry for entry in meeting["attendance"]}
    assert attendance["nynashamn"] == {
        "municipality": "nynashamn",
        "presence": "partial",
        "items": ["2"],
    }
    assert meeting["start"] == "2020-11-20T08:30:00+01:00"


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_csv_says_the_same_as_json(dataset: Any, exported: dict[str, bytes]) -> None:
    data = exported[f"data/{dataset.file_name}.csv"]
    records = rows(exported[f"data/{dataset.file_name}.json"], dataset.name)
    names = [field.name for field in dataset.columns]
    expected = [{name: in_table(record[name]) for name in names} for record in records]
    assert table(data) == expected
    assert expected


def test_csv_is_rfc_4180(exported: dict[str, bytes]) -> None:
    data = exported["data/decisions.csv"]
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == data.count(b"\n")


def test_excel_file_is_in_words(exported: dict[str, bytes]) -> None:
    data = exported["data/decisions-excel.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    found = {row["Id"]: row for row in csv.DictReader(text, delimiter=";")}
    row = found["fd-2022-06-09-12-2"]
    assert row["Organ"] == "Förbundsdirektionen"
    assert row["Status"] == "Avslaget"
    assert row["Kommuner"] == "Lövhamn"
    assert row["Ärende"] == "Laddinfrastruktur längs väg 48"
    assert row["Ämnen"] == "Klimat & energi"
    assert found["fd-2022-03-10-5-1"]["Status"] == "Ersatt"


@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_excel_file_holds_no_formula(
    first: str, invented: tuple[Registry, list[Meeting]], linking: Any, exporting: Any
) -> None:
    registry, meetings = invented
    meeting = next(m for m in meetings if m.id == "forbundsdirektionen/2023-06-15")
    item = meeting.items[0]
    hostile = replace(item.decisions[0], text=f"{first}HYPERLINK(1)")
    changed = replace(meeting, items=(replace(item, content=(hostile,)), *meeting.items[1:]))
    others = [m for m in meetings if m is not meeting]
    files = exporting(linking(registry, [*others, changed]), SITE_URL)
    excel = files["data/decisions-excel.csv"].decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(excel), delimiter=";") for cell in row]
    assert f"'{first}HYPERLINK(1)" in cells
    plain = table(files["data/decisions.csv"])
    assert f"{first}HYPERLINK(1)" in {row["text"] for row in plain}


def test_a_large_dataset_also_comes_by_year(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(file.year for file in planned_files(site))
    whole = made(site)
    monkeypatch.setattr(module, "ROWS_IN_ONE_FILE", 20)
    files = [file for file in planned_files(site) if file.dataset is DECISIONS]
    by_year = [file for file in files if file.year and file.format is Format.JSON]
    assert {file.address for file in by_year} == {
        "data/decisions/2022.json",
        "data/decisions/2023.json",
    }
    found = made(site)
    assert found.keys() == {file.address for file in planned_files(site)}
    parts = [rows(found[file.address], "decisions") for file in by_year]
    assert [row for part in parts for row in part] == rows(
        whole["data/decisions.json"], "decisions"
    )
    assert {name: found[name] for name in whole} == whole
    assert [len(part) for part in parts] == [file.rows for file in by_year]
    assert all(row["date"][:4] == "2022" for row in parts[0])


def test_every_address_in_the_data_is_a_page_and_a_place_on_it(
    archive: Archive, exported: dict[str, bytes]
) -> None:
    pages = {page.address: page.html for page in render_pages(Renderer(archive, SITE_URL))}
    anchors = {
        address: {node["id"] for node in BeautifulSoup(html, "html.parser").select("[id]")}
        for address, html in pages.items()
        if address.startswith("moten/")
    }
    seen = 0
    for dataset in DATASETS:
        for row in rows(exported[f"data/{dataset.file_name}.json"], dataset.name):
            for name in ("url", "item_url"):
                if name not in row:
                    continue
                address, _, anchor = row[name].removeprefix(SITE_URL).partition("#")
                assert address in pages, row[name]
                assert not anchor or anchor in anchors[address], row[name]
                seen += 1
    assert seen > 100


def test_without_site_url_addresses_are_from_the_root(archive: Archive) -> None:
    site = Site(archive, "")
    decisions = rows(made(site)["data/decisions.json"], "decisions")
    assert decisions
    assert all(row["url"] == f"beslut/{row['id']}/" for row in decisions)


def test_tables_tell_votes_and_reservations(exported: dict[str, bytes]) -> None:
    text = exported["data/decisions.csv"].decode("utf-8")
    rows_of = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    row = rows_of["fd-2022-06-09-12-2"]
    assert row["votes_text"] == (
        "Ja för bifall till tilläggsyrkandet, nej för avslag. · Ja 2, nej 4, avstår 1 · "
        "Utfall: Tilläggsyrkandet avslås."
    )
    assert row["reservations_text"].startswith("Kerstin Fors (Lövhamn) reserverar sig")
    assert rows_of["fd-2022-06-09-12-1"]["votes_text"] == ""
