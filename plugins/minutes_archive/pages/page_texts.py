"""Texts of the minutes as templates show them: rendered once for all pages near each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

from markupsafe import Markup

from minutes_archive.pages.markdown import Links, TextRenderer

# Of each kind: a meeting's page and those of its decisions show the same.
_KEPT = 500

# Stands for the way up to the site's root; reading refuses control characters in texts.
_ROOT = "\x1a"

Show = Callable[..., Markup]

# Where the links of a text of a meeting lead, by the meeting's id, from the site's root.
LinksOf = Callable[[str], Links]


class PageTexts:
    """What templates call to show a text, by the name they know it by.

    `markdown` gives blocks, `line` Markdown on one line, `inline` text that is no Markdown. The
    second value is the id of the meeting whose text it is; without it only municipalities and
    addresses of the web are linked. `led` is `markdown` with a label before the text.
    """

    def __init__(self, renderer: TextRenderer, links_of: LinksOf) -> None:
        # Texts are rendered once for all pages, with a sign for the way up to the root.
        def rooted(of: str) -> Links:
            links = links_of(of)
            return Links(
                lambda municipality: _rooted(links.municipality(municipality)),
                lambda name: _rooted(links.file(name)),
                lambda reference: _rooted(links.reference(reference)),
                lambda text: [replace(s, address=_rooted(s.address)) for s in links.cited(text)],
            )

        links_at = lru_cache(_KEPT)(rooted)

        def keeping(render: Callable[[str, Links], str]) -> Callable[[str, str], str]:
            return lru_cache(_KEPT)(lambda text, of: render(text, links_at(of)))

        self._rendered = {
            "markdown": keeping(renderer.markdown),
            "line": keeping(renderer.line),
            "inline": keeping(renderer.inline),
        }
        self._at: dict[str, dict[str, Show]] = {}

    def at(self, root: str) -> dict[str, Show]:
        """Return the same functions for pages whose link to the site root is `root`."""
        if root not in self._at:
            self._at[root] = {
                name: _showing(rendered, root) for name, rendered in self._rendered.items()
            }
            self._at[root]["led"] = partial(_led, self._at[root]["markdown"])
        return self._at[root]


def _led(markdown: Show, label: Markup | str, text: str, of: str = "") -> Markup:
    """Return the blocks of a text with a label (words, or markup) before the first of them."""
    html = markdown(text, of)
    lead = Markup("<p>{}").format(label)
    if html.startswith("<p>"):
        return lead + Markup(" ") + html[len("<p>") :]
    return lead + Markup("</p>\n") + html


def _rooted(address: str) -> str:
    return _ROOT + address if address else ""


def _showing(rendered: Callable[[str, str], str], root: str) -> Show:
    return lambda text, of="": Markup(rendered(text, of).replace(_ROOT, root))
