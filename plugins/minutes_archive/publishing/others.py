"""What else works on a site: other plugins and hooks, and what the archive owes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.problems import Place, Problem

_PAGE_EVENTS = (
    *("files", "nav", "pre_page", "page_read_source", "page_markdown", "page_content"),
    *("page_context", "post_page"),
)

_MENU_PLUGINS = frozenset({"awesome-nav", "awesome-pages", "literate-nav"})


def refuse_without_plugin(config: MkDocsConfig) -> None:
    """Raise ArchiveProblemsError where mkdocs.yml does not name the plugin."""
    if "minutes-archive" in config.plugins:
        return
    problem = Problem(
        Place(Path(config.config_file_path).name),
        "E606",
        "pluginen minutes-archive nämns inte, så webbplatsen får inget arkiv",
        "skriv en rad - minutes-archive under plugins:",
    )
    raise ArchiveProblemsError([problem])


def at_work_on_pages(config: MkDocsConfig) -> list[str]:
    """Return the names of plugins and hooks that see each page or all files.

    They must find the archive's pages among those of MkDocs.
    """
    return sorted({name for event in _PAGE_EVENTS for name in _names(config, event)})


def at_work_on_site(config: MkDocsConfig) -> list[str]:
    """Return the names of plugins and hooks that may change files of the finished site."""
    return sorted(set(_names(config, "post_build")))


def makes_the_menu(config: MkDocsConfig) -> bool:
    """Return whether another plugin makes the menu out of folders or files of its own."""
    return any(name.partition(" ")[0] in _MENU_PLUGINS for name in config.plugins)


def sorts_out_languages(config: MkDocsConfig) -> bool:
    """Return whether a plugin makes MkDocs' files by language, and keeps only those of docs/."""
    return "i18n" in config.plugins


def is_another_round(config: MkDocsConfig) -> bool:
    """Return whether that plugin builds the site once more, in another of its languages.

    The archive's pages stand already, in the archive's language and with the menu of the first
    round: the others need them for their menus and links alone.
    """
    return bool(getattr(config.plugins.get("i18n"), "building", False))


def _names(config: MkDocsConfig, event: str) -> Iterator[str]:
    names = {id(plugin): name for name, plugin in config.plugins.items()}
    for method in config.plugins.events[event]:
        plugin: Any = getattr(method, "__self__", None)
        name = names.get(id(plugin)) or _hook_name(method)
        # A second archive in the same site is called "minutes-archive #2".
        if name.partition(" ")[0] != "minutes-archive":
            yield name


def _hook_name(method: Any) -> str:
    code = getattr(method, "__code__", None)
    path = PurePath(str(getattr(code, "co_filename", "")))
    # A plugin that another one has brought along is called by its package.
    return (path.parent if path.name == "__init__.py" else path).name or type(method).__name__
