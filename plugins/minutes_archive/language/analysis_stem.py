"""Swedish stems: Snowball, repaired by the endings and irregular forms of `analysis_sv.yml`.

The browser holds the same algorithm in `theme/assets/search/analysis.js`, with the same
tables; a test compares the two word by word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHORTEST_SOURCE = 4
SHORTEST_FOLDED = 4
SHORTEST_TAIL = 3


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending to take off: what to put instead, and what must stand before it."""

    ending: str
    put: str
    rest: int
    after: str


class Stemmer:
    """Stems lower-case words by the tables of `analysis_sv.yml`."""

    def __init__(self, tables: Mapping[str, Any], fold: Callable[[str], str]) -> None:
        snowball: Mapping[str, Any] = tables["snowball"]
        self._vowels = frozenset(tables["vowels"])
        self._snowball_vowels = frozenset(snowball["vowels"])
        self._before_s = frozenset(snowball["before_s"])
        self._pairs = tuple(snowball["pairs"])
        self._replaced = [(ending, put) for ending, put in snowball["replaced"]]
        self._suffixes = _by_last_letter(snowball["suffixes"].split())
        self._endings: dict[str, list[Ending]] = {}
        for row in tables["endings"]:
            rule = Ending(row["ending"], row.get("put", ""), row["rest"], row.get("after", ""))
            self._endings.setdefault(rule.ending[-1], []).append(rule)
        self._irregular = irregular_forms(tables["verbs"], tables["prefixes"].split())
        self._irregular |= with_folded(irregular_forms(tables["irregular"]), fold)
        self._tails = with_folded(irregular_forms(tables["tails"]), fold)
        # Most words end like none of them: their last letters tell.
        self._tail_lengths: dict[str, list[int]] = {}
        for tail in sorted(self._tails, key=len, reverse=True):
            self._tail_lengths.setdefault(tail[-SHORTEST_TAIL:], []).append(len(tail))
        self._stop_words = frozenset(tables["stop"].split())
        self._derived = tuple(tables["derived"])
        pairs = (entry.split(":") for entry in tables["related"].split())
        self._related = {self.stem(noun): self.stem(verb) for noun, verb in pairs}

    def stem(self, word: str) -> str:
        """Return the stem under which a word is indexed; words with digits are left alone.

        Snowball alone parts "konferens" (konfer) from "konferensen" (konferens): therefore
        the rules run until nothing changes, or a stop word would be left.
        """
        if not word.isalpha() or word in self._stop_words:
            return word
        while word not in self._irregular:
            whole = self._whole_tail(word)
            if whole:
                return whole
            shorter = self._drop_ending(self.snowball(word))
            if shorter == word or shorter in self._stop_words:
                return word
            word = shorter
        return self._irregular[word]

    def _whole_tail(self, word: str) -> str:
        """Return a word that ends in one of the tails with that in its base form, or ""."""
        for length in self._tail_lengths.get(word[-SHORTEST_TAIL:], ()):
            base = self._tails.get(word[-length:])
            if base:
                return word[:-length] + base
        return ""

    def source(self, term: str) -> str:
        """Return the stem of the verb that a noun's term is made of, or ""."""
        if term in self._related:
            return self._related[term]
        for ending in self._derived:
            rest = term[: -len(ending)]
            if term.endswith(ending) and len(rest) >= SHORTEST_SOURCE:
                return self.stem(rest) if self._vowels.intersection(rest) else ""
        return ""

    def snowball(self, word: str) -> str:
        """Return the Snowball stem of a lower-case word."""
        start = self._region(word)
        word = self._drop_suffix(word, start)
        if len(word) - 2 >= start and word.endswith(self._pairs):
            word = word[:-1]
        for ending, put in self._replaced:
            if word.endswith(ending) and len(word) - len(ending) >= start:
                return word[: -len(ending)] + str(put)
        return word

    def _region(self, word: str) -> int:
        """Return where R1 begins: after the first consonant that follows a vowel, 3 at least."""
        seen_vowel = False
        for position, letter in enumerate(word):
            if letter in self._snowball_vowels:
                seen_vowel = True
            elif seen_vowel:
                return max(position + 1, 3)
        return len(word) + 1

    def _drop_suffix(self, word: str, start: int) -> str:
        for suffix in self._suffixes.get(word[-1:], ()):
            if word.endswith(suffix) and len(word) - len(suffix) >= start:
                if suffix == "s" and word[-2] not in self._before_s:
                    return word
                return word[: -len(suffix)]
        return word

    def _drop_ending(self, word: str) -> str:
        for rule in self._endings.get(word[-1:], ()):
            if not word.endswith(rule.ending):
                continue
            rest = word[: -len(rule.ending)]
            if len(rest) < rule.rest or (rule.after and rest[-1] not in rule.after):
                continue
            stem = rest + rule.put
            return stem if self._vowels.intersection(stem) else word
        return word


def irregular_forms(table: str, prefixes: Sequence[str] = ()) -> dict[str, str]:
    """Read `base:form,form …` into a mapping from every form, the base too, to the base.

    With prefixes, every form stands there with each of them as well.
    """
    forms = {}
    for group in table.split():
        base, _, others = group.partition(":")
        for prefix in ("", *prefixes):
            for form in (base, *others.split(",")):
                forms[prefix + form] = prefix + base
    return forms


def with_folded(forms: Mapping[str, str], fold: Callable[[str], str]) -> dict[str, str]:
    """Return the forms, and each as it is typed without diacritics unless that is another form."""
    folded = {fold(form): fold(base) for form, base in forms.items()}
    longer = {form: base for form, base in folded.items() if len(form) >= SHORTEST_FOLDED}
    return {**longer, **forms}


def _by_last_letter(endings: Sequence[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for ending in endings:
        groups.setdefault(ending[-1], []).append(ending)
    return groups
