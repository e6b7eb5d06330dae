"""The browser's analysis is the index's: word by word over a large vocabulary."""

from __future__ import annotations

from typing import Protocol

from benchmarks.search_records import synthetic_records
from minutes_archive.language.analysis import Analysis, fold, joined_words, normalise, words
from minutes_archive.language.analysis_compounds import curated_words
from minutes_archive.search.vocabulary import word_hash


class _Engine(Protocol):
    def send(self, message: dict[str, object]) -> list[object]: ...


_ENDINGS = (
    *("", "s", "en", "ens", "et", "ets", "er", "erna", "ernas", "ar", "arnas", "or", "na", "n"),
    *("t", "ade", "at", "ats", "ande", "ing", "ningen", "het", "heterna", "lig", "ligt", "isk"),
    *("a", "an", "ans", "are", "ast", "fullt", "löst", "els", "é", "én", "ium", "ört", "and"),
)
_ODD_TEXTS = (
    "COVID-19 och covid19, E4/E20, dnr KS 2020/0123, OSL 18:8 kl. 8.30\u201311.00",
    "So\u0308derto\u0308rn i NFD, mjukt binde\u00adstreck, \ufb01ligran, 185\u202f000 kr, ½",
    "Ærø Łódź İstanbul ΟΔΟΣ straße ðag_þing naïve 東京 \U0001f600 §§ 12 a",
    "x" * 130,
)


def test_stems_keys_and_hashes_are_the_same(seed_engine: _Engine) -> None:
    vocabulary = {base + ending for base in curated_words() for ending in _ENDINGS}
    for record in synthetic_records(400):
        vocabulary.update(words(normalise(record.text)))
    for text in _ODD_TEXTS:
        vocabulary.update(words(normalise(text)))
    listed = sorted(vocabulary)
    analysis = Analysis()
    found = seed_engine.send({"words": listed})
    expected = [[analysis.term(w), fold(w), analysis.source(w), word_hash(fold(w))] for w in listed]
    different = [
        (word, ours, theirs)
        for word, ours, theirs in zip(listed, expected, found, strict=True)
        if ours != theirs
    ]
    assert len(listed) > 50_000
    assert different == []


def test_texts_are_cut_into_the_same_words(seed_engine: _Engine) -> None:
    expected = [[words(normalise(t)), joined_words(normalise(t))] for t in _ODD_TEXTS]
    assert seed_engine.send({"texts": list(_ODD_TEXTS)}) == expected
