"""The words of minutes, as data: a language pack, with an organisation's profile laid over it.

Words are also found as a machine may have read them: without the rings and dots of å, ä and ö.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from minutes_archive.model import DecisionStatus, DocumentKind, FollowUpState, Role

_WITH, _WITHOUT = "åäöéÅÄÖÉ", "aaoeAAOE"
PLAIN_LETTERS = str.maketrans(_WITH, _WITHOUT)
_EITHER = {a: f"[{a}{b}\ufffd]" for a, b in zip(_WITH, _WITHOUT, strict=True)}
# A class of letters, or an escaped character, stays as it is.
_KEPT = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[åäöéÅÄÖÉ]")


def tolerant(pattern: str) -> str:
    """Return a regular expression that takes each of its å, ä, ö also without ring and dots."""
    return _KEPT.sub(lambda match: _EITHER.get(match[0], match[0]), pattern)


class BadProfileError(Exception):
    """A profile that cannot be used; the message says why (Swedish)."""


# What a profile may hold beside additions to the pack.
_OF_ORGANISATION = {"body", "bodies", "organisations", "letterhead", "item_pattern"}
_ADDABLE = {"labels", "sections", "follow_up_titles", "upcoming_titles", "decision_subjects"}


@dataclass(frozen=True, eq=False)
class LanguagePack:
    """Words and patterns by what they mean; `values` is the file as it was read.

    `bodies` and `organisations` are other names for ids of the registry, `body` is what
    the documents of this organisation belong to when they do not say.
    """

    values: Mapping[str, Any]
    body: str = ""
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    organisations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    letterhead: tuple[str, ...] = ()
    item_pattern: str = ""

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return what each label means, by its folded words."""
        made = {
            fold(word): concept for concept, all_ in self.values["labels"].items() for word in all_
        }
        more = self.values["of_the_meeting"]
        about = ("time", "date", "date_and_time", "place", "place_and_time")
        for concept in about:
            for word in self.values["labels"][concept]:
                made |= {fold(f"{word} {after}"): concept for after in more}
        return made

    @cached_property
    def open_labels(self) -> frozenset[str]:
        return frozenset(self.values["open_labels"])

    @cached_property
    def label_pattern(self) -> re.Pattern[str]:
        """Match a label at the start of a text: group `label`, and `end` that makes it one.

        Groups `open` and `day` match where nothing but what follows may make it one.
        """
        every = {*(word for all_ in self.values["labels"].values() for word in all_), *self.labels}
        return re.compile(
            rf"[*_#>•·\-–\s]*+(?P<label>(?i:{_alternatives(every)})(?:\s\([^()]{{1,30}}\)(?=\s*:))?)"
            r"(?P<end>[*_]*\s*:[*_]*(?!\d)|\s*(?:\.\s?){3,}|\s*_{3,}|\s*…+|[*_]*\s*$|[*_]*(?:\t|\s{3,})"
            r"|(?P<open>\s+(?=[A-ZÅÄÖÉ0-9(\[]))|(?P<day>\s+(?=(?:den\s+\d|i\s+[A-ZÅÄÖ]))))",
        )

    @cached_property
    def prose_label(self) -> re.Pattern[str]:
        """Match "Närvarande medlemmar med rösträtt var:", which a list of names follows."""
        return re.compile(
            r"[*_>•·\-–\s]*+(?P<label>(?i:(?:med|deltog)\s+(?:på|vid|i)\s+mötet\s+(?:var|deltog)|(?:vid|på|i)\s+mötet\s+(?:deltog|närvarade|var)|mötet\s+besöktes\s+av"
            r"|(?:närvarande|frånvarande|deltagande|mötesdeltagare|deltagare|följande)"
            r"(?:\s+[a-zåäö]+){0,5}?\s+(?:var|är|deltog|deltar|närvarade))(?:\s+(?:vid|på|i)\s+mötet)?)\s*:?\s+"
            r"(?=[A-ZÅÄÖ][\w-]+\s[A-ZÅÄÖ])"
        )

    @cached_property
    def sections(self) -> dict[str, str]:
        """Return the kind of section each section word opens, by its folded words."""
        known = [(word, kind) for kind, all_ in self.values["sections"].items() for word in all_]
        scanned = {fold_scanned(word): kind for word, kind in known}
        return {**scanned, **{fold(word): kind for word, kind in known}}

    def section_of(self, text: str) -> str:
        """Return the kind of section that a line opens by its words; "" for none.

        A section word may be followed by whose it is or which: "Reservation från SD".
        """
        folded = fold(text)
        known = self.sections.get(folded)
        if known:
            return known
        match = self._section_with_more.match(folded)
        if match is None:
            return ""
        kind = self.sections[fold(match["word"])]
        rest = folded[match.end() :]
        more = "more_of_decision" if kind == "decision" else "more_of_section"
        return kind if self.whole(more).fullmatch(rest) else ""

    @cached_property
    def _section_with_more(self) -> re.Pattern[str]:
        words = _alternatives(self.values["sections_with_more"])
        return re.compile(rf"(?P<word>{words})(?!\w)", re.IGNORECASE)

    @cached_property
    def kinds(self) -> dict[str, DocumentKind]:
        return {
            fold(word): DocumentKind(kind)
            for kind, all_ in self.values["kinds"].items()
            for word in all_
        }

    def kind_of(self, word: str) -> str:
        """Return the kind of minutes that a word matched by `kind_pattern` names."""
        plain = fold_scanned(word)
        return next(str(kind) for name, kind in self.kinds.items() if fold_scanned(name) == plain)

    @cached_property
    def kind_pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b({_alternatives([*self.kinds])})\b", re.IGNORECASE)

    @cached_property
    def roles(self) -> tuple[tuple[Role, re.Pattern[str]], ...]:
        return tuple(
            (Role(role), _whole(patterns)) for role, patterns in self.values["roles"].items()
        )

    @cached_property
    def decision_status(self) -> tuple[tuple[DecisionStatus, re.Pattern[str]], ...]:
        return tuple(
            (DecisionStatus(status), _anywhere(patterns))
            for status, patterns in self.values["decision_status"].items()
        )

    @cached_property
    def follow_up_state(self) -> tuple[tuple[FollowUpState, re.Pattern[str]], ...]:
        states = self.values["follow_up_state"]
        # What is not begun is open even though it holds the words of what is.
        order = ["open", *(name for name in states if name != "open")]
        return tuple((FollowUpState(name), _anywhere(states[name])) for name in order)

    @cached_property
    def organisation_word(self) -> re.Pattern[str]:
        return _whole(self.values["organisation_words"])

    @cached_property
    def title(self) -> re.Pattern[str]:
        return _whole(self.values["titles"])

    @cached_property
    def party(self) -> re.Pattern[str]:
        words = "|".join(re.escape(party) for party in self.values["parties"])
        return re.compile(rf"(?:{words})", re.IGNORECASE)

    @cached_property
    def not_names(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.values["not_names"])

    @cached_property
    def particles(self) -> frozenset[str]:
        return frozenset(self.values["name_particles"])

    def whole(self, key: str) -> re.Pattern[str]:
        """Return one pattern for the patterns under a key, to match a whole text."""
        return self._compiled("whole", key)

    def anywhere(self, key: str) -> re.Pattern[str]:
        """Return one pattern for the patterns under a key, to find in a text."""
        return self._compiled("anywhere", key)

    def _compiled(self, how: str, key: str) -> re.Pattern[str]:
        if (how, key) not in self._cache:
            patterns: Any = self.values
            for part in key.split("."):
                patterns = patterns[part]
            listed = [patterns] if isinstance(patterns, str) else patterns
            self._cache[how, key] = _whole(listed) if how == "whole" else _anywhere(listed)
        return self._cache[how, key]

    @cached_property
    def _cache(self) -> dict[tuple[str, str], re.Pattern[str]]:
        return {}


def fold(text: str) -> str:
    """Return words as labels are compared: case, blanks and closing signs aside."""
    return " ".join(text.casefold().split()).strip(" :.*_")


def fold_scanned(text: str) -> str:
    """Return folded words as a machine reader that knows no å, ä, ö would see them."""
    return fold(text).translate(PLAIN_LETTERS)


def load_pack(profile: Path | None = None) -> LanguagePack:
    """Return the Swedish pack; raises BadProfileError when the profile is not usable."""
    words = resources.files("minutes_archive.importing.words") / "swedish.yml"
    values = yaml.safe_load(words.read_text("utf-8"))
    if profile is None:
        return LanguagePack(values)
    given = _read_profile(profile)
    for key in _ADDABLE & given.keys():
        values[key] = _added(values[key], given[key], key)
    return LanguagePack(
        values,
        body=str(given.get("body", "")),
        bodies=_names(given.get("bodies"), "bodies"),
        organisations=_names(given.get("organisations"), "organisations"),
        letterhead=tuple(map(str, given.get("letterhead", ()))),
        item_pattern=_pattern(given.get("item_pattern", "")),
    )


def _read_profile(profile: Path) -> dict[str, Any]:
    try:
        given = yaml.safe_load(profile.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadProfileError(f"profilen {profile.name} går inte att läsa") from error
    except yaml.YAMLError as error:
        raise BadProfileError(f"profilen {profile.name} är inte giltig YAML") from error
    if not isinstance(given, dict):
        raise BadProfileError(f"profilen {profile.name} ska bestå av nycklar")
    unknown = sorted(map(str, given.keys() - _OF_ORGANISATION - _ADDABLE))
    if unknown:
        known = ", ".join(sorted(_OF_ORGANISATION | _ADDABLE))
        raise BadProfileError(f'okänd nyckel "{unknown[0]}" i profilen; välj bland {known}')
    return given


def _added(words: Any, more: Any, key: str) -> Any:
    if isinstance(words, dict) and isinstance(more, dict) and more.keys() <= words.keys():
        return {name: [*all_, *more.get(name, ())] for name, all_ in words.items()}
    if isinstance(words, list) and isinstance(more, list):
        return [*words, *more]
    raise BadProfileError(f'"{key}" i profilen har fel form')


def _names(given: Any, key: str) -> dict[str, tuple[str, ...]]:
    if given is None:
        return {}
    if not isinstance(given, dict) or not all(isinstance(v, list) for v in given.values()):
        raise BadProfileError(f'"{key}" i profilen ska vara id: [namn, …]')
    return {str(identity): tuple(map(str, names)) for identity, names in given.items()}


def _pattern(given: Any) -> str:
    try:
        re.compile(str(given))
    except re.error as error:
        raise BadProfileError(
            f'"item_pattern" i profilen är inget giltigt uttryck: {error}'
        ) from error
    return str(given)


def _alternatives(phrases: Iterable[str]) -> str:
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(tolerant(r"\s+".join(map(re.escape, phrase.split()))) for phrase in ordered)


def _whole(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_spaced, patterns)), re.IGNORECASE)


def _anywhere(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_spaced, patterns))})(?!\w)", re.IGNORECASE)


def _spaced(pattern: str) -> str:
    """Let a blank stand for any run of blanks, and a word hold a hyphen."""
    return tolerant(pattern.replace(" ", r"\s+").replace(r"\w*", r"[\w\-/]*"))
