"""Which pages of the archive MkDocs must know as its own, and which can be written fast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from minutes_archive.pages import PagePlan, Renderer
from minutes_archive.publishing.compatible import source_of
from minutes_archive.publishing.menu import section_sources
from minutes_archive.publishing.site_files import site_plans


def pages_for_mkdocs(renderer: Renderer, config: MkDocsConfig, files: Files) -> Iterator[PagePlan]:
    """Yield the pages that the menu shows, and the start page."""
    if config.nav is None:
        needed = set(section_sources(renderer.addresses))
    else:
        needed = set(_menu_goals(config.nav))
    needed.add(source_of(renderer.addresses.start))
    needed -= {file.src_uri for file in files}
    for plan in site_plans(renderer):
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
