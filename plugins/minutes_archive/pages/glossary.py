"""The page that explains the words of the archive."""

from __future__ import annotations

from minutes_archive.pages.page import Page
from minutes_archive.pages.rendering import Renderer
from minutes_archive.pages.terms import TERMS, term_anchor

# Swedish sorts å ä ö after z; English words have none of them.
_ORDER = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c"})


def glossary_page(renderer: Renderer) -> Page:
    """Render the explanations in the order of the alphabet."""
    t = renderer.t
    terms = [
        (term_anchor(t, term), t(f"glossary.{term}.term"), t(f"glossary.{term}.text"))
        for term in TERMS
    ]
    return renderer.page(
        "glossary.html",
        renderer.addresses.about("glossary"),
        title=t("glossary.title"),
        description=t("glossary.description", name=renderer.registry.name),
        terms=sorted(terms, key=lambda term: term[1].lower().translate(_ORDER)),
    )
