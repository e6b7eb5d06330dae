"""The ledger: every word of the source is used exactly once, or is said not to be placed."""

from __future__ import annotations

from dataclasses import dataclass

from minutes_archive.importing.draft import CONSUMING, Draft, Kind, Mark
from minutes_archive.importing.passages import Passage
from minutes_archive.importing.source import Source
from minutes_archive.importing.tokens import is_significant


@dataclass(frozen=True, slots=True)
class Balance:
    """What the ledger found: words used twice, and words that nothing used."""

    doubled: tuple[str, ...]
    left_over: tuple[Passage, ...]


def balance(source: Source, draft: Draft) -> Balance:
    """Count the uses of every character that is part of a word."""
    uses = bytearray(len(source.text))
    passages = [leaf.passage for _, leaf in draft.leaves() if leaf.how in CONSUMING]
    for passage in [*passages, *(mark.passage for mark in draft.marks)]:
        for offset in passage.offsets():
            uses[offset] = min(uses[offset] + 1, 2)
    doubled = [
        f"{source.where(offset)}: {_word_around(source.text, offset)}"
        for offset, count in enumerate(uses)
        if count > 1 and (offset == 0 or uses[offset - 1] < 2)
    ]
    return Balance(tuple(dict.fromkeys(doubled)), tuple(_runs(source, uses)))


def with_left_over(draft: Draft, left_over: tuple[Passage, ...]) -> Draft:
    """Return the draft with the words that found no place set aside by name."""
    marks = (*draft.marks, *(Mark(Kind.NOT_PLACED, passage) for passage in left_over))
    return Draft(draft.tree, marks, draft.notes)


def _runs(source: Source, uses: bytearray) -> list[Passage]:
    """Return the stretches of unused words, a line at a time."""
    runs = []
    for index, line in enumerate(source.lines):
        start = source.starts[index]
        begin = None
        for at, character in enumerate(line.text):
            if not is_significant(character):
                continue
            if uses[start + at]:
                if begin is not None:
                    runs.append(source.passage(index)[begin:at].strip())
                    begin = None
            elif begin is None:
                begin = at
        if begin is not None:
            runs.append(source.passage(index)[begin:].strip())
    return runs


def _word_around(text: str, offset: int) -> str:
    begin = end = offset
    while begin > 0 and is_significant(text[begin - 1]):
        begin -= 1
    while end < len(text) and is_significant(text[end]):
        end += 1
    return text[begin:end]
