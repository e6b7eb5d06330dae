"""The package holds everything published and nothing else, and is the same bytes each time."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml

from minutes_archive.commandline.commands import main
from minutes_archive.loading import examine
from minutes_archive.publishing.manifest import compare_with_manifest, read_manifest
from preservation.conftest import INVENTED, ROOT, export


def test_the_same_archive_gives_the_same_bytes(package_file: Path, tmp_path: Path) -> None:
    assert export(tmp_path / "igen.zip") == 0
    assert (tmp_path / "igen.zip").read_bytes() == package_file.read_bytes()


def test_the_directory_is_sorted_and_tells_nothing_of_the_machine(package_file: Path) -> None:
    with zipfile.ZipFile(package_file) as packed:
        infos = packed.infolist()
        assert packed.testzip() is None
    names = [info.filename for info in infos]
    assert names == sorted(set(names))
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in infos} == {0o100644}


def test_the_manifest_has_the_hash_of_every_file(package: Path) -> None:
    entries = read_manifest(package / "manifest.json")
    assert list(compare_with_manifest(package, entries)) == []
    assert "webbplats/index.html" in entries
    assert main(["verify", str(package)]) == 0


def test_a_changed_file_is_found(package: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(package, tmp_path / "kopia")
    (copy / "LASMIG.txt").write_text("annat", encoding="utf-8")
    assert main(["verify", str(copy)]) == 1


def test_drafts_and_withdrawn_things_are_nowhere(package: Path) -> None:
    archive, _ = examine(INVENTED)
    assert archive is not None
    withdrawn = [stone.meeting_id for stone in archive.tombstones if not stone.decision_id]
    partly = {stone.meeting_id for stone in archive.tombstones if stone.decision_id}
    assert withdrawn and partly
    for file in package.rglob("*"):
        if file.is_file():
            assert not re.search(rb"(?i)kanarief(\xc3\xa5|a)gel", file.read_bytes()), file
    for identity in (*withdrawn, *partly):
        body, date = identity.split("/")
        assert not (package / "minutes" / body / date[:4] / f"{date}.yml").exists()
    readme = (package / "LASMIG.txt").read_text(encoding="utf-8")
    for identity in partly:
        body, date = identity.split("/")
        assert f"minutes/{body}/{date[:4]}/{date}.yml" in readme


def test_words_of_a_withdrawn_decision_are_nowhere(package: Path) -> None:
    words = set()
    for file in INVENTED.glob("*/*/*.yml"):
        for item in yaml.safe_load(file.read_text(encoding="utf-8")).get("items", []):
            words |= {
                entry["decision"].strip()
                for entry in item.get("content", [])
                if entry.get("status") == "withdrawn" or "withdrawn" in entry
            }
    assert words
    files = [file.read_bytes() for file in package.rglob("*.*") if file.is_file()]
    assert not [word for word in words for content in files if word.encode() in content]


def values_of(data: bytes) -> object:
    return yaml.load(data, Loader=yaml.BaseLoader)


def test_every_published_file_is_there_as_it_was(package: Path) -> None:
    archive, _ = examine(INVENTED)
    assert archive is not None
    left_out = {stone.meeting_id for stone in archive.tombstones if stone.decision_id}
    originals = 0
    for meeting in archive.meetings:
        folder = package / "minutes" / meeting.body / str(meeting.date.year)
        file = Path(meeting.file)
        if meeting.id not in left_out:
            kept = (folder / file.name).read_bytes()
            told = b"\n#" in file.read_bytes()  # a comment below the first line
            assert (kept == file.read_bytes()) is not told
            assert values_of(kept) == values_of(file.read_bytes())
        if meeting.source:
            source = (file.parent / meeting.source.file).read_bytes()
            assert (folder / meeting.source.file).read_bytes() == source
            beside = package / "webbplats/moten" / meeting.id / meeting.source.file
            assert beside.read_bytes() == source
            originals += 1
    assert originals
    data = json.loads((package / "webbplats/data/decisions.json").read_text(encoding="utf-8"))
    assert {row["id"] for row in data["decisions"]} >= {entry.id for entry in archive.decisions}


def test_the_sources_make_the_archive_again(tmp_path: Path) -> None:
    file = tmp_path / "arkiv.zip"
    assert export(file, minutes=ROOT / "minutes") == 0
    with zipfile.ZipFile(file) as packed:
        packed.extractall(tmp_path / "ut")
    again, problems = examine(tmp_path / "ut" / "minutes")
    before, _ = examine(ROOT / "minutes")
    assert problems == []
    assert again is not None and before is not None
    assert [entry.id for entry in again.decisions] == [entry.id for entry in before.decisions]


@pytest.mark.parametrize("people", ["roles", "hidden"])
def test_where_the_site_shows_no_names_the_sources_stay_home(tmp_path: Path, people: str) -> None:
    minutes = shutil.copytree(ROOT / "minutes", tmp_path / "minutes")
    with (minutes / "archive.yml").open("a", encoding="utf-8") as registry:
        registry.write(f"people: {people}\n")
    file = tmp_path / "arkiv.zip"
    assert export(file, minutes=minutes) == 0
    with zipfile.ZipFile(file) as packed:
        names = packed.namelist()
    assert not [name for name in names if re.search(r"minutes/.*/\d{4}/.*\.yml", name)]
    assert "minutes/archive.yml" in names


def test_with_problems_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "arkiv.zip"
    file.write_bytes(b"old")
    assert export(file, minutes=ROOT / "tests/bad/unknown-municipality") == 1
    assert [found.name for found in tmp_path.iterdir()] == ["arkiv.zip"]
    assert file.read_bytes() == b"old"


def test_one_thing_at_a_time(tmp_path: Path) -> None:
    assert export(tmp_path / "a.zip", "--markdown", tmp_path / "b") == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full/egen.txt").write_text("min")
    assert export("--markdown", tmp_path / "full") == 2
    assert (tmp_path / "full/egen.txt").read_text() == "min"
