"""Pages the law asks for, made from the registry: a page whose facts are missing is left out."""

from __future__ import annotations

from collections.abc import Iterator

from minutes_archive.addresses import Addresses
from minutes_archive.language.catalogue import Translator
from minutes_archive.model import Registry
from minutes_archive.pages.page import Page, TocEntry
from minutes_archive.pages.rendering import Renderer


def legal_links(
    registry: Registry, addresses: Addresses, translate: Translator
) -> tuple[tuple[str, str], ...]:
    """Return titles and addresses of the pages about the archive that this one has."""
    publisher = registry.publisher
    reachable = publisher.email or publisher.phone or publisher.address or publisher.url
    given = {
        "contact": publisher.name and reachable,
        "accessibility": registry.accessibility,
        "privacy": registry.privacy,
        "glossary": True,
        "watch": True,
    }
    figures = (translate("figures.title"), addresses.section("figures"))
    about = (
        (translate(f"{name}.title"), addresses.about(name))
        for name, facts in given.items()
        if facts
    )
    return (figures, *about)


def legal_pages(renderer: Renderer) -> Iterator[Page]:
    """Render the contact, accessibility and privacy pages that the registry has facts for."""
    published = {
        address for _, address in legal_links(renderer.registry, renderer.addresses, renderer.t)
    }
    for name in ("contact", "accessibility", "privacy"):
        if renderer.addresses.about(name) in published:
            yield _legal_page(renderer, name)


def _legal_page(renderer: Renderer, name: str) -> Page:
    t, registry = renderer.t, renderer.registry
    sections: dict[str, tuple[str, ...]] = {
        "contact": ("notice_boards",),
        "accessibility": _statement_sections(registry),
        "privacy": ("controller", "officer", "legal_basis", "retention", "rights", "technology"),
    }
    return renderer.page(
        f"{name}.html",
        renderer.addresses.about(name),
        title=t(f"{name}.title"),
        description=t(f"{name}.description", name=registry.name),
        toc=tuple(
            TocEntry(t(f"{name}.{section}"), renderer.addresses.anchor(section))
            for section in sections[name]
        ),
        boards=[m for m in registry.municipalities.values() if m.notice_board],
        statement=registry.accessibility,
        notice=registry.privacy,
    )


def _statement_sections(registry: Registry) -> tuple[str, ...]:
    statement = registry.accessibility
    if statement is None:
        return ()
    given = {
        "status": True,
        "limitations": statement.limitations,
        "disproportionate": statement.disproportionate,
        "exempt": statement.exempt,
        "report": True,
        "supervision": True,
        "assessment": True,
    }
    return tuple(name for name, facts in given.items() if facts)
