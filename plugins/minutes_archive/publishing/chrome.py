"""The frame around the archive's pages: a template of our own name laid over the site's.

The theme, its overrides and mkdocs.yml belong to whoever owns the site. The archive's pages are
rendered by a template that extends the site's `main.html`, with a copy of the settings in which
their language, style sheets and scripts stand; the settings of the other pages are not touched.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils.yaml import yaml_load

from minutes_archive.addresses import Addresses
from minutes_archive.archive import Archive
from minutes_archive.language.catalogue import Translator
from minutes_archive.pages.legal import legal_links

THEME = Path(__file__).parents[1] / "theme"
TEMPLATE = "minutes-archive.html"
"""The template of the archive's pages, which extends the site's own main.html."""

STYLES = ("minutes-archive/minutes.css", "search/search.css")
SCRIPTS = ("minutes-archive/minutes.js", "search/suggest.js")

# Served as one file (search_scripts.py), which the search page loads at once, and the header's
# box when somebody first types in it.
SEARCH_ENGINE = tuple(
    f"search/{name}.js"
    for name in (
        *("lunr.min", "dates", "analysis", "files", "terms", "query", "scoring", "facets"),
        *("phrases", "spellings", "synonyms", "matching", "gathering", "facts", "asking"),
        *("ranking", "filtering", "records", "snippet", "engine"),
    )
)
SEARCH_PAGE = tuple(
    f"search/{name}.js"
    for name in ("page_showing", "page_address", "page_hits", "page_choices", "page")
)


# Material's own search, with stemmers of 30 languages: 1.2 MB of six more authors' code.
_OTHER_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")

_INSTANT = "navigation.instant"

_BELOW = "minutes-archive-below"


def drop_other_search(files: Files, config: MkDocsConfig) -> None:
    """Leave the theme's own search out of the site, unless its headers ask for it."""
    if site_has_search(config):
        return
    for file in [file for file in files if file.dest_uri.startswith(_OTHER_SEARCH)]:
        files.remove(file)


def site_has_search(config: MkDocsConfig) -> bool:
    """Return whether the theme puts a search of its own into the header of the site.

    Material does for the plugin that it brings, where that is on, and not for the one of MkDocs.
    """
    theme = config.theme.name or ""
    names = [f"{theme}/search"] if theme.startswith("material") else [f"{theme}/search", "search"]
    found = [config.plugins[name] for name in names if name in config.plugins]
    return any(plugin.config.get("enabled", True) for plugin in found)


class _ThemeSeenBy:
    """A theme with some settings exchanged; all else is the theme's."""

    def __init__(self, theme: Any, instead: dict[str, Any]) -> None:
        self._theme, self._instead = theme, instead

    def __getattr__(self, name: str) -> Any:
        return getattr(self._theme, name)

    def __getitem__(self, key: str) -> Any:
        return self._instead[key] if key in self._instead else self._theme[key]

    def __contains__(self, key: object) -> bool:
        return key in self._instead or key in self._theme


def dress_whole_site(config: MkDocsConfig, archive: Archive) -> None:
    """Give every page of the site the archive's style and, where mkdocs.yml is silent, language."""
    given = _given_theme_settings(config)
    if "language" not in given:
        config.theme["language"] = archive.registry.language
    if "font" not in given:
        # A font from elsewhere would be a request to somebody else's host.
        config.theme["font"] = False
    if "favicon" not in given:
        config.theme["favicon"] = archive.addresses.asset("minutes-archive/icon.svg")
    _describe(config, archive)
    _add_files(config, archive.addresses)


def settings_of_archive(config: MkDocsConfig, archive: Archive) -> MkDocsConfig:
    """Return the settings as the archive's pages see them; those of the site stay as they are."""
    own = copy.copy(config)
    # From here on, and to here (see arrived.js), every page is loaded with its own head.
    features = [name for name in _features(config) if not name.startswith(_INSTANT)]
    instead = {"language": archive.registry.language, "font": False, "features": features}
    own.data["theme"] = _ThemeSeenBy(config.theme, instead)
    _describe(own, archive)
    _add_files(own, archive.addresses)
    return own


def template_values(
    config: MkDocsConfig,
    env: Environment,
    archive: Archive,
    whole_site: bool,
    scripts: tuple[str, str],
) -> dict[str, Any]:
    """Return what templates know as `minutes_archive`.

    Words, addresses, the `scripts` of the search (engine, page), and what of the site's own frame
    stands on the archive's pages: all where the archive is a guest, else what the site has made.
    """
    addresses, t = archive.addresses, Translator(archive.registry.language)
    blocks = set(env.get_template("main.html").blocks)

    def is_made(block: str, *partials: str) -> bool:
        folder = Path(config.theme.custom_dir or THEME, "partials")
        return block in blocks or any((folder / name).is_file() for name in partials)

    site_header = not whole_site or is_made("header", "header.html")
    return {
        "t": t,
        "address": addresses,
        "registry": archive.registry,
        "legal": legal_links(archive.registry, addresses, t),
        "search": dict(zip(("engine", "page"), scripts, strict=True))
        | {"index": addresses.index_folder},
        "is_guest": not whole_site,
        "is_instant": _INSTANT in _features(config),
        "site_search": site_header and site_has_search(config),
        "site_title": "htmltitle" in blocks,
        "site_header": site_header,
        "site_menu": not whole_site
        or is_made("tabs", "tabs.html", "nav.html", "toc.html")
        or "site_nav" in blocks,
        "site_footer": not whole_site
        or _has_footer(config)
        or is_made("footer", "footer.html", "copyright.html", "social.html"),
    }


def lay_templates(config: MkDocsConfig) -> None:
    """Put our templates where the theme's are looked for, after those of the site itself."""
    folder = str(THEME)
    if folder not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)


def prepare_environment(env: Environment, config: MkDocsConfig, whole_site: bool) -> None:
    """Let templates of the site extend those they stand before, as `main.html` itself does.

    A `main.html` of the site that extends "main.html" means the theme's. Where the archive is
    the whole site, templates that extend main.html (404.html) get the archive's frame as well.
    """
    below = [folder for folder in config.theme.dirs if folder != config.theme.custom_dir]
    loader = env.loader
    assert loader is not None
    env.loader = ChoiceLoader([loader, PrefixLoader({_BELOW: FileSystemLoader(below)})])

    def join_path(template: str, parent: str) -> str:
        if template == parent:
            return f"{_BELOW}/{template}"
        if whole_site and template == "main.html" and parent != TEMPLATE:
            return TEMPLATE
        return template

    env.join_path = join_path  # type: ignore[method-assign]  # Jinja's documented hook


def error_page(template: Any, env: Environment, config: MkDocsConfig) -> Any:
    """Return the archive's page for what is not there, unless the site has made its own."""
    custom = config.theme.custom_dir
    if custom and template.filename and Path(custom) in Path(template.filename).parents:
        return template
    return env.get_template(f"minutes-archive/{template.name}")


def own_files(files: Files, config: MkDocsConfig, addresses: Addresses) -> Iterator[File]:
    """Yield the style sheets, scripts and pictures of the archive's pages, below its prefix.

    A file of the site's `custom_dir` at the same place stands in for ours. What MkDocs has found
    in our folder is taken out of `files`.
    """
    for file in [file for file in files if file.src_dir == str(THEME)]:
        files.remove(file)
    parts = {f"assets/{name}" for name in (*SEARCH_ENGINE, *SEARCH_PAGE)}
    for source in sorted((THEME / "assets").rglob("*")):
        name = source.relative_to(THEME).as_posix()
        if source.is_file() and name not in parts:
            path = theme_file(config, name)
            address = addresses.asset(name.removeprefix("assets/"))
            by_site = files.get_file_from_path(address)
            if by_site is not None and by_site.src_dir == config.theme.custom_dir:
                files.remove(by_site)
            yield File.generated(config, address, abs_src_path=str(path))


def theme_file(config: MkDocsConfig, name: str) -> Path:
    """Return a file of our theme folder, or the one that the site puts in its place."""
    own = Path(config.theme.custom_dir or THEME, name)
    return own if own.is_file() else THEME / name


def _given_theme_settings(config: MkDocsConfig) -> set[str]:
    """Return the theme's settings that mkdocs.yml itself gives."""
    with Path(config.config_file_path).open("rb") as stream:
        theme = yaml_load(stream).get("theme")
    return set(theme) if isinstance(theme, dict) else set()


def _describe(config: MkDocsConfig, archive: Archive) -> None:
    if not config.site_description and archive.registry.description:
        # The theme prints it into an attribute as it stands.
        config.site_description = escape(archive.registry.description)


def _add_files(config: MkDocsConfig, addresses: Addresses) -> None:
    styles, scripts = map(addresses.asset, STYLES), map(addresses.asset, SCRIPTS)
    given = [str(file) for file in (*config.extra_css, *config.extra_javascript)]
    config.extra_css = [*(file for file in styles if file not in given), *config.extra_css]
    config.extra_javascript = [
        *config.extra_javascript,
        *(file for file in scripts if file not in given),
    ]


def _features(config: MkDocsConfig) -> list[str]:
    return list(config.theme.get("features") or ())


def _has_footer(config: MkDocsConfig) -> bool:
    """Return whether the site says what its footer holds."""
    extra: Any = config.extra
    if config.copyright or "navigation.footer" in _features(config):
        return True
    return any(extra.get(name) for name in ("social", "consent"))
