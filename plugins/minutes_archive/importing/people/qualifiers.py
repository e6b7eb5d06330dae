"""What stands after a name in a list of people: role, organisation, part of the meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from minutes_archive.importing.words.language_pack import LanguagePack
from minutes_archive.importing.words.names import Organisations, name_length
from minutes_archive.importing.words.passages import EMPTY, Passage
from minutes_archive.model import Role


class Says(StrEnum):
    """What a qualifier tells of a person."""

    ORGANISATION = "organisation"
    ROLE = "role"
    ITEMS = "items"
    SUBSTITUTE = "substitute"
    JOINT = "joint"
    ABSENT = "absent"
    PRESENT = "present"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One thing said of a person.

    `words` is what the format keeps, `label` the words that only introduce it, `value` the
    id or role it means, `also` the items that a note implies.
    """

    says: Says
    words: Passage
    value: str = ""
    label: Passage = EMPTY
    also: str = ""


# Longer words after a name are a sentence, and kept as they stand.
MAX_QUALIFIER = 160
_NUMBER = r"\d+(?:\.\d+)?(?:\s?[A-Za-z])?"
_LIST = rf"{_NUMBER}(?:\s*(?:[-–—]|,|och|&|samt)\s*{_NUMBER})*"


@lru_cache(maxsize=4)
def _partial(pack: LanguagePack) -> dict[str, re.Pattern[str]]:
    part = {name: pack.whole(f"partial.{name}").pattern for name in pack.values["partial"]}
    unit, words = part["unit"], part["words"]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return {
        "items": compiled(
            rf"(?P<label>(?:{words}\s*)?(?:{unit}\s*)?)"
            rf"(?P<items>(?:(?:{part['until']}|{part['from']}|{part['except']})\s*)?)"
            rf"(?P<unit>(?:{unit}\s*)?)(?P<numbers>{_LIST})\.?"
        ),
        "until": compiled(
            rf"(?P<limit>{part['until']}|{part['from']})\s*(?:{unit}\s*)?(?P<number>{_NUMBER}),?\s*"
            r"(?:kl\.?|klockan)\s*\d{1,2}(?:[.:]\d{2})?\.?"
        ),
        "left": compiled(
            rf"{part['left']}\s*{part['clock_between']}(?:{unit}\s*)?(?P<number>{_NUMBER})\.?"
        ),
        "came": compiled(
            rf"{part['came']}\s*{part['clock_between']}(?:{unit}\s*)?(?P<number>{_NUMBER})\.?"
        ),
        "other": compiled(rf"{words}?\s*(?:{part['part']}|{part['clock']}|{part['distance']}).*"),
    }


def qualify(passage: Passage, organisations: Organisations) -> list[Qualifier]:
    """Return what some words after a name say; words not understood become a note."""
    pack = organisations.pack
    words = passage.strip(" \t,;.–-|")
    if words.text.startswith("(") and words.text.endswith(")") and words.text.count("(") == 1:
        words = words.strip("()")
    if not words:
        return []
    if len(words) > MAX_QUALIFIER:
        return [Qualifier(Says.NOTE, words)]
    found = _substitute(words, organisations) or _part_of_meeting(words, pack)
    if found:
        return found
    text = words.text
    cross = re.match(r"[Xx✓✔☒](?=[\s,;])[\s,;]*", text)
    if cross:
        rest = words.after(cross)
        return [Qualifier(Says.PRESENT, words.group(cross)), *qualify(rest, organisations)]
    identity = organisations.id_of(text)
    if identity:
        return [Qualifier(Says.ORGANISATION, words, identity)]
    if pack.whole("absent_words").fullmatch(text):
        return [Qualifier(Says.ABSENT, words)]
    if pack.whole("present_words").fullmatch(text):
        return [Qualifier(Says.PRESENT, words)]
    for role, pattern in pack.roles:
        if pattern.fullmatch(text.strip(".")) or pattern.fullmatch(text):
            return [Qualifier(Says.ROLE, words, role.value)]
    return _compound(words, organisations) or [Qualifier(Says.NOTE, words)]


def _substitute(words: Passage, organisations: Organisations) -> list[Qualifier]:
    """Read "ersättare för Bo Ek (M)" and "ersätter Bo Ek § 4"."""
    match = organisations.pack.whole("substitute_for").match(words.text)
    if not match or match.end() >= len(words) or not words.text[match.end()].isspace():
        return []
    rest = words.after(match).strip()
    length = name_length(rest, organisations)
    if not length:
        return []
    opening = words.group(match)
    bracket = re.match(r"\s*\([^()]{1,12}\)", rest.text[length:])
    if bracket and organisations.pack.party.fullmatch(bracket[0].strip(" ()")):
        length += bracket.end()
    found = [Qualifier(Says.SUBSTITUTE, rest[:length], Role.SUBSTITUTE.value, opening)]
    return found + [
        qualifier
        for part in rest[length:].split(r"[,;()\[\]]")
        for qualifier in qualify(part, organisations)
        if qualifier.words
    ]


def _part_of_meeting(words: Passage, pack: LanguagePack) -> list[Qualifier]:
    patterns = _partial(pack)
    match = patterns["items"].fullmatch(words.text)
    if match:
        limit, numbers = words.group(match, "items"), words.group(match, "numbers")
        kept = Passage(limit.text + numbers.text, [*limit.at, *numbers.at])
        label = words[: match.start("items")]
        unit = words.group(match, "unit")
        return [
            Qualifier(
                Says.ITEMS, kept, label=Passage(label.text + unit.text, [*label.at, *unit.at])
            )
        ]
    match = patterns["until"].fullmatch(words.text)
    if match:
        return [Qualifier(Says.NOTE, words, also=f"{match['limit']} {match['number']}")]
    for name, limit_word in (("left", "t.o.m."), ("came", "fr.o.m.")):
        match = patterns[name].fullmatch(words.text)
        if match:
            return [Qualifier(Says.NOTE, words, also=f"{limit_word} {match['number']}")]
    if patterns["other"].fullmatch(words.text):
        return [Qualifier(Says.NOTE, words)]
    return []


def _compound(words: Passage, organisations: Organisations) -> list[Qualifier]:
    """Read words of several kinds without a comma, such as "ordförande § 94-106"."""
    pack = organisations.pack
    pieces = words.text.split()
    for count in range(min(3, len(pieces) - 1), 0, -1):
        head = " ".join(pieces[:count])
        matches_role = any(pattern.fullmatch(head.strip(".")) for _, pattern in pack.roles)
        if matches_role or organisations.id_of(head):
            cut = _nth_word_end(words.text, count)
            rest = _substitute(words[cut:].strip(), organisations) or _part_of_meeting(
                words[cut:].strip(" ,."), pack
            )
            if rest:
                return qualify(words[:cut], organisations) + rest
            if organisations.id_of(head):
                return qualify(words[:cut], organisations) + qualify(words[cut:], organisations)
    trailing = organisations.at_end(pieces)
    if 0 < trailing < len(pieces) and pack.title.fullmatch(pieces[-trailing - 1]):
        cut = _nth_word_end(words.text, len(pieces) - trailing)
        return [Qualifier(Says.NOTE, words[:cut]), *qualify(words[cut:], organisations)]
    for count in range(len(pieces) - 1, 0, -1):
        cut = _nth_word_end(words.text, count)
        tail = words[cut:].strip(" ,.")
        items = _partial(pack)["items"].fullmatch(tail.text)
        if pack.anywhere("partial.turned").search(words.text[:cut]):
            break  # "jäv § 2" is no attendance at § 2
        if items and any(c.isdigit() for c in tail.text) and (items["label"] or items["items"]):
            return [Qualifier(Says.NOTE, words[:cut]), *_part_of_meeting(tail, pack)]
    return []


def _nth_word_end(text: str, count: int) -> int:
    matches = list(re.finditer(r"\S+", text))
    return matches[count - 1].end()
