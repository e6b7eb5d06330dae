"""Numbered headings: candidates of every form, and the chain that is the agenda.

The chain is sought over the whole document at once. A greedy reading fails at the first
missing number, and a list of the agenda before the items would win over the items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.passages import EMPTY, Passage, joined
from minutes_archive.importing.words.source import Source

_SUFFIX = r"(?P<suffix>\s?[A-Za-z](?![\wåäöÅÄÖ.]))?"
_FAMILIES = (
    (
        "section",
        rf"(?P<lead>(?:[A-ZÅÄÖ]{{1,6}}|[A-ZÅÄÖ][a-zåäö]{{1,4}})\s)?(?P<number>§\s*(?:\d{{4}}\s?/\s?)?(?P<n>\d+)(?:\s?/\s?\d{{2,4}})?{_SUFFIX})"
        r"(?P<mark>[.:)]?)(?=\s|$|[^\W\d])(?P<rest>.*)",
    ),
    ("after", r"(?P<number>(?P<n>\d{1,4})\s?§)(?P<mark>[.:)]?)(?=\s|$)(?P<rest>.*)"),
    (
        "paragraph",
        rf"(?P<lead>(?:Paragraf|PARAGRAF)\s+)(?P<number>(?P<n>\d{{1,4}}){_SUFFIX})(?P<mark>\s*[.:)–-]?)(?=\s|$)(?P<rest>.*)",
    ),
    (
        "word",
        rf"(?P<lead>(?:[Pp]unkt|[Ää]rende|[Dd]agordningspunkt|PUNKT|ÄRENDE)\s+(?:nr\.?\s*)?)(?P<number>(?P<n>\d{{1,3}}){_SUFFIX})"
        r"(?P<mark>\s*[.:)–-]?)(?=\s|$)(?P<rest>.*)",
    ),
    ("dot", rf"(?P<number>(?P<n>\d{{1,3}}){_SUFFIX})(?P<mark>\.)(?!\d)(?P<rest>.*)"),
    ("paren", rf"(?P<number>(?P<n>\d{{1,3}}){_SUFFIX})(?P<mark>\))(?P<rest>.*)"),
    ("colon", rf"(?P<number>(?P<n>\d{{1,3}}){_SUFFIX})(?P<mark>:)(?!\d)(?P<rest>.*)"),
    (
        "bare",
        rf"(?P<number>(?P<n>\d{{1,3}}){_SUFFIX})(?P<mark>)\s+(?P<rest>(?:[A-ZÅÄÖÉ”\"]|\d+[A-ZÅÄÖ]).*)",
    ),
)
_ALONE = re.compile(r"(?P<number>(?P<n>\d{1,3}))(?P<mark>[.)]?)")
_PATTERNS = tuple((name, re.compile(pattern, re.DOTALL)) for name, pattern in _FAMILIES)
_DECORATION = re.compile(r"[#*_>\s]*")
MAX_CANDIDATES = 1500
MAX_GAP = 12
# Minutes may number their items through the year: the first is then any number.
MAX_LATE = 2.5
# A longer line that ends in a full stop is text; type so much larger is a heading's.
SENTENCE = 60
LARGER = 1.08
# The weight of what is no heading, whatever speaks for it.
NEVER = -5.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may begin an agenda item.

    `number` is empty when the heading has none; `label` is a word before the number that
    only says that it is one ("Punkt"); `rest` is the title as far as the line holds it.
    """

    line: int
    family: str
    order: tuple[int, str]
    number: Passage
    rest: Passage
    label: Passage = EMPTY
    weight: float = 0.0
    marker: str = ""


def numbered(source: Source, index: int, pack: LanguagePack) -> list[Heading]:
    """Return the ways in which a line may begin with an item's number."""
    line = source.lines[index]
    words = joined(source.cells(index), "\t")
    words = words[_DECORATION.match(words.text).end() :]  # type: ignore[union-attr]
    found = []
    if pack.item_pattern:
        match = re.match(pack.item_pattern, words.text)
        if match and "n" in match.groupdict():
            found.append(_heading(index, "profile", match, words))
    if line.marker:
        for family, pattern in _PATTERNS[:-1]:
            match = pattern.fullmatch(line.marker.strip())
            if match:
                order = (
                    int(match["n"]),
                    (match["suffix"] or "").strip() if "suffix" in match.groupdict() else "",
                )
                found.append(
                    Heading(index, f"auto-{family}", order, EMPTY, words, marker=match["number"])
                )
    for family, pattern in _PATTERNS:
        match = pattern.fullmatch(words.text)
        if match:
            found.append(_heading(index, family, match, words))
            break
    alone = _ALONE.fullmatch(words.text.strip())
    if alone and _has_title_below(source, index):
        found.append(_heading(index, "alone", alone, words.strip()))
    return found


def _has_title_below(source: Source, index: int) -> bool:
    """Return whether a number stands alone on its line with a title on the next."""
    following = source.lines[index + 1] if index + 1 < len(source.lines) else None
    if following is None or not source.lines[index].blank or following.blank > 1:
        return False
    text = following.text.strip()
    after = source.lines[index + 2].text.strip() if index + 2 < len(source.lines) else ""
    is_title = text[:1].isupper() and len(text) > 3 and not text.endswith((".", ":"))
    # In a list of one word a line, numbers have words above and below as well.
    return is_title and len(after) > 3


def _heading(index: int, family: str, match: re.Match[str], words: Passage) -> Heading:
    groups = match.groupdict()
    suffix = (groups.get("suffix") or "").strip().upper()
    number = words.group(match, "number" if "number" in groups else "n").strip()
    rest = words.group(match, "rest") if "rest" in groups else words.after(match)
    return Heading(
        index,
        family,
        (int(match["n"]), suffix),
        number,
        rest.strip(" \t*_–-:"),
        words.group(match, "lead") if groups.get("lead") else EMPTY,
    )


# What speaks for a candidate and against it, and what a step from one to the next costs. Each
# is needed: tests/importing/words/test_numbering.py has a document that is misread without it.
WEIGHTS = {
    "section sign": 1.0,
    "style": 1.5,
    "type": 0.8,
    "blank above": 0.4,
    "no title": -1.2,
    "running text": -0.9,
    "next is one": -0.6,
    "late start": -0.5,
    "gap": -0.45,
    "other look": -0.7,
}


def weigh(
    heading: Heading, source: Source, body_size: float, follows: frozenset[int], pack: LanguagePack
) -> float:
    """Return how much a candidate looks like the heading of an item."""
    line = source.lines[heading.line]
    text = heading.rest.text
    if heading.family == "bare" and _months(pack).match(text):
        return NEVER  # "12 januari"
    alone = heading.family in ("after", "alone", "paragraph") or "section" in heading.family
    ends = text.endswith((",", ";")) or (text.endswith(".") and len(text) > SENTENCE)
    said = {
        "section sign": heading.family
        in ("section", "after", "paragraph", "auto-section", "profile"),
        "style": line.style.startswith("heading") or line.style in ("title", "row"),
        "type": line.bold or bool(body_size and line.size > body_size * LARGER),
        "blank above": bool(line.blank),
        "no title": not text and not alone,
        "running text": text[:1].islower() or ends,
        "next is one": heading.line + 1 in follows,
    }
    return 1.0 + sum(WEIGHTS[name] for name, holds in said.items() if holds)


def _months(pack: LanguagePack) -> re.Pattern[str]:
    months = "|".join([*pack.values["months"], *pack.values["months_short"]])
    return re.compile(rf"(?:{months})\b", re.IGNORECASE)


def best_chain(headings: Sequence[Heading], source: Source) -> tuple[float, list[Heading]]:
    """Return the best increasing chain of one family's candidates, and its score."""
    listed = list(headings)[:MAX_CANDIDATES]
    best: list[float] = []
    previous: list[int] = []
    any_start = bool(listed) and listed[0].family in (
        "section",
        "after",
        "paragraph",
        "auto-section",
        "bare",
        "profile",
    )
    for at, heading in enumerate(listed):
        late = -WEIGHTS["late start"] * max(heading.order[0] - 1, 0)
        start_cost = 0.0 if any_start else late
        best.append(heading.weight - min(start_cost, MAX_LATE))
        previous.append(-1)
        for before in range(max(0, at - 200), at):
            cost = _step_cost(listed[before], heading, source)
            if cost is not None and best[before] + heading.weight - cost > best[at]:
                best[at] = best[before] + heading.weight - cost
                previous[at] = before
    if not listed:
        return 0.0, []
    at = max(range(len(listed)), key=lambda i: best[i])
    score, chain = best[at], []
    while at >= 0:
        chain.append(listed[at])
        at = previous[at]
    return score, chain[::-1]


def _step_cost(earlier: Heading, later: Heading, source: Source) -> float | None:
    """Return what it costs to go from one number to the next; None when it may not be."""
    if later.order <= earlier.order or later.line == earlier.line:
        return None
    gap = later.order[0] - earlier.order[0] - 1
    if gap > MAX_GAP:
        return None
    first, second = source.lines[earlier.line], source.lines[later.line]
    other = (
        abs(first.indent - second.indent) > (12 if first.size else 4)
        or first.bold != second.bold
        or abs(first.size - second.size) > 1
        or first.style != second.style
    )
    return -(WEIGHTS["gap"] * max(gap, 0) + WEIGHTS["other look"] * other)
