"""The heading of an agenda item: number, title, reference, and what already belongs below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from minutes_archive.importing.items.blocks import join_lines, right_margin
from minutes_archive.importing.words.draft_tree import Gathered, Leaf, MarkKind, fixed, verbatim
from minutes_archive.importing.words.language_pack import LanguagePack, fold
from minutes_archive.importing.words.numbering import Heading
from minutes_archive.importing.words.passages import EMPTY, Passage, joined
from minutes_archive.importing.words.source import ROW, Format, Source

_REFERENCE = re.compile(
    r"\(?\b(?P<label>(?i:dnr|d\.?\s?nr|diarienr|diarienummer|ärendenr|ärendenummer))\b\.?:?\s*"
    r"(?P<reference>[A-ZÅÄÖ0-9][\w./:–-]*+(?:\s[A-ZÅÄÖ]*+[\d/:-][\w./:-]*+){0,4}(?:\s[A-ZÅÄÖ]{2,5}\b)?)\)?"
)
_BARE_REFERENCE = re.compile(
    r"\(?(?P<reference>"
    r"(?:[A-ZÅÄÖ]{1,6}|[A-ZÅÄÖ][a-zåäö]{1,3}[A-ZÅÄÖ]{1,2}|(?<=\t)[A-ZÅÄÖ][a-zåäö]{1,3})"
    r"[ /-]?(?:\d{4}[/:.–-]\d{1,6}|\d{2}[/:]\d{2,5})(?:-\d+)?"
    r"|\d{4}[/:]\d{1,5}(?:\s?\d{3})?)\)?$"
)
_INLINE_DECISION = re.compile(r"\s(?=[*_]*Beslut\s*:\s)")
_EMPHASIS = re.compile(r"\s*(?:\*\*|__):?\s*")
_LIST_SIGN = re.compile(r"\s*(?:[•▪●○◦*–—-]\s|(?:\d{1,2}|[a-zåäö]|[ivx]{1,4})[.)]\s)")
MAX_TITLE_LINES = 6
# A longer title is a paragraph; its first sentence is the title.
MAX_TITLE = 130
_FIRST_SENTENCE = re.compile(r"(?<=[\wåäö)]{2}[.!?])\s+(?=[A-ZÅÄÖ])")
# A name that is broken over two lines of a title: "… i stället för Ann / Li (V)".
_REST_OF_NAME = re.compile(r"(?:[A-ZÅÄÖ][\w-]+\s){0,2}?[A-ZÅÄÖ][\w-]+\s\([A-ZÅÄÖ]{1,4}\)")
_HAS_NAME = re.compile(r"\s[A-ZÅÄÖ][\w-]+$")
# A title line that stops before this share of the longest one goes on nowhere.
WELL_FILLED = 0.6
# What a title line of running text is at most.
MAX_TITLE_LINE = 75
# The share of the text's width that a full line reaches.
FULL_LINE = 0.88


@dataclass(frozen=True, slots=True)
class ItemHead:
    """An item's heading as values, and the lines or words under it that belong to its content."""

    number: Leaf | None
    title: Passage
    reference: Passage
    body: Sequence[int]
    first_words: Passage = EMPTY


class HeadReader:
    """Reads the headings of one document's items."""

    def __init__(
        self, source: Source, pack: LanguagePack, vocabulary: frozenset[str], body_size: float
    ):
        self.source = source
        self.pack = pack
        self.vocabulary = vocabulary
        self.body_size = body_size
        self.margin = right_margin(source, body_size)
        self.title_margin = 0.0

    def learn_margin(self, headings: Sequence[tuple[Heading, Sequence[int]]]) -> None:
        """Learn how far titles reach, from those that go on in lower case in the next line."""
        reached: list[float] = []
        for _, lines in headings:
            for at, (above, below) in enumerate(pairwise(lines[:MAX_TITLE_LINES])):
                line, following = self.source.lines[above], self.source.lines[below]
                text = following.text.rstrip()
                if following.blank or not text[:1].islower() or line.text.rstrip().endswith("."):
                    if at:
                        break
                    continue
                if not text.startswith("att ") and not text.endswith("."):
                    reached.append(line.right)
        # Some are paragraphs that stand where titles do; they reach further than titles.
        self.title_margin = sorted(reached)[len(reached) * 3 // 4] if reached else 0.0

    def read(self, heading: Heading, lines: Sequence[int], gathered: Gathered) -> ItemHead:
        """Return the head of the item whose lines, the heading's own first, are given."""
        rest, reference = self._reference(heading.rest, gathered)
        parts = [rest] if rest else []
        used = 1
        while used < len(lines) and used <= MAX_TITLE_LINES:
            words = joined(self.source.cells(lines[used]), "\t")
            aside = Gathered()
            only, found = self._reference(words, aside)
            is_title = not parts or self._title_goes_on(
                lines[used - 1], lines[used], parts[-1], words
            )
            if not reference and found and (is_title or not only.strip(" ()\t")):
                reference = found
                gathered.marks += aside.marks
                words = only
            elif not is_title or not words:
                break
            if words.strip(" ()\t"):
                parts.append(words)
            used += 1
        used = self._to_the_end(heading, lines, used, parts)
        title = join_lines(parts, self.vocabulary).strip(" \t*_–-:|")
        if not reference and len(parts) > 1:
            title, reference = self._reference(title, gathered)  # broken over two lines
        cut = _INLINE_DECISION.search(title.text)
        emphasis = _EMPHASIS.findall(title.text)
        if cut is None and self.source.format is Format.MARKDOWN and len(emphasis) % 2:
            cut = _EMPHASIS.search(title.text)  # "**Nästa möte** 8 april", its first sign taken off
        if cut is None and len(title) > MAX_TITLE:
            cut = _FIRST_SENTENCE.search(title.text)
        first = title[cut.end() :] if cut else EMPTY
        title = title[: cut.start()].strip(" \t*_–-:|") if cut else title
        if heading.label:
            gathered.mark(MarkKind.LABEL, heading.label)
        return ItemHead(self.number(heading), title.squeezed(), reference, lines[used:], first)

    def _to_the_end(
        self, heading: Heading, lines: Sequence[int], used: int, parts: list[Passage]
    ) -> int:
        """Add the lines that a title goes on in up to the next heading; return what is used.

        In running text no type tells a title from a paragraph; but lines without a full stop,
        none longer than titles are, that a blank line or a section word ends, are all title.
        """
        formal = "section" in heading.family or heading.family == "after"
        if (
            not formal
            or not self.title_margin
            or self.source.format is not Format.TEXT
            or not parts
        ):
            return used
        more: list[Passage] = []
        for at in range(used, min(len(lines), used + MAX_TITLE_LINES)):
            line, above = self.source.lines[lines[at]], self.source.lines[lines[at - 1]]
            words = joined(self.source.cells(lines[at]), "\t")
            if line.blank or fold(words.text) in self.pack.sections:
                break
            if words.text.rstrip().endswith((".", ":", "?")) or _LIST_SIGN.match(words.text):
                return used
            if above.right < WELL_FILLED * self.title_margin or len(words) > MAX_TITLE_LINE:
                return used
            more.append(words)
        parts += more
        return used + len(more)

    def number(self, heading: Heading) -> Leaf | None:
        """Return the number as the document writes it, or as its word processor makes it."""
        if heading.number:
            number = verbatim(heading.number)
            spaced = re.sub(r"^§\s*(?=\d)", "§ ", number.value)
            return Leaf(spaced, number.passage)
        return fixed(heading.marker.rstrip(".):")) if heading.marker else None

    def _reference(self, words: Passage, gathered: Gathered) -> tuple[Passage, Passage]:
        """Take a reference number off some words."""
        match = _REFERENCE.search(words.text)
        if match:
            gathered.mark(MarkKind.LABEL, words.group(match, "label"))
        else:
            match = _BARE_REFERENCE.search(words.text)
            if (
                not match
                or _is_span_of_years(match["reference"])
                or (match.start() and words.text[match.start() - 1] not in " \t(")
            ):
                return words, EMPTY
        rest = joined([words[: match.start()].strip(" \t,;(–-"), words[match.end() :].strip()])
        return rest, words.group(match, "reference").strip(" .")

    def _title_goes_on(self, last: int, here: int, before: Passage, words: Passage) -> bool:
        """Return whether a title is broken over two lines."""
        first, second = self.source.lines[last], self.source.lines[here]
        if (
            second.blank
            or second.marker
            or second.table
            or first.table
            or second.page != first.page
        ):
            return False
        if self.source.format in (Format.DOCX, Format.MARKDOWN) and second.number != first.number:
            return False
        text, ended = words.text.strip(), before.text.rstrip()
        last_word = ended.split()[-1].casefold() if ended.split() else ""
        # "budget och" / "uppföljning" is no heading, although the word is one elsewhere.
        begun = text[:1].islower() and last_word in self.pack.values["title_goes_on"]
        if (
            (fold(words.text) in self.pack.sections and not begun)
            or not words.strip()
            or _LIST_SIGN.match(words.text)
        ):
            return False
        if last_word in self.pack.values["title_goes_on"] or ended.endswith((",", "–", "-", "/")):
            return True
        if ended.endswith((".", "?", "!", ":")):
            return False
        if _HAS_NAME.search(ended) and _REST_OF_NAME.match(text) and not text.endswith("."):
            return True
        distinct = first.bold or (self.body_size and first.size > self.body_size * 1.08)
        if distinct:
            return second.bold == first.bold and abs(second.size - first.size) < 0.6
        if text[0].islower() and len(text) < MAX_TITLE_LINE and not text.startswith("att "):
            return True
        # A title that fills its line goes on in the next, which is no full line of a paragraph.
        full = first.right >= FULL_LINE * self.margin > 0
        if self.source.format is Format.TEXT and self.title_margin:
            first_word = text.split(maxsplit=1)[0]
            full = full or first.right + 1 + len(first_word) > self.title_margin
        if first.style == ROW:
            return full and text[0].isdigit()
        return full and second.right < FULL_LINE * self.margin and not text.endswith(".")


def _is_span_of_years(reference: str) -> bool:
    """Return whether what looks like a reference is two years that follow each other: 2018/19."""
    years = re.fullmatch(r"(\d{4})[/–-](\d{2}|\d{4})", reference)
    return years is not None and (int(years[1]) + 1) % 10 ** len(years[2]) == int(years[2])
