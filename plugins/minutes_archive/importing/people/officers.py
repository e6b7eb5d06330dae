"""Who led, wrote and attested, where the items tell it: "Mötet valde Eva Ek till ordförande"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minutes_archive.importing.people.attendees import with_role
from minutes_archive.importing.words.draft_tree import Branch, Gathered, Leaf, Rows, branch, repeat
from minutes_archive.importing.words.names import Organisations, is_name
from minutes_archive.importing.words.numbering import Heading
from minutes_archive.importing.words.passages import Passage, joined
from minutes_archive.importing.words.source import Source
from minutes_archive.model import Role

# A meeting elects its own officers among its first items.
FIRST_ITEMS = 14
_NAME = r"[A-ZÅÄÖ][\w'’-]+(?:\s(?:von|af|de|[A-ZÅÄÖ][\w'’-]+)){0,3}(?:\s?\([A-ZÅÄÖ]{1,4}\))?"
_NAMES = rf"(?P<names>{_NAME}(?:(?:,\s|\soch\s|\ssamt\s){_NAME})*)"
_ROLE = (
    r"(?P<role>(?:mötes|stämmo|årsmötes)?ordförande|(?:mötes)?sekreterare|protokollförare"
    r"|(?:protokolls?|mötes)?justerare|justeringsm[aä]n|justeringsperson(?:er)?)\b"
)
_VERB = r"(?:valdes|väljs|utsågs|utses|blev\s(?:vald|utsedd)a?)"
_PATTERNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"\b(?:valde|väljer|utsåg|utser|välja|utse)\s+{_NAMES}\s+(?:till|som|att\s+vara)\s+{_ROLE}",
        rf"{_NAMES}\s+{_VERB}\s+(?:till|som|att\s+vara)\s+{_ROLE}",
        rf"\b(?:[Tt]ill|[Ss]om)\s+{_ROLE}(?:\s(?:tillika|och|för)\s\w+)?\s+{_VERB}\s+{_NAMES}",
        rf"{_VERB}\s+{_NAME}\s*,?\s+(?:och|samt|med)\s+(?:till\s+|som\s+)?{_ROLE}\s+{_NAMES}",
        rf"{_VERB}\s+(?:till|som)\s+\w+\s*,?\s+(?:och|samt|med)\s+{_NAMES}\s+(?:till|som)\s+{_ROLE}",
        rf"^\W*(?i:{_ROLE})\s*:\s*{_NAMES}\W*$",
        rf"{_NAMES}\s+(?:{_VERB})\s+att\s+(?:\w+\s+){{0,4}}?(?P<role>justera)\b",
    )
)
_ELECTION = re.compile(
    rf"[Vv]al\s+av\s+(?:(?:en|ett|två|tre|1|2|3|mötets)\s+)?{_ROLE}"
    r"(?:,?\s+(?:tillika|och|samt)\s+rösträknare)?(?:\s+(?:för|vid)\s+(?:dagens\s+)?(?:mötet|sammanträdet|stämman))?"
)
# "Val av justerare: Eva Ek" as the title of an item.
_ELECTED = re.compile(
    rf"[Vv]al\s+av\s+(?:(?:en|ett|två|tre|1|2|3|mötets)\s+)?{_ROLE}(?:[^:]{{0,40}}):\s+{_NAMES}"
)
_CHOSEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:^|[.\n]\s*){_NAMES}\s+{_VERB}(?!\s+(?:till|som)\b)",
        rf"\b(?:valde|väljer|utsåg|utser|välja|utse)\s+{_NAMES}(?!\w|\s+(?:till|som)\b)",
    )
)
_LEADS = re.compile(rf"\bOrdföranden?\s+(?P<names>{_NAME})\s+(?:hälsa|öppna|förklara|inled)\w+")
# What elects somebody for a year, and not for the meeting.
_FOR_LONGER = re.compile(
    r"\b(?:år|styrelse\w*|mandat\w*|förening\w*|valberedning\w*)\b", re.IGNORECASE
)
_CONCEPTS = (("ordf", "chair"), ("sekr", "recorded_by"), ("protokollf", "recorded_by"))


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody with an office of the meeting: chair, recorded_by or attested_by."""

    concept: str
    name: Passage


def find_officers(
    source: Source,
    items: Sequence[tuple[Heading, Sequence[int]]],
    organisations: Organisations,
    known: Sequence[str],
) -> list[Officer]:
    """Return the meeting's officers as its first items tell them; `known` are who was there."""
    found: list[Officer] = []
    for at, (heading, lines) in enumerate(items[:FIRST_ITEMS]):
        words = joined((heading.rest, *(source.passage(i) for i in lines[1:])), "\n")
        for pattern in _PATTERNS:
            for match in pattern.finditer(words.text):
                concept = _concept(match["role"], heading.rest.text)
                for name in _whole(words.group(match, "names"), organisations, known):
                    found += [Officer(concept, name)] if concept else []
        found += _elected_by_title(heading.rest.text, words, organisations, known)
        led = _LEADS.search(words.text) if at < 2 else None
        if led:
            names = _whole(words.group(led, "names"), organisations, known)
            found += [Officer("chair", n) for n in names if n.text in known]
    return found


def _elected_by_title(
    title: str, words: Passage, organisations: Organisations, known: Sequence[str]
) -> Iterator[Officer]:
    """Yield whom an item elects whose title alone says to what: "Val av justerare"."""
    elected = _ELECTION.fullmatch(title.strip(" .:"))
    named = _ELECTED.fullmatch(title.strip(" ."))
    if named and (concept := _concept(named["role"], title)):
        for name in _whole(words.group(named, "names"), organisations, known):
            yield Officer(concept, name)
    body = words[len(title) :]
    chosen = [m for pattern in _CHOSEN for m in pattern.finditer(body.text)] if elected else []
    concept = _concept(elected["role"], title) if elected else ""
    if not concept or len(chosen) != 1:
        return
    for name in _whole(body.group(chosen[0], "names"), organisations, known):
        yield Officer(concept, name)


def _concept(role: str, title: str) -> str:
    folded = role.casefold()
    if folded == "ordförande" and _FOR_LONGER.search(title):
        return ""
    return next((concept for part, concept in _CONCEPTS if part in folded), "attested_by")


def _whole(names: Passage, organisations: Organisations, known: Sequence[str]) -> Iterator[Passage]:
    """Yield each of some names; a first name alone stands for the one who has it."""
    for part in names.split(r",\s|\soch\s|\ssamt\s"):
        bare = part.split(r"\s?\(")[0].strip()
        if is_name(bare.text, organisations):
            yield bare
            continue
        same = [name for name in known if name.split()[0] == bare.text]
        if len(same) == 1:
            yield Passage(same[0], [*bare.at[:1]] * len(same[0]))


def with_officers(
    present: Sequence[Branch], officers: Sequence[Officer], gathered: Gathered
) -> tuple[Branch, ...]:
    """Give the office of chair and secretary to who has it.

    Where no list tells who was there, those who held an office were: they are listed, with a
    note.
    """
    if not present and officers:
        first = officers[0].name
        gathered.note(
            "W525", "de närvarande är hämtade ur vad punkterna säger om mötets funktionärer", first
        )
        made: dict[str, Branch] = {}
        for officer in officers:
            role = _ROLES.get(officer.concept)
            made.setdefault(
                officer.name.text,
                branch(
                    name=repeat(officer.name.text, officer.name),
                    role=repeat(role.value, officer.name) if role else None,
                ),
            )
        return tuple(made.values())
    entries = list(present)
    for concept, role in _ROLES.items():
        if any(entry.text("role") == role.value for entry in entries):
            continue
        names = [o.name.text.casefold() for o in officers if o.concept == concept]
        for at, entry in enumerate(entries):
            if names and entry.text("name").casefold() == names[0]:
                entries[at] = with_role(entry, role, None)
    return tuple(entries)


_ROLES = {"chair": Role.CHAIR, "recorded_by": Role.SECRETARY}


def named_for(officers: Sequence[Officer], concept: str) -> Rows | Leaf | None:
    """Return those who held an office, for a field of the draft; their words stay in the items."""
    names = dict.fromkeys(o.name.text for o in officers if o.concept == concept)
    places = {o.name.text: o.name for o in officers}
    leaves = tuple(repeat(" ".join(name.split()), places[name]) for name in names)
    return leaves[0] if len(leaves) == 1 else Rows(leaves) if leaves else None
