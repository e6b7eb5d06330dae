"""A new archive checks and builds at once, whatever its founder tells of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from built_site import ROOT
from minutes_archive.commandline.commands import HOSTS, main
from minutes_archive.commandline.new_archive import Founding, write_new_archive
from minutes_archive.loading import examine
from minutes_archive.reading import read_registry
from minutes_archive.reading.json_schema import schema_files

DAY = dt.date(2026, 2, 3)
TOLD = Founding(
    'Granbys "öppna" arkiv: möten & beslut',
    "Granby kommun",
    ("Granby", "Åsele strand"),
    ("Kommunstyrelsen", "Kulturnämnden", "Kommunfullmäktige", "Kultur- och fritidsnämnden"),
    "https://arkiv.granby.example",
)


@pytest.mark.parametrize("founding", [Founding(), TOLD])
def test_a_new_archive_has_no_problem(tmp_path: Path, founding: Founding) -> None:
    files, problems = write_new_archive(tmp_path / "arkiv", founding, DAY)
    assert problems == []
    assert all(file.is_file() for file in files)
    archive, problems = examine(tmp_path / "arkiv" / "minutes")
    assert problems == []
    assert archive is not None
    assert archive.meetings == ()


def test_what_the_founder_tells_is_in_it(tmp_path: Path) -> None:
    write_new_archive(tmp_path, TOLD, DAY)
    registry, _ = read_registry(tmp_path / "minutes")
    assert registry is not None
    assert registry.name == TOLD.name
    assert registry.publisher.name == "Granby kommun"
    assert [place.name for place in registry.municipalities.values()] == ["Granby", "Åsele strand"]
    codes = {body.name: body.code for body in registry.bodies.values()}
    assert codes["Kommunstyrelsen"] == "KS"
    assert len(set(codes.values())) == len(TOLD.bodies)
    settings = yaml.safe_load((tmp_path / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_url"] == "https://arkiv.granby.example/"
    assert settings["site_name"] == TOLD.name
    assert settings["plugins"] == ["minutes-archive"]


def test_editors_find_the_schemas(tmp_path: Path) -> None:
    write_new_archive(tmp_path, TOLD, DAY)
    draft = tmp_path / "minutes/kommunstyrelsen/2026/2026-02-03.yml"
    for file in (draft, tmp_path / "minutes/archive.yml"):
        first = file.read_text(encoding="utf-8").partition("\n")[0]
        schema = (file.parent / first.partition("$schema=")[2]).resolve()
        assert schema.read_text(encoding="utf-8") == schema_files()[schema.name]


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Vår\n", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 1
    assert "mkdocs.yml E850 " in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["mkdocs.yml"]


@pytest.mark.parametrize(
    ("option", "values"),
    [
        ("--municipality", ["…"]),
        ("--municipality", ["Granby", "granby"]),
        ("--body", ["12"]),
        ("--body", ["Con"]),
        ("--site-url", ["arkiv.granby.example"]),
    ],
)
def test_names_that_make_no_address_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, values: list[str]
) -> None:
    given = [part for value in values for part in (option, value)]
    assert main(["init", str(tmp_path / "ny"), *given]) == 1
    assert f"init {option} E851 " in capsys.readouterr().err
    assert not (tmp_path / "ny").exists()


def test_a_wrong_date_is_wrong_usage(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "ny"), "--date", "2026-02-30"]) == 2


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_named_gets_its_recipe(tmp_path: Path, host: str) -> None:
    files, problems = write_new_archive(tmp_path, replace(TOLD, host=host), DAY)
    assert problems == []
    place, recipe = HOSTS[host]
    assert tmp_path / place in files
    # The recipe that is documented and tried is the one that is written.
    assert (tmp_path / place).read_text("utf-8") == (ROOT / "deploy" / recipe).read_text("utf-8")
