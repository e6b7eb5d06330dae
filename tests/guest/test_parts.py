"""A site that cannot hold the archive's pages as they are is told so, by name."""

from __future__ import annotations

import pytest
from mkdocs.exceptions import Abort, PluginError

from guest.ordinary import Project

GONE = {
    "container": ("{% block container %}{% endblock %}", "sidans innehåll"),
    "content": ("{% block content %}Mine{% endblock %}", "sidans innehåll"),
}
BASE = "<html><head></head><body>{% block content %}{{ page.content }}{% endblock %}</body></html>"


@pytest.mark.parametrize("publishing", ["fast", "compatible"])
@pytest.mark.parametrize("name", GONE)
def test_page_without_its_parts_is_an_error(
    project: Project, caplog: pytest.LogCaptureFixture, name: str, publishing: str
) -> None:
    block, told = GONE[name]
    project.options = {"prefix": "arkiv", "publishing": publishing}
    project.settings["theme"] = {"name": "material", "custom_dir": "overrides"}
    project.files["overrides/main.html"] = f'{{% extends "base.html" %}}{block}'
    with pytest.raises((Abort, PluginError)):
        project.build()
    assert "overrides/main.html E603" in caplog.text
    assert told in caplog.text


def test_template_that_is_no_material_page_is_an_error(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.settings["theme"] = {"name": "material", "custom_dir": "overrides"}
    project.files["overrides/main.html"] = BASE
    with pytest.raises((Abort, PluginError)):
        project.build()
    assert "E603" in caplog.text
    assert "sökrutan" in caplog.text
    assert "sidfoten" in caplog.text


def test_header_of_the_site_gets_the_search_wherever_it_ends(project: Project) -> None:
    project.settings["theme"] = {"name": "material", "custom_dir": "overrides"}
    project.files["overrides/partials/header.html"] = (
        '<header class="md-header" data-md-component="header">Own head</header>'
    )
    page = project.build().page("arkiv/beslut/")
    assert "Own head" in page.get_text()
    assert len(page.select(".md-header form[data-ma-suggest]")) == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"use_directory_urls": False}, "use_directory_urls: false"),
        ({"plugins": ["offline"]}, "pluginen offline"),
    ],
)
def test_addresses_of_files_are_refused_by_name(
    project: Project, caplog: pytest.LogCaptureFixture, change: dict[str, object], named: str
) -> None:
    project.plugins = list(change.pop("plugins", []))  # type: ignore[call-overload]
    project.settings |= change
    with pytest.raises(Abort):
        project.build()
    assert "mkdocs.yml E604" in caplog.text
    assert named in caplog.text


def test_other_theme_is_told(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    project.settings["theme"] = {"name": "readthedocs"}
    project.build()
    assert "mkdocs.yml W601" in caplog.text
    assert "inte readthedocs:" in caplog.text
