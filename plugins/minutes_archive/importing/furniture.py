"""Page furniture: headers, footers and page numbers, told from the text they surround."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from minutes_archive.importing.language_pack import LanguagePack, fold
from minutes_archive.importing.source import Line, Source

TOP, BOTTOM = 0.13, 0.89
# A header may go on below the top as long as nothing else has come before it on the page.
DEEP_TOP = 0.3
# In text without pages: how many lines around a page number may belong to the same header.
AROUND = 5
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
        return frozenset(found | _without_pages(source))
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    where: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, line in enumerate(source.lines):
        zone = _zone(line)
        if zone is None or fold(line.text) in pack.sections:
            continue
        shape = _shape(line.text)
        key = (line.text if _ITEM.match(shape) else shape, zone)
        seen[key].add(line.page)
        where[key].append(index)
    for key in sorted(seen, key=lambda key: where[key][0]):
        on = len(seen[key])
        if on >= 2 and (on * 2 >= len(pages) or (on >= 3 and on * 3 >= len(pages))):
            found.update(i for i in where[key] if key[1] <= 0 or _goes_on_header(source, i, found))
    return frozenset(found)


def _zone(line: Line) -> int | None:
    """Return where on its page furniture may stand: 0 top, -1 bottom, or a height below the top."""
    if line.height >= BOTTOM:
        return -1
    if not 0 <= line.height <= DEEP_TOP:
        return None
    return 0 if line.height <= TOP else round(line.height * 50)


def _goes_on_header(source: Source, index: int, found: set[int]) -> bool:
    """Tell whether everything above a line on its page is furniture."""
    above = index - 1
    return above in found and source.lines[above].page == source.lines[index].page


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _is_furniture_alone(source: Source, index: int, pack: LanguagePack) -> bool:
    """Tell a line that can only be furniture, wherever it stands."""
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
