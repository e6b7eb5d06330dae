"""The menu: the titles of mkdocs.yml, or where it has no nav the archive's own sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from minutes_archive.addresses import Addresses
from minutes_archive.language.catalogue import Translator
from minutes_archive.pages import PagePlan
from minutes_archive.publishing.compatible import source_of
from minutes_archive.publishing.site_files import Content

_SECTIONS = ("search", "meetings", "decisions", "municipalities", "follow_ups", "about")


def apply_menu_titles(menu: Any, files: Files) -> None:
    """Let the titles in mkdocs.yml's nav name our pages: MkDocs does so only for its own."""
    for entry in menu if isinstance(menu, list) else []:
        for title, goal in entry.items() if isinstance(entry, dict) else ():
            if isinstance(goal, list):
                apply_menu_titles(goal, files)
                continue
            file = files.get_file_from_path(str(goal))
            if file is not None and file.page is not None:
                file.page.title = title


def section_sources(addresses: Addresses) -> list[str]:
    """Return the source names of the pages that the default menu shows beside the start page."""
    return [f"{addresses.section(name)}index.md" for name in _SECTIONS]


def show_in_menu(files: Files, addresses: Addresses, with_sections: bool) -> None:
    """Let whoever makes the menu out of all files find the archive's start page in it."""
    sources = [f"{addresses.start}index.md"]
    if with_sections:
        sources += section_sources(addresses)
    for source in sources:
        file = files.get_file_from_path(source)
        if file is not None:
            file.inclusion = InclusionLevel.INCLUDED


def default_menu(files: Files, addresses: Addresses, t: Translator) -> list[Any]:
    """Return a nav: start, the sections of the archive, and the hand-written pages last."""
    menu: list[Any] = [{t("nav.start"): f"{addresses.start}index.md"}]
    menu += [
        {t(f"nav.{name}"): f"{addresses.section(name)}index.md"}
        for name in _SECTIONS
        if files.get_file_from_path(f"{addresses.section(name)}index.md")
    ]
    by_hand = [
        file.src_uri
        for file in files.documentation_pages()
        if file.generated_by is None and file.inclusion is not InclusionLevel.NOT_IN_NAV
    ]
    return [*menu, *sorted(by_hand)]


def pages_for_mkdocs(
    contents: Iterable[Content], addresses: Addresses, config: MkDocsConfig, files: Files
) -> Iterator[PagePlan]:
    """Yield the pages that MkDocs must know as its own: those in the menu, and the start page.

    All others can be written without it (fast.py).
    """
    in_menu = section_sources(addresses) if config.nav is None else _menu_goals(config.nav)
    needed = set(in_menu)
    needed.add(source_of(addresses.start))
    needed -= {file.src_uri for file in files}
    for plan in contents:
        if not isinstance(plan, PagePlan):
            continue
        source = source_of(plan.address)
        if source in needed:
            needed.discard(source)
            yield plan
        if not needed:
            return


def _menu_goals(menu: Any) -> Iterator[str]:
    if isinstance(menu, str):
        yield menu.lstrip("/")
    elif isinstance(menu, dict):
        for goal in menu.values():
            yield from _menu_goals(goal)
    elif isinstance(menu, list):
        for entry in menu:
            yield from _menu_goals(entry)
