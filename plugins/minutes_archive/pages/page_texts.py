"""Texts of the minutes as templates show them: rendered once for all pages near each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

from minutes_archive.addresses import Addresses
from minutes_archive.pages.markdown import MentionLink, TextRenderer

# Of each kind: a meeting's page and those of its decisions show the same.
_KEPT = 500

# Stands for the way up to the site's root; reading refuses control characters in texts.
_ROOT = "\x1a"

Show = Callable[[str], Markup]


class PageTexts:
    """What templates call to show a text, by the name they know it by."""

    def __init__(self, renderer: TextRenderer, addresses: Addresses) -> None:
        def link(municipality: str) -> str:
            return _ROOT + addresses.municipality(municipality)

        def keeping(render: Callable[[str, MentionLink], str]) -> Callable[[str], str]:
            return lru_cache(_KEPT)(lambda text: render(text, link))

        self._rendered = {
            "markdown": keeping(renderer.markdown),
            "plain": keeping(renderer.plain),
            "inline": keeping(renderer.inline),
        }
        self._at: dict[str, dict[str, Show]] = {}

    def at(self, root: str) -> dict[str, Show]:
        """Return them for pages from which `root` leads up to the site's root."""
        if root not in self._at:
            self._at[root] = {
                name: _showing(rendered, root) for name, rendered in self._rendered.items()
            }
        return self._at[root]


def _showing(rendered: Callable[[str], str], root: str) -> Show:
    return lambda text: Markup(rendered(text).replace(_ROOT, root))
