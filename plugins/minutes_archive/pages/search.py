"""The search page: a form that works alone, and the words the browser part shows."""

from __future__ import annotations

from minutes_archive.pages.page import Page
from minutes_archive.pages.rendering import Renderer

_KEY = "search.key."


def search_page(renderer: Renderer) -> Page:
    """Render the search page; without JavaScript it leads to the register of decisions."""
    strings = renderer.t.starting_with("search.")
    return renderer.page(
        "search.html",
        renderer.addresses.section("search"),
        title=renderer.t("search.title"),
        description=renderer.t("search.description", name=renderer.registry.name),
        index=renderer.addresses.index_folder,
        strings={
            "strings": {key: text for key, text in strings.items() if not key.startswith(_KEY)},
            "keys": {
                key.removeprefix(_KEY): text
                for key, text in strings.items()
                if key.startswith(_KEY)
            },
            "register": renderer.addresses.section("decisions"),
        },
    )
