"""The blocks of an agenda item -> entries: text, headings, decisions, follow-ups, deferrals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from minutes_archive.importing.items.blocks import Block, Shape
from minutes_archive.importing.items.decisions import (
    Circumstances,
    DecisionBlock,
    opening_label,
    opens_decisions,
    part_of,
    sentence_at,
    sentence_decision,
)
from minutes_archive.importing.items.follow_ups import FollowUps
from minutes_archive.importing.items.texts import text_leaf
from minutes_archive.importing.items.votes import (
    counts_beside_names,
    listed_ballots,
    read_votes,
    with_roll_call,
)
from minutes_archive.importing.words.dates import find_dates
from minutes_archive.importing.words.draft_tree import (
    Branch,
    Gathered,
    Leaf,
    MarkKind,
    Node,
    Rows,
    branch,
    repeat,
    verbatim,
)
from minutes_archive.importing.words.passages import EMPTY, Passage, joined

MAX_DEFERRAL = 400
_IN_ANNEX = re.compile(r"\bbilaga\s+(?P<name>\d{1,3}|[A-Za-zÅ])\b", re.IGNORECASE)
# "Kommunstyrelsens förslag till beslut i kommunfullmäktige".
_TO_ANOTHER = re.compile(
    r"\bförslag\s+(?:till|i)\s+(?:beslut\s+(?:i|av|för|till)\s+)?\w*(?:fullmäktige|styrelsen|nämnden|utskottet|stämman)\b",
    re.IGNORECASE,
)
# "Vi gick igenom listan. Beslut: Ann Ek tillfrågas."
_INSIDE = re.compile(r"(?<=[.!?])\s+(?P<label>[*_]*Beslut[*_]*\s*:)[*_]*\s+(?=\S)")
EMPTY_LISTS: Mapping[int, Sequence[Branch]] = {}
# A longer paragraph is an account, whatever verbs it holds.
MAX_SENTENCE = 240
# So many ballots by name are a roll call although no heading says so.
LEAST_LIST = 3
# A paragraph of names with parties: "Eva Ek (S), Bo Alm (M) och Siv Öd (C)".
_ONLY_NAMES = re.compile(
    r"(?:(?:[A-ZÅÄÖ][\w.-]*|och|samt|av|de|von)\s*)+\([A-ZÅÄÖ]{1,4}\)"
    r"(?:[\s,;]+(?:(?:[A-ZÅÄÖ][\w.-]*|och|samt|av|de|von)\s*)+\([A-ZÅÄÖ]{1,4}\))*"
)


class ContentReader:
    """Reads the blocks of one item in order."""

    def __init__(
        self,
        title: str,
        around: Circumstances,
        gathered: Gathered,
        formal: bool = False,
        lists: Mapping[int, Sequence[Branch]] = EMPTY_LISTS,
    ):
        self.around = around
        self.formal = formal
        self.pack = around.pack
        self.gathered = gathered
        self.entries: list[Branch] = []
        self.texts: list[Block] = []
        # The votes told so far, each with the decision before it (-1 for none) and the
        # section that tells it; `lists` are the roll calls by the line that begins them.
        self.votes: list[tuple[int, int, Branch]] = []
        self.sections = 0
        self.lists = lists
        self.item_votes: Node | None = None
        self.follow_ups = FollowUps(title, around.pack, around.date, gathered)

    def read(self, blocks: Sequence[Block]) -> list[Branch]:
        """Return the entries that the blocks make."""
        at = 0
        while at < len(blocks):
            after = self._step(blocks, at)
            self._votes_in(blocks[at:after])
            at = after
        self._flush()
        self._place_votes()
        self._tell_proposal(blocks)
        self._tell_undecided(blocks)
        return self.entries

    def _tell_proposal(self, blocks: Sequence[Block]) -> None:
        """Point out what a body proposes to another one where it decides nothing itself."""
        heading = next((b for b in blocks if b.section and _TO_ANOTHER.search(b.text)), None)
        if heading is not None and self._last_decision() is None:
            self.gathered.note(
                "W520",
                "förslaget till ett annat organ kan vara vad mötet beslutade",
                heading.words,
                "gör det till en egen post decision: om det är det",
            )

    def _tell_undecided(self, blocks: Sequence[Block]) -> None:
        """Point out a sentence that may decide, or a reservation, in an item without any decision.

        Where the document calls its decisions by name, sentences elsewhere are seldom any; but an
        item without such a name may decide in passing.
        """
        if self._last_decision() is not None:
            return
        for block in blocks:
            if not block.section and self.pack.anywhere("reserves").search(block.text):
                self.gathered.note(
                    "W520",
                    "stycket talar om en reservation, och punkten har inget beslut",
                    block.words,
                    "skriv beslutet som decision: och reservationen under det",
                )
                return
        for block in blocks if self.around.has_decision_blocks else ():
            implied = self.pack.anywhere("implicit_decision").search(block.text)
            if implied and block.shape is Shape.PARAGRAPH:
                self._suggest_sentence(sentence_at(block.words, implied.start()))
                return

    def _step(self, blocks: Sequence[Block], at: int) -> int:
        """Read from one block on; return which block comes next."""
        block = blocks[at]
        if block.section == "decision":
            return self._decisions(blocks, at)
        if block.section in ("proposal", "votes", "reservation"):
            return self._section(blocks, at)
        if opens_decisions(blocks, at, self.formal):
            return self._unlabelled(blocks, at)
        if block.shape is Shape.HEADING:
            self._heading(block)
            return at + 1
        taken, entries = self.follow_ups.read(blocks, at)
        if taken:
            self._flush()
            self.entries += entries
            return at + taken
        if self._is_next_clause(block):
            self._decide(block.words)
            return at + 1
        if self._completed(blocks, at):
            return self._decided_list(blocks, at)
        if self._reserves(block) and self._reservations(None, [block]):
            return at + 1
        if not (self._inline(block) or self._sentence(block) or self._deferral(block)):
            self.texts.append(block)
        return at + 1

    def _is_next_clause(self, block: Block) -> bool:
        """Return whether a block is "att …" on its own line right after "Beslut: att …"."""
        if self.texts or not self.entries or block.shape not in (Shape.PARAGRAPH, Shape.RAW):
            return False
        before = self.entries[-1].text("decision")
        return before.startswith("att ") and block.text.strip().startswith("att ")

    def _completed(self, blocks: Sequence[Block], at: int) -> bool:
        """Return whether a decision ends in the middle and the next lines complete it."""
        block, following = blocks[at], blocks[at + 1 : at + 2]
        parts = (
            None if self.around.has_decision_blocks else sentence_decision(block.words, self.around)
        )
        if parts is None or parts[0] or parts[2] or block.shape is not Shape.PARAGRAPH:
            return False
        if block.text.rstrip()[-1:] in (".", "!", "?") or not following:
            return False
        return self._completes(following[0])

    def _completes(self, block: Block) -> bool:
        return not block.section and (
            block.shape is Shape.ENTRY
            or (block.shape is Shape.PARAGRAPH and len(block.parts) == 1 and not block.blank)
        )

    def _decided_list(self, blocks: Sequence[Block], at: int) -> int:
        """Read "Mötet beslutade att välja" and the names under it as one decision."""
        end = at + 1
        while end < len(blocks) and self._completes(blocks[end]):
            end += 1
        self._decide(joined([block.words for block in blocks[at:end]], "\n"))
        return end

    def _heading(self, block: Block) -> None:
        self._flush()
        self.entries.append(branch(heading=verbatim(block.words)))

    def _decisions(self, blocks: Sequence[Block], at: int) -> int:
        """Read a decision heading and the clauses under it."""
        # In formal minutes everything up to the next heading was decided.
        delimited = self.formal and any(b.section for b in blocks[at + 1 :])
        decided = DecisionBlock(self.around, self.gathered, delimited)
        used = decided.read(blocks[at + 1 :])
        if not any(entry.get("decision") for entry in decided.entries):
            self._heading(blocks[at])
            self.gathered.note("W521", "rubriken har inget beslut under sig", blocks[at].words)
            return at + 1
        self.gathered.mark(MarkKind.LABEL, blocks[at].words)
        self._decided(decided.entries)
        return at + 1 + used

    def _unlabelled(self, blocks: Sequence[Block], at: int) -> int:
        """Read clauses that no heading introduces."""
        decided = DecisionBlock(self.around, self.gathered)
        used = decided.read(blocks[at:])
        if not used or not any(entry.get("decision") for entry in decided.entries):
            self.texts.append(blocks[at])
            return at + 1
        self._decided(decided.entries)
        return at + used

    def _section(self, blocks: Sequence[Block], at: int) -> int:
        """Read a section of proposals, votes or reservations, to its end."""
        if blocks[at].section == "reservation":
            return self._reservation_section(blocks, at)
        end = at + 1
        while end < len(blocks) and not self._begins_anew(blocks[end]):
            end += 1
        inside = blocks[at + 1 : end]
        self._heading(blocks[at])
        for number, block in enumerate(inside):
            if number == 0 or not self._is_put_off(block) or not self._deferral(block):
                self.texts.append(block)
        return end

    def _reservation_section(self, blocks: Sequence[Block], at: int) -> int:
        """Read what stands under "Reservation": who does not stand behind the decision.

        The first paragraph says so, and each further one that says so itself, only names who, or
        is quoted after a colon; other reasons and everything after them are text.
        """
        end = at + 1
        while end < len(blocks) and (
            self._is_reservation(blocks[end], first=end == at + 1)
            or _quotes_its_reasons(blocks[end - 1], blocks[end])
        ):
            end += 1
        if not self._reservations(blocks[at], blocks[at + 1 : end]):
            self._heading(blocks[at])
            return at + 1
        return end

    def _is_reservation(self, block: Block, first: bool) -> bool:
        if block.section or block.shape in (Shape.HEADING, Shape.ROW):
            return False
        if self.pack.anywhere("reserves").search(block.text):
            return True
        return first or _ONLY_NAMES.fullmatch(block.text.strip(" .")) is not None

    def _reserves(self, block: Block) -> bool:
        """Return whether a block right after a decision is somebody's reservation."""
        after = not self.texts and bool(self.entries) and bool(self.entries[-1].get("decision"))
        said = self.pack.anywhere("reserves").search(block.text)
        return after and said is not None and block.shape is Shape.PARAGRAPH

    def _reservations(self, heading: Block | None, blocks: Sequence[Block]) -> bool:
        """Give reservations to the decision before them."""
        last = self._last_decision()
        if last is None or not blocks:
            return False
        if heading is not None:
            self.gathered.mark(MarkKind.LABEL, heading.words)
        self._flush()
        known = self.entries[last].rows("reservations")
        rows = (*known, *(verbatim(block.words) for block in blocks))
        self._give(last, "reservations", Rows(rows))
        return True

    def _last_decision(self) -> int | None:
        decided = [at for at, entry in enumerate(self.entries) if entry.get("decision")]
        return decided[-1] if decided else None

    def _begins_anew(self, block: Block) -> bool:
        if block.section or block.shape is Shape.HEADING or opening_label(block.words, self.pack):
            return True
        parts = sentence_decision(block.words, self.around)
        return parts is not None and not parts[0] and not self.around.has_decision_blocks

    def _is_put_off(self, block: Block) -> bool:
        """Return whether a block says that the matter was put off, and does not only propose it."""
        asked = self.pack.anywhere("asks").search(block.text)
        return block.shape is Shape.PARAGRAPH and bool(block.blank) and asked is None

    def _votes_in(self, blocks: Sequence[Block]) -> None:
        """Gather the votes that some blocks tell; those of one section told twice are one."""
        for block in blocks:
            self.sections += bool(block.section)
            is_called = block.section == "votes" or self.pack.anywhere("votes_told").search(
                block.text
            )
            inside = any(b.section == "votes" for b in blocks)
            counts = read_votes(block.words) if is_called or inside else []
            before = self._last_decision()
            where = (-1 if before is None else before, self.sections)
            for vote in counts:
                if self._counts_of_list(vote):
                    continue
                if not self.votes or (self.votes[-1][1], self.votes[-1][2].entries) != (
                    self.sections,
                    vote.entries,
                ):
                    self.votes.append((*where, vote))
            listed = [e for line in block.lines for e in self.lists.get(line, ())]
            called = self._in_annex(block.text) if counts and not listed else []
            if called and self.votes and not self.votes[-1][2].get("roll_call"):
                *at, vote = self.votes[-1]
                whole = Branch((*vote.entries, ("roll_call", Rows(tuple(called)))))
                self.votes[-1] = (at[0], at[1], whole)
                continue
            listed = listed or list(listed_ballots(block.words, self.around.organisations))
            if listed:
                self._call(where, listed, inside or is_called is not None)
                self._count(counts_beside_names(block.words))

    def _counts_of_list(self, vote: Branch) -> bool:
        """Give counts to the list of votes right before them, when they are its own."""
        if not self.votes or self.votes[-1][1] != self.sections:
            return False
        before, section, last = self.votes[-1]
        called = [e.text("vote") for e in last.rows("roll_call") if isinstance(e, Branch)]
        if last.get("yes") or not called:
            return False
        if any(called.count(key) != int(vote.text(key)) for key in ("yes", "no")):
            return False
        self.votes[-1] = (before, section, Branch((*vote.entries, *last.entries)))
        return True

    def _in_annex(self, text: str) -> list[Branch]:
        """Return the list of votes in the annex that a text refers to ("framgår av bilaga 2")."""
        named = [match["name"].casefold() for match in _IN_ANNEX.finditer(text)]
        known = [name for name in named if name in self.around.annexes]
        return list(self.around.annexes[known[-1]]) if known else []

    def _call(self, where: tuple[int, int], listed: list[Branch], is_called: bool) -> None:
        """Give a list of votes to the vote it is of; names under "Ja" go on one list."""
        calls = [at for at, (_, s, v) in enumerate(self.votes) if s == where[1]]
        last = calls[-1] if calls else -1
        if last >= 0 and (kept := self.votes[last][2].rows("roll_call")):
            names = {e.text("name") for e in kept if isinstance(e, Branch)}
            if not names & {entry.text("name") for entry in listed}:
                vote = self.votes[last][2]
                bare = tuple(e for e in vote.entries if e[0] != "roll_call")
                both = Branch((*bare, ("roll_call", Rows((*kept, *listed)))))
                self.votes[last] = (*self.votes[last][:2], both)
                return
        if is_called or len(listed) >= LEAST_LIST:
            votes = with_roll_call([vote for _, _, vote in self.votes], listed)
            placed = [entry[:2] for entry in self.votes] + [where]
            self.votes = [(*at, vote) for at, vote in zip(placed, votes, strict=False)]

    def _count(self, counts: Mapping[str, Leaf]) -> None:
        """Give the last list of votes the counts that stand beside its names."""
        if not counts or not self.votes or not self.votes[-1][2].get("roll_call"):
            return
        before, section, vote = self.votes[-1]
        given = {**counts, **dict(vote.entries)}
        order = ("yes", "no", "abstained", "absent", "roll_call")
        entries = tuple((key, given[key]) for key in order if key in given)
        self.votes[-1] = (before, section, Branch(entries))

    def _place_votes(self) -> None:
        """Give each vote to the decision before it, or else to the first; else to the item."""
        first = next((at for at, entry in enumerate(self.entries) if entry.get("decision")), None)
        given: dict[int, list[Branch]] = {}
        for before, _, vote in self.votes:
            at = before if before >= 0 else first
            if at is None:
                self.item_votes = _as_votes([vote for _, _, vote in self.votes])
                return
            given.setdefault(at, []).append(vote)
        for at, votes in given.items():
            self._give(at, "votes", _as_votes(votes))

    def _give(self, at: int, key: str, node: Node) -> None:
        """Give a decision what is told of it elsewhere in its item."""
        kept = tuple(entry for entry in self.entries[at].entries if entry[0] != key)
        self.entries[at] = Branch((*kept, (key, node)))

    def _decided(self, entries: Sequence[Branch]) -> None:
        """Add entries with decisions."""
        self._flush()
        self.entries += entries

    def _inline(self, block: Block) -> bool:
        """Read "Beslut: …" at the start of a paragraph."""
        label = None if block.shape is Shape.ROW else opening_label(block.words, self.pack)
        inside = _INSIDE.search(block.text) if block.shape is not Shape.ROW else None
        if label is None and inside is not None:
            self.texts.append(part_of(block, block.words[: inside.start()]))
            label = opening_label(block.words[inside.start("label") :], self.pack)
        if label is None:
            return False
        self.gathered.mark(MarkKind.LABEL, label[0])
        self._decide(label[1])
        return True

    def _sentence(self, block: Block) -> bool:
        """Read "Mötet beslutade att …" as a decision where the document has no other form.

        Where it has, and for sentences that only imply a decision, a suggestion is made.
        """
        parts = sentence_decision(block.words, self.around)
        if parts is None and self._decides_passively(block):
            parts = (EMPTY, block.words, EMPTY)
        if parts is None or self.around.has_decision_blocks or block.shape is Shape.ROW:
            self._suggest(block, parts)
            return False
        before, sentence, after = parts
        if before:
            self.texts.append(part_of(block, before))
        if before or after:
            self.gathered.note("W519", "meningen lästes som ett beslut ur löpande text", sentence)
        self._decide(sentence)
        rest = part_of(block, after)
        # The next entry of a list may be a decision as well.
        if after and not (after.text[0] in "-*•>" and self._sentence(rest)):
            self.texts.append(rest)
        return True

    def _decides_passively(self, block: Block) -> bool:
        """Return whether a block is one sentence as "Dagordningen godkändes.", not an account."""
        if self.around.has_decision_blocks or block.shape not in (Shape.PARAGRAPH, Shape.RAW):
            return False
        text = block.text.strip(" *_")
        if self.pack.anywhere("deferral").search(text):
            return False
        if len(text) > MAX_SENTENCE or text.count(". ") or self.texts:
            return False
        return self.pack.whole("passive_decision").fullmatch(text) is not None

    def _suggest(self, block: Block, parts: tuple[Passage, Passage, Passage] | None) -> None:
        implied = self.pack.anywhere("implicit_decision").search(block.text)
        if parts is None and (implied is None or self.around.has_decision_blocks):
            return
        where = implied.start() if implied else 0
        self._suggest_sentence(parts[1] if parts else sentence_at(block.words, where))

    def _suggest_sentence(self, sentence: Passage) -> None:
        self.gathered.note(
            "W520",
            "meningen kan vara ett beslut",
            sentence,
            "gör den till en egen post decision: om den är det",
        )

    def _decide(self, words: Passage) -> None:
        decided = DecisionBlock(self.around, self.gathered)
        decided.add(words)
        self._decided(decided.entries)

    def _deferral(self, block: Block) -> bool:
        """Read a paragraph that puts something off to another meeting."""
        if block.shape is Shape.ROW or len(block.text) > MAX_DEFERRAL:
            return False
        if not self.pack.anywhere("deferral").search(block.text):
            return False
        if self.pack.anywhere("deferred_before").search(block.text):
            return False
        self._flush()
        to = self._meeting_in(block.text)
        self.entries.append(branch(deferred=verbatim(block.words), to=repeat(to) if to else None))
        return True

    def _meeting_in(self, text: str) -> str:
        """Return the meeting that a deferral names by body and day; "" when it does not."""
        body = next((name for name, said in self.around.bodies.items() if said.search(text)), "")
        if self.around.date is None or not body:
            return ""
        days = [d.nearest(self.around.date, later=True) for d in find_dates(text, self.pack)]
        return f"{body}/{days[0].isoformat()}" if len(days) == 1 and days[0] else ""

    def _flush(self) -> None:
        """Write the paragraphs gathered so far as one text."""
        if self.texts:
            leaf = text_leaf(self.texts)
            if leaf.value:
                self.entries.append(branch(text=leaf))
            self.texts = []


def _quotes_its_reasons(above: Block, block: Block) -> bool:
    """Return whether a block is what somebody who reserves says: a quote after a colon."""
    return above.text.rstrip().endswith(":") and block.text.lstrip()[:1] in "\"”“'»"


def _as_votes(votes: Sequence[Branch]) -> Node:
    """Return one vote as it is, several as a list."""
    return votes[0] if len(votes) == 1 and not votes[0].get("roll_call") else Rows(tuple(votes))
