"""Other plugins beside the archive: each is built where it is installed, under strict.

The slow part. `.ci/stacks` installs them; what is not installed is skipped by name.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from built_site import ROOT, Site
from guest.ordinary import Project

GENERATE = (
    "import mkdocs_gen_files\n"
    "with mkdocs_gen_files.open('generated.md', 'w') as file:\n"
    "    print('# Generated\\n\\n[x](arkiv/beslut/index.md)', file=file)\n"
)
I18N = {
    "docs_structure": "suffix",
    "languages": [
        {"locale": "en", "default": True, "name": "English", "build": True},
        {"locale": "sv", "name": "Svenska", "build": True},
    ],
}
PLUGINS: dict[str, dict[str, Any]] = {
    "autolinks": {},
    "awesome-nav": {},
    "awesome-pages": {},
    "blog": {},
    "exclude": {"glob": ["nothing/*"]},
    "exclude-search": {"exclude": ["other.md"]},
    "ezlinks": {},
    "gen-files": {"scripts": ["generate.py"]},
    "git-authors": {},
    "git-revision-date": {},
    "glightbox": {},
    "group": {"enabled": True, "plugins": ["search"]},
    "git-revision-date-localized": {"fallback_to_build_date": False, "strict": True},
    "htmlproofer": {
        "raise_error": True,
        "validate_external_urls": False,
        # It takes a question in an address for a part of a file name.
        "ignore_urls": ["*/sok/[?]*"],
    },
    "i18n": I18N,
    "include-markdown": {},
    "literate-nav": {},
    "macros": {},
    "meta": {},
    "minify": {"minify_html": True},
    "mkdocs-jupyter": {},
    "mkdocstrings": {},
    "monorepo": {},
    "print-site": {},
    "privacy": {"assets": False},
    "projects": {},
    "redirects": {"redirect_maps": {"old.md": "arkiv/beslut/index.md"}},
    "rss": {},
    "search": {},
    "section-index": {},
    "table-reader": {},
    "tags": {},
    "techdocs-core": {},
    "typeset": {},
}
OPTIONS_PAGE = (ROOT / "docs" / "dev" / "options.md").read_text(encoding="utf-8")
POST = "---\ndate: 2024-01-02\n---\n# Post\n\nHello.\n"
FILES = {
    "generate.py": GENERATE,
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/first.md": POST,
    "docs/tagged.md": "---\ntags: [town]\n---\n# Tagged\n\nWords.\n",
}


def is_installed(name: str) -> bool:
    names = {point.name for point in entry_points(group="mkdocs.plugins")}
    return bool({name, f"material/{name}"} & names)


def test_the_page_of_options_names_what_is_built_here() -> None:
    table = OPTIONS_PAGE.partition("## Works with")[2]
    rows = re.findall(r"^\| ([a-z][\w-]*) \| \w", table, re.MULTILINE)[1:]
    assert rows == sorted(PLUGINS)


@pytest.mark.slow
@pytest.mark.parametrize("name", PLUGINS)
def test_builds_beside(name: str, project: Project) -> None:
    if not is_installed(name):
        pytest.skip(f"{name} is not installed")
    entry: Any = {name: PLUGINS[name]} if PLUGINS[name] else name
    project.plugins = [entry]
    project.files |= FILES
    if name != "blog":
        for path in [path for path in FILES if "blog" in path]:
            del project.files[path]
    project.settings |= {"nav": None, "repo_url": "https://github.com/town/site"}
    text = project.write().read_text(encoding="utf-8")
    if name == "print-site":  # which must be the last, and says so
        head = text.partition("plugins:\n")[0]
        text = head + "plugins:\n- minutes-archive:\n    prefix: arkiv\n- print-site\n"
        (project.folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    site, said = build(project.folder, "mkdocs")
    assert site.page("arkiv/beslut/").select(".ma-footer"), said
    assert len(site.addresses) > 60
    assert ("publishing: compatible" in said) == (f"| {name} | compatible |" in OPTIONS_PAGE)


@pytest.mark.slow
def test_site_in_two_languages_holds_the_archive_once(project: Project) -> None:
    if not is_installed("i18n"):
        pytest.skip("i18n is not installed")
    proofer = {"htmlproofer": PLUGINS["htmlproofer"]}
    project.plugins = [{"i18n": I18N}, *([proofer] if is_installed("htmlproofer") else [])]
    project.files["docs/index.sv.md"] = "# Hej\n\n[besluten](arkiv/beslut/index.md)\n"
    project.settings["nav"] = None
    project.write()
    site, _ = build(project.folder, "mkdocs")
    swedish = site.page("sv/")
    assert swedish.select('article a[href="../arkiv/beslut/"]')
    assert swedish.select('.md-nav a[href="../arkiv/"]')
    assert not [address for address in site.addresses if address.startswith("sv/arkiv")]
    # With the menu of the language that the site speaks first.
    assert site.page("arkiv/beslut/").select('.md-nav a[href="../../other/"]')
    places = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://town.example/sv/</loc>" in places
    assert "<loc>https://town.example/arkiv/beslut/</loc>" in places


@pytest.mark.slow
def test_living_fork_of_material_and_mkdocs(project: Project) -> None:
    try:
        import properdocs  # noqa: F401
    except ModuleNotFoundError:
        pytest.skip("properdocs is not installed")
    if not is_installed("materialx/search"):
        pytest.skip("mkdocs-materialx is not installed")
    project.settings["theme"] = {"name": "materialx", "language": "en"}
    project.write().rename(project.folder / "properdocs.yml")
    site, _ = build(project.folder, "properdocs")
    page = site.page("arkiv/beslut/")
    assert len(page.select("form[data-ma-suggest]")) == 1
    assert page.select(".ma-footer")


def build(folder: Path, program: str) -> tuple[Site, str]:
    """Build a project under strict in a process of its own, as a repository with one commit."""
    day = "2024-01-01T00:00:00"
    environment = {
        **os.environ,
        "GIT_AUTHOR_DATE": day,
        "GIT_COMMITTER_DATE": day,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PYTHONPATH": str(ROOT / "plugins"),
    }
    for command in (
        ["git", "init", "-q"],
        ["git", "add", "-A"],
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(command, cwd=folder, env=environment, check=True)
    done = subprocess.run(
        [sys.executable, "-m", program, "build", "--strict"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return Site(folder / "site"), said
