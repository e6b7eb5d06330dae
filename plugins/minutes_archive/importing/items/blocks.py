"""The lines of an agenda item -> paragraphs, list entries, headings and tables.

Words that were cut at the end of a line are made whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from minutes_archive.importing.head.fields import find_label
from minutes_archive.importing.words.column_headings import heads_tasks
from minutes_archive.importing.words.language_pack import LanguagePack, fold
from minutes_archive.importing.words.passages import Passage, joined, tabbed
from minutes_archive.importing.words.source import Format, Line, Source

_CUT = re.compile(r"([^\W\d_]{2,})-$")
_BEGINS = re.compile(r"[^\W\d_]+")
# After these a hyphen is a hanging one: "logistik- och leveransföretag".
_HANGING = ("och", "eller", "samt", "respektive", "resp", "till", "som", "såväl", "men", "&")


def join_lines(lines: Sequence[Passage], vocabulary: frozenset[str]) -> Passage:
    """Return lines as one passage; `vocabulary` holds the folded words of the document.

    A hyphen at a line's end goes when the next line goes on in lower case and the whole
    word is written elsewhere in the document, or its first part never is.
    """
    parts = [line.strip() for line in lines if line]
    made: list[Passage] = []
    for part in parts:
        if made:
            glued = _glued(made[-1], part, vocabulary)
            if glued is not None:
                made[-1] = glued
                continue
        made.append(part)
    return joined(made)


def _glued(last: Passage, part: Passage, vocabulary: frozenset[str]) -> Passage | None:
    cut = _CUT.search(last.text)
    begins = _BEGINS.match(part.text)
    if not cut or not begins:
        kept_hyphen = re.search(r"[\w]-$", last.text) and re.match(r"\d", part.text)
        return _together(last, part) if kept_hyphen else None
    if begins[0].casefold() in _HANGING:
        return None
    first, second = cut[1], begins[0]
    if not second[0].islower() or first.isupper():
        return _together(last, part)
    if f"{first}-{second}".casefold() in vocabulary:
        return _together(last, part)
    return _together(last[:-1], part)


def _together(left: Passage, right: Passage) -> Passage:
    return Passage(left.text + right.text, [*left.at, *right.at])


def vocabulary_of(text: str) -> frozenset[str]:
    """Return the words of a text that holds no line ends inside them, folded."""
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))


class Shape(StrEnum):
    """What a block is by its layout."""

    PARAGRAPH = "paragraph"
    ENTRY = "entry"  # of a list
    HEADING = "heading"
    ROW = "row"  # of a table
    RAW = "raw"  # Markdown of the source


@dataclass(slots=True)
class Block:
    """Lines that belong together; `level` is the depth of a list entry, `sign` its mark."""

    shape: Shape
    lines: list[int]
    parts: list[Passage]
    sign: str = ""
    level: int = 0
    section: str = ""
    blank: int = 0
    words: Passage = field(default_factory=lambda: Passage("", ()))

    @property
    def text(self) -> str:
        return self.words.text


_BULLET = re.compile(
    r"(?P<sign>[•▪▫■□●○◦◆◇►▶‣⁃∙·»*–—-]|o(?=\s\S))\s+(?=\S)|(?P<glued>[•▪●○◦])(?=\S)"
)
_ORDERED = re.compile(r"(?P<sign>(?:\d{1,2}|[a-zåäö]|[ivx]{1,4})[.)])\s+(?=\S)")
# "Ansvarig: Bo", below a sentence.
_LABELLED = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:\s[a-zåäö]+)?:\s\S")
_ENDS = re.compile(r"[.!?:…][\"”')\]]*$")
_TITLE_END = re.compile(r"[.!?,;:…]$")
_FIRST_CLAUSE = re.compile(r"[*_]*(?:[A-ZÅÄÖ]\w+s\s+)?Beslut[*_]*\s*:[*_]*\s*att\s|att\s")
_AND_CLAUSE = re.compile(r"\s*att\s")
# "Kommunfullmäktige beslutar för egen del": what it decides follows.
_DECIDES = re.compile(
    r"[A-ZÅÄÖ][\w\s]{2,60}\b(?:beslutar|beslutade|beslöt)(?:\s\w+){0,3}\s*(?:att)?:?"
)
_RULE = re.compile(r"\s*(?:[_=*·~–—-]\s?){3,}\s*")
_QUOTE = re.compile(r"\s*>\s?")
INLINE_DECISION = re.compile(r"[*_]*(?:[A-ZÅÄÖ]\w+s\s+)?Beslut[*_]*\s*:[*_]*\s*\S")
# Shares of the text's width: a line this short was ended on purpose; a line that a word
# more would bring beyond this was full.
WELL_SHORT = 0.5
NEARLY = 0.985
# A heading of a section is one short line.
MAX_SECTION = 80
# Cells of one column of a ruled table begin within so many points.
SAME_COLUMN = 3.0
# Text is seldom set narrower than so many characters; lines that stay this far from the
# margin were never full.
NARROW_TEXT = 65.0
NEVER_FULL = 0.85


def right_margin(source: Source, body_size: float) -> float:
    """Return how far to the right the lines of running text may reach; 0 when it is not known.

    Where no line comes near the width of the page, no line was ever full: then it is the
    width that counts, and every line stands for itself.
    """
    body = [
        line
        for line in source.lines
        if line.right and not line.bold and (not body_size or line.size <= body_size * 1.08)
    ]
    if not body:
        return 0.0
    # A few lines of a list or a form may reach further than the text.
    rights = sorted(line.right for line in body)
    reached = rights[-1 - len(rights) // 50]
    if source.format is Format.TEXT:
        return max(reached, NARROW_TEXT)
    width = max((page.width for page in source.pages), default=0.0)
    possible = width - min(line.indent for line in body)
    return possible if reached < NEVER_FULL * possible else reached


class BlockReader:
    """Reads the lines of one document into blocks; the margins are the document's."""

    def __init__(
        self, source: Source, pack: LanguagePack, vocabulary: frozenset[str], body_size: float
    ):
        self.source = source
        self.pack = pack
        self.vocabulary = vocabulary
        self.body_size = body_size
        self.margin = right_margin(source, body_size)
        # The rows of lists of votes, each with all its columns.
        self.aligned: dict[int, Passage] = {}
        # Tables are kept as Markdown has them, but for those of tasks.
        self.task_tables = {
            line.table
            for index, line in enumerate(source.lines)
            if line.table and heads_tasks(source.cells(index), pack)
        }

        self.aligned |= self._aligned_tables()

    def _aligned_tables(self) -> dict[int, Passage]:
        """Return the rows of ruled tables with all their columns, also those without words."""
        rows: dict[int, list[int]] = {}
        for index, line in enumerate(self.source.lines):
            if line.table and line.table not in self.task_tables and line.cells:
                rows.setdefault(line.table, []).append(index)
        found: dict[int, Passage] = {}
        for indices in rows.values():
            edges: list[float] = []
            for edge in sorted(c.x for i in indices for c in self.source.lines[i].cells):
                if not edges or edge - edges[-1] > SAME_COLUMN:
                    edges.append(edge)
            full = any(len(self.source.lines[i].cells) == len(edges) for i in indices)
            if len(indices) < 2 or not full or self.source.format is Format.MARKDOWN:
                continue
            for index in indices:
                cells = [Passage("", ())] * len(edges)
                pairs = zip(self.source.lines[index].cells, self.source.cells(index), strict=True)
                for cell, words in pairs:
                    at = min(range(len(edges)), key=lambda n: abs(edges[n] - cell.x))
                    cells[at] = joined([cells[at], words]) if cells[at].text else words
                found[index] = tabbed(cells)
        return found

    def read(self, lines: Sequence[int], number: str = "") -> list[Block]:
        """Return the blocks of consecutive lines; `number` is that of their item."""
        below = re.compile(rf"{re.escape(number)}\.\d{{1,2}}\.?\s") if number else None
        blocks: list[Block] = []
        # A rule between paragraphs has no words; only a Markdown source keeps it.
        parted = [self.source.format is not Format.MARKDOWN and self._is_rule(i) for i in lines]
        for position, index in enumerate(lines):
            if parted[position]:
                continue
            last = blocks[-1] if blocks and not parted[position - 1] else None
            following = lines[position + 1] if position + 1 < len(lines) else None
            new = self._numbered_below(index, following, below) or self._begins(
                index, last, following
            )
            if new is None and last is not None:
                last.lines.append(index)
                last.parts.append(self.words(index))
            else:
                blocks.append(new or Block(Shape.PARAGRAPH, [index], [self.words(index)]))
        for block in blocks:
            if block.shape is Shape.ROW and block.lines[0] in self.aligned:
                block.blank, block.words = 0, self.aligned[block.lines[0]]
                continue
            block.blank = self.source.lines[block.lines[0]].blank
            block.words = join_lines(block.parts, self.vocabulary)
        return blocks

    def _is_rule(self, index: int) -> bool:
        line = self.source.lines[index]
        return not line.table and _RULE.fullmatch(line.text) is not None

    def _numbered_below(
        self, index: int, following: int | None, below: re.Pattern[str] | None
    ) -> Block | None:
        """Return the block of a line that is numbered within its item, such as "4.2 Budget"."""
        words = self.words(index)
        if below is None or self.source.format is Format.MARKDOWN or not below.match(words.text):
            return None
        text = words.text.strip()
        is_title = following is not None and len(text) <= 100 and not _TITLE_END.search(text)
        return Block(Shape.HEADING if is_title else Shape.PARAGRAPH, [index], [words.strip()])

    def paragraph(self, line: int, words: Passage) -> Block:
        """Return words of a line as a paragraph of its own."""
        return Block(Shape.PARAGRAPH, [line], [words], words=words)

    def words(self, index: int) -> Passage:
        """Return the words of one line, its columns apart; a table of Markdown keeps its signs."""
        table = self.source.lines[index].table
        if table and self.source.format is Format.MARKDOWN and table not in self.task_tables:
            return self.source.passage(index)
        return self.aligned.get(index) or joined(self.source.cells(index), "\t")

    def _begins(self, index: int, last: Block | None, following: int | None) -> Block | None:
        """Return the block that a line begins, or None when it goes on with the last one."""
        line, words = self.source.lines[index], self.words(index)
        if self.source.format is Format.MARKDOWN:
            return self._begins_markdown(index, line, words, last)
        if line.table or index in self.aligned or self._is_row(index):
            return Block(Shape.ROW, [index], [words])
        section = self.section_of(words)
        if section:
            return Block(Shape.HEADING, [index], [words.strip(" :\t*_")], section=section)
        marked = self._marked(index, line, words)
        if marked:
            return marked
        if self._is_heading(index, line, words, last, following):
            return Block(Shape.HEADING, [index], [words.strip(" \t*_")])
        if last is None or last.shape in (Shape.HEADING, Shape.ROW):
            return Block(Shape.PARAGRAPH, [index], [words])
        return Block(Shape.PARAGRAPH, [index], [words]) if self._parts(last, line, words) else None

    def _begins_markdown(
        self, index: int, line: Line, words: Passage, last: Block | None
    ) -> Block | None:
        if line.style.startswith("heading"):
            title = words.strip("#*_ \t")
            return Block(Shape.HEADING, [index], [title], section=self.section_of(title))
        quote = _QUOTE.match(words.text)
        if quote and INLINE_DECISION.match(words.text[quote.end() :]):
            return Block(Shape.RAW, [index], [words.after(quote)])
        section = self.section_of(words)
        if (
            section
            and words.text.strip(" :*_")
            and (line.blank or last is None or last.shape is Shape.HEADING)
        ):
            return Block(Shape.HEADING, [index], [words.strip(" :\t*_")], section=section)
        if line.table and line.table in self.task_tables:
            return Block(Shape.ROW, [index], [words])
        if last is None or last.shape is not Shape.RAW or line.blank:
            return Block(Shape.RAW, [index], [words])
        return None

    def section_of(self, words: Passage) -> str:
        """Return the kind of section that a line opens by its words; "" for none."""
        folded = fold(words.text.strip(" \t*_#"))
        if len(folded) > MAX_SECTION:
            return ""
        if words.text.rstrip(" *_").endswith((".", ",", "?")):
            return ""
        known = self.pack.section_of(folded)
        if known:
            return known
        if self.pack.whole("not_decision_headings").fullmatch(folded):
            return ""
        return "decision" if self.pack.whole("decision_headings").fullmatch(folded) else ""

    def _marked(self, index: int, line: Line, words: Passage) -> Block | None:
        """Return the list entry a line begins."""
        if line.marker:
            ordered = _ORDERED.match(line.marker + " x")
            sign = ordered["sign"] if ordered else "•"
            return Block(Shape.ENTRY, [index], [words], sign, line.level)
        if line.style == "list":
            return Block(Shape.ENTRY, [index], [words], "•", line.level)
        bullet = _BULLET.match(words.text)
        if bullet:
            sign = bullet["sign"] or bullet["glued"]
            return Block(Shape.ENTRY, [index], [words.after(bullet)], sign, int(line.indent))
        ordered = _ORDERED.match(words.text)
        if ordered:
            return Block(Shape.ENTRY, [index], [words], ordered["sign"], int(line.indent))
        return None

    def _parts(self, last: Block, line: Line, words: Passage) -> bool:
        """Return whether a line begins a new paragraph."""
        before = self.source.lines[last.lines[-1]]
        ended = bool(_ENDS.search(before.text.rstrip()))
        if INLINE_DECISION.match(words.text):
            return True
        if _AND_CLAUSE.match(words.text) and _FIRST_CLAUSE.match(last.parts[0].text):
            return True  # "Beslut: att …" with the next clause on a line of its own
        if ended and _DECIDES.fullmatch(words.text.strip()):
            return True
        if ended and _LABELLED.match(words.text):
            return True
        if before.text.rstrip().endswith(":") and not words.text[:1].islower():
            return True
        if self.source.format is Format.DOCX:
            return line.number != before.number or line.blank > 0
        if line.page != before.page and self.source.format is Format.PDF:
            return ended or not words.text[:1].islower()
        if line.blank:
            return True
        if line.bold != before.bold and self.source.format is Format.PDF:
            return True
        if self.margin and self._left_room(before, words.text, ended):
            return True
        deeper = line.indent - before.indent
        return ended and last.shape is Shape.PARAGRAPH and (1 if not line.size else 8) <= deeper

    def _is_row(self, index: int) -> bool:
        """Return whether a line is, as its neighbour, a row of three columns or more."""
        count = len(self.source.lines[index].cells)
        if count < 3 or self.source.format is Format.DOCX:
            return False
        around = (index - 1, index + 1)
        return any(
            0 <= other < len(self.source.lines) and len(self.source.lines[other].cells) == count
            for other in around
        )

    def _left_room(self, before: Line, text: str, ended: bool) -> bool:
        """Return whether a line stopped although the next line's first word had room on it."""
        if not ended:
            anew = text[:1].isupper() or text[:1].isdigit()
            return anew and before.right < self.margin * WELL_SHORT
        width = before.size * 0.52 if before.size else 1.0
        first_word = text.split(maxsplit=1)[0] if text.split() else ""
        return before.right + (len(first_word) + 1) * width < self.margin * NEARLY

    def _is_heading(
        self, index: int, line: Line, words: Passage, last: Block | None, following: int | None
    ) -> bool:
        """Return whether a line is a sub-heading: short, no full stop, set off, text under it."""
        text = words.text.strip()
        if following is None or len(text) > 100 or not text or _TITLE_END.search(text):
            return False
        if not (text[0].isupper() or text[0].isdigit()) or "\t" in text:
            return False
        if line.style.startswith("heading"):
            return True
        if line.bold or (self.body_size and line.size > self.body_size * 1.08):
            return not (
                last
                and last.shape is Shape.PARAGRAPH
                and not line.blank
                and last.lines[-1] == index - 1
                and self.source.lines[index - 1].bold
            )
        if (
            self.source.format in (Format.DOCX, Format.PDF)
            and self.body_size
            and not line.blank
            and last is not None
        ):
            return False
        return self._stands_apart(line, words, last, following)

    def _stands_apart(self, line: Line, words: Passage, last: Block | None, following: int) -> bool:
        below = self.source.lines[following]
        under = joined(self.source.cells(following), "\t")
        if self.section_of(under) == "decision" or under.text[:1].islower():
            return False
        if last is not None and last.section == "decision":
            return False
        rich = len(under) > 60 or bool(_ENDS.search(under.text)) or bool(_BULLET.match(under.text))
        if len(words.text.split()) > 14 or not rich or ":" in words.text:
            return False
        if last is None:
            short = not self.margin or line.right < self.margin * 0.6
            return short and under.text[:1].isupper() and find_label(words, self.pack) is None
        return bool(line.blank) and (bool(below.blank) or line.right < self.margin * 0.6)
