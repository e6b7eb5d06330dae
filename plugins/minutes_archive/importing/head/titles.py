"""The title of a document: the lines that say what it is and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutes_archive.importing.head.fields import find_label
from minutes_archive.importing.words.dates import find_dates
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.passages import Passage, joined
from minutes_archive.importing.words.source import Source

MAX_TITLE = 160
# A title that does not say what the document is stands among its first lines.
TITLE_AMONG = 12
_LIST_SIGN = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)])\s")
# "PROTOKOLL" / "fört vid föreningsstämma i … den 20 maj 2025."
_HELD = re.compile(r"(?:fört|hållet|upprättat|från|över)\s")
_ADDRESS = re.compile(r"\b(?:www\.|https?://|\S+@\S+)")


@dataclass(frozen=True, slots=True)
class TitleFound:
    """A title, the kind of minutes it names ("" for none), and the lines it is made of."""

    words: Passage
    kind: str
    lines: tuple[int, ...]


def find_title(source: Source, lines: Sequence[int], pack: LanguagePack) -> TitleFound | None:
    """Return the title among the lines that no label introduces."""
    at = next((i for i, index in enumerate(lines) if names_kind(source, index, pack)), None)
    if at is None:
        near = enumerate(lines[:TITLE_AMONG])
        at = next((i for i, index in near if _is_about_a_meeting(source, index)), None)
        if at is None:
            return _body_line(source, lines, pack)
    chosen = [at]
    while chosen[-1] + 1 < len(lines) and len(chosen) < 3:
        if not _goes_on(source, lines[chosen[-1]], lines[chosen[-1] + 1], pack):
            break
        chosen.append(chosen[-1] + 1)
    first = _cell_words(source, lines[at], pack)
    if (
        at
        and len(chosen) == 1
        and is_bare_kind(first, pack)
        and _belongs(source, lines[at - 1], lines[at], pack)
    ):
        chosen.insert(0, at - 1)
    parts = [_cell_words(source, lines[i], pack) for i in chosen]
    words = joined(parts, " ")
    match = pack.kind_pattern.search(words.text)
    kind = pack.kind_of(match[0]) if match else ""
    beside = lines[chosen[-1] + 1 : chosen[-1] + 2]
    if is_bare_kind(words, pack) and beside and len(source.cells(beside[0])) > 1:
        # In a head of two columns the body stands under the paper's owner.
        body = source.cells(beside[0])[0].strip()
        words = joined([words, body]) if _names_body(body, pack) else words
    return TitleFound(words.squeezed().strip(" ."), kind, tuple(lines[i] for i in chosen))


def title_with_header(
    source: Source, lines: Sequence[int], headers: Sequence[int], pack: LanguagePack
) -> TitleFound | None:
    """Return the title, from the page header where only that says what the document is."""
    found = find_title(source, lines, pack)
    if found and found.kind:
        return found
    for index in headers:
        for cell in source.cells(index):
            match = pack.kind_pattern.search(cell.text)
            if not match or not match[0][0].isupper():
                continue
            kind = cell.group(match)
            own = found or _body_line(source, lines, pack)
            body = own.words if own else _body_in_headers(source, headers, pack)
            name = pack.kind_of(match[0])
            words = joined([kind, body] if body else [kind]).squeezed()
            return TitleFound(words, name, own.lines if own else ())
    return found


def _body_line(source: Source, lines: Sequence[int], pack: LanguagePack) -> TitleFound | None:
    """Return the first line that is a body's name and no more."""
    for index in lines[:6]:
        words = _cell_words(source, index, pack)
        if _names_body(words, pack):
            return TitleFound(words, "", (index,))
    return None


def _body_in_headers(source: Source, headers: Sequence[int], pack: LanguagePack) -> Passage | None:
    for index in headers[:8]:
        for cell in source.cells(index):
            for part in cell.split(r"\n"):
                if _names_body(part.strip(), pack):
                    return part.strip()
    return None


def _names_body(words: Passage, pack: LanguagePack) -> bool:
    """Return whether some words are the name of a body and not a sentence about one."""
    if not words or len(words) > 70 or words.text.rstrip().endswith((".", ":")):
        return False
    found = re.findall(r"[\w-]+", words.text)
    return len(found) < 7 and any(pack.whole("body_words").fullmatch(word) for word in found)


def names_kind(source: Source, index: int, pack: LanguagePack) -> bool:
    """Return whether a line says what kind of document it begins."""
    words = joined(source.cells(index), "\t").text
    match = pack.kind_pattern.search(words)
    if not match or len(words) > MAX_TITLE or words.rstrip().endswith("."):
        return False
    # A sentence that mentions minutes is no title; a title begins near the kind.
    first = index < 3 and words[:1].isupper() and len(words) < 70  # "Kommunfullmäktige protokoll"
    return (match[0][0].isupper() or first) and match.start() < 70


def _is_about_a_meeting(source: Source, index: int) -> bool:
    line = source.lines[index]
    text = line.text
    if len(text) > 100 or text.rstrip().endswith(".") or _LIST_SIGN.match(text):
        return False
    return bool(re.search(r"\b\w*(?:möte|sammanträde|träff|stämma)\w*\b", text, re.IGNORECASE))


def _cell_words(source: Source, index: int, pack: LanguagePack) -> Passage:
    """Return a title line's words without page numbers and Markdown signs."""
    cells = [cell.strip("#*_ \t>|") for cell in source.cells(index)]
    kept = [cell for cell in cells if cell and not _is_page_number(cell.text)]
    # Whose paper it is ("Almviks kommun") is no part of the title beside it.
    own = [cell for cell in kept if not pack.organisation_word.fullmatch(cell.text)]
    names_kind = any(pack.kind_pattern.search(cell.text) for cell in own)
    return joined(own if names_kind else kept, " ")


def _is_page_number(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:[Ss]id(?:a|an|nr)?\.?\s*)?\d+\s*(?:[(\[/]\s*\d+\s*[)\]]?|av\s*\d+)?", text.strip()
        )
    )


def is_bare_kind(words: Passage, pack: LanguagePack) -> bool:
    """Return whether a line says only what kind of document it is, and perhaps when."""
    match = pack.kind_pattern.search(words.text)
    if not match:
        return False
    rest = words.text[: match.start()] + words.text[match.end() :]
    for date in reversed(find_dates(rest, pack)):
        rest = rest[: date.start] + rest[date.end :]
    return not re.search(r"[^\W\d_]{3,}", rest)


def _belongs(source: Source, before: int, here: int, pack: LanguagePack) -> bool:
    """Return whether the line before the kind names the body that met."""
    words = _cell_words(source, before, pack)
    return (
        here - before == 1
        and 3 < len(words) < 90
        and not _ADDRESS.search(words.text)
        and not words.text.endswith((".", ":"))
        and source.lines[here].blank < 3
    )


def _goes_on(source: Source, here: int, following: int, pack: LanguagePack) -> bool:
    """Return whether a title runs on to the next line."""
    first, second = source.lines[here], source.lines[following]
    words = _cell_words(source, here, pack).text
    more = _cell_words(source, following, pack).text
    if is_bare_kind(source.passage(here), pack) and _HELD.match(more) and not second.blank:
        return len(more) <= MAX_TITLE
    if following - here > 3 or not more or len(more) > MAX_TITLE or _ADDRESS.search(more):
        return False
    if any(d.start < len(words) < d.end for d in find_dates(f"{words} {more}", pack)):
        return True
    last = words.split()[-1].casefold() if words.split() else ""
    if last in pack.values["title_goes_on"] or words.endswith((",", "–", "-")):
        return True
    if more[0].islower() and not second.blank and not second.cells and len(words) > 3:
        return not more.endswith(".") and find_label(source.passage(following), pack) is None
    if second.blank > 1 or more.endswith(".") or second.cells:
        return False
    same_look = bool(first.size) and (first.size == second.size and first.bold == second.bold)
    distinct = first.bold or first.style
    if is_bare_kind(source.passage(here), pack) and _is_about_a_meeting(source, following):
        return not second.blank and find_label(source.passage(following), pack) is None
    if same_look and distinct and not second.blank:
        return True
    names_body = any(
        pack.whole("body_words").fullmatch(word) for word in re.findall(r"[\w-]+", more)
    )
    return names_body and second.blank < 2 and not find_dates(words, pack)
