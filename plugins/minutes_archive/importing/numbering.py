"""Numbered headings: candidates of every form, and the chain that is the agenda.

The chain is sought over the whole document at once. A greedy reading fails at the first
missing number, and a list of the agenda before the items would win over the items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutes_archive.importing.language_pack import LanguagePack
from minutes_archive.importing.passages import EMPTY, Passage, joined
from minutes_archive.importing.source import Source

_SUFFIX = r"(?P<suffix>\s?[A-Za-z](?![\wåäöÅÄÖ.]))?"
_FAMILIES = (
    (
        "section",
        rf"(?P<lead>(?:[A-ZÅÄÖ]{{1,6}}|[A-ZÅÄÖ][a-zåäö]{{1,4}})\s)?(?P<number>§\s*(?:\d{{4}}\s?/\s?)?(?P<n>\d+)(?:\s?/\s?\d{{2,4}})?{_SUFFIX})"
        r"(?P<mark>[.:)]?)(?=\s|$|[^\W\d])(?P<rest>.*)",
    ),
    ("after", r"(?P<number>(?P<n>\d{1,4})\s?§)(?P<mark>[.:)]?)(?=\s|$)(?P<rest>.*)"),
    (
        "word",
        rf"(?P<lead>(?:[Pp]unkt|[Ää]rende|[Pp]aragraf|[Dd]agordningspunkt|PUNKT|ÄRENDE)\s+(?:nr\.?\s*)?)(?P<number>(?P<n>\d{{1,3}}){_SUFFIX})"
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
    """Tell a number alone on its line with a title on the next, from any number."""
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


def weigh(
    heading: Heading, source: Source, body_size: float, follows: frozenset[int], pack: LanguagePack
) -> float:
    """Return how much a candidate looks like the heading of an item."""
    line = source.lines[heading.line]
    text = heading.rest.text
    weight = 1.0 + (
        1.0 if heading.family in ("section", "after", "auto-section", "profile") else 0.0
    )
    if line.style.startswith("heading") or line.style in ("title", "row"):
        weight += 1.5
    if line.bold:
        weight += 0.8
    if body_size and line.size > body_size * 1.08:
        weight += 0.8
    weight += 0.4 * bool(line.blank)
    if line.table:
        weight -= 0.5
    if not text:
        is_bare = heading.family in ("after", "alone") or "section" in heading.family
        weight -= 0.0 if is_bare else 1.2
    elif text[0].islower():
        weight -= 1.5 if text.startswith(("att ", "samt ")) else 0.9
    if len(text) > 130:
        weight -= 0.8
    if text.endswith("."):
        weight -= 0.2 if len(text) < 60 else 0.6
    elif text.endswith((",", ";")):
        weight -= 1.0
    if heading.family == "bare":
        weight -= 0.5
        months = "|".join([*pack.values["months"], *pack.values["months_short"]])
        if re.match(rf"(?:{months})\b", text, re.IGNORECASE):
            return -5.0
    if heading.line + 1 in follows:
        weight -= 0.6
    if heading.line - 1 in follows:
        weight -= 0.2
    return weight


def best_chain(headings: Sequence[Heading], source: Source) -> tuple[float, list[Heading]]:
    """Return the best increasing chain of one family's candidates, and its score."""
    listed = list(headings)[:MAX_CANDIDATES]
    best: list[float] = []
    previous: list[int] = []
    any_start = bool(listed) and listed[0].family in (
        "section",
        "after",
        "auto-section",
        "bare",
        "profile",
    )
    for at, heading in enumerate(listed):
        start_cost = 0.0 if any_start else 0.5 * max(heading.order[0] - 1, 0)
        best.append(heading.weight - min(start_cost, 6.0))
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
    cost = 0.45 * max(gap, 0)
    first, second = source.lines[earlier.line], source.lines[later.line]
    if abs(first.indent - second.indent) > (12 if first.size else 4):
        cost += 0.7
    if first.bold != second.bold or abs(first.size - second.size) > 1:
        cost += 0.6
    if first.style != second.style:
        cost += 0.5
    return cost
