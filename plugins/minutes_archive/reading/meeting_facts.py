"""Who took part, in which items, and how they voted: as written -> the model.

Partial attendance is told as "2", "1–4", "§§ 1–4, 7", "t.o.m. 10", "fr.o.m. 3" or "ej 5". A minutes
file may contradict itself here without breaking any rule of its form. What cannot be both is
told: it may be a slip of the clerk's, or the source's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from minutes_archive.addresses import slugify
from minutes_archive.language.parties import (
    party_among_words,
    party_key,
    split_party,
    unknown_letters,
)
from minutes_archive.model import (
    AgendaItem,
    Attendance,
    Ballot,
    Correction,
    Holding,
    Meeting,
    Proposals,
    Role,
    RollCallVote,
    Vote,
)
from minutes_archive.problems import Place, Problem
from minutes_archive.reading.context import Context, Values

_PREFIX = re.compile(r"^(endast )?(punkterna|punkten|punkt|pkt|p\.?|§§|§)\s*", re.IGNORECASE)
_UNTIL = re.compile(r"^(t\.?o\.?m\.?|till och med)\s*", re.IGNORECASE)
_FROM = re.compile(r"^(fr\.?o\.?m\.?|från och med)\s*", re.IGNORECASE)
_EXCEPT = re.compile(r"^(ej|utom|inte)\s+", re.IGNORECASE)


def covered_items(written: str, items: list[tuple[str, str]]) -> frozenset[str] | str:
    """Return the slugs of the items that the words cover, or what is wrong with them.

    `items` are (number, slug) pairs in the order of the agenda; a range runs by that order.
    """
    slugs = [slug for _, slug in items]
    rest = written.strip()
    excluded = _EXCEPT.match(rest)
    rest = _EXCEPT.sub("", rest)
    until, since = _UNTIL.match(rest), _FROM.match(rest)
    rest = _strip(_FROM.sub("", _UNTIL.sub("", rest)))
    if until or since:
        at = _position(rest, slugs)
        if at is None:
            return f'punkt "{rest}" finns inte'
        chosen = set(slugs[: at + 1] if until else slugs[at:])
    else:
        chosen = set()
        for part in re.split(r"\s*(?:,|;| och | samt )\s*", rest):
            found = _range(_strip(part), slugs)
            if isinstance(found, str):
                return found
            chosen |= found
    return frozenset(set(slugs) - chosen if excluded else chosen)


def _strip(text: str) -> str:
    return _PREFIX.sub("", text.strip())


def _position(text: str, slugs: list[str]) -> int | None:
    slug = slugify(text)
    return slugs.index(slug) if slug in slugs else None


def _range(part: str, slugs: list[str]) -> set[str] | str:
    whole = _position(part, slugs)
    if whole is not None:
        return {slugs[whole]}
    ends = re.split(r"\s*[-–—]\s*", part)
    positions = [_position(_strip(end), slugs) for end in ends]
    for end, position in zip(ends, positions, strict=True):
        if position is None:
            return f'punkt "{end}" finns inte'
    if len(positions) != 2 or None in positions:
        return "går inte att tolka"
    first, last = positions
    assert first is not None and last is not None
    return set(slugs[first : last + 1]) if first <= last else "intervallet går baklänges"


Places = Mapping[str, Place]

# "Punkt 5 rättad", "i §§ 3–4", "punkterna 2 och 5": what follows the word, as far as numbers go.
_NAMED = re.compile(
    r"(?:\bpunkt(?:en|erna)?|\bpkt|§§?)\s*"
    r"(\d+(?:\s?[a-zA-Z]\b)?(?:\s*(?:,|och|samt|[-–])\s*(?:§\s*)?\d+(?:\s?[a-zA-Z]\b)?)*)",
    re.IGNORECASE,
)


def attendance(values: Values, place: Place, context: Context, places: Places) -> Attendance:
    """Return a person who was present or absent; a bracket after the name may be the party."""
    name, party = _name_and_party(values, context, places)
    return Attendance(
        name=name,
        organisation=values.get("from", ""),
        roles=tuple(dict.fromkeys(values.get("role", ()))),
        items=values.get("items", ""),
        substitute_for=values.get("substitute_for", ""),
        note=values.get("note", ""),
        party=party,
        disqualified=values.get("disqualified", ""),
        place=place,
    )


def roll_call_vote(values: Values, place: Place, context: Context, places: Places) -> RollCallVote:
    """Return how one person voted."""
    name, party = _name_and_party(values, context, places)
    return RollCallVote(name, values["vote"], party, place)


def _name_and_party(values: Values, context: Context, places: Places) -> tuple[str, str]:
    others = [p.abbreviation for p in context.registry.parties] if context.registry else []
    others += [p.name for p in context.registry.parties if p.name] if context.registry else []
    party: str = values.get("party", "")
    if party.startswith("(") and party.endswith(")"):
        party = party[1:-1].strip()
    name, bracket = split_party(values["name"], [*others, *([party] if party else [])])
    if party and bracket and party_key(party) != party_key(bracket):
        context.report(
            places["party"],
            "E131",
            f'{name} har partiet "{bracket}" i name och "{party}" i party',
            "behåll det som är rätt",
        )
    among = party_among_words(name, others)
    if among:
        context.report(
            places["name"],
            "W131",
            f'"{name}" är mer än ett namn och ett parti',
            f"skriv namnet för sig, party: {among} och resten som role eller note",
        )
    letters = unknown_letters(name)
    if letters and not party:
        context.report(
            places["name"],
            "W131",
            f'"{letters}" efter namnet kan vara ett parti som arkivet inte känner',
            f"skriv parties: [{letters}] i archive.yml om det är ett parti",
        )
    return name, party or bracket


def vote(values: Values, place: Place, context: Context, places: Places) -> Vote:
    """Return a vote; counts that its own roll call contradicts are told."""
    if not places:
        context.report(
            place, "E112", "omröstningen är tom", "skriv vad källan säger, till exempel text:"
        )
    made = Vote(**values, place=place)
    context.problems += _vote_problems(made, places)
    return made


def _vote_problems(made: Vote, places: Places) -> Iterator[Problem]:
    names = Counter(entry.name.casefold() for entry in made.roll_call)
    for entry in made.roll_call:
        if names[entry.name.casefold()] > 1:
            names[entry.name.casefold()] = 0
            yield Problem(
                entry.place,
                "W135",
                f"{entry.name} står flera gånger i omröstningslistan",
                "ta bort den ena raden, om det inte är två personer",
            )
    counts = {"yes": made.yes, "no": made.no, "abstained": made.abstained, "absent": made.absent}
    called = Counter(entry.vote.value for entry in made.roll_call)
    for key, count in counts.items():
        casting = made.casting_vote is not None and made.casting_vote.value == key
        if made.roll_call and count is not None and count - called[key] not in (0, int(casting)):
            yield Problem(
                places[key],
                "W136",
                f"{key} är {count} men omröstningslistan har {called[key]}",
                "rätta det som inte stämmer med källan",
            )
    both_counted = made.yes is not None and made.no is not None
    # A protocol may count the chair's second vote or not.
    if made.casting_vote and both_counted and abs((made.yes or 0) - (made.no or 0)) > 1:
        yield Problem(
            places["casting_vote"],
            "W136",
            f"utslagsröst vid {made.yes} mot {made.no}: den behövs bara vid lika röstetal",
            "ta bort casting_vote eller rätta antalen",
        )


def proposals(values: Values, place: Place, _context: Context, _places: Places) -> Proposals:
    return Proposals(values["proposals"], place)


# The meeting as a whole -------------------------------------------------------------------


# What keeps an item, or its number, from being read.
_OF_ITEMS = frozenset({"E101", "E102", "E103", "E112", "E115", "E140"})


def with_covered_items(
    people: Iterable[Attendance], items: Sequence[AgendaItem], context: Context, strict: bool
) -> tuple[Attendance, ...]:
    """Return the people with the items that their words `items` and `disqualified` cover.

    Words of `items` that cannot be understood are a problem where `strict`; else they stay
    words only.
    """
    numbers = [(item.number, item.slug) for item in items]
    unread = any(problem.code in _OF_ITEMS for problem in context.problems)

    def covered(words: str, what: str, person: Attendance, reports: bool) -> frozenset[str] | None:
        found = covered_items(words, numbers) if words else ""
        if isinstance(found, frozenset):
            return found
        # Where items could not be read, what names them is no fault of its own.
        if words and reports and not unread:
            context.report(
                person.place,
                "E119",
                f'{what} "{words}" för {person.name}: {found}',
                'skriv "2", "1–4", "2, 5", "t.o.m. 10" eller "fr.o.m. 3"; annat i note',
            )
        return None

    return tuple(
        replace(
            person,
            item_numbers=covered(person.items, "deltagandet", person, strict),
            disqualified_items=covered(person.disqualified, "jävet", person, reports=True)
            or frozenset(),
        )
        for person in people
    )


def with_corrected_items(
    corrections: Iterable[Correction], items: Sequence[AgendaItem], context: Context
) -> tuple[Correction, ...]:
    """Return the corrections with the items that they touch: those of `items`, or of the words."""
    numbers = [(item.number, item.slug) for item in items]
    made = []
    for correction in corrections:
        named = [correction.items] if correction.items else _NAMED.findall(correction.text)
        found = [covered_items(words.strip(" .,"), numbers) for words in named]
        wrong = [covered for covered in found if isinstance(covered, str)]
        if wrong and correction.items:
            context.report(
                correction.place,
                "E119",
                f'rättelsens punkter "{correction.items}": {wrong[0]}',
                'skriv "2", "1–4" eller "2, 5"',
            )
        slugs = [covered for covered in found if isinstance(covered, frozenset)]
        # Words that cannot be understood may mean any item.
        known = None if wrong or not slugs else frozenset[str]().union(*slugs)
        made.append(replace(correction, item_slugs=known))
    return tuple(made)


def meeting_problems(meeting: Meeting, places: Places) -> Iterator[Problem]:
    """Yield what a meeting says of its people and days that cannot be true together."""
    yield from _days(meeting, places)
    yield from _people(meeting)
    yield from _chairs(meeting)
    yield from _voters(meeting)


def _days(meeting: Meeting, places: Places) -> Iterator[Problem]:
    if meeting.end_date is not None and meeting.end_date < meeting.date:
        yield Problem(
            places["end_date"],
            "E132",
            f"end_date ({meeting.end_date}) är före date ({meeting.date})",
            "rätta den dag som är fel",
        )
    for twice in [b for b in meeting.joint_with if meeting.bodies.count(b) > 1][:1]:
        yield Problem(
            places["joint_with"],
            "E132",
            f'organet "{twice}" står två gånger',
            "skriv bara de andra organen under joint_with",
        )
    if meeting.held is Holding.CANCELLED:
        for key in ("present", "absent", "attested_by"):
            if key in places:
                yield Problem(
                    places[key],
                    "E133",
                    f"mötet ställdes in men har {key}",
                    "ta bort held: cancelled eller det som inte hände",
                )
        for decision in meeting.decisions[:1]:
            yield Problem(
                decision.place,
                "E133",
                "mötet ställdes in men har beslut",
                "ta bort held: cancelled eller besluten",
            )


def _people(meeting: Meeting) -> Iterator[Problem]:
    """Yield people who stand twice for the same part of the meeting."""
    everybody = [(p, "närvarande") for p in meeting.present]
    everybody += [(p, "frånvarande") for p in meeting.absent]
    for position, (person, where) in enumerate(everybody):
        for other, elsewhere in everybody[:position]:
            if not (_may_be_same(person, other) and _same_part(person, other)):
                continue
            if where == elsewhere:
                yield Problem(
                    person.place,
                    "W132",
                    f"{person.name} står två gånger bland {where} (också rad {other.place.line})",
                    "ta bort den ena raden, eller skilj två personer åt med party eller note",
                )
            else:
                yield Problem(
                    person.place,
                    "W133",
                    f"{person.name} står både som närvarande (rad {other.place.line}) och "
                    "frånvarande",
                    "ta bort den ena raden, eller skriv items på båda",
                )
            break


def _may_be_same(one: Attendance, other: Attendance) -> bool:
    """Return whether two entries are one person for all that they say."""
    return (
        " ".join(one.name.casefold().split()) == " ".join(other.name.casefold().split())
        and not _differ(one.organisation, other.organisation)
        and not _differ(party_key(one.party), party_key(other.party))
        and not _differ(one.note, other.note)
    )


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _same_part(one: Attendance, other: Attendance) -> bool:
    if one.item_numbers is None or other.item_numbers is None:
        return True
    return bool(one.item_numbers & other.item_numbers)


def _chairs(meeting: Meeting) -> Iterator[Problem]:
    """Yield the second of two chairs at the same item; bodies that meet together have each one."""
    chairs = [person for person in meeting.present if Role.CHAIR in person.roles]
    for position, person in enumerate(chairs):
        if meeting.joint_with:
            return
        earlier = [c for c in chairs[:position] if _same_part(person, c)]
        if earlier and not _may_be_same(person, earlier[0]):
            yield Problem(
                person.place,
                "W134",
                f"{person.name} och {earlier[0].name} är båda ordförande",
                "skriv items om de ledde var sin del av mötet",
            )


def _voters(meeting: Meeting) -> Iterator[Problem]:
    """Yield those who voted on an item that they were disqualified from or not there for."""
    known = {person.name.casefold(): person for person in meeting.absent}
    known |= {person.name.casefold(): person for person in meeting.present}
    present = {person.name.casefold() for person in meeting.present}
    for item in meeting.items:
        votes = [*item.votes, *(v for decision in item.decisions for v in decision.votes)]
        for entry in (entry for made in votes for entry in made.roll_call):
            person = known.get(entry.name.casefold())
            if person is None or entry.vote is Ballot.ABSENT:
                continue
            if item.slug in person.disqualified_items:
                reason = "var jävig"
            elif entry.name.casefold() not in present:
                reason = "står som frånvarande"
            elif not person.takes_part_in(item.slug):
                reason = "var inte med vid punkten"
            else:
                continue
            yield Problem(
                entry.place,
                "W137",
                f"{entry.name} röstade i punkt {item.number} men {reason}",
                "rätta det som inte stämmer med källan",
            )
