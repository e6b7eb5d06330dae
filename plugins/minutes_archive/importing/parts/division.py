"""The parts of a document: head, items and sign-off, and what stands around the items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from minutes_archive.importing.head.fields import find_label
from minutes_archive.importing.items.agenda_items import Item
from minutes_archive.importing.items.votes import ballot_entry, ballot_of
from minutes_archive.importing.parts.agenda import Agenda
from minutes_archive.importing.people.sign_off import find_sign_off
from minutes_archive.importing.words.draft_tree import Branch
from minutes_archive.importing.words.language_pack import LanguagePack, fold
from minutes_archive.importing.words.names import Organisations, is_name, is_name_word
from minutes_archive.importing.words.numbering import Heading, numbered
from minutes_archive.importing.words.passages import Passage, joined
from minutes_archive.importing.words.source import Source


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of a document by what they belong to."""

    head: Sequence[int]
    items: Sequence[Item]
    signing: Sequence[int]


def divide(
    source: Source, lines: Sequence[int], agenda: Agenda, organisations: Organisations
) -> Parts:
    """Part the lines into head, items and sign-off."""
    starts = [heading.line for heading in agenda.headings]
    ends = [*starts[1:], len(source.lines)]
    first = starts[0] if starts else len(source.lines)
    lines = [i for i in lines if i not in agenda.dividers]
    head = [i for i in lines if i < first and i not in agenda.repeated]
    items = [
        (heading, [i for i in lines if start <= i < end])
        for heading, start, end in zip(agenda.headings, starts, ends, strict=False)
    ]
    last = items[-1][1][1:] if items else head
    signing = find_sign_off(source, last, organisations)
    if items:
        heading, own = items[-1]
        items[-1] = (heading, own[: len(own) - len(signing)])
    else:
        head = head[: len(head) - len(signing)]
    return Parts(head, items, signing)


# "Ny skola i Almvik ......... 3": dots that lead to the number of a page.
_LEADER = re.compile(r".*?(?:(?:\.\s?){4,}|…{2,}|_{4,})\s*(?P<page>\d{1,3})\s*")
_PAGE = re.compile(r"\d{1,3}")
_GLUED_PAGE = re.compile(r".*[^\W\d](?P<page>\d{1,3})")
# An entry of a table of contents takes no more lines than this.
MAX_ENTRY_LINES = 4
_ANNEX = re.compile(
    r"(?:bilaga|bil\.)\s*(?:nr\s*)?(?P<name>\d{1,3}|[a-zå])?(?P<item>,?\s*(?:till\s+)?§\s*\d+)?\s*:?",
    re.IGNORECASE,
)
# So few lines after "Bilaga 1" are a reference to one and not the annex itself.
LEAST_ANNEX = 3
# A person's ballot stands within so many lines of the name, in a list of one word a line.
BALLOT_WITHIN = 6


def find_contents(source: Source, lines: Sequence[int], pack: LanguagePack) -> frozenset[int]:
    """Return the lines of a table of contents: entries that lead to pages, or that come again."""
    return frozenset(_leading_to_pages(source, lines, pack) | _coming_again(source, lines, pack))


def _leading_to_pages(source: Source, lines: Sequence[int], pack: LanguagePack) -> set[int]:
    labels = [at for at, index in enumerate(lines) if _is_contents_label(source, index, pack)]
    leaders = [at for at, index in enumerate(lines) if _LEADER.fullmatch(source.lines[index].text)]
    found: set[int] = set()
    for label in labels:
        end = _end_of_entries(source, lines, label)
        if end:
            found.update(lines[label : _with_rest(source, lines, end) + 1])
    runs: list[list[int]] = []
    for at in leaders:
        if runs and at - runs[-1][-1] <= MAX_ENTRY_LINES:
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        first = run[0]
        # An entry may begin above the line that ends it: "§ 11 Dnr KS-2025-1".
        for above in range(run[0] - 1, max(run[0] - MAX_ENTRY_LINES, -1), -1):
            if (
                numbered(source, lines[above], pack)
                and "." not in source.lines[lines[above]].text[-1:]
            ):
                first = above
            if source.lines[lines[above + 1]].blank:
                break
        run[-1] = _with_rest(source, lines, run[-1])
        if len(run) > 1 or first < run[0] or any(0 < first - label < 4 for label in labels):
            found.update(lines[first : run[-1] + 1])
    return found


def _with_rest(source: Source, lines: Sequence[int], last: int) -> int:
    """Return where an entry ends that goes on below its page number."""
    if last + 1 < len(lines):
        line = source.lines[lines[last + 1]]
        if not line.blank and line.text[:1].islower() and not line.text.endswith((".", ":")):
            return last + 1
    return last


def _is_contents_label(source: Source, index: int, pack: LanguagePack) -> bool:
    label = find_label(joined(source.cells(index), "\t").strip("#*_ "), pack)
    return label is not None and label.concept == "agenda" and not label.rest


def _end_of_entries(source: Source, lines: Sequence[int], label: int) -> int:
    """Return where the last entry with a page stands below a label; 0 when none does."""
    last = page = count = 0
    for at in range(label + 1, len(lines)):
        if at - (last or label) > MAX_ENTRY_LINES:
            break
        here = _page_of(source, lines[at], page)
        if here >= max(page, 1):
            last, page, count = at, here, count + 1
    return last if count > 1 or (count and _LEADER.fullmatch(source.lines[lines[last]].text)) else 0


def _page_of(source: Source, index: int, before: int) -> int:
    """Return the page that an entry leads to; 0 when the line ends in none."""
    line = source.lines[index]
    leader = _LEADER.fullmatch(line.text)
    if leader:
        return int(leader["page"])
    cells = [cell.text.strip(" |") for cell in source.cells(index)]
    cells = [cell for cell in cells if cell]
    if len(cells) > 1 and _PAGE.fullmatch(cells[-1]):
        return int(cells[-1])
    # A title that fills its line is set against its page: "bevakningslista7".
    glued = _GLUED_PAGE.fullmatch(line.text) if before and len(line.text) > 60 else None
    return int(glued["page"]) if glued and int(glued["page"]) - before in (0, 1, 2) else 0


def _coming_again(source: Source, lines: Sequence[int], pack: LanguagePack) -> set[int]:
    """Return the first of two runs of the same numbers and titles: the agenda before the items.

    Decisions that come again in a later paragraph are none: they are sentences, or stand below
    the number of a paragraph.
    """
    families: dict[str, list[tuple[int, Heading]]] = {}
    for at, index in enumerate(lines):
        for heading in numbered(source, index, pack):
            families.setdefault(heading.family, []).append((at, heading))
    found: set[int] = set()
    sections = [at for at, _ in families.get("section", ())]
    for family, candidates in families.items():
        restart = next(
            (
                k
                for k in range(1, len(candidates))
                if candidates[k][1].order == candidates[0][1].order
            ),
            0,
        )
        first, second = candidates[:restart], candidates[restart:]
        if not first or any(b[1].order <= a[1].order for a, b in itertools.pairwise(first)):
            continue
        later = {h.order: _title(source, lines, at, h) for at, h in reversed(second)}
        same = sum(_alike(_title(source, lines, at, h), later.get(h.order, "")) for at, h in first)
        if same * 2 < len(first) or any(h.order not in later for _, h in first[:-1]):
            continue
        sentences = sum(h.rest.text.rstrip().endswith(".") for _, h in first)
        inside = family != "section" and any(at < first[0][0] for at in sections)
        if inside or sentences * 2 > len(first):
            continue
        longest = max((b[0] - a[0] for a, b in itertools.pairwise(first)), default=1)
        if (
            longest > MAX_ENTRY_LINES
            or second[0][0] - first[0][0] > MAX_ENTRY_LINES * len(first) + 30
        ):
            continue
        end = min(first[-1][0] + max(longest, 1), second[0][0])
        found.update(lines[first[0][0] : end])
    return found


def _title(source: Source, lines: Sequence[int], at: int, heading: Heading) -> str:
    """Return the first words of a candidate's title, which may stand in the next line."""
    own = re.sub(r"^\W*(?:dnr|d\.nr|diarienr|ärendenummer)\b.*", "", fold(heading.rest.text))
    if not own and at + 1 < len(lines):
        own = fold(source.lines[lines[at + 1]].text)
    return re.sub(r"(?:[.…_]{2,}|\s{2,}).*$", "", own)[:30].strip()


def _alike(first: str, second: str) -> bool:
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) > 2 and longer.startswith(shorter[:20])


@dataclass(slots=True)
class EndMatter:
    """The lines after the items: annexes by name, and the pages of e-signatures."""

    annexes: dict[str, list[int]] = field(default_factory=dict)
    signatures: frozenset[int] = frozenset()

    @property
    def lines(self) -> frozenset[int]:
        return self.signatures | {index for part in self.annexes.values() for index in part}


def find_end_matter(source: Source, lines: Sequence[int], pack: LanguagePack) -> EndMatter:
    """Return what stands after everything that could be an item."""
    begins = pack.whole("esign_begins")
    last_item = max(
        (at for at, i in enumerate(lines) if _begins_section(source, i, pack)), default=-1
    )
    texts = [source.lines[i].text.strip(" *_#") for i in lines]
    start = next(
        (at for at in range(last_item + 1, len(lines)) if begins.fullmatch(texts[at])), len(lines)
    )
    made = EndMatter(signatures=frozenset(lines[start:]))
    name = ""
    for at in range(last_item + 1, start):
        match = _ANNEX.fullmatch(texts[at])
        if (
            match
            and (name or match["item"] or start - at > LEAST_ANNEX)
            and not _lists_annexes(texts, at, start)
        ):
            name = fold(match["name"] or "") or str(len(made.annexes) + 1)
        if name:
            made.annexes.setdefault(name, []).append(lines[at])
    return made


def _begins_section(source: Source, index: int, pack: LanguagePack) -> bool:
    """Return whether a line is a numbered paragraph or "Beslut", which no annex has."""
    if fold(source.lines[index].text) in ("beslut", "sammanfattning av ärendet"):
        return True
    return any(
        h.family in ("section", "after") and (h.rest or h.number.text.startswith("§"))
        for h in numbered(source, index, pack)
    )


def _lists_annexes(texts: Sequence[str], at: int, end: int) -> bool:
    """Return whether lines are a list of annexes, one name a line, not the annexes themselves."""
    following = texts[at + 1 : min(at + 2, end)]
    return any(_ANNEX.match(text) and len(text) < 60 for text in following)


def annex_ballots(
    source: Source, annexes: Mapping[str, Sequence[int]], organisations: Organisations
) -> dict[str, list[Branch]]:
    """Return how each one voted by the annexes that tell it, one word a line."""
    found = {}
    for name, lines in annexes.items():
        entries = list(_ballots(source, lines, organisations))
        if len(entries) > 2:
            found[name] = entries
    return found


def _ballots(
    source: Source, lines: Sequence[int], organisations: Organisations
) -> Iterator[Branch]:
    person: Passage | None = None
    party, since = "", 0
    for index in lines:
        words = source.passage(index).strip(" |*")
        since += 1
        ballot = ballot_of(words.text) if len(words.text) > 1 else None
        if ballot is not None and person is not None and since <= BALLOT_WITHIN:
            yield ballot_entry(person, party, ballot)
            person = None
        elif organisations.pack.party.fullmatch(words.text):
            party = words.text
        elif since == 1 and person is not None and _ends_name(person, words, organisations):
            person, since = joined([person, words]), 0
        elif is_name(words.text, organisations):
            person, party, since = *_without_party(words, organisations), 0


def _ends_name(person: Passage, words: Passage, organisations: Organisations) -> bool:
    """Return whether words are the surname for which a narrow column had no room."""
    text = words.text
    return (
        " " not in text
        and is_name_word(text, organisations.pack)
        and not any(pattern.fullmatch(text) for _, pattern in organisations.pack.roles)
        and is_name(f"{person.text} {text}", organisations)
    )


def _without_party(words: Passage, organisations: Organisations) -> tuple[Passage, str]:
    """Part a name from the party that stands behind it without brackets."""
    name, _, last = words.text.rpartition(" ")
    if " " in name and organisations.pack.party.fullmatch(last):
        return words[: len(name)], last
    return words, ""
