"""Earlier tasks and their state: bullets with a status under them, and tables of actions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from minutes_archive.importing.items.blocks import Block, Shape
from minutes_archive.importing.words.column_headings import heads_tasks, task_column
from minutes_archive.importing.words.dates import find_dates
from minutes_archive.importing.words.draft_tree import (
    Branch,
    Gathered,
    MarkKind,
    branch,
    read,
    repeat,
    verbatim,
)
from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.passages import EMPTY, Passage, joined

# An entry of more words than this is a task, whatever it begins with.
MAX_STATE = 8
_BOX = re.compile(r"\s*[-*+]\s+\[(?P<tick>[ xX])\]\s+(?=\S)")
_SIGN = re.compile(r":\s+|\s+[-–—]\s+|\s+\(|\.\s+")


class FollowUps:
    """Finds follow-ups among the blocks of one item, whose title says what it is about."""

    def __init__(self, title: str, pack: LanguagePack, date: dt.date | None, gathered: Gathered):
        self.pack = pack
        self.date = date
        self.gathered = gathered
        bare = title.strip(" .:").casefold()
        self.is_report = bool(pack.whole("follow_up_titles").fullmatch(bare))

    def read(self, blocks: Sequence[Block], at: int) -> tuple[int, list[Branch]]:
        """Return how many blocks from `at` on are follow-ups, and the follow-ups."""
        shape = blocks[at].shape
        end = at
        while end < len(blocks) and blocks[end].shape is shape:
            end += 1
        run = blocks[at:end]
        if shape is Shape.ROW:
            return self._table(run)
        if shape is Shape.RAW:
            return self._ticked(blocks[at])
        return self._entries(run) if shape is Shape.ENTRY else (0, [])

    def _entries(self, run: Sequence[Block]) -> tuple[int, list[Branch]]:
        """Read bullets whose state stands in an entry of its own under them."""
        main = run[0].sign
        tasks: list[tuple[Block, list[Block]]] = []
        for block in run:
            same = block.sign == main and block.level <= run[0].level + 2
            if same and not (tasks and not tasks[-1][1] and self._is_bare_state(block.text)):
                tasks.append((block, []))
            else:
                tasks[-1][1].append(block)
        states = [below for _, below in tasks if below]
        if not states and self.is_report:
            return self._told_inline(run)
        if len(states) * 2 < len(tasks) or any(len(below) > 2 for below in states):
            return 0, []
        if not self.is_report and not all(self._state(b[0].text) for b in states):
            return 0, []
        return len(run), [
            self._follow_up(task.words, joined([block.words for block in below]))
            for task, below in tasks
        ]

    def _is_bare_state(self, text: str) -> bool:
        """Return whether an entry is no task but says how far the one above it has come."""
        words = text.split()
        return self.is_report and len(words) <= MAX_STATE and bool(self._state(" ".join(words[:3])))

    def _ticked(self, block: Block) -> tuple[int, list[Branch]]:
        """Read a list with boxes to tick, as Markdown writes it."""
        boxes = [(part, _BOX.match(part.text)) for part in block.parts if part]
        if not boxes or not all(box for _, box in boxes):
            return 0, []
        made = []
        for part, box in boxes:
            if box:
                self.gathered.mark(MarkKind.LABEL, part.group(box))
                state = "done" if box["tick"].strip() else "open"
                task = part.after(box).strip()
                made.append(branch(follow_up=verbatim(task), state=repeat(state, task)))
        return 1, made

    def _told_inline(self, run: Sequence[Block]) -> tuple[int, list[Branch]]:
        """Read entries that tell their state themselves: "Utreda växeln: pågår, Bo ansvarar"."""
        parted = [self._parted(block.words) for block in run]
        if sum(bool(note) for _, note in parted) * 2 < len(run):
            return 0, []
        return len(run), [self._follow_up(task, note) for task, note in parted]

    def _parted(self, words: Passage) -> tuple[Passage, Passage]:
        """Return the task and what is said of it: the words from a state on, after a sign."""
        for match in _SIGN.finditer(words.text):
            if self._state(" ".join(words.text[match.end() :].split()[:3])):
                return words.before(match).strip(), words.after(match).strip(" ()")
        return words, EMPTY

    def _follow_up(self, task: Passage, note: Passage) -> Branch:
        state = self._state(note.text)
        due = self._due_in(task)
        return branch(
            follow_up=verbatim(task),
            state=repeat(state, note) if state else None,
            note=verbatim(note) if note else None,
            due=repeat(due, task) if due else None,
        )

    def _due_in(self, task: Passage) -> str:
        """Return the day that a task says it must be done by."""
        match = self.pack.anywhere("due").search(task.text)
        dates = find_dates(task.text[match.end() :], self.pack) if match else []
        if not dates or not self.date or dates[0].start > 2:
            return ""
        day = dates[0].nearest(self.date, later=True)
        return day.isoformat() if day else ""

    def _state(self, text: str) -> str:
        return next(
            (state.value for state, pattern in self.pack.follow_up_state if pattern.search(text)),
            "",
        )

    def _table(self, rows: Sequence[Block]) -> tuple[int, list[Branch]]:
        """Read a table with a column of tasks and one of who, when or how far."""
        heads = rows[0].words.split(r"\t")
        names = [task_column(head.text, self.pack) for head in heads]
        if not heads_tasks(heads, self.pack) or len(rows) < 2:
            return 0, []
        made = []
        for row in rows[1:]:
            if not row.words.strip("|-: \t"):
                continue
            cells: dict[str, list[Passage]] = {}
            for at, cell in enumerate(row.words.split(r"\t")):
                if cell:
                    cells.setdefault(names[at] if at < len(names) else "", []).append(cell.strip())
            if "task" not in cells:
                return 0, []
            made.append(self._row(cells))
        self.gathered.mark(MarkKind.LABEL, *heads)
        return len(rows), made

    def _row(self, cells: dict[str, list[Passage]]) -> Branch:
        due = joined(cells.get("due", [])) if "due" in cells else EMPTY
        date = self._due(due)
        note = [*cells.get("note", []), *cells.get("", [])]
        if due and not date:
            note.append(due)
        self.gathered.mark(MarkKind.LABEL, *cells.get("number", []))
        said = joined(sorted(note, key=lambda words: words.start), ", ")
        state = self._state(said.text)
        return branch(
            follow_up=verbatim(joined(cells["task"])),
            responsible=verbatim(joined(cells["responsible"])) if "responsible" in cells else None,
            due=read(date, due) if date else None,
            state=repeat(state, said) if state else None,
            note=verbatim(said) if said else None,
        )

    def _due(self, words: Passage) -> str:
        """Return the day a task is due when the column holds a whole date and nothing else."""
        dates = find_dates(words.text, self.pack)
        if len(dates) != 1 or dates[0].date is None:
            return ""
        rest = words.text[: dates[0].start] + words.text[dates[0].end :]
        return dates[0].date.isoformat() if not rest.strip(" .") else ""
