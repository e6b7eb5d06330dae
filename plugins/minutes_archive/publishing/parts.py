"""What every built page of the archive must hold, whatever templates stand around it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from minutes_archive.loading import ArchiveProblemsError
from minutes_archive.pages import Page
from minutes_archive.problems import Place, Problem
from minutes_archive.publishing.chrome import SCRIPTS, STYLES


def is_material(config: MkDocsConfig) -> bool:
    """Return whether the theme is Material or built like it, as MaterialX is."""
    for folder in config.theme.dirs:
        base = Path(folder, "base.html")
        if base.is_file() and folder != config.theme.custom_dir:
            text = base.read_text(encoding="utf-8", errors="replace")
            return 'data-md-component="container"' in text
    return False


def missing_parts(document: str, page: Page, content: str, values: Mapping[str, Any]) -> list[str]:
    """Return what a page lacks, by the names that a problem calls it (Swedish).

    `content` is what the page shows, after what other plugins have made of it.
    """
    addresses = values["address"]
    wanted = {
        "sidans innehåll": content,
        "sidfoten": "ma-footer",
        "sidans data och flöden (extrahead)": page.head,
        "noindex": 'name="robots" content="noindex"' if page.noindex else "",
        **{f"stilmallen {name}": addresses.asset(name) for name in STYLES},
        **{f"skriptet {name}": addresses.asset(name) for name in SCRIPTS},
    }
    if not values["site_search"]:
        # The box of the header, which alone names the engine: pages have boxes of their own.
        wanted["sökrutan"] = "data-engine="
    # What the archive's address is called from a page may be shorter, never its end.
    return [
        name
        for name, mark in wanted.items()
        if mark not in document and mark.removeprefix(addresses.prefix) not in document
    ]


def refuse_missing(
    document: str, page: Page, content: str, values: Mapping[str, Any], theme: str
) -> None:
    """Raise ArchiveProblemsError where a page lacks what belongs to it."""
    missing = missing_parts(document, page, content, values)
    if missing:
        problem = Problem(
            Place(theme),
            "E603",
            f"sidan /{page.address} saknar {', '.join(missing)}",
            "lägg tillbaka blocken i main.html, eller skriv {{ super() }} i dem",
        )
        raise ArchiveProblemsError([problem])
