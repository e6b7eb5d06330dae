"""The front page of municipal minutes: the notice on it, and how far a short value goes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutes_archive.importing.head.fields import Field, Row, find_label
from minutes_archive.importing.words.language_pack import LanguagePack, fold
from minutes_archive.importing.words.passages import Passage, joined
from minutes_archive.importing.words.source import Source

# A line that ends so is not over.
_GOES_ON = re.compile(r"(?:,|\b(?:i|på|vid|och|den|kl\.?))$")
MAX_VALUE_ROWS = 4


_VALUE = re.compile(
    r"\s*(?:<!--\s*)?(?:\.\.\s+)?(?P<key>[\w-]+)\s*[:=]\s*[\"']?(?P<value>.*?)[\"']?\s*$"
)


def front_values(source: Source, lines: Sequence[int], pack: LanguagePack) -> dict[str, Passage]:
    """Return title and date of the values that a Markdown file has before its text."""
    found: dict[str, Passage] = {}
    for index in lines:
        words = source.passage(index)
        match = _VALUE.match(words.text)
        keys = pack.values["front_matter"]
        name = next((k for k in keys if match and match["key"].casefold() in keys[k]), "")
        if match and name and match["value"]:
            found.setdefault(name, words.group(match, "value"))
    return found


def form_lines(source: Source, lines: Sequence[int], pack: LanguagePack) -> set[int]:
    """Return the lines of the notice that municipal minutes carry on their front page."""
    headings = {fold(heading) for heading in pack.values["form_headings"]}
    phrases = tuple(phrase.casefold() for phrase in pack.values["form_lines"])
    found: set[int] = set()
    inside = False
    page = 0
    for index in lines:
        words = joined(source.cells(index))
        if inside and (source.lines[index].page != page or _begins_list(words, pack)):
            inside = False
        if fold(words.text) in headings:
            inside, page = True, source.lines[index].page
        if inside or words.text.casefold().startswith(phrases):
            found.add(index)
    return found


def _begins_list(words: Passage, pack: LanguagePack) -> bool:
    label = find_label(words, pack)
    return label is not None and label.concept in ("agenda", "present", "member", "place_and_time")


def value_rows(entry: Field) -> list[Row]:
    """Return the rows that are the value of a short field: its line, and what hangs from it."""
    rows: list[Row] = []
    for row in entry.rows[:MAX_VALUE_ROWS]:
        if rows:
            if row.blank or not (_hangs(row, rows[-1], entry) or _is_going_on(row, rows[-1])):
                break
        elif row.line > entry.line and row.blank > 1:
            break
        rows.append(row)
    return rows


def _hangs(row: Row, last: Row, entry: Field) -> bool:
    """Tell whether a row stands in the column of the row above it."""
    return row.edges[0] > entry.edge + 1.5 and abs(row.edges[0] - last.edges[0]) <= 30


def _is_going_on(row: Row, last: Row) -> bool:
    before, here = last.words.text.rstrip(), row.words.text.lstrip()
    return bool(_GOES_ON.search(before)) or here[:1].islower()
