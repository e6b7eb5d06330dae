"""Which facts that the law asks for are missing from archive.yml (E90x, W90x)."""

from __future__ import annotations

from collections.abc import Iterator

from minutes_archive.model import AccessibilityStatement, Conformance, Registry
from minutes_archive.problems import Problem


def missing_facts(registry: Registry) -> Iterator[Problem]:
    """Yield a warning for each page that cannot be made since its facts are missing."""
    place, publisher = registry.place, registry.publisher
    if registry.accessibility is None:
        yield Problem(
            place,
            "W901",
            "tillgänglighetsredogörelsen saknas och publiceras inte",
            'fyll i "accessibility:" i archive.yml',
        )
    if registry.privacy is None:
        yield Problem(
            place,
            "W902",
            "sidan om personuppgifter saknas och publiceras inte",
            'fyll i "privacy:" i archive.yml',
        )
    if not publisher.email:
        yield Problem(
            place,
            "W903",
            "utgivaren har ingen e-postadress, så läsaren kan inte föreslå rättelser",
            'fyll i "email:" under "publisher:"',
        )
    without = [m.name for m in registry.municipalities.values() if not m.notice_board]
    if without:
        yield Problem(
            place,
            "W904",
            f"adressen till anslagstavlan saknas för {', '.join(without)}",
            'fyll i "notice_board:" för kommunen',
        )


def incomplete_statement(registry: Registry) -> Iterator[Problem]:
    """Yield what a statement that is begun lacks: half a statement would be a false one."""
    if registry.accessibility is not None:
        yield from _incomplete(registry.accessibility, registry)


def _incomplete(statement: AccessibilityStatement, registry: Registry) -> Iterator[Problem]:
    place = statement.place
    if not registry.publisher.name:
        yield Problem(
            place,
            "E901",
            "tillgänglighetsredogörelsen saknar den ansvariga aktören",
            'fyll i "name:" under "publisher:"',
        )
    if not registry.publisher.email:
        yield Problem(
            place,
            "E902",
            "tillgänglighetsredogörelsen saknar ett sätt att rapportera brister",
            'fyll i "email:" under "publisher:"',
        )
    full = statement.conformance is Conformance.FULL
    if full and statement.limitations:
        yield Problem(
            place,
            "E903",
            "webbplatsen kan inte både vara helt förenlig med lagen och ha brister",
            'skriv "conformance: partial" eller ta bort "limitations:"',
        )
    if not full and not statement.limitations:
        yield Problem(
            place,
            "E903",
            "tillgänglighetsredogörelsen saknar listan över brister",
            'fyll i "limitations:" med vad som brister och varför',
        )
    if statement.updated < statement.assessed:
        yield Problem(
            place,
            "E904",
            "tillgänglighetsredogörelsen är uppdaterad före bedömningen",
            'rätta "assessed:" eller "updated:"',
        )
