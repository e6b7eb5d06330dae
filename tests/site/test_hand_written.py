"""Hand-written pages beside the archive: they work as in any MkDocs site, and never collide."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from built_site import ROOT, Site, surroundings, text_of
from factories import item, meeting, write_archive

SETTINGS = """\
site_name: Strandbygdens mötesarkiv
strict: true
theme: {name: material, language: sv, font: false}
plugins: [minutes-archive]
validation:
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""
DAY = "styrgruppen/2022-01-01"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with mkdocs.yml, docs/ and minutes/, as a user of the plugin has it."""
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    entries = item({"text": "Mötet öppnas."}, {"decision": "Att gå."})
    write_archive(tmp_path / "minutes", {DAY: meeting("2022-01-01", entries)})
    return tmp_path


def write_page(project: Path, name: str, text: str) -> None:
    file = project / "docs" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def mkdocs_build(project: Path) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` as a user of MkDocs does."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        env=surroundings(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )


def test_a_hand_written_page_links_into_the_archive(project: Path) -> None:
    write_page(
        project,
        "hjalp.md",
        "# Hjälp\n\n"
        "- [alla möten](moten/index.md)\n"
        f"- [mötet](moten/{DAY}/index.md)\n"
        f"- [punkten](moten/{DAY}/index.md#punkt-1)\n"
        f"- [beslutet](moten/{DAY}/index.md#beslut-1-1)\n"
        "- [beslutets sida](beslut/sg-2022-01-01-1-1/index.md)\n",
    )
    write_page(project, "mer/om.md", f"# Mer\n\n[mötet](../moten/{DAY}/index.md)\n")
    done = mkdocs_build(project)
    assert done.returncode == 0, done.stderr
    site = Site(project / "site")
    article = site.page("hjalp/").select_one("article")
    assert article is not None
    assert text_of(article).startswith("Hjälp")
    goals = [str(link["href"]) for link in article.select("li a")]
    assert goals == [
        "../moten/",
        f"../moten/{DAY}/",
        f"../moten/{DAY}/#punkt-1",
        f"../moten/{DAY}/#beslut-1-1",
        "../beslut/sg-2022-01-01-1-1/",
    ]
    assert "mer/om/" in site.addresses


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("moten/styrgruppen/2022-01-02/index.md", "2022-01-02"),
        (f"moten/{DAY}/index.md#punkt-9", "#punkt-9"),
    ],
)
def test_a_link_to_what_is_not_there_stops_a_strict_build(
    project: Path, link: str, words: str
) -> None:
    write_page(project, "hjalp.md", f"# Hjälp\n\n[x]({link})\n")
    done = mkdocs_build(project)
    assert done.returncode == 1
    assert words in done.stderr


def test_problems_of_the_minutes_stop_mkdocs_with_their_places(project: Path) -> None:
    write_archive(project / "minutes", {DAY: meeting("2022-01-01", tittel="x")})
    done = mkdocs_build(project)
    assert done.returncode == 1
    assert "minutes/styrgruppen/2022/2022-01-01.yml:" in done.stderr
    assert "E101" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("page", "publishing"),
    [
        ("index.md", "fast"),
        ("index.md", "compatible"),
        ("beslut/sg-2022-01-01-1-1.md", "fast"),
        ("data/decisions.json", "compatible"),
    ],
)
def test_a_page_on_an_address_of_the_archive_is_told(
    project: Path, page: str, publishing: str
) -> None:
    settings = SETTINGS.replace(
        "[minutes-archive]", f"[minutes-archive: {{publishing: {publishing}}}]"
    )
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    write_page(project, page, "# Min sida\n")
    done = mkdocs_build(project)
    assert done.returncode == 1
    assert f"docs/{page} E201" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_repository_builds_with_mkdocs_alone(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env=surroundings(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert "moten/ledningsgruppen/2020-11-20/" in Site(tmp_path / "site").addresses
