"""The served archive answers with the very bytes of a built site, and takes in every change."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from built_site import ROOT
from minutes_archive.building.build import build_site
from minutes_archive.serving.messages import Request, Response
from minutes_archive.serving.served_site import ServedSite

URL = "http://127.0.0.1:8000/"
SETTINGS = f"""\
site_name: Prov
site_url: {URL}
theme: {{name: material, language: sv, font: false}}
plugins: [minutes-archive]
"""
RELOADING = re.compile(r"<script>\(async function wait.*?</script>")
MEETING = "styrgruppen/2022/2022-02-03.yml"
PAGE = "moten/styrgruppen/2022-02-03/"
# A host's rules and the list of all files are of a site that is published.
FOR_HOSTS = re.compile(r"_|\.ht|manifest\.json|sitemap")


class Project:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.minutes = shutil.copytree(ROOT / "tests" / "archive", folder / "minutes")
        self.config_file = folder / "mkdocs.yml"
        self.config_file.write_text(SETTINGS, encoding="utf-8")
        (folder / "docs").mkdir()
        self.help = folder / "docs" / "hjalp.md"
        self.help.write_text("# Hjälp\n\n[Mötet](moten/styrgruppen/2022-02-03/index.md)\n")
        self.site = ServedSite(self.config_file, self.minutes, URL, "/")

    def replace(self, old: str, new: str, file: str = MEETING) -> None:
        path = self.minutes / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def get(self, address: str) -> Response:
        return self.site.respond(Request(f"/{address}"))

    def text(self, address: str) -> str:
        response = self.get(address)
        assert response.status == 200, address
        return response.body.decode()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project(tmp_path)
    yield made
    made.site.close()


def test_every_address_gives_what_a_build_writes(project: Project) -> None:
    """Also after an edit: of a meeting that the menu's pages, lists, feeds and data show."""
    for edited in (False, True):
        if edited:
            project.replace("- text: |\n          ", "- text: |\n          Rättat. ")
            project.replace("    title: ", "    title: Ny ")
            project.site.change(frame=False)
        site = project.folder / "site"
        build_site(project.config_file, site, project.minutes, clean=True)
        different = []
        for file in sorted(path for path in site.rglob("*") if path.is_file()):
            address = file.relative_to(site).as_posix()
            if FOR_HOSTS.match(address):
                continue
            body = project.get(re.sub(r"(^|/)index\.html$", r"\1", address)).body
            if RELOADING.sub("", body.decode(errors="surrogateescape")) != file.read_bytes().decode(
                errors="surrogateescape"
            ):
                different.append(address)
        # The files of an index are made in the background: those of the state before are served.
        project.site._make_index()
        assert [name for name in different if "search-index" not in name] == []
        assert (
            project.get("assets/search-index/manifest.js").body
            == (site / "assets" / "search-index" / "manifest.js").read_bytes()
        )


def test_a_broken_file_is_told_and_the_last_good_state_stays(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.replace("- text: |\n          ", "- text: |\n          Först. ")
    project.site.change(frame=False)
    project.replace("kind: ", "kjnd: ")
    project.site.change(frame=False)
    assert {problem.code for problem in project.site.problems} >= {"E101"}
    assert "Den senaste felfria versionen visas tills problemen är rättade." in caplog.text
    assert "Först." in project.text(PAGE)
    project.replace("kjnd: ", "kind: ")
    project.replace("Först.", "Sedan.")
    project.site.change(frame=False)
    assert project.site.problems == ()
    assert "Sedan." in project.text(PAGE)


@pytest.mark.parametrize("slip", ["plugins: [", "theme: {name: finnsinte}\n", "nav: 7\n"])
def test_a_slip_in_mkdocs_yml_is_told_and_the_last_good_state_stays(
    project: Project, caplog: pytest.LogCaptureFixture, slip: str
) -> None:
    project.config_file.write_text(SETTINGS + slip, encoding="utf-8")
    project.site.change(frame=True)
    assert "Bygget avbröts" in caplog.text
    assert "BuildError" not in caplog.text
    assert project.get(PAGE).status == 200
    project.config_file.write_text(SETTINGS.replace("Prov", "Annat"), encoding="utf-8")
    project.site.change(frame=True)
    assert "Annat" in project.text(PAGE)


def test_pages_written_by_hand_and_the_registry_show_at_once(project: Project) -> None:
    project.help.write_text("# Hjälp\n\nNytt råd.\n", encoding="utf-8")
    (project.folder / "docs" / "mer.md").write_text("# Mera\n", encoding="utf-8")
    project.site.change(frame=True)
    assert "Nytt råd." in project.text("hjalp/")
    assert "Mera" in project.text(PAGE), "the menu is on every page"
    project.replace("name: Fjärdbygdens mötesarkiv", "name: Fjärdbygdens arkiv", "archive.yml")
    project.site.change(frame=False)
    assert "Fjärdbygdens arkiv" in project.text("")


def test_new_and_removed_meetings(project: Project) -> None:
    file = next(project.minutes.glob("styrgruppen/2022/2022-0[4-9]-*.yml"))
    other = f"moten/styrgruppen/{file.stem}/"
    assert project.get(other).status == 200
    file.rename(project.minutes / "x.txt")
    project.site.change(frame=False)
    assert project.get(other).status == 404
    (project.minutes / "x.txt").rename(file)
    project.site.change(frame=False)
    assert project.get(other).status == 200


def test_a_meeting_that_a_hand_written_page_links_to_may_not_go(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    (project.minutes / MEETING).rename(project.minutes / "x.txt")
    project.site.change(frame=False)
    assert "Bygget avbröts: 1 varningar från MkDocs" in caplog.text
    assert project.get(PAGE).status == 200
    project.help.write_text("# Hjälp\n", encoding="utf-8")
    project.site.change(frame=True)
    assert project.get(PAGE).status == 404


@pytest.mark.parametrize(
    "path", ["../mkdocs.yml", "..%2fmkdocs.yml", "moten/../../minutes/archive.yml", "finns-inte/"]
)
def test_what_is_not_of_the_site_is_not_found(project: Project, path: str) -> None:
    response = project.get(path)
    assert response.status == 404
    assert b"plugins" not in response.body


def test_an_address_without_its_slash_leads_on(project: Project) -> None:
    response = project.get(PAGE.rstrip("/"))
    assert (response.status, response.headers["Location"]) == (301, f"/{PAGE}")


def test_a_template_that_fails_is_told_without_a_traceback(tmp_path: Path) -> None:
    project = Project(tmp_path)
    templates = tmp_path / "mallar"
    templates.mkdir()
    plugins = "plugins: [{minutes-archive: {templates_dir: mallar}}]"
    text = SETTINGS.replace("plugins: [minutes-archive]", plugins)
    project.config_file.write_text(text, encoding="utf-8")
    (templates / "decision.html").write_text("{{ fel.fel }}", encoding="utf-8")
    project.site.change(frame=True)
    response = project.get("beslut/fd-2022-03-10-3-2/")
    assert response.status == 500
    assert "Traceback" not in response.body.decode()
    project.site.close()


def test_a_browser_hears_of_a_new_state(project: Project) -> None:
    before = project.site.number
    project.replace("- text: |\n          ", "- text: |\n          Rättat. ")
    project.site.change(frame=False)
    answer = project.site.respond(Request(f"/livereload/{before}"))
    assert answer.body.decode() == str(project.site.number) == str(before + 1)
