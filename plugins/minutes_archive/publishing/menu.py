"""The menu of a site whose mkdocs.yml gives none: the archive's sections, then docs/."""

from __future__ import annotations

from typing import Any

from mkdocs.structure.files import Files, InclusionLevel

from minutes_archive.addresses import Addresses
from minutes_archive.language.catalogue import Translator

_SECTIONS = ("search", "meetings", "decisions", "municipalities", "follow_ups", "about")


def default_menu(files: Files, addresses: Addresses, t: Translator) -> list[Any]:
    """Return a nav: start, the sections of the archive, and the hand-written pages last."""
    menu: list[Any] = [{t("nav.start"): "index.md"}]
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
