"""The places on a PDF page whose text a reader does not see."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from minutes_archive.importing.files.hidden_text import marked
from minutes_archive.importing.files.pdf_lines import Character

# left, bottom, right, top; in points from the page's lower left corner.
Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
# Colours that differ by no more in any part cannot be told apart, and type so small not be read.
SAME_COLOUR, UNREADABLE_SIZE = 12, 1.5
# A colour this solid hides what lies under it.
SOLID = 230
MAX_OBJECTS = 20_000
_INVISIBLE = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One object of a page in the order of drawing; `colour` is None for a picture."""

    kind: int
    box: Box
    colour: Colour | None
    is_solid: bool = False
    is_unseen: bool = False


def with_hidden_marked(
    characters: Sequence[Character], page: pypdfium2.PdfPage, height: float
) -> list[Character]:
    """Return the characters of a page, with a mark after those that the page does not show."""
    boxes = list(hidden_boxes(page))
    left, low, *_ = page.get_mediabox()
    made: list[Character] = []
    for character in characters:
        x = (float(character["x0"]) + float(character["x1"])) / 2 + left
        y = height - (float(character["top"]) + float(character["bottom"])) / 2 + low
        is_hidden = float(character["size"]) < UNREADABLE_SIZE or any(
            box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes
        )
        if is_hidden and str(character["text"]).strip():
            made.append({**character, "text": marked(str(character["text"]))})
        else:
            made.append(character)
    return made


def hidden_boxes(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """Yield the places where text is drawn that nobody sees."""
    drawn = list(_drawn(page))
    if len(drawn) > MAX_OBJECTS:
        return
    covers = [(at, one) for at, one in enumerate(drawn) if one.is_solid]
    annotations = list(_covering_annotations(page))
    frame = page.get_cropbox()
    for at, text in enumerate(drawn):
        if text.kind != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        middle = ((text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2)
        under = [one for place, one in covers if place < at and _holds(one.box, middle)]
        over = [one.box for place, one in covers if place > at]
        if text.is_unseen:
            if not any(o.colour is None and _holds(o.box, middle) for o in drawn):
                yield text.box
        elif not _overlap(text.box, frame) or _is_on_its_colour(text.colour or BLACK, under):
            yield text.box
        for cover in (*over, *annotations):
            if cover[1] <= middle[1] <= cover[3] and _overlap(text.box, cover):
                yield (
                    max(text.box[0], cover[0]),
                    text.box[1],
                    min(text.box[2], cover[2]),
                    text.box[3],
                )


def _is_on_its_colour(colour: Colour, under: Sequence[_Drawn]) -> bool:
    """Return whether text has the colour of what it stands on; the page itself is white."""
    ground = under[-1].colour if under else WHITE
    if ground is None:
        return False
    return all(abs(a - b) <= SAME_COLOUR for a, b in zip(colour, ground, strict=True))


def _drawn(page: pypdfium2.PdfPage) -> Iterator[_Drawn]:
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(min(count, MAX_OBJECTS + 1)):
        yield from _of_object(pdfium.FPDFPage_GetObject(page, index), (1, 0, 0, 1, 0, 0), 0)


Matrix = tuple[float, float, float, float, float, float]


def _of_object(thing: Any, matrix: Matrix, depth: int) -> Iterator[_Drawn]:
    """Yield an object as it stands on the page; of a form, what it is put together from."""
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 5:
        inner = _times(_matrix_of(thing), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _of_object(pdfium.FPDFFormObj_GetObject(thing, index), inner, depth + 1)
        return
    box = _bounds(thing, matrix)
    if box is None:
        return
    if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
        solid = not pdfium.FPDFPageObj_HasTransparency(thing)
        yield _Drawn(kind, box, None, is_solid=solid)
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
        colour, alpha = _fill(thing)
        unseen = pdfium.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE or alpha == 0
        yield _Drawn(kind, box, colour, is_unseen=unseen)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_filled_box(thing):
        colour, alpha = _fill(thing)
        solid = alpha >= SOLID and not pdfium.FPDFPageObj_HasTransparency(thing)
        yield _Drawn(kind, box, colour, is_solid=solid)


def _is_filled_box(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value) and 4 <= pdfium.FPDFPath_CountSegments(path) <= 6


def _fill(thing: Any) -> tuple[Colour, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return (0, 0, 0), 255
    return (red.value, green.value, blue.value), alpha.value


def _bounds(thing: Any, matrix: Matrix) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    a, b, c, d, e, f = matrix
    corners = [
        (a * x + c * y + e, b * x + d * y + f)
        for x in (left.value, right.value)
        for y in (bottom.value, top.value)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix_of(form: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(form, found):
        return (1, 0, 0, 1, 0, 0)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _covering_annotations(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """Yield the filled boxes that somebody has put on top of the page."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            parts = [ctypes.c_uint() for _ in range(4)]
            is_box = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_SQUARE
            inner = pdfium.FPDFANNOT_COLORTYPE_InteriorColor
            rect = pdfium.FS_RECTF()
            if (
                is_box
                and pdfium.FPDFAnnot_GetColor(annotation, inner, *parts)
                and parts[3].value >= SOLID
                and pdfium.FPDFAnnot_GetRect(annotation, rect)
            ):
                low, high = sorted((rect.bottom, rect.top))
                yield rect.left, low, rect.right, high
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _overlap(first: Box, second: Box) -> bool:
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )
