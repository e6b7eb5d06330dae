"""Every sentence about a problem is there in English, and says the same."""

from __future__ import annotations

import re

import yaml

from built_site import ROOT
from minutes_archive.language.problem_words import line_of, told, words_in
from minutes_archive.problems import Place, Problem
from problem_sentences import Sentences, is_swedish

PACKAGE = ROOT / "plugins" / "minutes_archive"
TABLE: dict[str, str] = yaml.safe_load(
    (PACKAGE / "language" / "problems_in_english.yml").read_text(encoding="utf-8")
)
# Code, markup and words of files, which are the same in every language.
SAME = re.compile(r"[EW]\d{3}|[\W\d_]*|.*(?:</|=\"|#punkt-|#beslut-|'self').*")


def filled(sentence: str, sign: str = "Xy{}") -> str:
    """Put something into each hole that is not the same as what is in another."""
    numbers = iter(range(100))
    return re.sub(r"\{\w*\}", lambda _: sign.format(next(numbers)), sentence)


def test_each_sentence_of_the_code_is_there_in_english() -> None:
    missing = []
    for sentence, place in Sentences(PACKAGE).all().items():
        whole = filled(sentence)
        if SAME.fullmatch(sentence) or not is_swedish(whole):
            continue
        english = words_in("en", whole)
        if is_swedish(english) or english == whole:
            missing.append((place, sentence, english))
    assert missing == [], "write each into language/problems_in_english.yml"


def test_nothing_of_a_sentence_is_lost_in_english() -> None:
    wrong = []
    for swedish in TABLE:
        whole = filled(swedish)
        english = words_in("en", whole)
        lost = sorted(re.findall(r"Xy\d", english)) != sorted(re.findall(r"Xy\d", whole))
        if lost or is_swedish(english):
            wrong.append((swedish, english))
    assert wrong == []


def test_what_is_quoted_stays_as_it_is() -> None:
    assert words_in("en", 'värdet "tom" har fel form') == 'the value "tom" has the wrong form'
    assert words_in("en", 'punkt "filen är tom" finns inte') == 'there is no item "filen är tom"'


def test_sentences_within_sentences() -> None:
    said = 'deltagandet "9" för Eva Ek: punkt "9" finns inte'
    assert words_in("en", said) == 'the attendance "9" of Eva Ek: there is no item "9"'
    said = "sidan /beslut/ saknar sidfoten, sökrutan"
    assert words_in("en", said) == "the page /beslut/ lacks the footer, the search box"


def test_words_that_nobody_has_translated_stay() -> None:
    assert words_in("en", "något helt annat") == "något helt annat"
    assert words_in("sv", "filen är tom") == "filen är tom"


def test_problem_keeps_its_place_and_code() -> None:
    problem = Problem(Place("a.yml", 3, 4), "E008", "filen är tom", "ta bort det", softened=True)
    assert line_of(problem, "en") == "a.yml:3:4 E008 (draft) the file is empty – delete it"
    assert line_of(problem) == "a.yml:3:4 E008 (utkast) filen är tom – ta bort det"
    assert told(problem, "sv") is problem
