"""Page furniture: headers, footers and page numbers, told from the text they surround."""

from __future__ import annotations

import re
from collections import defaultdict

from minutes_archive.importing.language_pack import LanguagePack
from minutes_archive.importing.source import Line, Source

TOP, BOTTOM = 0.13, 0.89
_PAGE_NUMBER = re.compile(
    r"(?:sid(?:a|an|nr)?\.?|s\.?|page|sidnummer)?\s*\d{1,3}\s*(?:[(\[/]\s*\d{1,3}\s*[)\]]?|av\s*\d{1,3}|\(\s*\d{1,3}\s*\))"
    r"|(?:sid(?:a|an|nr)?\.?|page|sidnummer)\s*:?\s*\d{1,3}|-\s?\d{1,3}\s?-",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,5}\s)?§\s*#|#\s*§|#[.)]\s")


def find_furniture(source: Source, pack: LanguagePack) -> frozenset[int]:
    """Return the lines that belong to the pages and not to the text."""
    found = {
        index
        for index, line in enumerate(source.lines)
        if line.style in ("header", "footer") or _is_furniture_alone(line, pack)
    }
    pages = {page.number for page in source.pages}
    if len(pages) < 2:
        return frozenset(found)
    seen: dict[tuple[str, bool], set[int]] = defaultdict(set)
    where: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for index, line in enumerate(source.lines):
        if not 0 <= line.height <= TOP and line.height < BOTTOM:
            continue
        key = (_shape(line.text), line.height >= BOTTOM)
        if _ITEM.match(key[0]):
            key = (line.text, line.height >= BOTTOM)
        seen[key].add(line.page)
        where[key].append(index)
    for key, on in seen.items():
        enough = len(on) * 2 >= len(pages) or (len(on) >= 3 and len(on) * 3 >= len(pages))
        if len(on) >= 2 and enough:
            found.update(where[key])
    return frozenset(found)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _is_furniture_alone(line: Line, pack: LanguagePack) -> bool:
    """Tell a line that can only be furniture, wherever it stands."""
    text = line.text.strip(" |\t")
    if not text:
        return False
    if _PAGE_NUMBER.fullmatch(text):
        return True
    if line.height >= BOTTOM and re.fullmatch(r"\d{1,3}", text):
        return True
    return pack.whole("page_furniture").fullmatch(text) is not None
