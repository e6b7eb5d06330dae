"""Which body of the registry a document is of, judged by the names it uses of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutes_archive.importing.words.language_pack import PLAIN_LETTERS, LanguagePack
from minutes_archive.model import Registry

_ENDINGS = frozenset(
    [
        "",
        "s",
        "n",
        "t",
        "en",
        "et",
        "ens",
        "ets",
        "ns",
        "ts",
        "na",
        "nas",
        "e",
        "er",
        "ers",
        "ar",
        "a",
    ]
)
_MEETING_OF = re.compile(
    r"(?<=\w{4})s?(?:mote|motet|motes|moten|sammantrade|sammantradet|protokoll|protokollet"
    r"|motesprotokoll|anteckningar|motesanteckningar)$"
)
# What two bodies are called everywhere.
_ABBREVIATED = {"kommunfullmäktige": "KF", "kommunstyrelsen": "KS", "kommunstyrelse": "KS"}
_SMALL = frozenset(["i", "för", "och", "av", "på", "med", "till", "vid", "från", "the"])
ENOUGH = 0.6
PLACE_WEIGHT = 0.25
# What tells two bodies of the same name apart: the place that one of them has.
PLACE_BONUS = 0.4


@dataclass(frozen=True, slots=True)
class BodyFound:
    """The body, how well its name fits (1 is every word), and those that fit as well."""

    body: str
    fit: float
    rivals: tuple[str, ...] = ()


def find_body(areas: Sequence[str], registry: Registry, pack: LanguagePack) -> BodyFound | None:
    """Return the body whose name the texts hold; the first areas weigh most.

    `areas` are the title, then the rest of the head, then the file's own name.
    """
    places = [w for place in registry.municipalities.values() for w in _words(place.name)]
    scores: dict[str, float] = {}
    fits: dict[str, float] = {}
    for identity in registry.bodies:
        names = body_names(identity, registry, pack)
        for rank, area in enumerate(areas):
            words = _words(area)
            fit = max((_fit(_words(name), words, places, pack) for name in names), default=0.0)
            exact = max(
                (_weight(name) for name in names if _holds(words, _words(name))), default=0.0
            )
            if fit < ENOUGH:
                continue
            scores[identity] = max(scores.get(identity, 0.0), fit * 3 + exact - rank * 0.8)
            fits[identity] = max(fits.get(identity, 0.0), fit)
    everything = [word for area in areas for word in _words(area)]
    for identity in scores:
        own = [w for n in body_names(identity, registry, pack) for w in _words(n)]
        own = [word for word in own if _is_place(word, places)]
        if any(same_word(word, other) for word in own for other in everything):
            scores[identity] += PLACE_BONUS
    if not scores:
        return None
    best = max(sorted(scores), key=lambda identity: scores[identity])
    rivals = tuple(
        sorted(i for i, score in scores.items() if i != best and scores[best] - score < 0.15)
    )
    return BodyFound(best, fits[best], rivals)


def body_names(identity: str, registry: Registry, pack: LanguagePack) -> list[str]:
    """Return the names a body goes under."""
    body = registry.bodies[identity]
    short = _ABBREVIATED.get(body.name.casefold(), "")
    names = [body.full_name, body.name, *pack.bodies.get(identity, ()), short]
    return [name for name in dict.fromkeys(names) if name]


def body_pattern(identity: str, registry: Registry, pack: LanguagePack) -> re.Pattern[str]:
    """Return a pattern that finds a body in running text, also inside a compound."""
    stems = [re.sub(r"(en|et|n|t)$", "", name) for name in body_names(identity, registry, pack)]
    inside = "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{inside})\w*", re.IGNORECASE)


def names_another_body(text: str, pack: LanguagePack) -> str:
    """Return a word of a text that is the name of some body; "" when there is none."""
    words: list[str] = re.findall(r"[\w\-]+", text)
    pattern = pack.whole("body_words")
    return next((word for word in words if len(word) > 6 and pattern.fullmatch(word)), "")


def _words(text: str) -> list[str]:
    plain = text.casefold().translate(PLAIN_LETTERS)
    return re.findall(r"[\w\-/.]*\w", plain)


def same_word(first: str, second: str) -> bool:
    """Return whether two folded words differ by their Swedish ending only."""
    if first == second:
        return True
    # "Styrelsemöte" and "styrelseprotokoll" are of the board.
    parted = [_MEETING_OF.sub("", word) for word in (first, second)]
    if parted != [first, second] and len(min(parted, key=len)) > 4:
        return same_word(*parted)
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < 4:
        return longer in (shorter + "s",)
    if longer.startswith(shorter):
        return longer[len(shorter) :] in _ENDINGS
    common = len(_common_prefix(shorter, longer))
    return common >= 5 and shorter[common:] in _ENDINGS and longer[common:] in _ENDINGS


def _common_prefix(first: str, second: str) -> str:
    length = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    return first[:length] if length is not None else first


def _fit(
    name: Sequence[str], text: Sequence[str], places: Sequence[str], pack: LanguagePack
) -> float:
    """Return the share of a name's words that a text holds.

    The name of a municipality counts little: it stands in many documents. A word that any
    body may have ("styrelsen") counts half where the name has a word of its own.
    """
    wanted = [word for word in name if word not in _SMALL]
    own = [w for w in wanted if not _is_place(w, places) and not _is_general(w, pack)]
    total = found = 0.0
    for word in wanted:
        general = 0.5 if own else 1.0
        weight = PLACE_WEIGHT if _is_place(word, places) else general if word not in own else 1.0
        total += weight
        found += weight * any(same_word(word, other) for other in text)
    return found / total if total else 0.0


def _is_place(word: str, places: Sequence[str]) -> bool:
    return any(same_word(word, place) for place in places)


def _is_general(word: str, pack: LanguagePack) -> bool:
    return word in ("kommun", "kommuns", "stad") or bool(pack.whole("body_words").fullmatch(word))


def _holds(text: Sequence[str], name: Sequence[str]) -> bool:
    """Return whether a name's words stand together in a text."""
    return any(
        all(same_word(a, b) for a, b in zip(name, text[at:], strict=False))
        for at in range(len(text) - len(name) + 1)
    )


def _weight(name: str) -> float:
    # "Kommunstyrelsens arbetsutskott" is said in more words than "Kommunstyrelsen".
    return 1.0 + 0.2 * len(_words(name))
