"""Parties after names, by every way that minutes write them."""

from __future__ import annotations

import pytest

from minutes_archive.language.parties import (
    party_among_words,
    party_key,
    split_party,
    unknown_letters,
)

WRITTEN = {
    "s": ("S", "s", "Socialdemokraterna"),
    "m": ("M", "Moderaterna", "Nya Moderaterna"),
    "sd": ("SD", "Sverigedemokraterna"),
    "c": ("C", "Centerpartiet"),
    "v": ("V", "Vänsterpartiet"),
    "kd": ("KD", "Kristdemokraterna"),
    "l": ("L", "Liberalerna"),
    "fp": ("FP", "Folkpartiet", "Folkpartiet  Liberalerna"),
    "mp": ("MP", "Miljöpartiet", "Miljöpartiet de gröna"),
    "fi": ("FI", "F!", "Feministiskt initiativ"),
    "pp": ("PP", "Piratpartiet"),
    "-": ("-", "–", "Partilös", "Politisk vilde", "vilde", "Obunden", "oberoende"),
}


@pytest.mark.parametrize(
    ("written", "key"), [(name, key) for key, names in WRITTEN.items() for name in names]
)
def test_a_party_is_the_same_however_it_is_written(written: str, key: str) -> None:
    assert party_key(written) == key
    assert split_party(f"Karin Ek ({written})") == ("Karin Ek", written)


def test_other_words_in_brackets_stay_with_the_name() -> None:
    assert split_party("Karin Ek (adjungerad)") == ("Karin Ek (adjungerad)", "")
    assert split_party("Karin Ek") == ("Karin Ek", "")
    assert split_party("Karin Ek (BO)") == ("Karin Ek (BO)", "")
    assert split_party("Karin Ek (BO)", ["bo"]) == ("Karin Ek", "BO")
    assert unknown_letters("Karin Ek (BO)") == "BO"
    assert unknown_letters("Karin Ek (adjungerad)") == ""


def test_a_party_is_found_where_more_stands_beside_it() -> None:
    assert party_among_words("Bo Ask (S), ordförande") == "S"
    assert party_among_words("Bo Ask (KS, ledamot)") == ""
    assert party_among_words("(S), ordförande") == ""
    assert party_among_words("Bo Ask (BO), ordförande", ["BO"]) == "BO"
