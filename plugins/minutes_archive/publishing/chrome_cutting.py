"""A page rendered once with markers -> a frame that any page of its form can be put into."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Private-use characters pass every filter unchanged and are in nobody's template. Longer
# than any real value, a marker that a template measures or shortens is found out.
_OPEN, _CLOSE = "\ue000" * 200, "\ue001"
_MARKER = re.compile(f"{_OPEN[0]}{{{len(_OPEN)}}}([a-z]+)([12]?){_CLOSE}")
_BLANK_LINES = re.compile(r"\n\s*\n")

Row = Mapping[str, str]


class FrameNotCutError(Exception):
    """The rendered markers do not stand as they must: a template changed them."""


def marker(name: str, row: int = 0) -> str:
    """Return what stands for a value in a rendered frame; `row` 1 or 2 for repeated rows."""
    return f"{_OPEN}{name}{row or ''}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Rows:
    """A repeated part: values of a row and what stands between them, then between two rows."""

    parts: tuple[str, ...]
    names: tuple[str, ...]
    between: str

    def filled(self, rows: Sequence[Row]) -> str:
        return self.between.join(
            "".join(
                part + row[name] for part, name in zip(("", *self.parts), self.names, strict=True)
            )
            for row in rows
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """A rendered page cut at its markers: fixed text, and names or rows between it."""

    texts: tuple[str, ...]
    slots: tuple[str | Rows, ...]

    def filled(self, values: Row, rows: Sequence[Row] = ()) -> str:
        """Return the page with the values put in; `rows` fill each repeated part."""
        parts = [self.texts[0]]
        for slot, text in zip(self.slots, self.texts[1:], strict=True):
            parts.append(values[slot] if isinstance(slot, str) else slot.filled(rows))
            parts.append(text)
        return "".join(parts)


def cut(rendered: str) -> Frame:
    """Cut a page rendered with markers, its repeated parts with exactly the rows 1 and 2.

    A row is whatever stands between the markers of row 1 and those of row 2, so nothing
    need be known of a template's markup. Raises FrameNotCutError where the two rows differ.
    """
    pieces = _MARKER.split(rendered)
    texts, names, numbers = pieces[0::3], pieces[1::3], pieces[2::3]
    kept, slots = [texts[0]], list[str | Rows]()
    position = 0
    while position < len(names):
        if numbers[position] == "":
            slots.append(names[position])
            position += 1
        else:
            size = _row_size(numbers, position)
            slots.append(_rows(texts, names, numbers, position, size))
            position += 2 * size
        kept.append(texts[position])
    return Frame(tuple(kept), tuple(slots))


def _row_size(numbers: list[str], start: int) -> int:
    size = 0
    while start + size < len(numbers) and numbers[start + size] == "1":
        size += 1
    return size


def _rows(texts: list[str], names: list[str], numbers: list[str], start: int, size: int) -> Rows:
    second = slice(start + size, start + 2 * size)
    inner = texts[start + 1 : start + size]
    if (
        size == 0
        or numbers[second] != ["2"] * size
        or names[start : start + size] != names[second]
        or inner != texts[start + size + 1 : start + 2 * size]
    ):
        raise FrameNotCutError("innehållsförteckningens rader ser olika ut")
    return Rows(tuple(inner), tuple(names[start : start + size]), texts[start + size])


def tightened(document: str) -> str:
    """Return an HTML document without blank lines outside its content, a tenth of every page.

    The content may hold text where they count (`pre`, `textarea`); the theme's frame does not.
    """
    start, end = document.find("<article"), document.rfind("</article>")
    if start < 0 or end < start:
        return document
    before, after = (_BLANK_LINES.sub("\n", part) for part in (document[:start], document[end:]))
    return before + document[start:end] + after
