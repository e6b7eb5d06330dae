"""Decisions: where one begins (labels, sentences, lead-ins), how many they are, where they end."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from minutes_archive.importing.items.blocks import Block, Shape, join_lines
from minutes_archive.importing.items.texts import text_leaf
from minutes_archive.importing.items.votes import read_votes
from minutes_archive.importing.words.draft_tree import (
    Branch,
    Gathered,
    Leaf,
    MarkKind,
    Rows,
    branch,
    repeat,
    verbatim,
)
from minutes_archive.importing.words.language_pack import LanguagePack, tolerant
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.passages import EMPTY, Passage, joined

CLAUSE = re.compile(r"(?:[-–•·*]\s*)?(?:(?:samt|och)\s+)?[Aa]tt\b")
LEAD = re.compile(
    r"\b(?:beslut\w*|beslöt\w*|föreslår\w*|besluta)(?:\s+\w+){0,4}?(?:\s+att)?\s*:?\s*$",
    re.IGNORECASE,
)
# Words before a comma and "att" that lead to what is decided, and are no subject of it.
_LEADS = re.compile(r"\b(?:besl|föresl|förslag|enligt)", re.IGNORECASE)
_LEADING_VERB = re.compile(r"\bbesl(?:utar|utade|utas|utades|öt|öts)\b[^.]{0,40}$", re.IGNORECASE)
_INLINE = re.compile(
    r"[*_]*(?P<label>(?:(?:[A-ZÅÄÖ][\w-]+s\s+)?[Bb]eslut(?:et|en)?|BESLUT)[*_]*\s*:)[*_]*\s*(?=\S)"
)
_NOUN = re.compile(r"[*_]*Beslut(?:ades|as)?[*_]*\s+(?:om\s+)?att\b")
# Where a sentence ends: a full stop after a whole word, and a capital after it.
_SENTENCE_END = re.compile(r"(?<=[\w)”\"]{2}[.!?])\s+(?=(?:[-*•>]\s+)?[A-ZÅÄÖ])")
# A decision that is an entry of a list or a quote stands without the sign.
_SIGN = re.compile(r"(?:^|\n|[.!?:]\s)\s*(?P<sign>[-*•>])$")
MAX_LEAD = 130
# "Efter diskussion beslutar nämnden": what comes before the verb is short.
MAX_OPENING = 50


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the reading of one item needs to know of its document.

    `subjects` matches who may decide here, with the verb, `named` only who; `short_lines` are
    the lines that stop well short of the right margin; `bodies` find the archive's bodies in
    text, `annexes` hold the lists of votes that stand after the items.
    """

    pack: LanguagePack
    date: dt.date | None
    subjects: re.Pattern[str]
    named: re.Pattern[str]
    has_decision_blocks: bool
    vocabulary: frozenset[str]
    short_lines: frozenset[int]
    bodies: Mapping[str, re.Pattern[str]]
    organisations: Organisations
    annexes: Mapping[str, Sequence[Branch]]


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
        if match["inverted"]:
            opening = _opening(words, match.start())
            if opening is None or around.pack.anywhere("told_of_before").search(opening.text):
                continue
            start = match.start() - len(opening)
        elif before and before[-1] not in ".!?:" and not _SIGN.search(before):
            continue
        else:
            start = match.start()
        if re.match(r"\s*(?:den|i|vid|under|på)?\s*\d", words.text[match.end() :]):
            continue
        ends = _SENTENCE_END.search(words.text, match.end())
        end = ends.start() if ends else len(words)
        lead = words[:start].strip()
        sign = _SIGN.search(lead.text)
        lead = lead[: sign.start("sign")].strip() if sign else lead
        return lead, words[start:end], words[end:].strip()
    return None


def _opening(words: Passage, at: int) -> Passage | None:
    """Return what a sentence begins with before "beslutar nämnden"; None when it is much."""
    starts = [m.end() for m in _SENTENCE_END.finditer(words.text[: at + 1]) if m.end() <= at]
    opening = words[(starts[-1] if starts else 0) : at]
    return opening if 0 < len(opening.text.strip()) <= MAX_OPENING else None


def sentence_at(words: Passage, at: int) -> Passage:
    """Return the sentence of some words that holds a position."""
    starts = [m.end() for m in _SENTENCE_END.finditer(words.text) if m.end() <= at]
    ends = _SENTENCE_END.search(words.text, at)
    return words[(starts[-1] if starts else 0) : (ends.start() if ends else len(words))]


def decides(pack: LanguagePack, bodies: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a subject that may decide, with its verb."""
    subjects, verbs = _subjects(pack, bodies), pack.values["decision_verbs"]
    deciding = pack.values["deciding_verbs"]
    # "Mötet beslutade fastställa avgiften" goes without "att".
    bare = re.sub(r"\|\s+", "|", pack.values["decision_opening"])
    return re.compile(
        rf"(?<!\w)(?:(?:{subjects})\s+(?:(?:enhälligt|också|sedan|därefter|även)\s+)?(?:{deciding})(?!\s*:)(?P<sure>)"
        rf"|(?:{subjects})\s+(?:{verbs})|(?P<inverted>(?:{verbs})\s+(?:{subjects}))|det\s+besluta(?:de)?s|(?:beslutades|beslöts))\b"
        r"(?(sure)|(?=[^.!?]{0,60}?\b(?:att|enligt|om|i enlighet|bifall\w*|avsl\w*|enhälligt)\b"
        rf"|\s+(?:enhälligt\s+)?{bare}|\s*:))",
        re.IGNORECASE,
    )


def named(pack: LanguagePack, bodies: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a line that only says who decides."""
    return re.compile(rf"(?:{_subjects(pack, bodies)})\s*:?", re.IGNORECASE)


def _subjects(pack: LanguagePack, bodies: Iterable[str]) -> str:
    names = sorted({*pack.values["decision_subjects"], *bodies}, key=lambda n: (-len(n), n))
    return tolerant("|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names if name))


def opens_decisions(blocks: Sequence[Block], at: int, formal: bool) -> bool:
    """Return whether decisions begin at a block although no heading says so.

    Either "Direktionen beslutar" introduces clauses, or an item of formal minutes (§) has
    nothing but clauses under its title.
    """
    block = blocks[at]
    if block.shape not in (Shape.PARAGRAPH, Shape.HEADING):
        return False
    if at == 0 and formal and re.match(r"att\b", block.text):
        return True
    first = block.parts[0].text.strip()
    if len(first) > MAX_LEAD or not LEAD.search(first) or "föreslå" in first.casefold():
        return False
    listed = any(b.shape is Shape.ENTRY for b in blocks[at + 1 : at + 2])
    if listed and len(block.parts) == 1 and _LEADING_VERB.search(first):
        return True
    following = [*block.parts[1:2], *(b.parts[0] for b in blocks[at + 1 : at + 2])]
    return bool(following) and bool(CLAUSE.match(following[0].text.strip()))


_SIGN_ALONE = re.compile(r"(?:\d{1,2}|[a-zåäö])[.)]")
_SENTENCE_FILLS = re.compile(r"[^\W\d_]{3,}[”\")]?\.$")
_ENUMERATED = re.compile(r"(?:\d{1,2}|[a-zåäö])[.)]\s+")
_LIST_SIGN = re.compile(r"(?:[*+•\-–]|\d{1,2}[.)])\s+")
# How far into a decision its outcome is looked for.
STATUS_WORDS = 110
# A paragraph between clauses that is longer than this is no clause.
MAX_BETWEEN = 160
# Words before a colon that are longer are no lead-in; a longer paragraph is an account.
MAX_LEAD_IN = 320
MAX_DECISION = 900

# Two runs of stars round words; those inside a word ("2*3*4") are signs.
_BOLD = re.compile(
    r"(?<![\w*])(?P<open>\*{1,3})(?=[^\s*])[^*]*(?<=[^\s*])(?P<close>(?P=open))(?![\w*])"
)


class DecisionBlock:
    """Reads what stands under a decision heading, as far as it is decisions."""

    def __init__(self, around: Circumstances, gathered: Gathered, delimited: bool = False):
        self.around = around
        self.gathered = gathered
        # Another heading follows in the item: all that stands before it was decided.
        self.delimited = delimited
        self.entries: list[Branch] = []
        self.clauses = False
        # A whole sentence has been read as a decision; a list after it belongs to its words.
        self.sentence = False
        # The decisions are numbered; what stands under one in another list is part of it.
        self.numbered = False

    def read(self, blocks: Sequence[Block]) -> int:
        """Return how many of the blocks belong to the decisions."""
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if block.section or block.shape is Shape.ROW:
                break
            leads = not _is_other_heading(block.text, self.around.pack) and (
                LEAD.search(block.text) or self.around.named.fullmatch(block.text.strip())
            )
            if (leads and self._leads(blocks, at)) or self._introduces(blocks, at):
                self.entries.append(branch(text=text_leaf([block])))
                self.clauses = self.sentence = self.numbered = False
            elif self._has_list(blocks, at):
                end = at + 1
                while end < len(blocks) and blocks[end].shape is Shape.ENTRY:
                    end += 1
                self.add(
                    joined(
                        [self._bare(b.words) if b is block else b.words for b in blocks[at:end]],
                        "\n",
                    )
                )
                self.sentence = True
                at = end - 1
            elif block.shape is Shape.HEADING:
                break
            elif self._between_clauses(blocks, at):
                self.gathered.note(
                    "W519", "stycket mellan att-satserna lästes som ett beslut", block.words
                )
                self.add(block.words)
            elif not self._take(block):
                break
            at += 1
        return at

    def _leads(self, blocks: Sequence[Block], at: int) -> bool:
        """Return whether a block only introduces the clauses after it."""
        if len(blocks[at].text) > 200 or at + 1 >= len(blocks) or len(blocks[at].parts) > 3:
            return False
        following = blocks[at + 1]
        return (
            following.shape is Shape.ENTRY
            or bool(CLAUSE.match(following.text))
            or blocks[at].text.rstrip().endswith((":", "att"))
            or self.around.named.fullmatch(blocks[at].text.strip()) is not None
        )

    def _introduces(self, blocks: Sequence[Block], at: int) -> bool:
        """Return whether a block introduces a decision: "Enligt nämndens förslag:"."""
        block = blocks[at]
        text = block.text.strip(" *_")
        if at + 1 >= len(blocks) or blocks[at + 1].section or len(text) > MAX_LEAD_IN:
            return False
        if block.shape not in (Shape.PARAGRAPH, Shape.HEADING, Shape.RAW) or text[-1:] != ":":
            return False
        return not self._decides_itself(text)

    def _has_list(self, blocks: Sequence[Block], at: int) -> bool:
        """Return whether the list below completes a decision ("… får i uppdrag att:")."""
        block = blocks[at]
        if block.text.rstrip()[-1:] != ":" or block.shape not in (Shape.PARAGRAPH, Shape.ENTRY):
            return False
        following = blocks[at + 1 : at + 2]
        below = [b for b in following if b.shape is Shape.ENTRY and b.level >= block.level]
        if not below or (CLAUSE.match(block.text) is None and not self._decides_itself(block.text)):
            return False
        # "1. … följande: 2. …" are entries of one list, not a list in a list.
        return (
            block.shape is Shape.PARAGRAPH
            or below[0].sign[:1].isalnum() != block.sign[:1].isalnum()
        )

    def _decides_itself(self, text: str) -> bool:
        """Return whether words that end in a colon already say what was decided."""
        pack = self.around.pack
        if pack.whole("decision_leads").fullmatch(text):
            return False
        if re.search(r"\b(?:beslut\w*|beslöt\w*|besluta|att)\s*:$", text) and not re.search(
            r"\buppdrag\b", text
        ):
            return False
        return pack.anywhere("decision_sentence").search(text) is not None

    def _between_clauses(self, blocks: Sequence[Block], at: int) -> bool:
        """Return whether a paragraph without "att" stands in the middle of clauses with it."""
        block, following = blocks[at], blocks[at + 1 : at + 2]
        return (
            self.clauses
            and block.shape is Shape.PARAGRAPH
            and len(block.text) < MAX_BETWEEN
            and not any(CLAUSE.match(part.text.strip()) for part in block.parts)
            and not opening_label(block.words, self.around.pack)
            and any(CLAUSE.match(b.text) and not b.section for b in following)
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
            if self.numbered and not block.sign[:1].isdigit():
                return self._add_to_last(block.words)  # "a)" or a bullet below "2."
            if self.sentence:
                self._tell_if_open(block)
                return False
            self.numbered = self.numbered or block.sign[:1].isdigit()
            self.add(self._without_number(block))
            return True
        if self._is_rest_of_last(block):
            return self._add_to_last(block.words)
        if self.entries and not self.clauses and self._only_votes(block):
            return False
        pack = self.around.pack
        if self.entries and pack.anywhere("takes_no_part").search(block.text):
            return False
        reserves = pack.anywhere("reserves").search(block.text)
        if not self.entries or (reserves is None and self._goes_on(block)):
            self._tell_if_two(block)
            self.add(block.words)
            self.sentence = True
            return True
        if not self.clauses and reserves is None:
            self.gathered.note(
                "W522",
                "stycket efter beslutet lästes som löpande text",
                block.words,
                "gör det till decision: om det hör till beslutet",
            )
        return False

    def _tell_if_open(self, block: Block) -> None:
        """Point out a list below a decision that ends without a full stop: it may be its rest."""
        last = self.entries[-1].text("decision") if self.entries else ""
        if last.rstrip()[-1:].isalpha():
            self.gathered.note(
                "W522",
                "listan efter beslutet lästes som löpande text",
                block.words,
                "skriv in den i decision: om den hör till beslutet",
            )

    def _only_votes(self, block: Block) -> bool:
        """Return whether a block gives the counts of a vote and says nothing of what is decided."""
        decides = self.around.pack.anywhere("decision_sentence").search(block.text)
        return decides is None and bool(read_votes(block.words))

    def _is_rest_of_last(self, block: Block) -> bool:
        """Return whether a block goes on with the last decision's sentence, or is a sign alone."""
        text = block.text.strip()
        last = self.entries[-1].text("decision") if self.entries else ""
        if not last or self.clauses:
            return False
        open_end = text[:1].islower() and last.rstrip()[-1:] not in ".:!?"
        return open_end or _SIGN_ALONE.fullmatch(text) is not None

    def _tell_if_two(self, block: Block) -> None:
        """Point out a decision in which a sentence happens to fill its line.

        Whether the next one is a decision of its own, the layout does not say.
        """
        for before, after in pairwise(block.parts):
            if _SENTENCE_FILLS.search(before.text.rstrip()) and after.text.strip()[:1].isupper():
                self.gathered.note(
                    "W528",
                    "en mening slutar där raden gör det; beslutet kan vara två",
                    after.strip(),
                    "dela det om den här raden börjar ett nytt beslut",
                )

    def _add_to_last(self, words: Passage) -> bool:
        """Let the last decision go on with some words; False when there is none."""
        last = self.entries[-1].get("decision") if self.entries else None
        if not isinstance(last, Leaf):
            return False
        self.entries.pop()
        self.add(joined([last.passage, words], " "))
        return True

    def _goes_on(self, block: Block) -> bool:
        """Return whether a plain paragraph after the first is a decision as well."""
        if self.clauses or len(block.text) > MAX_DECISION:
            return False
        if self.delimited and block.text.rstrip().endswith((".", ")", "!")):
            return True
        first = re.split(r"(?<=[.!?])\s", block.text, maxsplit=1)[0]
        pack = self.around.pack
        opens = pack.whole("decision_opening").match(first)
        return bool(opens or pack.anywhere("decision_sentence").search(first))

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
            match = CLAUSE.match(text)
            if not match:
                continue
            first = match[0].lstrip("-–•·* ")[0]
            if at and not self._clause_may_begin(block, at, bool(starts), first.isupper()):
                continue
            if at and not starts and self._is_inserted(block, at):
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
            return bool(LEAD.search(before)) or block.lines[at - 1] in self.around.short_lines
        return block.lines[at - 1] in self.around.short_lines

    def _is_inserted(self, block: Block, at: int) -> bool:
        """Return whether "att" goes on a subject: "Uppdraget, / att utreda saken, antecknas."."""
        decides = self.around.pack.anywhere("decision_sentence")
        before = " ".join(part.text for part in block.parts[:at])
        after = " ".join(part.text for part in block.parts[at:])
        if not before.rstrip().endswith(",") or decides.search(before) or _LEADS.search(before):
            return False
        return any(decides.match(after, comma.end()) for comma in re.finditer(r",\s+", after))

    def _raw_clauses(self, block: Block) -> list[Passage]:
        """Return the list entries of a Markdown block as clauses, or the whole block."""
        groups: list[list[Passage]] = []
        for part in block.parts:
            sign = _LIST_SIGN.match(part.text.lstrip("> "))
            bare = part[len(part.text) - len(part.text.lstrip("> ")) :]
            if sign or not groups or CLAUSE.match(bare.text):
                if sign:
                    self.gathered.mark(MarkKind.LABEL, bare.group(sign))
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
        self.gathered.mark(MarkKind.LABEL, words.group(number))
        return words.after(number)

    def add(self, words: Passage) -> None:
        """Add one decision with the outcome its first words tell."""
        bare = without_emphasis(words).strip(" \t")
        if not bare:
            return
        bare, reserved = self._reserved_after(bare)
        opening = bare.text[:STATUS_WORDS]
        status = next(
            (s.value for s, pattern in self.around.pack.decision_status if pattern.search(opening)),
            "",
        )
        self.entries.append(
            branch(
                decision=verbatim(bare),
                status=repeat(status, bare) if status else None,
                reservations=Rows((verbatim(reserved),)) if reserved else None,
            )
        )

    def _reserved_after(self, words: Passage) -> tuple[Passage, Passage]:
        """Part a decision from the sentences at its end that tell of a reservation."""
        ends = [match.end() for match in _SENTENCE_END.finditer(words.text)]
        reserves = self.around.pack.anywhere("reserves")
        sentences = [words.text[a:b] for a, b in pairwise([*ends, len(words)])]
        told = [bool(reserves.search(sentence)) for sentence in sentences]
        if True not in told or not all(told[told.index(True) :]):
            return words, EMPTY
        at = ends[told.index(True)]
        return words[:at].strip(), words[at:]


def _is_other_heading(text: str, pack: LanguagePack) -> bool:
    """Return whether a text is as "Underlag för beslut", which introduces no decision."""
    return pack.whole("not_decision_headings").fullmatch(text.strip(" :")) is not None


def without_emphasis(words: Passage) -> Passage:
    """Return words without the stars that only make them bold in Markdown."""
    if "*" not in words.text:
        return words
    stars: set[int] = set()
    for pair in _BOLD.finditer(words.text):
        stars |= {*range(*pair.span("open")), *range(*pair.span("close"))}
    kept = [i for i in range(len(words.text)) if i not in stars]
    return Passage("".join(words.text[i] for i in kept), [words.at[i] for i in kept])


def part_of(block: Block, words: Passage) -> Block:
    """Return some words of a block as a paragraph of their own."""
    shape = Shape.RAW if block.shape is Shape.RAW else Shape.PARAGRAPH
    return Block(shape, block.lines, [words], words=words)
