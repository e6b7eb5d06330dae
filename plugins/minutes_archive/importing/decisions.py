"""Decisions: the clauses under a decision heading, and decisions inside a paragraph."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minutes_archive.importing.blocks import Block, Shape
from minutes_archive.importing.draft import Branch, Gathered, Kind, branch, repeat, verbatim
from minutes_archive.importing.joining import join_lines
from minutes_archive.importing.language_pack import LanguagePack
from minutes_archive.importing.passages import EMPTY, Passage, joined
from minutes_archive.importing.texts import text_leaf

_CLAUSE = re.compile(r"(?:[-–•·*]\s*)?(?:(?:samt|och)\s+)?[Aa]tt\b")
_LEAD = re.compile(
    r"\b(?:beslut\w*|beslöt\w*|föreslår\w*|besluta)(?:\s+\w+){0,4}?(?:\s+att)?\s*:?\s*$",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"(?:\d{1,2}|[a-zåäö])[.)]\s+")
_LIST_SIGN = re.compile(r"(?:[*+•\-–]|\d{1,2}[.)])\s+")
_INLINE = re.compile(
    r"[*_]*(?P<label>(?:(?:[A-ZÅÄÖ][\w-]+s\s+)?[Bb]eslut(?:et|en)?|BESLUT)[*_]*\s*:)[*_]*\s*(?=\S)"
)
_NOUN = re.compile(r"[*_]*Beslut(?:ades|as)?[*_]*\s+(?:om\s+)?att\b")
# Where a sentence ends: a full stop after a whole word, and a capital after it.
_SENTENCE_END = re.compile(r"(?<=[\w)”\"]{2}[.!?])\s+(?=[A-ZÅÄÖ])")
STATUS_WORDS = 110
MAX_LEAD = 130


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the reading of one item needs to know of its document.

    `subjects` matches who may decide here; `meetings` are the announced meetings by day;
    `margin_lines` are the lines that stop well short of the right margin.
    """

    pack: LanguagePack
    date: dt.date | None
    subjects: re.Pattern[str]
    has_decision_blocks: bool
    vocabulary: frozenset[str]
    short_lines: frozenset[int]
    bodies: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    body: str = ""


def opening_label(words: Passage, pack: LanguagePack) -> tuple[Passage, Passage] | None:
    """Return the label and the rest of a paragraph that begins "Beslut: …"; None if it does not."""
    match = _INLINE.match(words.text)
    if match is None:
        return None
    label = match["label"].rstrip(": *_")
    if pack.whole("not_decision_headings").fullmatch(label):
        return None
    return words.group(match, "label"), words.after(match)


def sentence_decision(
    words: Passage, around: Circumstances
) -> tuple[Passage, Passage, Passage] | None:
    """Return a sentence that tells a decision, with the words before and after it."""
    if _NOUN.match(words.text):
        return EMPTY, words, EMPTY
    for match in around.subjects.finditer(words.text):
        before = words.text[: match.start()].rstrip()
        if before and before[-1] not in ".!?:":
            continue
        if re.match(r"\s*(?:den|i|vid|under|på)?\s*\d", words.text[match.end() :]):
            continue
        ends = _SENTENCE_END.search(words.text, match.end())
        end = ends.start() if ends else len(words)
        return words[: match.start()].strip(), words[match.start() : end], words[end:].strip()
    return None


def sentence_at(words: Passage, at: int) -> Passage:
    """Return the sentence of some words that holds a position."""
    starts = [m.end() for m in _SENTENCE_END.finditer(words.text) if m.end() <= at]
    ends = _SENTENCE_END.search(words.text, at)
    return words[(starts[-1] if starts else 0) : (ends.start() if ends else len(words))]


def decides(pack: LanguagePack, bodies: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a subject that may decide, with its verb."""
    names = sorted({*pack.values["decision_subjects"], *bodies}, key=lambda n: (-len(n), n))
    subjects = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names if name)
    verbs = pack.values["decision_verbs"]
    return re.compile(
        rf"(?<!\w)(?:(?:{subjects})\s+(?:{verbs})|det\s+besluta(?:de)?s|(?:beslutades|beslöts))\b"
        r"(?=[^.!?]{0,60}?\b(?:att|enligt|om|i enlighet|bifall\w*|avsl\w*|enhälligt)\b|\s*:)",
        re.IGNORECASE,
    )


def opens_decisions(blocks: Sequence[Block], at: int, formal: bool) -> bool:
    """Tell whether decisions begin at a block although no heading says so.

    Either "Direktionen beslutar" introduces clauses, or an item of formal minutes (§) has
    nothing but clauses under its title.
    """
    block = blocks[at]
    if block.shape not in (Shape.PARAGRAPH, Shape.HEADING):
        return False
    if at == 0 and formal and re.match(r"att\b", block.text):
        return True
    first = block.parts[0].text.strip()
    if len(first) > MAX_LEAD or not _LEAD.search(first) or "föreslå" in first.casefold():
        return False
    following = [*block.parts[1:2], *(b.parts[0] for b in blocks[at + 1 : at + 2])]
    return bool(following) and bool(_CLAUSE.match(following[0].text.strip()))


class DecisionBlock:
    """Reads what stands under a decision heading, as far as it is decisions."""

    def __init__(self, around: Circumstances, gathered: Gathered):
        self.around = around
        self.gathered = gathered
        self.entries: list[Branch] = []
        self.clauses = False
        # A whole sentence has been read as a decision; a list after it belongs to its words.
        self.sentence = False

    def read(self, blocks: Sequence[Block]) -> int:
        """Return how many of the blocks belong to the decisions."""
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if block.section or block.shape is Shape.ROW:
                break
            if _LEAD.search(block.text) and self._leads(blocks, at):
                self.entries.append(branch(text=text_leaf([block])))
            elif block.shape is Shape.HEADING or not self._take(block):
                break
            at += 1
        return at

    def _leads(self, blocks: Sequence[Block], at: int) -> bool:
        """Tell whether a block only introduces the clauses after it."""
        if len(blocks[at].text) > 200 or at + 1 >= len(blocks) or len(blocks[at].parts) > 3:
            return False
        following = blocks[at + 1]
        return (
            following.shape is Shape.ENTRY
            or bool(_CLAUSE.match(following.text))
            or blocks[at].text.rstrip().endswith((":", "att"))
        )

    def _take(self, block: Block) -> bool:
        """Read one block for decisions; False when it is no decision."""
        if opening_label(block.words, self.around.pack):
            return False
        lead, clauses = self._split(block)
        if clauses:
            if lead:
                self.entries.append(branch(text=text_leaf([part_of(block, lead)])))
            for clause in clauses:
                self.add(clause)
            self.clauses = True
            return True
        if block.shape is Shape.ENTRY:
            if self.sentence:
                return False
            self.add(self._without_number(block))
            return True
        if not self.entries or self._goes_on(block):
            self.add(block.words)
            self.sentence = True
            return True
        if not self.clauses:
            self.gathered.note(
                "W522",
                "stycket efter beslutet lästes som löpande text",
                block.words,
                "gör det till decision: om det hör till beslutet",
            )
        return False

    def _goes_on(self, block: Block) -> bool:
        """Tell whether a plain paragraph after the first is a decision as well."""
        if self.clauses or len(block.text) > 600:
            return False
        first = re.split(r"(?<=[.!?])\s", block.text, maxsplit=1)[0]
        return bool(self.around.pack.anywhere("decision_sentence").search(first))

    def _split(self, block: Block) -> tuple[Passage, list[Passage]]:
        """Return the words before the first clause of a block, and its clauses."""
        if block.shape is Shape.RAW:
            return EMPTY, self._raw_clauses(block)
        starts = self._starts(block)
        if not starts:
            return EMPTY, []
        groups = [block.parts[: starts[0]]] + [
            block.parts[a:b] for a, b in zip(starts, [*starts[1:], len(block.parts)], strict=True)
        ]
        lead, *clauses = (join_lines(group, self.around.vocabulary) for group in groups)
        if block.shape is Shape.ENTRY and clauses and not lead:
            clauses[0] = self._bare(clauses[0])
        return lead, clauses

    def _starts(self, block: Block) -> list[int]:
        """Return the lines of a block that begin a clause."""
        starts: list[int] = []
        capital = ""
        for at, part in enumerate(block.parts):
            text = part.strip().text
            if at == 0 and block.shape is Shape.ENTRY:
                text = _ENUMERATED.sub("", text, count=1)
            match = _CLAUSE.match(text)
            if not match:
                continue
            first = match[0].lstrip("-–•·* ")[0]
            if at and not self._clause_may_begin(block, at, bool(starts), first.isupper()):
                continue
            if starts and capital.isupper() and first.islower():
                continue
            capital = capital or first
            starts.append(at)
        return starts

    def _clause_may_begin(self, block: Block, at: int, inside: bool, capital: bool) -> bool:
        before = block.parts[at - 1].text.rstrip()
        if capital or before.endswith((".", ",", ";", ":", " samt", " och")):
            return True
        if not inside:
            return bool(_LEAD.search(before)) or block.lines[at - 1] in self.around.short_lines
        return block.lines[at - 1] in self.around.short_lines

    def _raw_clauses(self, block: Block) -> list[Passage]:
        """Return the list entries of a Markdown block as clauses, or the whole block."""
        groups: list[list[Passage]] = []
        for part in block.parts:
            sign = _LIST_SIGN.match(part.text.lstrip("> "))
            bare = part[len(part.text) - len(part.text.lstrip("> ")) :]
            if sign or not groups or _CLAUSE.match(bare.text):
                if sign:
                    self.gathered.mark(Kind.LABEL, bare.group(sign))
                groups.append([bare.after(sign) if sign else bare])
            else:
                groups[-1].append(bare)
        return [joined(group) for group in groups if joined(group)]

    def _without_number(self, block: Block) -> Passage:
        return self._bare(block.words)

    def _bare(self, words: Passage) -> Passage:
        """Take "1." or "a)" off a clause: the archive numbers decisions itself."""
        number = _ENUMERATED.match(words.text)
        if not number:
            return words
        self.gathered.mark(Kind.LABEL, words.group(number))
        return words.after(number)

    def add(self, words: Passage) -> None:
        """Add one decision with the outcome its first words tell."""
        bare = without_emphasis(words).strip(" \t")
        if not bare:
            return
        opening = bare.text[:STATUS_WORDS]
        status = next(
            (s.value for s, pattern in self.around.pack.decision_status if pattern.search(opening)),
            "",
        )
        self.entries.append(
            branch(decision=verbatim(bare), status=repeat(status, bare) if status else None)
        )


def without_emphasis(words: Passage) -> Passage:
    """Return words without the stars that only make them bold in Markdown."""
    if "*" not in words.text:
        return words
    kept = [i for i, character in enumerate(words.text) if character != "*"]
    return Passage("".join(words.text[i] for i in kept), [words.at[i] for i in kept])


def part_of(block: Block, words: Passage) -> Block:
    """Return some words of a block as a paragraph of their own."""
    shape = Shape.RAW if block.shape is Shape.RAW else Shape.PARAGRAPH
    return Block(shape, block.lines, [words], words=words)
