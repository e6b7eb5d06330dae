"""Page furniture: headers, footers and page numbers, told from the text they surround."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from minutes_archive.importing.items.votes import ballot_of
from minutes_archive.importing.words.dates import find_dates
from minutes_archive.importing.words.language_pack import LanguagePack, fold
from minutes_archive.importing.words.source import Format, Line, Source

# Where on a page headers end and footers begin, and how many lines one of them may have.
DEEP_TOP, BOTTOM = 0.3, 0.89
MAX_LINES = 14
# In text without pages: how many lines around a page number may belong to the same header.
AROUND = 5
# Headers left in a text: how long, how often they come, and where the first may stand.
MAX_HEADER, LEAST_AGAIN, HEAD_LINES = 60, 3, 15
_NUMBERED_KIND = re.compile(r"\b(?:nr|nummer)\b\.?\s*\d|\d{4}[:/]\d", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:sid(?:a|an|nr)?\.?|s\.?|page|sidnummer|blad)?\s*\d{1,3}\s*(?:[(\[/]\s*\d{1,3}\s*[)\]]?|av\s*\d{1,3}|\(\s*\d{1,3}\s*\))"
    r"|(?:sid(?:a|an|nr)?\.?|page|sidnummer|blad)\s*:?\s*\d{1,3}|-\s?\d{1,3}\s?-",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,5}\s)?§\s*#|#\s*§|#[.)]\s", re.IGNORECASE)


def find_furniture(source: Source, pack: LanguagePack) -> frozenset[int]:
    """Return the lines that belong to the pages and not to the text."""
    found = {
        index
        for index, line in enumerate(source.lines)
        if line.style in ("header", "footer") or _is_furniture_alone(source, index, pack)
    }
    pages = {page.number for page in source.pages}
    if len(pages) < 2:
        return frozenset(found | _without_pages(source) | _left_headers(source, pack))
    for order in (1, -1):
        found |= _at_edge(source, found, len(pages), order, pack)
    _add_again(source, found)
    return frozenset(found)


def _add_again(source: Source, found: set[int]) -> None:
    """Add what reads like a header and stands elsewhere on a page that lacks it.

    The text of some PDFs has the header below the first heading of the page. Only a line with
    a number or a date is told so, and the line beside it that is a header elsewhere.
    """
    shapes = {_shape(source.lines[i].text) for i in found if source.lines[i].height >= 0}
    numbered = {
        shape for shape in shapes if "#" in shape and len(shape) > 3 and not _ITEM.match(shape)
    }
    again = {
        i for i, line in enumerate(source.lines) if i not in found and _shape(line.text) in numbered
    }
    found |= again
    for index in sorted(again):
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(source.lines) and _shape(source.lines[beside].text) in shapes:
                found.add(beside)


def _at_edge(
    source: Source, alone: set[int], pages: int, order: int, pack: LanguagePack
) -> set[int]:
    """Return the headers (`order` 1) or footers (-1): what begins or ends page after page.

    A line is one when it stands on enough pages next to the same line of the header above it;
    so a word that happens to stand high on many pages of a list is none.
    """
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(source.lines):
        high = 0 <= line.height <= DEEP_TOP if order > 0 else line.height >= BOTTOM
        # A page of plain text ends where its words do, and may be of a few lines only.
        if (high or source.format is Format.TEXT) and index not in alone:
            by_page[line.page].append(index)
    found: set[int] = set()
    for step in range(MAX_LINES):
        pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for indices in by_page.values():
            ordered = indices[::order]
            before = ordered[step - 1] if 0 < step <= len(ordered) else None
            if step < len(ordered) and (not step or before in found):
                above = "" if before is None else _key(source.lines[before])
                pairs[above, _key(source.lines[ordered[step]])].append(ordered[step])
        for (_, text), indices in pairs.items():
            said = fold(text) in pack.sections or ballot_of(text) is not None
            on = 0 if said else len(indices)
            if on >= 2 and (on * 2 >= pages or (on >= 3 and on * 3 >= pages)):
                found.update(indices)
    return found


def _key(line: Line) -> str:
    """Return what makes lines of different pages the same: numbers count only in items.

    Away from the page's edges only the number of the page may differ.
    """
    shape = _shape(line.text)
    if _ITEM.match(shape):
        return line.text
    if shape == "#":
        return f"page {int(line.text) - line.page}"  # of another page another number
    if DEEP_TOP < line.height < BOTTOM:
        return _PAGE_NUMBER.sub("#", " ".join(line.text.casefold().split()))
    return shape


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _is_furniture_alone(source: Source, index: int, pack: LanguagePack) -> bool:
    """Return whether a line can only be furniture, wherever it stands."""
    line = source.lines[index]
    cells = [cell.text.strip(" |\t") for cell in source.cells(index)]
    kept = [cell for cell in cells if cell]
    return bool(kept) and all(_is_furniture_text(cell, line, pack) for cell in kept)


def _is_furniture_text(text: str, line: Line, pack: LanguagePack) -> bool:
    if _PAGE_NUMBER.fullmatch(text):
        return True
    if line.height >= BOTTOM and re.fullmatch(r"\d{1,3}", text):
        return True
    return pack.whole("page_furniture").fullmatch(text) is not None


def _without_pages(source: Source) -> set[int]:
    """Return the headers in a text whose pages follow each other without a mark.

    A line that comes again and again with a rising page number in it is one, and with it the
    lines around it that come again each time.
    """
    numbered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index in range(len(source.lines)):
        for text, number in _page_numbers(source, index):
            numbered[text].append((index, number))
    found: set[int] = set()
    for places in numbered.values():
        numbers = [number for _, number in places]
        if len(places) < 2 or any(b <= a for a, b in pairwise(numbers)):
            continue
        lines = [index for index, _ in places]
        found.update(lines)
        for step in (1, -1):
            found.update(_around(source, lines, step))
    return found


def _left_headers(source: Source, pack: LanguagePack) -> set[int]:
    """Return what is left of page headers in a text that was drawn from pages.

    The same line comes again and again with the day or the number of the minutes in it; the
    first may be the head's own. With it goes the name of the body alone on a line beside it.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(source.lines):
        if len(line.text) <= MAX_HEADER and not line.table:
            places[line.text].append(index)
    found: set[int] = set()
    for text, indices in places.items():
        names_minutes = not text.rstrip().endswith((".", ",", ":")) and _names_the_minutes(
            text, pack
        )
        if len(indices) >= LEAST_AGAIN and names_minutes and not _ITEM.match(_shape(text)):
            found.update(indices[indices[0] < HEAD_LINES :])
    alone = {
        index
        for text, indices in places.items()
        if len(indices) >= LEAST_AGAIN
        and indices[0] < HEAD_LINES
        and not any(map(str.isdigit, text))
        for index in indices[1:]
        if source.lines[index].blank and source.lines[min(index + 1, len(source.lines) - 1)].blank
    }
    beside = {i for i in alone if any(0 < abs(i - other) <= 2 for other in found)}
    return found | beside


def _names_the_minutes(text: str, pack: LanguagePack) -> bool:
    """Return whether a text is "Protokoll nr 5", "Sammanträdesdatum: 2024-02-21" or a day alone."""
    dates = find_dates(text, pack)
    if pack.kind_pattern.search(text):
        return bool(dates or _NUMBERED_KIND.search(text))
    rest = text[: dates[0].start] + text[dates[-1].end :] if dates else text
    bare = fold(rest)
    return bool(dates) and (not bare or pack.labels.get(bare) in ("date", "date_and_time"))


def _page_numbers(source: Source, index: int) -> Iterator[tuple[str, int]]:
    """Yield the rest of a line and the number of a page that one of its columns holds."""
    cells = [cell.text.strip() for cell in source.cells(index)]
    if len(cells) < 2:
        return
    for at, cell in enumerate(cells):
        if _PAGE_NUMBER.fullmatch(cell):
            digits = re.search(r"\d+", cell)
            yield (
                "\t".join(c for i, c in enumerate(cells) if i != at),
                int(digits[0] if digits else 0),
            )


def _around(source: Source, lines: Sequence[int], step: int) -> set[int]:
    """Return the lines before or after a header's that are the same each time."""
    found: set[int] = set()
    for distance in range(1, AROUND + 1):
        # The first header has no page before it, the last no page after it.
        most = lines[1:] if step < 0 and len(lines) > 2 else lines
        beside = [index + step * distance for index in most]
        if not all(0 <= index < len(source.lines) for index in beside):
            break
        if any(source.lines[i if step > 0 else i + 1].blank for i in beside):
            break
        if len({source.lines[index].text for index in beside}) > 1:
            break
        found.update(beside)
    return found
