"""Where a decision begins: labels, sentences and lead-ins that tell one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minutes_archive.importing.items.blocks import Block, Shape
from minutes_archive.importing.words.draft_tree import Branch
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.machine_reading import tolerant
from minutes_archive.importing.words.names import Organisations
from minutes_archive.importing.words.passages import EMPTY, Passage

CLAUSE = re.compile(r"(?:[-–•·*]\s*)?(?:(?:samt|och)\s+)?[Aa]tt\b")
LEAD = re.compile(
    r"\b(?:beslut\w*|beslöt\w*|föreslår\w*|besluta)(?:\s+\w+){0,4}?(?:\s+att)?\s*:?\s*$",
    re.IGNORECASE,
)
_LEADING_VERB = re.compile(r"\bbesl(?:utar|utade|utas|utades|öt|öts)\b[^.]{0,40}$", re.IGNORECASE)
_INLINE = re.compile(
    r"[*_]*(?P<label>(?:(?:[A-ZÅÄÖ][\w-]+s\s+)?[Bb]eslut(?:et|en)?|BESLUT)[*_]*\s*:)[*_]*\s*(?=\S)"
)
_NOUN = re.compile(r"[*_]*Beslut(?:ades|as)?[*_]*\s+(?:om\s+)?att\b")
# Where a sentence ends: a full stop after a whole word, and a capital after it.
_SENTENCE_END = re.compile(r"(?<=[\w)”\"]{2}[.!?])\s+(?=[A-ZÅÄÖ])")
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
        elif before and before[-1] not in ".!?:":
            continue
        else:
            start = match.start()
        if re.match(r"\s*(?:den|i|vid|under|på)?\s*\d", words.text[match.end() :]):
            continue
        ends = _SENTENCE_END.search(words.text, match.end())
        end = ends.start() if ends else len(words)
        return words[:start].strip(), words[start:end], words[end:].strip()
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
    return re.compile(
        rf"(?<!\w)(?:(?:{subjects})\s+(?:(?:enhälligt|också|sedan|därefter|även)\s+)?(?:{deciding})(?!\s*:)(?P<sure>)"
        rf"|(?:{subjects})\s+(?:{verbs})|(?P<inverted>(?:{verbs})\s+(?:{subjects}))|det\s+besluta(?:de)?s|(?:beslutades|beslöts))\b"
        r"(?(sure)|(?=[^.!?]{0,60}?\b(?:att|enligt|om|i enlighet|bifall\w*|avsl\w*|enhälligt)\b"
        r"|\s*:))",
        re.IGNORECASE,
    )


def named(pack: LanguagePack, bodies: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a line that only says who decides."""
    return re.compile(rf"(?:{_subjects(pack, bodies)})\s*:?", re.IGNORECASE)


def _subjects(pack: LanguagePack, bodies: Iterable[str]) -> str:
    names = sorted({*pack.values["decision_subjects"], *bodies}, key=lambda n: (-len(n), n))
    return tolerant("|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names if name))


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
    if len(first) > MAX_LEAD or not LEAD.search(first) or "föreslå" in first.casefold():
        return False
    listed = any(b.shape is Shape.ENTRY for b in blocks[at + 1 : at + 2])
    if listed and len(block.parts) == 1 and _LEADING_VERB.search(first):
        return True
    following = [*block.parts[1:2], *(b.parts[0] for b in blocks[at + 1 : at + 2])]
    return bool(following) and bool(CLAUSE.match(following[0].text.strip()))
