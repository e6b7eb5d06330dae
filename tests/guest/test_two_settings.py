"""Two settings may build into one site, in any order: neither removes what the other has built."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from factories import meeting, write_archive
from minutes_archive.commandline.commands import main
from minutes_archive.publishing.manifest import manifest_text
from minutes_archive.publishing.other_sites import Standing, move_aside, put_back, what_stands

DAY = "styrgruppen/2022-01-01"


class TwoSettings:
    """A site with an archive, and settings of another for a folder of it; built by either way."""

    def __init__(self, folder: Path, way: str) -> None:
        self.folder, self.way, self.site = folder, way, folder / "site"
        self.settings("outer", site_dir="../site", prefix="arkiv")
        self.settings("inner", site_dir="../site/inner")

    def settings(self, name: str, *, site_dir: str, prefix: str = "", **more: Any) -> Path:
        """Write a project's mkdocs.yml, its minutes and, where it has a prefix, a page by hand."""
        folder = self.folder / name
        if not folder.exists():
            write_archive(folder / "minutes", {DAY: meeting("2022-01-01")})
            (folder / "docs").mkdir()
        if prefix:
            (folder / "docs/index.md").write_text("# Ours\n", encoding="utf-8")
        entry = {"minutes-archive": {"prefix": prefix, **more}}
        settings = {"site_name": name, "site_dir": site_dir, "plugins": [entry]}
        file = folder / "mkdocs.yml"
        settings["theme"] = "material"
        file.write_text(yaml.safe_dump(settings), encoding="utf-8")
        return file

    def build(self, name: str) -> bool:
        """Build one of the two, and tell whether that went well."""
        file = self.folder / name / "mkdocs.yml"
        if self.way == "build":
            return main(["build", "--config", str(file)]) == 0
        config = load_config(str(file), strict=True)
        config.plugins.run_event("startup", command="build", dirty=False)
        try:
            mkdocs_build(config)
        except Abort:
            return False
        finally:
            config.plugins.run_event("shutdown")
        return True

    def change(self, name: str, **more: Any) -> None:
        minutes = self.folder / name / "minutes"
        write_archive(minutes, {DAY: meeting("2022-01-01", title="Another title", **more)})

    def contents(self, folder: str) -> dict[str, bytes]:
        top = self.site / folder
        return {
            file.relative_to(top).as_posix(): file.read_bytes()
            for file in top.rglob("*")
            if file.is_file()
        }


BUILD, MKDOCS = "build", "mkdocs"
ORDERS = [(BUILD, "outer", "inner"), (BUILD, "inner", "outer"), (MKDOCS, "inner", "outer")]


@pytest.mark.site
@pytest.mark.parametrize(("way", "first", "second"), ORDERS)
def test_a_changed_outer_site_keeps_the_inner_one(
    way: str,
    first: str,
    second: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    two = TwoSettings(tmp_path, way)
    assert two.build(first)
    assert two.build(second)
    inner, outer = two.contents("inner"), two.contents("arkiv")
    assert inner["manifest.json"]
    two.change("outer")
    capsys.readouterr()
    assert two.build("outer")
    said = capsys.readouterr().err + caplog.text
    assert "site/inner/ är byggd med andra inställningar och är kvar" in said
    assert two.contents("inner") == inner
    assert two.contents("arkiv") != outer
    outer = two.contents("arkiv")
    two.change("inner")
    assert two.build("inner")
    assert two.contents("inner") != inner
    assert two.contents("arkiv") == outer
    # A build that stops keeps it as well.
    inner = two.contents("inner")
    two.change("outer", tittel="x")
    assert not two.build("outer")
    assert two.contents("inner") == inner
    assert {path.name for path in two.folder.iterdir()} == {"inner", "outer", "site"}


@pytest.mark.site
@pytest.mark.parametrize("way", [BUILD, MKDOCS])
def test_two_settings_for_the_very_same_folder_are_told(
    way: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    two = TwoSettings(tmp_path, way)
    two.settings("inner", site_dir="../site", prefix="other")
    assert two.build("outer")
    before = two.contents("")
    capsys.readouterr()
    assert not two.build("inner")
    said = capsys.readouterr().err + caplog.text
    assert "mkdocs.yml E605 arkivet i site/arkiv/ är byggt med ett annat prefix" in said
    assert "ta först bort mappen site/arkiv/" in said
    assert two.contents("") == before


@pytest.mark.site
@pytest.mark.parametrize("way", [BUILD, MKDOCS])
def test_pages_of_the_outer_site_in_the_folder_of_the_inner_one_are_told(
    way: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    two = TwoSettings(tmp_path, way)
    assert two.build("inner")
    inner = two.contents("inner")
    page = two.folder / "outer/docs/inner/page.md"
    page.parent.mkdir()
    page.write_text("# A page\n", encoding="utf-8")
    assert not two.build("outer")
    said = capsys.readouterr().err + caplog.text
    assert "E201 webbplatsen har egna sidor i mappen site/inner, där andra inställningar" in said
    assert two.contents("inner") == inner


@pytest.mark.site
def test_each_site_is_compared_with_a_manifest_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = TwoSettings(tmp_path, BUILD)
    two.settings("outer", site_dir="../site")
    (two.folder / "outer/docs/index.md").unlink()
    assert all(map(two.build, ("inner", "outer")))
    files = json.loads((two.site / "manifest.json").read_text("utf-8"))["files"]
    assert not [path for path in files if path.startswith("inner/")]
    capsys.readouterr()
    assert main(["verify", str(two.site), "--config", str(two.folder / "outer/mkdocs.yml")]) == 0
    assert "inner/ är en annan webbplats: jämför den för sig" in capsys.readouterr().err


@pytest.mark.site
def test_copy_of_a_site_in_docs_is_published_and_removed_with_it(tmp_path: Path) -> None:
    two = TwoSettings(tmp_path, BUILD)
    assert two.build("inner")
    copy = two.folder / "outer/docs/old"
    shutil.move(two.site / "inner", copy)
    assert all(map(two.build, ("outer", "outer")))
    assert two.contents("old")["manifest.json"]
    shutil.rmtree(copy)
    assert two.build("outer")
    assert two.contents("old") == {}


@pytest.mark.site
def test_plain_mkdocs_builds_a_site_of_the_archive_twice(tmp_path: Path) -> None:
    two = TwoSettings(tmp_path, MKDOCS)
    assert all(map(two.build, ("inner", "inner")))


def write_site(folder: Path, prefix: str = "", *, mark: str = "404.html") -> None:
    """Write what tells that a folder holds a site, with an archive below a prefix."""
    (folder / prefix).mkdir(parents=True, exist_ok=True)
    (folder / mark).write_text("x", encoding="utf-8")
    (folder / prefix / "manifest.json").write_text(manifest_text({}, prefix), encoding="utf-8")


def test_an_archive_tells_how_far_below_the_root_of_its_site_it_lies(tmp_path: Path) -> None:
    write_site(tmp_path, "arkiv/")
    write_site(tmp_path / "en/deep", "the/archive/")
    write_site(tmp_path / "arkiv/inner")
    write_site(tmp_path, "arkiv/second/")
    assert what_stands(tmp_path) == Standing(
        ("arkiv/inner", "en/deep"), ("arkiv/", "arkiv/second/")
    )


def test_folders_of_records_are_not_looked_through(tmp_path: Path) -> None:
    write_site(tmp_path)
    write_site(tmp_path / "beslut/lg-2020-11-20-5-1")
    assert what_stands(tmp_path) == Standing((), ("",))


def test_site_without_an_archive_is_told_from_folders_of_the_site_itself(tmp_path: Path) -> None:
    write_site(tmp_path, "arkiv/")
    for name in ("handbook", "sv"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "404.html").write_text("x", encoding="utf-8")
    own = {"404.html", "sv/404.html", "arkiv/manifest.json"}
    assert what_stands(tmp_path, own).others == ("handbook",)
    assert what_stands(tmp_path).others == ()


def test_manifest_of_something_else_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app/manifest.json").write_text('{"name": "app"}\n', encoding="utf-8")
    assert what_stands(tmp_path) == Standing()


def test_what_an_interrupted_build_moved_away_is_put_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(site / "inner")
    move_aside(["inner"], site)
    assert not (site / "inner").exists()
    assert put_back(site, "mkdocs.yml") == ("inner",)
    assert (site / "inner/manifest.json").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
