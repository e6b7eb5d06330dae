"""The numbers and bullets that Word makes itself: they are no text of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

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
