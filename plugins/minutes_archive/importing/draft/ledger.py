"""The ledger: every word of the source is used exactly once, or is said not to be placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minutes_archive.importing.words.draft_tree import CONSUMING, Draft, Mark, MarkKind
from minutes_archive.importing.words.passages import Passage, is_significant, joined
from minutes_archive.importing.words.source import Source


@dataclass(frozen=True, slots=True)
class Balance:
    """What the ledger found: words used twice and where they begin, and words that nothing used."""

    doubled: tuple[str, ...]
    left_over: tuple[Passage, ...]
    doubled_at: tuple[int, ...] = ()


def balance(source: Source, draft: Draft) -> Balance:
    """Count the uses of every character that is part of a word."""
    uses = bytearray(len(source.text))
    passages = [leaf.passage for _, leaf in draft.leaves() if leaf.how in CONSUMING]
    for passage in [*passages, *(mark.passage for mark in draft.marks)]:
        for offset in passage.offsets():
            uses[offset] = min(uses[offset] + 1, 2)
    at = [i for i, count in enumerate(uses) if count > 1 and (i == 0 or uses[i - 1] < 2)]
    doubled = [f"{source.where(offset)}: {_word_around(source.text, offset)}" for offset in at]
    return Balance(tuple(dict.fromkeys(doubled)), tuple(_runs(source, uses)), tuple(at))


def with_left_over(
    draft: Draft, left_over: tuple[Passage, ...], source: Source, expected: Mapping[int, MarkKind]
) -> Draft:
    """Return the draft with the words that found no place set aside by name.

    `expected` says of which lines it is known why their words are no values; neighbouring
    lines without such a reason are put together.
    """
    marks: list[Mark] = []
    last = -2
    for passage in left_over:
        index = source.index_at(passage.start)
        kind = expected.get(index, MarkKind.NOT_PLACED)
        whole = len(passage.text) >= len(source.lines[index].text.strip()) - 2
        if kind is MarkKind.NOT_PLACED and marks and last == index - 1 and whole:
            marks[-1] = Mark(kind, joined([marks[-1].passage, passage], "\n"))
        else:
            marks.append(Mark(kind, passage))
        last = index if kind is MarkKind.NOT_PLACED and whole else -2
    return Draft(draft.tree, (*draft.marks, *marks), draft.notes)


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
                # A bracket is no word, but "(S)" reads better than "S)".
                begin = at - 1 if at and line.text[at - 1] in "([" else at
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
