"""`check` tells what a build tells, and leaves no site behind; `--site` makes all of it."""

from __future__ import annotations

import ast
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from built_site import ROOT
from factories import meeting, write_archive
from guest.ordinary import Project
from minutes_archive.commandline.commands import main
from minutes_archive.publishing.manifest import manifest_text

PACKAGE = ROOT / "plugins/minutes_archive"
# What a site is made with; all else that a build does, `check` does in the same way.
OF_A_SITE = (
    "publishing/*.py",
    "building/*.py",
    "config.py",
    "plugin.py",
    "permanence/last_site.py",
)
NUMBER = "640823-3234"


def page(project: Project, text: str) -> None:
    project.files["docs/other.md"] = f"# Our town\n\n{text}\n"


def settings(project: Project, **changed: object) -> None:
    project.settings |= changed


def options(project: Project, **changed: object) -> None:
    assert project.options is not None
    project.options |= changed


def standing(project: Project, folder: str, prefix: str = "") -> None:
    place = project.folder / "site" / folder
    place.mkdir(parents=True)
    (place / "manifest.json").write_text(manifest_text({}, prefix), encoding="utf-8")
    (project.folder / "site/sitemap.xml").write_text("x", encoding="utf-8")


FAULTS: dict[str, Callable[[Project], None]] = {
    "E201 arkivet skriver också adressen": lambda project: project.files.update(
        {"docs/arkiv/beslut/index.md": "# Ours\n"}
    ),
    "E201 arkivet skriver också adressen /arkiv/data/": lambda project: project.files.update(
        {"docs/arkiv/data/decisions.json": "{}"}
    ),
    "E201 webbplatsen har egna sidor i mappen": lambda project: (
        project.files.update({"docs/inner/a.md": "# A\n"}),
        standing(project, "inner"),
    )[0],
    "E601": lambda project: options(project, prefix="../x"),
    "E602": lambda project: options(project, headers_allow={"img-src": ["a b"]}),
    "E603": lambda project: (
        settings(project, theme={"name": "material", "custom_dir": "overrides"}),
        project.files.update({"overrides/main.html": "<title>x</title>{{ page.content }}"}),
    )[0],
    "E604": lambda project: settings(project, use_directory_urls=False),
    "E605": lambda project: standing(project, "old", "old/"),
    "E606": lambda project: setattr(project, "options", None),
    "W601": lambda project: settings(project, theme="mkdocs"),
    "W602": lambda project: (
        options(project, headers="site"),
        page(project, '<img src="https://elsewhere.example/a.png">'),
    )[0],
    "W603": lambda project: project.files.update(
        {unicodedata.normalize("NFD", "docs/öppet.md"): "# Öppet\n"}
    ),
    # What other settings put into every page, and no file of docs/ holds.
    "E401": lambda project: settings(project, copyright=f"© {NUMBER}"),
}
ONLY_WITH_A_LAST_SITE = {"E428"}


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


@pytest.mark.site
@pytest.mark.parametrize("what", FAULTS)
def test_what_only_a_site_shows_is_told(
    what: str,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    FAULTS[what](project)
    project.write()
    before = sorted(project.folder.rglob("*"))
    monkeypatch.chdir(project.folder)
    assert main(["check", "--strict"]) == 1
    assert what in told(capsys)
    assert sorted(project.folder.rglob("*")) == before


def test_no_code_of_a_site_is_forgotten_here() -> None:
    files = [file for pattern in OF_A_SITE for file in PACKAGE.glob(pattern)]
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    codes = {text for text in texts if re.fullmatch(r"[EW]\d{3}", str(text))}
    assert codes - {what.split()[0] for what in FAULTS} == ONLY_WITH_A_LAST_SITE


@pytest.mark.site
def test_a_body_that_the_last_site_had_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    days = {f"{body}/2022-01-01": meeting("2022-01-01") for body in ("styrgruppen", "direktionen")}
    write_archive(tmp_path / "minutes", days)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: material\nplugins: [minutes-archive]\n", encoding="utf-8"
    )
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 0
    shutil.rmtree(tmp_path / "minutes/direktionen")
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "E428 mötena i" in told(capsys)


@pytest.mark.site
def test_last_line_names_what_is_not_looked_at(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project.options = {"prefix": "arkiv", "headers": "site"}
    page(project, '<img src="https://elsewhere.example/a.png">')
    project.write()
    monkeypatch.chdir(project.folder)
    assert main(["check", "--lang", "en"]) == 0
    said = told(capsys)
    assert said.count("docs/other.md W602 the security policy stops") == 1
    assert "check --site makes them and searches them" in said
    assert main(["check", "--lang", "en", "--site", "--strict"]) == 1
    said = told(capsys)
    assert said.count("docs/other.md W602 the security policy stops") == 1
    assert "searches them" not in said
    monkeypatch.setattr("minutes_archive.commandline.verbs._of_site", lambda *_: ([], "", False))
    assert main(["check", "--lang", "en"]) == 0
    assert "Only the files of minutes were read" in told(capsys)


@pytest.mark.site
def test_each_archive_of_a_site_is_looked_at(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_archive(
        project.folder / "more", {"styrgruppen/2022-01-01": meeting("2022-01-01", items=[])}
    )
    project.plugins = [{"minutes-archive": {"minutes_dir": "more", "prefix": "more"}}]
    project.write()
    monkeypatch.chdir(project.folder)
    assert main(["check", "--minutes", "minutes"]) == 1
    assert "more/styrgruppen/2022/2022-01-01.yml" in told(capsys)


def test_site_that_is_asked_for_and_not_there_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_archive(tmp_path / "minutes", {"styrgruppen/2022-01-01": meeting("2022-01-01")})
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--site"]) == 2
    assert "Ingen mkdocs.yml här" in told(capsys)
    assert main(["check"]) == 0
    assert "Bara mötesfilerna är lästa" in told(capsys)
