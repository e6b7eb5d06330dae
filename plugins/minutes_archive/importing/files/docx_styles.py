"""The styles of a Word file: headings, bold type, sizes and lists that a paragraph inherits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from minutes_archive.importing.files.docx_numbering import W

_HEADING = re.compile(r"(?:heading|rubrik)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|rubrik|titel|dokumenttitel)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of a paragraph; `outline` is the heading level, 0 for none."""

    outline: int = 0
    title: bool = False
    bold: bool = False
    size: float = 0.0
    list_id: str = ""
    list_level: int = 0
    indent: float = 0.0


class Styles:
    """Looks up a paragraph style with everything it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {}
        self._default = ""
        self._looks: dict[str, Look] = {}
        self._base = Look()
        if root is None:
            return
        for element in root.iter(f"{W}style"):
            identity = element.get(f"{W}styleId", "")
            self._elements[identity] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in (
                "1",
                "true",
            ):
                self._default = identity
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            self._base = with_run(self._base, defaults.find(f".//{W}rPr"))

    def look(self, identity: str) -> Look:
        """Return the look of a style; an unknown one looks like the default."""
        return self._resolve(identity or self._default, ())

    def _resolve(self, identity: str, on_the_way: tuple[str, ...]) -> Look:
        if identity in self._looks:
            return self._looks[identity]
        element = self._elements.get(identity)
        if element is None or identity in on_the_way or len(on_the_way) > 20:
            return self._base
        based = element.find(f"{W}basedOn")
        parent = based.get(f"{W}val", "") if based is not None else ""
        look = self._resolve(parent, (*on_the_way, identity)) if parent else self._base
        name = element.find(f"{W}name")
        look = self._named(look, (name.get(f"{W}val", "") if name is not None else "") or identity)
        look = with_paragraph(look, element.find(f"{W}pPr"))
        self._looks[identity] = with_run(look, element.find(f"{W}rPr"))
        return self._looks[identity]

    def _named(self, look: Look, name: str) -> Look:
        heading = _HEADING.fullmatch(name.strip())
        if heading:
            return replace(look, outline=int(heading[1]), title=False)
        if _TITLE.fullmatch(name.strip()):
            return replace(look, title=True)
        return look


def with_paragraph(look: Look, properties: etree._Element | None) -> Look:
    """Return a look changed by paragraph properties."""
    if properties is None:
        return look
    outline = properties.find(f"{W}outlineLvl")
    if outline is not None and (outline.get(f"{W}val") or "").isdigit():
        level = int(outline.get(f"{W}val") or 9) + 1
        look = replace(look, outline=level if level <= 9 else 0)
    numbered = properties.find(f"{W}numPr")
    if numbered is not None:
        identity, level_ = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
        if identity is not None:
            value = identity.get(f"{W}val", "")
            look = replace(look, list_id="" if value == "0" else value)
        if level_ is not None and (level_.get(f"{W}val") or "").isdigit():
            look = replace(look, list_level=int(level_.get(f"{W}val") or 0))
    indent = properties.find(f"{W}ind")
    if indent is not None:
        left = indent.get(f"{W}left") or indent.get(f"{W}start") or ""
        if re.fullmatch(r"-?\d{1,6}", left):
            look = replace(look, indent=max(int(left) / 20, 0.0))
    return look


def with_run(look: Look, properties: etree._Element | None) -> Look:
    """Return a look changed by run properties."""
    if properties is None:
        return look
    bold = properties.find(f"{W}b")
    if bold is not None:
        look = replace(look, bold=(bold.get(f"{W}val") or "1") not in ("0", "false", "off"))
    size = properties.find(f"{W}sz")
    if size is not None and (size.get(f"{W}val") or "").isdigit():
        look = replace(look, size=int(size.get(f"{W}val") or 0) / 2)
    return look
