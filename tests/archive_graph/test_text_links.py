"""What texts cite and link to is resolved; a Beteckning or an address is a reference anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import codes, item, linked, meeting, problems_of, write_archive
from minutes_archive.loading import examine
from minutes_archive.pages import Renderer

FIRST = meeting("2024-01-25", item({"decision": "Att köpa."}, number="§ 3"))


def page(folder: Path, text: str, root: str = "") -> str:
    archive = linked(
        folder,
        {
            "styrgruppen/2024-01-25": FIRST,
            "styrgruppen/2024-03-01": meeting("2024-03-01", item({"text": text})),
        },
    )
    show = Renderer(archive).page_texts.at(root)["markdown"]
    return str(show(text, "styrgruppen/2024-03-01"))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Se SG 2024-01-25 § 3 beslut 1.", "beslut/sg-2024-01-25-3-1/"),
        ("Se SG 2024-01-25, § 3, beslut 1.", "beslut/sg-2024-01-25-3-1/"),
        ("Se SG 2024-01-25 § 3.", "moten/styrgruppen/2024-01-25/#punkt-3"),
        ("Se SG 2024-01-25 §3.", "moten/styrgruppen/2024-01-25/#punkt-3"),
        ("Se SG\n2024-01-25 punkt 3", "moten/styrgruppen/2024-01-25/#punkt-3"),
        ("(SG 2024-01-25)", "moten/styrgruppen/2024-01-25/"),
        ("**SG 2024-01-25**", "moten/styrgruppen/2024-01-25/"),
        ("[köpet](sg-2024-01-25-3-1)", "beslut/sg-2024-01-25-3-1/"),
        ("[köpet](<SG 2024-01-25 § 3>)", "moten/styrgruppen/2024-01-25/#punkt-3"),
        ("[köpet](/beslut/sg-2024-01-25-3-1/)", "beslut/sg-2024-01-25-3-1/"),
        ("[mötet](styrgruppen/2024-01-25)", "moten/styrgruppen/2024-01-25/"),
        ("[nedan](#punkt-1)", "moten/styrgruppen/2024-03-01/#punkt-1"),
    ],
)
def test_citations_and_links_lead_to_what_they_mean(
    tmp_path: Path, text: str, address: str
) -> None:
    assert f'href="../../{address}"' in page(tmp_path, text, "../../")


@pytest.mark.parametrize(
    "text", ["SG 2023-01-01 § 3", "XY 2024-01-25 § 3", "SG 2024-01-25x", "sg 2024-01-25"]
)
def test_what_is_not_in_the_archive_is_no_link(tmp_path: Path, text: str) -> None:
    assert "<a" not in page(tmp_path, text)


@pytest.mark.parametrize(
    "written",
    [
        "SG 2024-01-25 § 3 beslut 1",
        "SG 2024-01-25 punkt 3 beslut 1",
        "sg 2024-01-25 § 3 beslut 1",
        "https://arkiv.example/beslut/sg-2024-01-25-3-1/",
        "https://arkiv.example/arkiv/beslut/sg-2024-01-25-3-1/#citat",
        "/beslut/sg-2024-01-25-3-1/",
        "moten/styrgruppen/2024-01-25/#beslut-3-1",
        "https://arkiv.example/moten/styrgruppen/2024-01-25/#beslut-3-1",
        "sg-2024-01-25-3-1",
        "styrgruppen/2024-01-25#beslut-3-1",
    ],
)
@pytest.mark.parametrize("key", ["replaces", "follows"])
def test_a_citation_or_an_address_is_a_reference(tmp_path: Path, written: str, key: str) -> None:
    later = item({"decision": "Att sälja.", key: written})
    archive = linked(
        tmp_path,
        {
            "styrgruppen/2024-01-25": FIRST,
            "styrgruppen/2024-03-01": meeting("2024-03-01", later),
        },
    )
    back = archive.replaced_by if key == "replaces" else archive.followed_by
    assert [entry.id for entry in back["sg-2024-01-25-3-1"]] == ["sg-2024-03-01-1-1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[x](sg-2024-01-25-3-9)", "E202"),
        ("[x](styrgruppen/2024-01-25#punkt-9)", "E202"),
        ("[x](styrelsen/2024-01-25)", "E105"),
        ("[x](../annat/)", "E203"),
        ("[x](Bilaga.pdf)", "E117"),
        ("![En karta](karta.png)", "E117"),
        ("[x](2024-03-01.yml)", "E424"),
    ],
)
def test_links_that_lead_nowhere_are_told(tmp_path: Path, text: str, code: str) -> None:
    meetings = {
        "styrgruppen/2024-01-25": FIRST,
        "styrgruppen/2024-03-01": meeting("2024-03-01", item({"decision": text})),
    }
    assert codes(problems_of(tmp_path, meetings)) == [code]


def test_files_that_texts_name_are_files_of_the_meeting(tmp_path: Path) -> None:
    folder = tmp_path / "styrgruppen" / "2024"
    folder.mkdir(parents=True)
    for name in ("karta.png", "Bilaga 1.pdf", "gammal.pdf"):
        (folder / name).write_bytes(b"%PDF-1.4")
    entries = [
        {"text": "![En karta](karta.png)"},
        {"decision": "Enligt [bilagan](<Bilaga 1.pdf>)."},
        {"decision": "Enligt [bilagan](gammal.pdf).", "status": "withdrawn"},
    ]
    write_archive(tmp_path, {"styrgruppen/2024-03-01": meeting("2024-03-01", item(*entries))})
    archive, _ = examine(tmp_path)
    assert archive is not None
    (found,) = archive.meetings
    assert [file.file for file in found.files] == ["karta.png", "Bilaga 1.pdf"]
