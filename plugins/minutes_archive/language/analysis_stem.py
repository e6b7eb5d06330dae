"""Swedish stems: Snowball, repaired by the endings and irregular forms of `analysis_sv.yml`.

The browser holds the same algorithm in `theme/assets/search/analysis.js`, with the same
tables; a test compares the two word by word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
        self._prefixes: tuple[str, ...] = tuple(tables["prefixes"].split())
        self._verbs = irregular_forms(tables["verbs"])
        self._present = dict(present_forms(tables["verbs"]))
        self._irregular = with_folded(irregular_forms(tables["irregular"]), fold)
        self._tails = with_folded(irregular_forms(tables["tails"]), fold)
        # Most words end like none of them: their last letters tell.
        self._tail_lengths: dict[str, list[int]] = {}
        for tail in sorted(self._tails, key=len, reverse=True):
            self._tail_lengths.setdefault(tail[-SHORTEST_TAIL:], []).append(len(tail))
        self._stop_words = frozenset(tables["stop"].split())
        self._past: dict[str, str] = {}
        for infinitive, forms in past_forms(tables["past"]):
            self._past |= dict.fromkeys(forms, infinitive)
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
        return (
            self._irregular.get(word)
            or self._verb(word, self._verbs)
            or self._cut(self._verb(word, self._past) or word)
        )

    def _verb(self, word: str, forms: Mapping[str, str]) -> str:
        """Return what such a form of a verb is of, alone or with one of the prefixes, or ""."""
        found = forms.get(word)
        if found or not word.startswith(self._prefixes):
            return found or ""
        for prefix in self._prefixes:
            if word.startswith(prefix) and word[len(prefix) :] in forms:
                return prefix + forms[word[len(prefix) :]]
        return ""

    def _cut(self, word: str) -> str:
        """Return a word without its endings; what is left may be a noun, or no past of a verb.

        "kommitee" is not made of "kommit", nor "droger" of "drog".
        """
        while word not in self._irregular:
            whole = self._whole_tail(word) or self._verb(word, self._present)
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


def irregular_forms(table: str) -> dict[str, str]:
    """Read `base:form,form …` into a mapping from every form, the base too, to the base."""
    forms = {}
    for group in table.split():
        base, _, others = group.partition(":")
        for form in (base, *others.split(",")):
            forms[form] = base
    return forms


def present_forms(table: str) -> Iterator[tuple[str, str]]:
    """Read the same; yield base, present (the first form) and participles, each with the base."""
    for group in table.split():
        base, _, others = group.partition(":")
        present, *later = others.split(",")
        yield base, base
        yield present, base
        for form in later:
            if form.endswith(("d", "da")):
                yield form, base


def past_forms(table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Read `infinitive:past:supine`; yield the infinitive and the forms made of the others.

    "skriva:skrev:skrivit" gives skrev, skrevs, skrivit, skrivits, skriven, skrivet, skrivna;
    "höja:höjde:höjt!" no participle.
    """
    for entry in table.split():
        infinitive, past, supine = entry.rstrip("!").split(":")
        stem = supine[:-2] if supine.endswith("it") else ""
        forms = [supine, supine + "s", *((past, past + "s") if past else ())]
        if stem:
            forms += [stem + "en", stem + "et", stem + "na"]
        elif past.endswith("e") and not entry.endswith("!"):
            forms += [past[:-1], past[:-1] + "a"]
        yield infinitive, tuple(forms)


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
