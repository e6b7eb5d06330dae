"""What `export` refuses before it writes anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import ROOT
from factories import meeting, write_archive
from minutes_archive.commandline.commands import main

GOOD, PROBLEMS, USAGE = 0, 1, 2


@pytest.fixture
def own(minutes: Path) -> list[str]:
    write_archive(minutes, {"styrgruppen/2022-01-01": meeting("2022-01-01")})
    return ["--minutes", str(minutes), "--config", str(ROOT / "mkdocs.yml")]


@pytest.mark.parametrize(
    ("there", "code"), [("nothing", GOOD), ("empty", GOOD), ("full", USAGE), ("file", USAGE)]
)
def test_markdown_is_written_into_an_empty_folder_only(
    tmp_path: Path, own: list[str], there: str, code: int
) -> None:
    folder = tmp_path / "markdown"
    if there in ("empty", "full"):
        folder.mkdir()
    if there == "full":
        (folder / "eget.md").write_text("eget", encoding="utf-8")
    if there == "file":
        folder.write_text("eget", encoding="utf-8")
    assert main(["export", "--markdown", str(folder), *own]) == code
    if code == GOOD:
        assert (folder / "moten/styrgruppen/2022-01-01.md").is_file() or list(folder.rglob("*.md"))
    elif folder.is_dir():
        assert [file.name for file in folder.iterdir()] == ["eget.md"]
    else:
        assert folder.read_text(encoding="utf-8") == "eget"


def test_a_file_that_is_no_package_is_not_replaced(
    tmp_path: Path, own: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "arkiv.zip"
    file.write_text("eget", encoding="utf-8")
    assert main(["export", str(file), *own]) == USAGE
    assert "arkiv.zip" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "eget"


def test_a_package_or_markdown_not_both(tmp_path: Path, own: list[str]) -> None:
    both = [str(tmp_path / "arkiv.zip"), "--markdown", str(tmp_path / "markdown")]
    assert main(["export", *both, *own]) == USAGE
    assert not (tmp_path / "arkiv.zip").exists()
    assert not (tmp_path / "markdown").exists()
