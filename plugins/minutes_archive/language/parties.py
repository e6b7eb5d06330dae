"""Party letters after a name: "Karin Ek (M)" is Karin Ek of the party M."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What Swedish minutes write after names; "-" stands for one without a party.
_LETTERS = frozenset({"s", "m", "sd", "c", "v", "kd", "l", "fp", "mp", "f!", "fi", "pp", "-"})
_NAMES = {
    "socialdemokraterna": "s",
    "moderaterna": "m",
    "nya moderaterna": "m",
    "sverigedemokraterna": "sd",
    "centerpartiet": "c",
    "vänsterpartiet": "v",
    "kristdemokraterna": "kd",
    "liberalerna": "l",
    "folkpartiet": "fp",
    "folkpartiet liberalerna": "fp",
    "miljöpartiet": "mp",
    "miljöpartiet de gröna": "mp",
    "feministiskt initiativ": "fi",
    "piratpartiet": "pp",
    "f!": "fi",
    "–": "-",
    "partilös": "-",
    "politisk vilde": "-",
    "vilde": "-",
    "obunden": "-",
    "oberoende": "-",
}
_BRACKET = re.compile(r"(?P<name>.*\w.*?)\s*\(\s*(?P<inside>[^()]{1,60}?)\s*\)")
_LETTERS_LIKE = re.compile(r"[A-ZÅÄÖ]{1,4}!?|(?=[^A-ZÅÄÖ]*[A-ZÅÄÖ][^A-ZÅÄÖ]*[A-ZÅÄÖ])\w{2,6}")
_AMONG_WORDS = re.compile(r"\(\s*(?P<inside>[^()\s,/]{1,4})\s*(?P<end>[,/)])")


def party_key(party: str) -> str:
    """Return what is the same for all ways to write a party: "(s)", "S", "Socialdemokraterna"."""
    folded = " ".join(party.casefold().split())
    return _NAMES.get(folded, folded)


def split_party(name: str, others: Iterable[str] = ()) -> tuple[str, str]:
    """Return a name and the party that stands in brackets after it, "" for none.

    `others` are parties that are known beside those of the whole country. Other words in
    brackets, such as "(adjungerad)", stay with the name.
    """
    match = _BRACKET.fullmatch(name)
    if match is None:
        return name, ""
    key = party_key(match["inside"])
    if key in _LETTERS or key in map(party_key, others):
        return match["name"], match["inside"]
    return name, ""


def party_among_words(name: str, others: Iterable[str] = ()) -> str:
    """Return the party in a name that has more in or after the bracket: "Bo Ask (S), ordf."."""
    known = {*_LETTERS, *map(party_key, others)}
    found = (m["inside"] for m in _AMONG_WORDS.finditer(name) if name[: m.start()].strip())
    return next((party for party in found if party_key(party) in known), "")


def unknown_letters(name: str) -> str:
    """Return the capitals in brackets after a name that may be a party nobody named, or ""."""
    match = _BRACKET.fullmatch(name)
    return match["inside"] if match and _LETTERS_LIKE.fullmatch(match["inside"]) else ""
