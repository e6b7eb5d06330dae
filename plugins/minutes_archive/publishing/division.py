"""Which pages of the archive MkDocs must know as its own, and which can be written fast."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from minutes_archive.pages import PagePlan, Renderer
from minutes_archive.publishing.menu import section_sources
from minutes_archive.publishing.site_files import site_plans

_MARKDOWN_TARGET = re.compile(r"[\w./-]+\.md\b")


def pages_for_mkdocs(renderer: Renderer, config: MkDocsConfig, files: Files) -> Iterator[PagePlan]:
    """Yield the pages that the menu shows or a hand-written page links to, and the start page."""
    needed = _needed_sources(renderer, config, files)
    needed -= {file.src_uri for file in files}
    for plan in site_plans(renderer):
        source = source_of(plan)
        if source in needed:
            needed.discard(source)
            yield plan
        if not needed:
            return


def source_of(page: PagePlan) -> str:
    """Return the name by which mkdocs.yml and hand-written pages call a page of the archive."""
    return f"{page.address}index.md"


def _needed_sources(renderer: Renderer, config: MkDocsConfig, files: Files) -> set[str]:
    if config.nav is None:
        needed = set(section_sources(renderer.addresses))
    else:
        needed = set(_menu_goals(config.nav))
    needed.add(f"{renderer.addresses.start}index.md")
    for file in files.documentation_pages():
        folder = posixpath.dirname(file.src_uri)
        for target in _MARKDOWN_TARGET.findall(file.content_string):
            needed.add(posixpath.normpath(posixpath.join(folder, target)))
    return needed


def _menu_goals(menu: Any) -> Iterator[str]:
    if isinstance(menu, str):
        yield menu.lstrip("/")
    elif isinstance(menu, dict):
        for goal in menu.values():
            yield from _menu_goals(goal)
    elif isinstance(menu, list):
        for entry in menu:
            yield from _menu_goals(entry)
