"""How a Word file looks: styles, the numbers that Word makes itself, and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from minutes_archive.importing.files.hidden_text import marked
from minutes_archive.importing.words.passages import normalise

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: Word's format name, its pattern, its first number."""

    format: str = "decimal"
    pattern: str = "%1."
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    counters: dict[str, list[int]] = field(default_factory=dict)

    def marker(self, number_id: str, level: int) -> str:
        """Count one paragraph and return what Word prints before it."""
        levels = self.levels.get(number_id)
        if not levels or not 0 <= level < _MAX_LEVEL:
            return ""
        counters = self.counters.setdefault(
            self.abstract_of.get(number_id, number_id), [0] * _MAX_LEVEL
        )
        for above in range(level):
            if counters[above] == 0:
                counters[above] = levels.get(above, Level()).start
        own = levels.get(level, Level())
        counters[level] = counters[level] + 1 if counters[level] else own.start
        counters[level + 1 :] = [0] * (_MAX_LEVEL - level - 1)
        if own.format == "bullet":
            return "•"
        if own.format == "none":
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return _number(counters[at], levels.get(at, Level()).format) if at < _MAX_LEVEL else ""

        return re.sub(r"%(\d)", shown, own.pattern).strip()


def read_numbering(root: etree._Element | None) -> Numbering:
    """Return the lists that numbering.xml defines."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {
        element.get(f"{W}abstractNumId", ""): _levels(element)
        for element in root.iter(f"{W}abstractNum")
    }
    for element in root.iter(f"{W}num"):
        identity = element.get(f"{W}numId", "")
        reference = element.find(f"{W}abstractNumId")
        base = reference.get(f"{W}val", "") if reference is not None else ""
        levels = dict(abstract.get(base, {}))
        restarted = False
        for override in element.iter(f"{W}lvlOverride"):
            at = _whole(override.get(f"{W}ilvl"))
            start = override.find(f"{W}startOverride")
            if start is not None:
                old = levels.get(at, Level())
                levels[at] = Level(old.format, old.pattern, _whole(start.get(f"{W}val"), 1))
                restarted = True
        numbering.levels[identity] = levels
        numbering.abstract_of[identity] = f"num {identity}" if restarted else f"abstract {base}"
    return numbering


def _levels(element: etree._Element) -> dict[int, Level]:
    found = {}
    for level in element.iter(f"{W}lvl"):
        values = {
            name: child.get(f"{W}val", "")
            for name in ("numFmt", "lvlText", "start")
            if (child := level.find(f"{W}{name}")) is not None
        }
        found[_whole(level.get(f"{W}ilvl"))] = Level(
            values.get("numFmt", "decimal"),
            values.get("lvlText", "%1."),
            _whole(values.get("start"), 1),
        )
    return found


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default


def _number(value: int, format_: str) -> str:
    if format_ in ("lowerLetter", "upperLetter") and value > 0:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if format_ == "upperLetter" else letters
    if format_ in ("lowerRoman", "upperRoman") and 0 < value < 400:
        roman = _roman(value)
        return roman.upper() if format_ == "upperRoman" else roman
    return str(value)


def _roman(value: int) -> str:
    signs = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    made = ""
    for size, sign in signs:
        made += sign * (value // size)
        value %= size
    return made


_OFF = ("0", "false", "off")
_WHITE = ("FFFFFF", "WHITE")
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
    hidden: bool = False
    white: bool = False
    shaded: bool = False


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
    return _with_shade(look, properties)


def with_run(look: Look, properties: etree._Element | None) -> Look:
    """Return a look changed by run properties."""
    if properties is None:
        return look
    bold = properties.find(f"{W}b")
    if bold is not None:
        look = replace(look, bold=(bold.get(f"{W}val") or "1") not in _OFF)
    size = properties.find(f"{W}sz")
    points = _points(size.get(f"{W}val") or "") if size is not None else 0.0
    if points:
        look = replace(look, size=points)
    for name in ("vanish", "specVanish"):
        unseen = properties.find(f"{W}{name}")
        if unseen is not None:
            look = replace(look, hidden=(unseen.get(f"{W}val") or "1") not in _OFF)
    colour = properties.find(f"{W}color")
    if colour is not None:
        look = replace(look, white=(colour.get(f"{W}val") or "").upper() in _WHITE)
    return _with_shade(look, properties)


def _points(value: str) -> float:
    """Return a size in points: half-points as a number, or "12pt" in strict files."""
    if value.isdigit():
        return int(value) / 2
    strict = re.fullmatch(r"(\d{1,4}(?:\.\d+)?)pt", value)
    return float(strict[1]) if strict else 0.0


def _with_shade(look: Look, properties: etree._Element) -> Look:
    """Return a look that knows whether something coloured lies under its letters."""
    shade = properties.find(f"{W}shd")
    if shade is not None:
        fill = (shade.get(f"{W}fill") or "auto").upper()
        filled = fill not in ("AUTO", *_WHITE) or (shade.get(f"{W}val") or "") in ("solid",)
        look = replace(look, shaded=filled or look.shaded)
    bright = properties.find(f"{W}highlight")
    if bright is not None:
        coloured = (bright.get(f"{W}val") or "none") not in ("none", "white")
        look = replace(look, shaded=coloured or look.shaded)
    return look


MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Type smaller than so many points cannot be read.
UNREADABLE_SIZE = 2.0
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{MC}Fallback",
        f"{W}pPr",
        f"{W}rPr",
        f"{W}instrText",
        f"{W}delText",
    }
)
_BREAKS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
}


@dataclass
class Paragraph:
    """Text, look, the text boxes anchored in it, and the notes it refers to."""

    text: str
    look: Look
    boxes: list[etree._Element] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)


def read_paragraph(element: etree._Element, styles: Styles) -> Paragraph:
    """Return a paragraph; struck-out and moved text is left out, inserted text is in."""
    properties = element.find(f"{W}pPr")
    named = properties.find(f"{W}pStyle") if properties is not None else None
    look = with_paragraph(
        styles.look(named.get(f"{W}val", "") if named is not None else ""), properties
    )
    look = replace(look, shaded=look.shaded or _stands_on_colour(element))
    read = Paragraph("", look)
    pieces: list[str] = []
    bold: list[bool] = []
    sizes: list[float] = []
    _walk(element, read, pieces, bold, sizes, look)
    read.text = "".join(pieces)
    read.look = replace(
        look,
        bold=all(bold) if bold else look.bold,
        size=max(set(sizes), key=sizes.count) if sizes else look.size,
    )
    return read


def _walk(
    element: etree._Element,
    read: Paragraph,
    pieces: list[str],
    bold: list[bool],
    sizes: list[float],
    look: Look,
) -> None:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == f"{W}r":
            run = with_run(look, child.find(f"{W}rPr"))
            before = len(pieces)
            _walk(child, read, pieces, bold, sizes, run)
            if "".join(pieces[before:]).strip():
                bold.append(run.bold)
                sizes.append(run.size)
        elif child.tag in (f"{W}t", f"{M}t", f"{A}t"):
            text = child.text or ""
            pieces.append(marked(normalise(text)) if _is_unseen(look) else text)
        elif child.tag in _BREAKS:
            if child.get(f"{W}type") in (None, "textWrapping", "page", "column"):
                pieces.append(_BREAKS[child.tag])
        elif child.tag == f"{W}sym":
            pieces.append(_symbol(child.get(f"{W}char", "")))
        elif child.tag == f"{W}fldChar":
            pieces.append(_chosen(child))
        elif child.tag == f"{W}txbxContent":
            read.boxes.append(child)
        elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if child.tag == f"{W}footnoteReference" else "endnote"
            read.references.append((kind, child.get(f"{W}id", "")))
        else:
            _walk(child, read, pieces, bold, sizes, look)


def _stands_on_colour(element: etree._Element) -> bool:
    """Return whether a paragraph stands in a cell, a table or a box that may be coloured."""
    for above in element.iterancestors():
        if above.tag == f"{W}txbxContent":
            return True
        if above.tag == f"{W}tc" and (shade := above.find(f"{W}tcPr/{W}shd")) is not None:
            return (shade.get(f"{W}fill") or "auto").upper() not in ("AUTO", "FFFFFF")
        style = above.find(f"{W}tblPr/{W}tblStyle") if above.tag == f"{W}tbl" else None
        if style is not None and style.get(f"{W}val") not in ("TableGrid", "TableNormal"):
            return True
    return False


def _is_unseen(look: Look) -> bool:
    """Return whether text is one that Word does not show, or nobody can read."""
    tiny = 0 < look.size < UNREADABLE_SIZE
    return look.hidden or tiny or (look.white and not look.shaded)


def _chosen(field: etree._Element) -> str:
    """Return what a list to choose from or a box to tick shows, which no text of the file says."""
    entries = field.findall(f"{W}ffData/{W}ddList/{W}listEntry")
    if entries:
        result = field.find(f"{W}ffData/{W}ddList/{W}result")
        at = result.get(f"{W}val", "0") if result is not None else "0"
        chosen = entries[int(at)] if at.isdigit() and int(at) < len(entries) else entries[0]
        return chosen.get(f"{W}val", "")
    box = field.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    ticked = box.find(f"{W}checked")
    ticked = box.find(f"{W}default") if ticked is None else ticked
    is_on = ticked is not None and ticked.get(f"{W}val", "1") not in ("0", "false", "off")
    return "☒" if is_on else "☐"


def _symbol(code: str) -> str:
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
