"""Where the agenda items begin: numbered, styled, or set apart by the layout alone."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from minutes_archive.importing.head.fields import find_label
from minutes_archive.importing.head.when_and_where import WHEN, WHERE
from minutes_archive.importing.words.language_pack import LanguagePack, fold
from minutes_archive.importing.words.numbering import Heading, best_chain, numbered, weigh
from minutes_archive.importing.words.passages import EMPTY, Passage, joined
from minutes_archive.importing.words.source import ROW, Format, Line, Source

MAX_HEADING = 180
# A heading that reaches so far to the right may go on in the next line.
FULL_HEADING = 0.75
HEAD_LINES = 40
# A title above its number takes so many lines.
_MAX_TITLE_ABOVE = 3
# "Eva Ek (S)", "Bo Alm, ekonomichef §§ 45-51" and what stands under a list of people.
_LIST_ENTRY = re.compile(r"\s*[-–•*]\s")
_LISTS_PEOPLE = re.compile(r"\([A-ZÅÄÖ]{1,4}\)|§|[Ss]ignatur")


@dataclass(frozen=True, slots=True)
class Agenda:
    """The headings of the items in order, and how sure the reading is.

    `dividers` are lines that belong to no item's content: those that name the parts of an agenda
    whose parts number their items from 1 each (`anew` are the first items of the later ones),
    and numbers that stand below their titles. `rivals` look like items and have
    the numbers of others.
    """

    headings: tuple[Heading, ...] = ()
    how: str = ""
    repeated: frozenset[int] = frozenset()
    dividers: frozenset[int] = frozenset()
    anew: tuple[Heading, ...] = ()
    rivals: tuple[Heading, ...] = ()


def find_agenda(source: Source, lines: Sequence[int], pack: LanguagePack) -> Agenda:
    """Return the items' headings among the lines of a document."""
    body_size = typical_size(source, lines)
    families = _families(source, lines, pack, body_size)
    for name in _PARTED:
        parted = _in_parts(families.get(name, []), source, lines, pack)
        if parted is not None:
            return parted
    chains = [(*best_chain(found, source), name) for name, found in families.items()]
    chains = [
        (score, chain, name)
        for score, chain, name in chains
        if len(chain) > 1 or (chain and "section" in name)
    ]
    styled = _styled(source, lines, pack, body_size)
    chains += [entry for entry in styled if not _stands_inside(entry[1], chains, source)]
    if any("section" in name and score > 0 for score, _, name in chains):
        chains = [entry for entry in chains if entry[2] != "alone"]
    rows = _rows(source, lines, pack)
    if len(rows) > 1:
        return Agenda(tuple(rows), "rows")
    chains = [entry for entry in chains if entry[0] > 0]
    apart = _set_apart(source, lines, pack)
    if not chains:
        if len(apart) > 1:
            return Agenda(tuple(apart), "layout")
        return Agenda(tuple(_only_one(families)), "single")
    _, chain, name = max(chains, key=lambda entry: entry[0])
    if name == "styled":
        chain, name = _numbered_among(chain, chains) or (chain, name)
    # A typeset document sets its headings apart by type, plain text by blank lines alone.
    others = [headings for _, headings, _ in styled if len(headings) > 2]
    others += [apart] if len(apart) > 2 and source.format is Format.TEXT else []
    for other in others:
        if _is_list_in_text(chain, name, other, source):
            return Agenda(tuple(other), "layout")
    family = families.get(name, [])
    chain = _filled_up(chain, family)
    rivals = _rivals(chain, family, source)
    headings, taken = _titled_above(chain, source, lines, pack)
    return Agenda(headings, name, _earlier_list(chain, family), taken, rivals=rivals)


def _titled_above(
    chain: Sequence[Heading], source: Source, lines: Sequence[int], pack: LanguagePack
) -> tuple[tuple[Heading, ...], frozenset[int]]:
    """Return headings with the titles that stand above their numbers, and the lines these take.

    Some protocols set the number of a paragraph alone below its title. It is so where most
    numbers have a title above and few have what could be one below.
    """
    order = {index: position for position, index in enumerate(lines)}
    bare = [h for h in chain if "section" in h.family and not h.rest.text.strip()]
    above = {h.line: _title_above(source, lines, order[h.line], pack) for h in bare}
    below = [h for h in bare if _title_below(source, lines, order[h.line], pack)]
    titled = sum(map(bool, above.values()))
    if titled < 2 or titled * 5 < len(chain) * 4 or len(below) * 2 > len(bare):
        return tuple(chain), frozenset()
    made, taken = [], set()
    for heading in chain:
        title = above.get(heading.line, [])
        if title:
            rest = joined([joined(source.cells(index), "\t") for index in title])
            taken |= {*title[1:], heading.line}
            heading = replace(heading, line=title[0], rest=rest)
        made.append(heading)
    return tuple(made), frozenset(taken)


def _title_above(source: Source, lines: Sequence[int], at: int, pack: LanguagePack) -> list[int]:
    """Return the lines right above one, between blank lines, that may be a title; else none."""
    found: list[int] = []
    for above in range(at - 1, max(at - 1 - _MAX_TITLE_ABOVE, -1), -1):
        found.insert(0, lines[above])
        if source.lines[lines[above]].blank:
            return found if _may_be_title(source, found, pack) else []
    return []


def _title_below(source: Source, lines: Sequence[int], at: int, pack: LanguagePack) -> bool:
    """Return whether the lines below one, up to a blank line, may be a title."""
    found = [lines[at + 1]] if at + 1 < len(lines) else []
    for below in lines[at + 2 : at + 2 + _MAX_TITLE_ABOVE]:
        if source.lines[below].blank:
            break
        found.append(below)
    return 0 < len(found) <= _MAX_TITLE_ABOVE and _may_be_title(source, found, pack)


def _may_be_title(source: Source, lines: Sequence[int], pack: LanguagePack) -> bool:
    words = joined([joined(source.cells(index), "\t") for index in lines])
    text = words.text.strip()
    return (
        _is_heading_like(text)
        and not text.endswith(":")
        and not _LIST_ENTRY.match(text)
        and not pack.section_of(text)
        and not pack.whole("decision_headings").fullmatch(text)
        and find_label(words, pack) is None
    )


def _rivals(
    chain: Sequence[Heading], family: Sequence[Heading], source: Source
) -> tuple[Heading, ...]:
    """Return candidates that look as good as the items and have the numbers of others."""
    numbers, own = {heading.order for heading in chain}, {heading.line for heading in chain}
    least = min((heading.weight for heading in chain), default=0.0)
    found = [
        heading
        for heading in family
        if heading.line not in own
        and heading.line > chain[0].line
        and heading.order in numbers
        and heading.weight >= max(least, 1.0)
        and source.lines[heading.line].blank
        and heading.line + 1 < len(source.lines)
        and not source.lines[heading.line + 1].blank
    ]
    return tuple(found) if len(found) > 1 else ()


_PARTED = ("section", "dot", "paren", "auto-dot", "auto-paren")


def _in_parts(
    family: Sequence[Heading], source: Source, lines: Sequence[int], pack: LanguagePack
) -> Agenda | None:
    """Return the items of an agenda whose parts number their items from 1 each.

    Each part has a heading of its own right above its first item, and something stands under
    most items. The items of later parts are numbered through; else two would share a number.
    """
    order = {index: position for position, index in enumerate(lines)}
    firsts = [
        at
        for at, heading in enumerate(family)
        if heading.order == (1, "") and _names_a_part(source, lines, order[heading.line], pack)
    ]
    if len(firsts) < 2 or any(h.order[0] == 1 for h in family[: firsts[0]]):
        return None
    parts = []
    for begin, end in itertools.pairwise([*firsts, len(family)]):
        chain = best_chain(family[begin:end], source)[1]
        if len(chain) < 2 or chain[0] is not family[begin]:
            return None
        parts.append(chain)
    whole = [heading for part in parts for heading in part]
    texts = {fold(heading.rest.text) for heading in whole}
    if len(texts) < len(whole) or _filled(whole, lines) <= 0.5:
        return None
    running = sum(h.rest.text[:1].islower() or h.rest.text.endswith(".") for h in whole)
    if running * 2 > len(whole):
        return None
    through = [
        replace(h, number=EMPTY, label=h.number, marker="") for part in parts[1:] for h in part
    ]
    dividers = frozenset(lines[order[part[0].line] - 1] for part in parts)
    return Agenda(
        (*parts[0], *through), "parts", dividers=dividers, anew=tuple(p[0] for p in parts[1:])
    )


def _names_a_part(source: Source, lines: Sequence[int], at: int, pack: LanguagePack) -> bool:
    """Return whether the line above an item is the heading of a part of the agenda."""
    if not at:
        return False
    index = lines[at - 1]
    line, text = source.lines[index], source.passage(index).text.strip("#*_ ")
    apart = bool(line.blank) or bool(line.style) or line.bold
    words = joined(source.cells(index))
    return (
        apart
        and not line.cells
        and _is_heading_like(text)
        and len(text) < 60
        and not text.endswith(":")
        and not numbered(source, index, pack)
        and find_label(words, pack) is None
        and not pack.section_of(text)
    )


def _rows(source: Source, lines: Sequence[int], pack: LanguagePack) -> list[Heading]:
    """Return the rows of minutes that are one table: each is an item, numbered or not."""
    found = []
    for index in lines:
        if source.lines[index].style != ROW:
            continue
        headings = numbered(source, index, pack)
        words = joined(source.cells(index), "\t").strip("*_ \t")
        found.append(headings[0] if headings else Heading(index, "row", (0, ""), EMPTY, words))
    return found


def _only_one(families: Mapping[str, Sequence[Heading]]) -> list[Heading]:
    """Return the heading of minutes of a single item: "1. Ekonomi"."""
    first = [
        heading
        for name in ("section", "after", "word", "dot", "paren", "alone", "auto-dot")
        for heading in families.get(name, ())
        if heading.order[0] == 1 and not heading.rest.text[:1].islower()
    ]
    return first[:1]


def _is_list_in_text(
    chain: Sequence[Heading], name: str, others: Sequence[Heading], source: Source
) -> bool:
    """Return whether numbered lines are a list in the text, which other headings divide.

    The list stands below one of the headings, before the next; and its entries follow each
    other without a word between, or are running text themselves.
    """
    if name not in ("dot", "paren", "colon", "bare") or not others:
        return False
    before = sum(other.line < chain[0].line for other in others)
    after = sum(other.line > chain[-1].line for other in others)
    if not before or not after or before + after < len(others):
        return False
    running = close = 0
    for heading, later in zip(chain, [*chain[1:], None], strict=True):
        following = source.lines[min(heading.line + 1, len(source.lines) - 1)]
        goes_on = not following.blank and following.text[:1].islower()
        running += goes_on or heading.rest.text.endswith(".")
        close += later is not None and later.line == heading.line + 1
    return max(running, close + 1) * 2 > len(chain)


def _numbered_among(
    styled: Sequence[Heading], chains: Sequence[tuple[float, list[Heading], str]]
) -> tuple[list[Heading], str] | None:
    """Return the numbered chain whose headings stand among the styled ones: it is the agenda.

    The other styled headings then divide its items.
    """
    lines = {heading.line for heading in styled}
    for _, chain, name in chains:
        among = sum(heading.line in lines for heading in chain)
        starts = chain[0].order[0] == 1 and chain[0].line <= styled[0].line
        if name in ("dot", "paren", "section") and starts and among >= 3 and among * 2 > len(chain):
            return chain, name
    return None


def _filled_up(chain: Sequence[Heading], family: Sequence[Heading]) -> list[Heading]:
    """Add the one candidate that has a number missing in the chain, where it must stand."""
    made: list[Heading] = []
    for heading in chain:
        last = made[-1] if made else None
        if last is not None and heading.order[0] == last.order[0] + 2:
            missing = [
                other
                for other in family
                if last.line < other.line < heading.line and other.order == (last.order[0] + 1, "")
            ]
            if len(missing) == 1 and not missing[0].rest.text[:1].islower():
                made.append(missing[0])
        made.append(heading)
    return made


def _stands_inside(
    styled: Sequence[Heading],
    chains: Sequence[tuple[float, list[Heading], str]],
    source: Source,
) -> bool:
    """Return whether headings that only look bold divide the last item of a numbered agenda.

    Such an agenda has its first items without a word under them, one after the other; a
    list of contents looks the same, but its titles come again.
    """
    if any(source.lines[heading.line].style for heading in styled):
        return False
    titles = {fold(heading.rest.text)[:25] for heading in styled}
    return any(
        score > 0
        and chain[0].order[0] == 1
        and chain[-1].line < styled[0].line
        and not any(fold(heading.rest.text)[:25] in titles for heading in chain)
        for score, chain, _ in chains
    )


def typical_size(source: Source, lines: Sequence[int]) -> float:
    """Return the size that most letters of a document have; 0 when sizes are not known."""
    sizes: Counter[float] = Counter()
    for index in lines:
        sizes[round(source.lines[index].size, 1)] += len(source.lines[index].text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _families(
    source: Source, lines: Sequence[int], pack: LanguagePack, body_size: float
) -> dict[str, list[Heading]]:
    found: dict[str, list[Heading]] = {}
    for index in lines:
        for heading in numbered(source, index, pack):
            found.setdefault(heading.family, []).append(heading)
    order = {index: position for position, index in enumerate(lines)}
    weighed = {}
    for name, headings in found.items():
        by_line = {heading.line: heading.order for heading in headings}
        lists = frozenset(
            line
            for line, number in by_line.items()
            if any(
                abs(order[other] - order[line]) == 1 and abs(by_line[other][0] - number[0]) == 1
                for other in (line - 1, line + 1)
                if other in by_line
            )
        )
        weighed[name] = [
            replace(heading, weight=weigh(heading, source, body_size, lists, pack))
            for heading in headings
        ]
    return weighed


def _earlier_list(chain: Sequence[Heading], family: Sequence[Heading]) -> frozenset[int]:
    """Return the lines before the items that give the same numbers and titles: the agenda."""
    if not chain:
        return frozenset()
    titles = {fold(heading.rest.text)[:25] for heading in chain if heading.rest}
    return frozenset(
        heading.line
        for heading in family
        if heading.line < chain[0].line and fold(heading.rest.text)[:25] in titles
    )


def _styled(
    source: Source, lines: Sequence[int], pack: LanguagePack, body_size: float
) -> list[tuple[float, list[Heading], str]]:
    """Return the headings that a style, a size or bold type sets apart, by level."""
    levels: dict[tuple[str, float, bool], list[Heading]] = {}
    head = _first_label(source, lines, pack)
    reach = max((line.right for line in source.lines), default=0.0)
    for index in lines:
        line = source.lines[index]
        visual = _is_visual(line, body_size)
        if line.style.startswith("heading"):
            key = (line.style, 0.0, False)
        elif visual and not line.style and _is_heading_like(source.passage(index).text):
            key = ("", round(line.size), line.bold)
        else:
            continue
        title = source.passage(index).strip("#*_ \t:")
        if not title or index < head or fold(title.text) in pack.sections:
            continue
        if not line.style and _goes_on_heading(source, index, body_size, reach):
            continue
        is_item = key in levels and (_may_be_item(title, pack) or _has_text(source, index))
        if _is_label(title, pack) and not is_item and not (levels and _has_text(source, index)):
            continue
        levels.setdefault(key, []).append(Heading(index, "styled", (0, ""), EMPTY, title))
    made = []
    for by_style in (True, False):
        # The outermost level with more than one heading divides the document.
        keys = sorted(
            (key for key in levels if bool(key[0]) is by_style),
            key=lambda key: (key[0], -key[1], not key[2]),
        )
        for key in keys:
            headings = levels[key]
            if len(headings) > 1 and not _is_title(headings, source):
                headings = _with_higher(headings, levels, key) if by_style else headings
                score = (1.9 if by_style else 0.9) * len(headings) * _filled(headings, lines)
                made.append((score, headings, "styled"))
                break
    return made


def _with_higher(
    headings: Sequence[Heading],
    levels: Mapping[tuple[str, float, bool], Sequence[Heading]],
    chosen: tuple[str, float, bool],
) -> list[Heading]:
    """Add the headings of a higher rank that come later: they cannot stand below these."""
    later = [h for key in levels if key[0] and key < chosen for h in levels[key]]
    return sorted(
        [*headings, *(h for h in later if h.line > headings[0].line)], key=lambda h: h.line
    )


def _is_visual(line: Line, body_size: float) -> bool:
    return (line.bold or bool(body_size and line.size > body_size * 1.08)) and not line.table


def _goes_on_heading(source: Source, index: int, body_size: float, reach: float) -> bool:
    """Return whether a line is the second one of a heading that was too long for one."""
    line, before = source.lines[index], source.lines[index - 1] if index else None
    if before is None or source.format is Format.DOCX or line.blank or before.page != line.page:
        return False
    if not _is_visual(before, body_size) or (before.size, before.bold) != (line.size, line.bold):
        return False
    return before.right > FULL_HEADING * reach


def _first_label(source: Source, lines: Sequence[int], pack: LanguagePack) -> int:
    """Return the first line that labels date, place or people: headings begin below it."""
    for index in lines[:HEAD_LINES]:
        label = find_label(joined(source.cells(index), "\t"), pack)
        if label is not None and label.concept in (*WHEN, *WHERE, "present", "member"):
            return index
    return 0


def _filled(headings: Sequence[Heading], lines: Sequence[int]) -> float:
    """Return the share of headings with something under them."""
    order = {index: position for position, index in enumerate(lines)}
    positions = [order[heading.line] for heading in headings] + [len(lines)]
    filled = sum(b - a > 1 for a, b in itertools.pairwise(positions))
    return filled / len(headings)


def _is_title(headings: Sequence[Heading], source: Source) -> bool:
    """Return whether headings are the lines of one broken title."""
    first, last = headings[0].line, headings[-1].line
    return last - first == len(headings) - 1 and source.lines[first].page <= 1 and len(headings) < 4


def _is_label(title: Passage, pack: LanguagePack) -> bool:
    label = find_label(title, pack)
    return label is not None and not label.is_open and not label.rest


def _may_be_item(title: Passage, pack: LanguagePack) -> bool:
    """Return whether a label's words are also what an item may be called."""
    label = find_label(title, pack)
    return label is not None and label.concept in ("agenda", "other", "presenter")


def _has_text(source: Source, index: int) -> bool:
    """Return whether a heading has a sentence under it; a label has names."""
    below = source.lines[index + 1].text.strip() if index + 1 < len(source.lines) else ""
    return below.endswith(".") or re.match(r"(?:[Aa]tt|[Bb]eslut)\b.*", below) is not None


def _is_heading_like(text: str) -> bool:
    text = text.strip()
    return (
        0 < len(text) <= MAX_HEADING
        and not text.endswith((".", ",", ";"))
        and (text[0].isupper() or text[0].isdigit())
    )


def _set_apart(source: Source, lines: Sequence[int], pack: LanguagePack) -> list[Heading]:
    """Return short lines between blank lines, when nothing better divides the text."""
    found: list[Heading] = []
    texts = Counter(fold(source.lines[index].text) for index in lines)
    for position, index in enumerate(lines):
        line = source.lines[index]
        words = joined(source.cells(index))
        if position == 0 or position + 1 >= len(lines) or not line.blank or line.cells:
            continue
        if len(words) > 70 or not _is_heading_like(words.text) or words.text.endswith(":"):
            continue
        following = source.lines[lines[position + 1]]
        bare = len(following.text) <= len(words) and not following.text.endswith((".", ":"))
        if bare and not _LIST_ENTRY.match(following.text):
            continue
        if following.text[:1].islower() and not following.blank:
            continue
        if pack.section_of(words.text) or numbered(source, index, pack):
            continue
        if _LISTS_PEOPLE.search(words.text) or texts[fold(words.text)] > 1:
            continue
        if find_label(words, pack) and (not found or not _may_be_item(words, pack)):
            continue
        found.append(Heading(index, "layout", (0, ""), EMPTY, words))
    return found
