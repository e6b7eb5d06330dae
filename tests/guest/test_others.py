"""Other plugins and hooks see the archive's pages; pages written by hand may link to them."""

from __future__ import annotations

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.theme import Theme

from guest.ordinary import Project
from minutes_archive.publishing.chrome import site_has_search

LINKS = """# Links
[page](arkiv/beslut/index.md) [folder](arkiv/moten/) [feed](arkiv/floden/moten.xml)
[data](arkiv/data/decisions.json) [calendar](arkiv/kalender/moten.ics)
[item](arkiv/moten/forbundsdirektionen/2023-06-15/index.md#punkt-10)
"""
STRICT = {
    "validation": {
        "links": {"not_found": "warn", "anchors": "warn", "unrecognized_links": "warn"},
        "nav": {"not_found": "warn", "omitted_files": "info"},
    }
}
HOOK = """def on_page_content(html, page, **_):
    assert page.file.abs_src_path.endswith((".yml", ".md")), page.file
    return html + f'<i class="seen">{page.edit_url}</i>'
"""


@pytest.mark.parametrize("publishing", ["fast", "compatible"])
def test_pages_feeds_data_and_calendars_are_known_targets(
    project: Project, publishing: str
) -> None:
    project.options = {"prefix": "arkiv", "publishing": publishing}
    project.files["docs/links.md"] = LINKS
    project.settings |= STRICT
    project.settings["nav"] = [
        "index.md",
        "other.md",
        "links.md",
        {"Feed": "arkiv/floden/moten.xml"},
    ]
    page = project.build().page("links/")
    goals = {a.get_text(): a["href"] for a in page.select("article a[href]:not(.headerlink)")}
    assert goals == {
        "page": "../arkiv/beslut/",
        "folder": "../arkiv/moten/",
        "feed": "../arkiv/floden/moten.xml",
        "data": "../arkiv/data/decisions.json",
        "calendar": "../arkiv/kalender/moten.ics",
        "item": "../arkiv/moten/forbundsdirektionen/2023-06-15/#punkt-10",
    }


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("arkiv/nowhere/index.md", "is not found"),
        ("arkiv/moten/forbundsdirektionen/2023-06-15/index.md#no", "anchor '#no'"),
    ],
)
def test_link_to_what_is_not_there_is_told(
    project: Project, caplog: pytest.LogCaptureFixture, link: str, told: str
) -> None:
    project.files["docs/other.md"] = f"# Other\n\n[x]({link})\n"
    project.settings |= STRICT
    with pytest.raises(Abort):
        project.build()
    assert told in caplog.text


def test_hook_sees_every_page_and_its_minutes_file(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.files["hook.py"] = HOOK
    project.settings |= {
        "hooks": ["hook.py"],
        "repo_url": "https://github.com/town/site",
        "edit_uri": "edit/main/docs/",
    }
    site = project.build()
    assert caplog.text.count("hook.py arbetar också på sidor") == 1
    unseen = [address for address in site.addresses if not site.page(address).select(".seen")]
    assert unseen == []
    seen = site.page("arkiv/moten/forbundsdirektionen/2023-06-15/").select_one(".seen")
    minutes = "minutes/forbundsdirektionen/2023/2023-06-15.yml"
    assert seen and seen.get_text() == f"https://github.com/town/site/edit/main/{minutes}"


def test_search_of_the_theme_stands_alone_in_the_header_and_finds_every_page(
    project: Project,
) -> None:
    project.plugins = ["search"]
    site = project.build()
    for address in ("other/", "arkiv/beslut/", "arkiv/"):
        assert len(site.page(address).select(".md-header form")) == 1, address
    index = (site.folder / "search/search_index.json").read_text(encoding="utf-8")
    assert "arkiv/moten/forbundsdirektionen/2023-06-15/" in index
    assert "pelargonium" in index


@pytest.mark.parametrize(
    ("options", "search"),
    [({}, "search"), ({"prefix": "arkiv"}, {"search": {"enabled": False}})],
    ids=["whole site", "switched off"],
)
def test_header_has_a_search_where_the_theme_puts_none_there(
    project: Project, options: dict[str, str], search: object
) -> None:
    project.options = options
    project.plugins = [search]
    project.settings["nav"] = None
    project.files["docs/index.md"] = "# Start" if options else ""
    project.files["docs/other.md"] = "# Other"
    page = project.build().page(f"{options.get('prefix', '')}/beslut/".lstrip("/"))
    assert len(page.select(".md-header form[data-ma-suggest]")) == 1


@pytest.mark.parametrize(
    ("theme", "plugin", "is_there"),
    [
        ("material", "search", True),
        ("material", {"search": {"enabled": False}}, False),
        ("material", "tags", False),
        ("mkdocs", "search", True),
        ("readthedocs", "search", True),
    ],
)
def test_which_headers_have_a_search_of_the_theme(
    project: Project, theme: str, plugin: object, is_there: bool
) -> None:
    project.settings["theme"] = {"name": theme}
    project.plugins = [plugin]
    assert site_has_search(load_config(str(project.write()))) is is_there


def test_search_of_mkdocs_is_in_no_header_of_material(project: Project) -> None:
    # As a plugin has it that sets the theme itself, after the others were found.
    project.settings["theme"] = {"name": "mkdocs"}
    project.plugins = ["search"]
    config = load_config(str(project.write()))
    config.theme = Theme(name="material")
    assert not site_has_search(config)
