"""The frame around pages: our theme folder laid over Material, with settings it needs."""

from __future__ import annotations

from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from minutes_archive.model import Registry

THEME = Path(__file__).parents[1] / "theme"
STYLES = ("assets/minutes-archive/minutes.css", "assets/search/search.css")
SCRIPTS = ("assets/minutes-archive/minutes.js", "assets/search/suggest.js")

# Served as one file (search_scripts.py), which the search page loads at once, and the header's
# box when somebody first types in it.
SEARCH_ENGINE = tuple(
    f"assets/search/{name}.js"
    for name in (
        *("lunr.min", "dates", "analysis", "files", "terms", "query", "scoring", "facets"),
        *("phrases", "spellings", "matching", "gathering", "facts", "asking", "ranking"),
        *("filtering", "records", "snippet", "engine"),
    )
)
SEARCH_PAGE = tuple(
    f"assets/search/{name}.js"
    for name in ("page_showing", "page_address", "page_hits", "page_choices", "page")
)


# Material's own search, with stemmers of 30 languages: 1.2 MB of six more authors' code.
_OTHER_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


def drop_other_search(files: Files, config: MkDocsConfig) -> None:
    """Leave the theme's own search out of the site, unless mkdocs.yml asks for its plugin."""
    if any(name.endswith("search") for name in config.plugins):
        return
    for file in [file for file in files if file.dest_uri.startswith(_OTHER_SEARCH)]:
        files.remove(file)


def prepare_theme(config: MkDocsConfig, registry: Registry) -> None:
    """Put our theme between the user's own overrides and Material, once per build."""
    folder = str(THEME)
    if folder not in config.theme.dirs:
        # A custom_dir comes first in the list and keeps the last word.
        position = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(position, folder)
    config.theme["language"] = registry.language
    # A font from elsewhere would be a request to somebody else's host.
    config.theme["font"] = False
    if not config.site_description and registry.description:
        # The theme prints it into an attribute as it stands.
        config.site_description = escape(registry.description)
    config.extra_css = [*STYLES, *(file for file in config.extra_css if file not in STYLES)]
    config.extra_javascript += [file for file in SCRIPTS if file not in config.extra_javascript]
