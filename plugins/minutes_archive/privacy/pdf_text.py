"""The text of a PDF, page by page, and all that stands in it beside the pages.

Pages are read by pdfium, as a browser shows them; every other string of the file (links, form
values, bookmarks, comments, properties, XMP) by walking all its objects with pdfminer. Told are
pages that are pictures without text, and those where something lies over text.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import re
from collections.abc import Iterator
from typing import Any

from minutes_archive.privacy.document_contents import DocumentContents, UnreadableDocumentError

MAX_PAGES = 2_000
_MAX_OBJECTS = 200_000
_MAX_STRINGS = 4_000_000
_LITTLE_TEXT = 200
"""Letters of a page that may be the footer of a scanner, where a picture covers the page."""
_COVERS = 0.4
_FEW_LETTERS = 3
_TAGS = re.compile(r"<[^<>]*>")


def read_pdf(read: DocumentContents, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Read a PDF; yield the names and contents of files that lie in it."""
    try:
        import pypdfium2
    except ImportError as error:
        raise UnreadableDocumentError(
            "PDF-filer granskas inte, för paketet pypdfium2 är inte installerat"
        ) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocumentError("PDF-filen är trasig eller låst") from error
    try:
        with contextlib.suppress(pypdfium2.PdfiumError):
            document.init_forms()
        _pages(read, document)
        yield from _attached(read, document, pypdfium2.PdfiumError)
    finally:
        document.close()
    _strings(read, data)


def _pages(read: DocumentContents, document: Any) -> None:
    import pypdfium2

    count = len(document)
    if count > MAX_PAGES:
        read.unread.append(f"sidorna efter {MAX_PAGES} av {count}")
    unread, covered = [], []
    some = False
    for number in range(1, min(count, MAX_PAGES) + 1):
        try:
            page = document[number - 1]
            textpage = page.get_textpage()
            text = textpage.get_text_range().replace("\r\n", "\n")
        except pypdfium2.PdfiumError:
            unread.append(number)
            continue
        read.take(len(text))
        read.add(text, number)
        some = some or bool(text.strip())
        objects = list(page.get_objects(max_depth=3))
        if _is_picture_of_text(page, objects, len("".join(text.split()))):
            unread.append(number)
        if _shows_less(page, textpage, text):
            covered.append(number)
        page.close()
    if not some:
        read.unread.append("PDF-filen har ingen text att granska (inskannad?)")
    elif unread:
        read.unread.append(f"{_of_pages(unread)} har bild i stället för text (inskannad?)")
    if covered:
        read.covered.append(f"{_of_pages(covered)} har text som är övertäckt eller inte syns")


def _of_pages(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"sidan {numbers[0]}"
    shown = ", ".join(map(str, numbers[:20]))
    return f"sidorna {shown}" + (" …" if len(numbers) > 20 else "")


def _is_picture_of_text(page: Any, objects: list[Any], letters: int) -> bool:
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    pictures = 0.0
    for thing in objects:
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            pictures += abs(right - left) * abs(top - bottom)
    if letters >= _LITTLE_TEXT:
        return False
    if pictures >= _COVERS * width * height:
        return True
    # Text drawn as lines, or a small picture of text.
    return letters == 0 and bool(objects)


def _shows_less(page: Any, textpage: Any, text: str) -> bool:
    """Return whether letters of a page are under something, off it, or as white as its paper."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    order = {
        ctypes.addressof(obj.raw.contents): at
        for at, obj in enumerate(page.get_objects(max_depth=1))
    }
    cover, dark = [], []
    for at, thing in enumerate(page.get_objects(max_depth=1)):
        is_picture = thing.type == pdfium.FPDF_PAGEOBJ_IMAGE
        color = _fill(thing) if thing.type == pdfium.FPDF_PAGEOBJ_PATH else None
        if not is_picture and (color is None or color[3] < 250):
            continue
        box = thing.get_bounds()
        cover.append((at, box))
        if is_picture or sum(color[:3]) < 720 if color else True:
            dark.append(box)
    for note in _covering_notes(page):
        cover.append((1 << 30, note))
        dark.append(note)
    hidden = 0
    for at in range(min(textpage.count_chars(), 20_000)):
        if text[at : at + 1].isspace():
            continue
        obj = pdfium.FPDFText_GetTextObject(textpage.raw, at)
        if not obj:
            continue
        left, bottom, right, top = textpage.get_charbox(at)
        x, y = (left + right) / 2, (bottom + top) / 2
        own = order.get(ctypes.addressof(obj.contents), -1)
        is_scanned = pdfium.FPDFTextObj_GetTextRenderMode(obj) == 3 and any(
            b[0] <= x <= b[2] and b[1] <= y <= b[3] for _, b in cover
        )
        if is_scanned:
            continue  # the layer of machine reading under or over a scanned page
        under = own >= 0 and any(
            later > own and b[0] <= x <= b[2] and b[1] <= y <= b[3] for later, b in cover
        )
        off = not (-2 <= x <= width + 2 and -2 <= y <= height + 2)
        white = _is_white(obj) and not any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in dark)
        hidden += under or off or white
        if hidden >= _FEW_LETTERS:
            return True
    return False


def _fill(thing: Any) -> tuple[int, int, int, int] | None:
    """Return the colour a path is filled with, None where it is not filled."""
    import pypdfium2.raw as pdfium

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(thing.raw, mode, stroke) or not mode.value:
        return None
    return _color(thing.raw)


def _color(raw: Any) -> tuple[int, int, int, int] | None:
    import pypdfium2.raw as pdfium

    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(raw, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _is_white(obj: Any) -> bool:
    color = _color(obj)
    return color is not None and min(color[:3]) >= 250


def _covering_notes(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of notes that are laid over a page to hide what is under them."""
    import pypdfium2.raw as pdfium

    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if not note:
            continue
        parts = [ctypes.c_uint() for _ in range(4)]
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        is_filled = bool(
            pdfium.FPDFAnnot_GetColor(note, pdfium.FPDFANNOT_COLORTYPE_InteriorColor, *parts)
        )
        box = pdfium.FS_RECTF()
        has_box = pdfium.FPDFAnnot_GetRect(note, box)
        pdfium.FPDFPage_CloseAnnot(note)
        covers = kind == pdfium.FPDF_ANNOT_REDACT or (
            kind in (pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_POLYGON) and is_filled
        )
        if covers and has_box:
            yield box.left, min(box.top, box.bottom), box.right, max(box.top, box.bottom)


def _attached(
    read: DocumentContents, document: Any, fault: type[Exception]
) -> Iterator[tuple[str, bytes]]:
    for number in range(document.count_attachments()):
        attachment = document.get_attachment(number)
        name = attachment.get_name()
        read.add(name)
        try:
            content = bytes(attachment.get_data())
        except fault:
            read.unread.append(f"den bifogade filen {name[:80]}")
            continue
        yield name, content


def _strings(read: DocumentContents, data: bytes) -> None:
    """Add every string of a PDF's objects but those that draw pages, and its XMP."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFObjRef, PDFStream
    from pdfminer.psparser import PSLiteral

    found: dict[str, None] = {}
    size = 0

    def walk(value: Any, depth: int = 0) -> None:
        nonlocal size
        if depth > 40 or size > _MAX_STRINGS or isinstance(value, (PDFObjRef, PSLiteral)):
            return
        if isinstance(value, (bytes, str)):
            text = _decoded(value) if isinstance(value, bytes) else value
            size += len(text)
            found[_TAGS.sub("", text)] = None
        elif isinstance(value, dict):
            for key, inner in value.items():
                if key != "ID":
                    walk(inner, depth + 1)
        elif isinstance(value, (list, tuple)):
            for inner in value:
                walk(inner, depth + 1)
        elif isinstance(value, PDFStream):
            walk(value.attrs, depth + 1)
            kind = getattr(value.attrs.get("Type"), "name", "")
            sort = getattr(value.attrs.get("Subtype"), "name", "")
            if "Metadata" in (kind,) or sort == "XML":
                read.add(_TAGS.sub(" | ", value.get_data().decode("utf-8", "replace")))
                read.add(
                    " | ".join(
                        re.findall(
                            r'="([^"<>]{6,4000})"', value.get_data().decode("utf-8", "replace")
                        )
                    )
                )

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        numbers = {number for xref in document.xrefs for number in xref.get_objids()}
        for xref in document.xrefs:
            walk(dict(xref.get_trailer()))
        for count, number in enumerate(sorted(numbers)):
            if count > _MAX_OBJECTS or size > _MAX_STRINGS:
                read.unread.append("PDF-filen har för många delar att granska alla")
                break
            with contextlib.suppress(Exception):  # a broken object of many
                walk(document.getobj(number))
    except Exception:
        read.unread.append("PDF-filens länkar, formulär och egenskaper")
    read.take(size)
    read.add(" | ".join(found))


def _decoded(value: bytes) -> str:
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1")
