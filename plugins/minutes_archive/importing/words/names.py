"""Names of persons and organisations: what looks like one, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from minutes_archive.importing.words.language_pack import LanguagePack, fold, fold_scanned
from minutes_archive.importing.words.passages import Passage
from minutes_archive.model import Registry

MAX_NAME_WORDS = 6
# Marks the names that may be broken anywhere.
_WHOLE = "="
_WORD = re.compile(r"[^\s,;:()\[\]/|\t…]+")
_ACRONYM = re.compile(r"[A-ZÅÄÖ]{2,6}")
# "HR-chef" has a capital and is a title all the same.
_SHORT_TITLE = re.compile(r"[A-ZÅÄÖ]{2,}-[a-zåäö]+")
_INITIAL = re.compile(r"[A-ZÅÄÖ]\.?")


@dataclass(frozen=True, eq=False)
class Organisations:
    """The registry's municipalities and organisations, by every name they go under."""

    registry: Registry
    pack: LanguagePack

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for identity, municipality in self.registry.municipalities.items():
            for name in (municipality.name, municipality.legal_name):
                names.setdefault(fold(name), identity)
            names.setdefault(fold(f"{municipality.name} kommun"), identity)
            names.setdefault(fold(f"{municipality.name}s kommun"), identity)
        for identity, organisation in self.registry.organisations.items():
            names.setdefault(fold(organisation.name), identity)
        for identity, aliases in self.pack.organisations.items():
            if identity in self.registry.municipalities or identity in self.registry.organisations:
                names.update({fold(alias): identity for alias in aliases})
        names.pop("", None)
        return names

    @cached_property
    def scanned(self) -> Mapping[str, str]:
        """Return the names as a machine may have read them, where that means one of them only."""
        found: dict[str, set[str]] = {}
        for name, identity in self.by_name.items():
            found.setdefault(fold_scanned(name), set()).add(identity)
            if " " not in name:
                found.setdefault(_WHOLE + name, set()).add(identity)
        return {name: min(ids) for name, ids in found.items() if len(ids) == 1}

    @cached_property
    def longest(self) -> int:
        return max((len(name.split()) for name in self.by_name), default=0)

    def id_of(self, text: str) -> str:
        known = self.by_name.get(fold(text), "") or self.scanned.get(fold(text), "")
        if known or "\n" not in text:
            return known
        # A narrow cell breaks a long name without a hyphen.
        return self.scanned.get(_WHOLE + "".join(fold(text).split()), "")

    def at_end(self, words: list[str]) -> int:
        """Return how many of the last words are an organisation's name; 0 for none."""
        for count in range(min(self.longest, len(words)), 0, -1):
            if self.id_of(" ".join(words[-count:])):
                return count
        return 0

    def looks_like_one(self, text: str) -> bool:
        """Return whether words are an organisation's, known or not."""
        text = text.strip(" .")
        if self.id_of(text):
            return True
        pattern = self.pack.organisation_word
        if pattern.fullmatch(text) or _ACRONYM.fullmatch(text):
            return True
        words = text.split()
        return len(words) > 1 and any(
            pattern.fullmatch(word) and len(word) > 2 for word in (words[0], words[-1])
        )


def is_name_word(word: str, pack: LanguagePack) -> bool:
    """Return whether a word can be part of a person's name."""
    bare = word.strip("'’\"”.-–")
    if not bare or any(c.isdigit() for c in bare) or bare.casefold() in pack.not_names:
        return False
    if not bare[0].isupper() or _SHORT_TITLE.fullmatch(bare):
        return False
    return all(c.isalpha() or c in "-'’.–\ufffd" for c in bare)


def name_length(passage: Passage, organisations: Organisations) -> int:
    """Return the length of the person's name a passage begins with; 0 for none.

    A name is a run of words with capitals, small particles inside it; it ends before an
    organisation, a role, a party or anything that is no name.
    """
    pack = organisations.pack
    kept: list[tuple[str, int]] = []
    end_of_run = 0
    for match in _WORD.finditer(passage.text):
        gap = passage.text[end_of_run : match.start()]
        if (kept and gap.strip()) or "\t" in gap or len(gap) > 2:
            break
        word = match[0]
        if _is_role(word, pack) or len(kept) >= MAX_NAME_WORDS:
            break
        if kept and word in ("X", "x") and not passage.text[match.end() :].lstrip()[:1].isupper():
            break  # the cross that says who was there
        particle = bool(kept) and word.casefold() in pack.particles and word[0].islower()
        if particle or is_name_word(word, pack):
            kept.append((word, match.end()))
        else:
            break
        end_of_run = match.end()
    while kept and kept[-1][0] in pack.particles and kept[-1][0][0].islower():
        kept.pop()
    words = [word for word, _ in kept]
    cut = organisations.at_end(words)
    if cut and len(words) - cut >= 2:
        del kept[-cut:]
    elif len(words) > 2 and _ACRONYM.fullmatch(words[-1]) and not all(w.isupper() for w in words):
        del kept[-1:]
    elif len(words) > 2:
        _drop_organisation(kept, pack)
    return kept[-1][1] if kept else 0


def _drop_organisation(kept: list[tuple[str, int]], pack: LanguagePack) -> None:
    """Drop the words of an organisation that is not in the registry from the end of a name."""
    for at in range(2, len(kept)):
        tail = " ".join(word for word, _ in kept[at:])
        if pack.organisation_word.fullmatch(tail) and not is_surname(tail):
            del kept[at:]
            return


def is_surname(text: str) -> bool:
    """Return whether a word is a surname and no organisation that ends alike ("Lindgrupp")."""
    return " " not in text and text.endswith(("råd", "forsen"))


def _is_role(word: str, pack: LanguagePack) -> bool:
    bare = word.strip(".,:")
    return any(pattern.fullmatch(bare) for _, pattern in pack.roles) and not _INITIAL.fullmatch(
        word
    )


def is_name(text: str, organisations: Organisations) -> bool:
    """Return whether a whole text is a person's name of two words or more."""
    text = text.strip()
    length = name_length(Passage(text, range(len(text))), organisations)
    return length == len(text) and len(text.split()) >= 2 and not organisations.looks_like_one(text)
