"""The served archive answers with the very bytes of a built site, and takes in every change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from built_site import copy_small
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
# What `serve` adds to a page: the script that hears of changes, and the look of its own marks.
ADDED = re.compile(
    r"<script>\(async function wait.*?</script>|<style>\n\.ma-serve.*?</style>", re.S
)
MEETING = "styrgruppen/2022/2022-02-03.yml"
PAGE = "moten/styrgruppen/2022-02-03/"
# A host's rules and the list of all files are of a site that is published.
FOR_HOSTS = re.compile(r"_|\.ht|manifest\.json|sitemap")


def drafts_in(minutes: Path) -> list[Path]:
    files = sorted(minutes.rglob("*.yml"))
    return [file for file in files if "\nstatus: draft" in file.read_text(encoding="utf-8")]


class Project:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.minutes = copy_small(folder / "minutes")
        for draft in drafts_in(self.minutes):
            draft.rename(folder / draft.name)
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
            if ADDED.sub("", body.decode(errors="surrogateescape")) != file.read_bytes().decode(
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
    assert "Den senaste felfria versionen visas tills de är rättade." in caplog.text
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
    answer = project.site.respond(Request(f"/livereload/{before}.0"))
    assert answer.body.decode() == f"{project.site.number}.0" == f"{before + 1}.0"


def write_draft(project: Project, **changes: str) -> None:
    """Write a draft that decides something, and take it in."""
    values = {"title": "Utkastet", "kind": "notes", **changes}
    (project.minutes / "styrgruppen/2023").mkdir(exist_ok=True)
    (project.minutes / "styrgruppen/2023/2023-12-14.yml").write_text(
        f"""\
format: 1
body: styrgruppen
date: 2023-12-14
kind: {values["kind"]}
status: draft
title: {values["title"]}
present:
  - {{name: Siv Utkastsson, from: almvik}}
items:
  - title: Kanariepunkten
    content:
      - decision: Att utkastet ska synas för den som skriver det.
""",
        encoding="utf-8",
    )
    project.site.change(frame=False)


def test_a_draft_is_shown_under_a_banner_and_marked_wherever_it_is_linked(
    project: Project,
) -> None:
    assert project.get("moten/styrgruppen/2023-12-14/").status == 404
    manifest = "assets/search-index/manifest.js"
    searched = project.get(manifest).body
    write_draft(project)
    project.site._make_index()
    page = project.text("moten/styrgruppen/2023-12-14/")
    assert '<aside class="ma-serve"' in page and "UTKAST" in page
    assert 'href="/granska/styrgruppen/2023/2023-12-14/"' in page
    assert 'href="/kommuner/almvik/"' in page.partition("</aside>")[0]
    decision = project.text("beslut/sg-2023-12-14-1-1/")
    assert '<aside class="ma-serve"' in decision
    other = project.text("beslut/")
    assert '<aside class="ma-serve"' not in other
    assert 'a[href$="beslut/sg-2023-12-14-1-1/"]::after' in other
    assert "sg-2023-12-14-1-1" in other.partition("</head>")[2], "it stands in the list"
    assert project.get(manifest).body != searched, "and among what is searched"


def test_problems_are_a_panel_over_the_last_good_page_and_go(project: Project) -> None:
    version = project.site._version
    project.replace("kind: ", "kjnd: ")
    project.site.change(frame=False)
    assert project.site._version != version, "browsers hear of it"
    panel = project.text(PAGE).partition("data-ma-problems")[2].partition("</aside>")[0]
    assert "E101" in panel and "menade du" in panel
    assert 'href="file:///' in panel and "2022-02-03.yml" in panel
    project.replace("kjnd: ", "kind: ")
    project.site.change(frame=False)
    assert "data-ma-problems" not in project.text(PAGE)


def test_nothing_of_a_draft_or_of_a_panel_reaches_a_build(project: Project) -> None:
    write_draft(project)
    site = project.folder / "site"
    build_site(project.config_file, site, project.minutes, clean=True)
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 60
    for file in files:
        content = file.read_bytes().decode("utf-8", "replace")
        for canary in ("Kanariepunkten", "Utkastsson", "ma-serve", "sg-2023-12-14"):
            assert canary not in content, file


def test_serving_leaves_nothing_of_a_draft_behind(tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_draft(project)
    project.text("moten/styrgruppen/2023-12-14/")
    folder = Path(project.site._temporary.name)
    project.site.close()
    assert not folder.exists()


def test_a_draft_with_errors_waits_and_what_is_published_is_shown(project: Project) -> None:
    write_draft(project)
    write_draft(project, kind="annat")
    project.replace("- text: |\n          ", "- text: |\n          Sedan. ")
    project.site.change(frame=False)
    page = project.text(PAGE)
    assert "Sedan." in page
    write_draft(project)
    assert project.get("moten/styrgruppen/2023-12-14/").status == 200
    assert project.site.problems == ()
