"""The whole archive lies below its prefix, and every link in it leads somewhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from mkdocs.exceptions import Abort

from built_site import INVENTED, Site
from guest.ordinary import Project
from minutes_archive.commandline.commands import main

# What hosts and crawlers look for at the root, of the site as a whole.
OF_THE_SITE = {"sitemap.xml", "sitemap.xml.gz", "_headers", "_redirects"}


def test_nothing_of_the_archive_lies_outside_its_prefix(guest: Site, without_archive: Site) -> None:
    before = {
        file.relative_to(without_archive.folder).as_posix() for file in _files(without_archive)
    }
    added = {file.relative_to(guest.folder).as_posix() for file in _files(guest)} - before
    outside = {path for path in added if not path.startswith("arkiv/")}
    assert {path for path in outside if not path.startswith("_nginx/")} <= OF_THE_SITE
    assert (guest.folder / "arkiv" / "moten").is_dir()


def test_every_link_of_every_page_leads_to_a_file(guest: Site) -> None:
    missing = set()
    for address in guest.addresses:
        for attribute in ("href", "src", "action"):
            for element in guest.page(address).select(f"[{attribute}]"):
                goal = urlsplit(urljoin(f"https://town.example/{address}", str(element[attribute])))
                if goal.netloc == "town.example" and goal.scheme == "https":
                    path = unquote(goal.path).lstrip("/")
                    file = guest.folder / (f"{path}index.html" if path[-1:] in ("", "/") else path)
                    if not file.is_file():
                        missing.add((address, path))
    assert missing == set()


def test_data_feeds_and_sitemap_name_addresses_below_the_prefix(guest: Site) -> None:
    data = json.loads((guest.folder / "arkiv/data/decisions.json").read_text(encoding="utf-8"))
    urls = {decision["url"] for decision in data["decisions"]}
    assert urls
    assert all(url.startswith("https://town.example/arkiv/beslut/") for url in urls)
    feed = (guest.folder / "arkiv/floden/moten.xml").read_text(encoding="utf-8")
    assert "https://town.example/arkiv/moten/" in feed
    sitemap = (guest.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://town.example/other/</loc>" in sitemap
    assert "<loc>https://town.example/arkiv/beslut/</loc>" in sitemap
    assert "<loc>https://town.example/beslut/</loc>" not in sitemap


def test_own_start_page_without_a_prefix_is_an_error_that_names_the_option(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.options = {}
    with pytest.raises(Abort):
        project.build()
    assert "docs/index.md E201" in caplog.text
    assert "prefix: arkiv" in caplog.text


def test_prefix_that_is_no_folder_is_an_error(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.options = {"prefix": "../arkiv"}
    with pytest.raises(Abort):
        project.build()
    assert "mkdocs.yml E601" in caplog.text


def _files(site: Site) -> list:  # type: ignore[type-arg]
    return [file for file in site.folder.rglob("*") if file.is_file()]


def test_other_prefix_than_the_published_one_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(INVENTED, tmp_path / "minutes")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    settings = (
        "site_name: Arkivet\ntheme: material\nplugins:\n  - minutes-archive: {{prefix: {}}}\n"
    )
    (tmp_path / "mkdocs.yml").write_text(settings.format("arkiv"), encoding="utf-8")
    assert main(["record", "-q"]) == 0
    assert "\narkiv/moten/" in (tmp_path / "minutes/published.txt").read_text("utf-8")
    assert main(["check"]) == 0
    capsys.readouterr()
    (tmp_path / "mkdocs.yml").write_text(settings.format('""'), encoding="utf-8")
    assert main(["check"]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if " E" in line]
    assert len(told) == 1
    assert "E417 arkivet är publicerat under /arkiv/ och skulle flytta till /:" in told[0]
