"""Swedish text analysis for the search: text -> words -> terms, by `analysis_sv.yml`.

A *word* is a run of letters and digits in lower case; a *term* is the stem it is indexed
under; a *key* is a term without diacritics, by which the browser looks terms up. The same
definitions stand in `theme/assets/search/analysis.js`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from minutes_archive.language.analysis_stem import Stemmer

# A longer run of letters is noise (an address, a key), and no one types it.
LONGEST_WORD = 60

# Twice as quick as [^\W_]+, and underscores are rare.
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"\w+(?:[-\u2010\u2011/:.]\w+)+")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTERS_DIGITS = re.compile(r"([^\W\d_]{3,})(\d+)")
# "2 400 000" in a normalised text; the figures are ASCII, as the browser's \d and \b are.
_GROUPED = re.compile(r"\b\d{1,3}(?: \d{3})+\b", re.ASCII)
_SEPARATOR = re.compile(r"[-\u2010\u2011/:.,](?=\w)")
_DECIMAL = re.compile(r"\b\d+,\d+\b", re.ASCII)
# A number and what may be its unit: "3,5 mkr", "12 400 000 kronor", "2,4 miljoner euro".
_AMOUNT = re.compile(
    r"(?<![\w,.])([0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+)(?:,([0-9]{1,3}))?"
    r" ?([^\W\d_]+|€)(?: ([^\W\d_]+|€))?"
)
_NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "đ": "d", "ł": "l", "þ": "th"}
)


@cache
def tables() -> Mapping[str, Any]:
    """Return the tables of `analysis_sv.yml`."""
    source = files("minutes_archive.language").joinpath("analysis_sv.yml")
    loaded: Mapping[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return loaded


def normalise(text: str) -> str:
    """Return the text in NFKC and lower case, without soft hyphens and zero-width marks."""
    if not text.isascii():
        for sign in _INVISIBLE:
            if sign in text:
                text = text.replace(sign, "")
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
    if "_" in text:
        text = text.replace("_", " ")
    return text.lower()


def words(normalised: str) -> list[str]:
    """Return the words of a normalised text, in order."""
    found = _WORD.findall(normalised)
    if found and max(map(len, found)) > LONGEST_WORD:
        return [word[:LONGEST_WORD] for word in found]
    return found


def joined_words(normalised: str) -> list[str]:
    """Return what is written with hyphen, slash, colon or point, as one word: covid19, e4e20.

    Slash, colon and point join only where a digit takes part: otherwise they separate. A space
    joins the thousands of a number.
    """
    found = [number.replace(" ", "") for number in _GROUPED.findall(normalised)]
    if any(map(str.isdigit, normalised)):
        found += _DECIMAL.findall(normalised)
        found += [amount for amount, _ in amounts(normalised)]
    if not _SEPARATOR.search(normalised):
        return found
    for match in _JOINED.findall(normalised):
        word = "".join(_WORD.findall(match))
        only_hyphens = not re.search("[/:.]", match)
        if len(word) <= LONGEST_WORD and (only_hyphens or any(c.isdigit() for c in word)):
            found.append(word)
    return found


def amounts(normalised: str) -> Iterator[tuple[str, str]]:
    """Yield the sums of money in a normalised text, each as one word and as it is written.

    "3,5 mkr" is 3500000kr; what is no whole number of its unit is no sum.
    """
    units, currencies = _units()
    for match in _AMOUNT.finditer(normalised):
        number, decimals, unit, next_word = match.groups()
        if unit not in units:
            continue
        zeros, currency = units[unit]
        decimals = (decimals or "").rstrip("0")
        if len(decimals) > zeros:
            continue
        digits = re.sub(r"\D", "", number) + decimals + "0" * (zeros - len(decimals))
        following = currencies.get(next_word) if not currency else ""
        written = match[0] if following or not next_word else match[0][: -len(next_word) - 1]
        yield (digits.lstrip("0") or "0") + (currency or following or "kr"), written


@cache
def _units() -> tuple[dict[str, tuple[int, str]], dict[str, str]]:
    units = {}
    for entry in tables()["units"].split():
        unit, zeros, *currency = entry.split(":")
        units[unit] = (int(zeros), "".join(currency))
    return units, dict(entry.split(":") for entry in tables()["currencies"].split())


def letters_and_digits(word: str) -> tuple[str, ...]:
    """Return the two halves of a word such as covid19, or nothing."""
    match = _LETTERS_DIGITS.fullmatch(word)
    return match.groups() if match else ()


def fold(word: str) -> str:
    """Return a normalised word without diacritics: å ä ö é become a a o e."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_NOT_DECOMPOSED))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def _stemming() -> tuple[Stemmer, dict[str, str]]:
    """Return the stemmer and the stems it has given, which no archive changes."""
    return Stemmer(tables(), fold), {}


class Analysis:
    """The terms of words, cached: the words of an archive recur many times, and in each build."""

    def __init__(self) -> None:
        self._stemmer, self._stems = _stemming()
        self.stop_words = frozenset(tables()["stop"].split())

    def term(self, word: str) -> str:
        """Return the term of a word."""
        term = self._stems.get(word)
        if term is None:
            term = self._stems[word] = self._stemmer.stem(word)
        return term

    def source(self, word: str) -> str:
        """Return the term of the verb that a noun is made of, or ""."""
        return self._stemmer.source(self.term(word))

    def snowball(self, word: str) -> str:
        """Return what Snowball alone makes of a word."""
        return self._stemmer.snowball(word)

    def twin(self, word: str) -> str:
        """Return the term of the word typed without diacritics, or "" when it has the same key.

        "Umeå" is kept whole, but "umea" loses its a: without a twin the one would not be
        found by the other.
        """
        plain = fold(word)
        if plain == word:
            return ""
        twin = self.term(plain)
        return "" if fold(self.term(word)) == twin else twin
