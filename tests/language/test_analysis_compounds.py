"""Compounds: what they are made of, from curated words and the archive's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes_archive.language.analysis import Analysis
from minutes_archive.language.analysis_compounds import make_lexicon, part_words


def _parts(word: str, *archive: str) -> set[str]:
    analysis = Analysis()
    lexicon = make_lexicon(analysis, archive)
    return {analysis.term(part) for part in part_words(word, lexicon)}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("verksamhetsplan", "verksamhet plan"),
        ("transportinfrastrukturplaneringen", "transport infrastruktur planering"),
        ("skolskjutsreglemente", "skolskjuts reglemente"),
        ("bostadsförsörjningsprogrammet", "bostad försörjning program"),
        ("kyrkogårdsförvaltningen", "kyrkogård förvaltning"),
        ("dricksvattentäkten", "dricksvatten täkt"),
        ("arbetsmarknadsfrågor", "arbete marknad fråga arbetsmarknad"),
        ("näringslivschefer", "näring liv chef näringsliv"),
    ],
)
def test_a_compound_is_found_by_its_parts(word: str, parts: str) -> None:
    analysis = Analysis()
    archive = ["näring"]
    assert {analysis.term(part) for part in parts.split()} <= _parts(word, *archive)


def test_names_of_the_archive_are_parts() -> None:
    assert _parts("almviksbroarna") == set()
    assert Analysis().term("bro") in _parts("almviksbroarna", "almvik")


@pytest.mark.parametrize("word", ["intressant", "förslaget", "kommun", "bro", "2020", "remiss"])
def test_simple_words_are_not_split(word: str) -> None:
    assert _parts(word, "kommun", "remiss", "förslaget") == set()


def test_a_hunspell_dictionary_adds_words(tmp_path: Path) -> None:
    dictionary = tmp_path / "sv.dic"
    dictionary.write_text("2\npurpur/AB\nkrokan/C\n", encoding="utf-8")
    analysis = Analysis()
    assert part_words("purpurkrokan", make_lexicon(analysis)) == ()
    with_words = make_lexicon(analysis, hunspell=dictionary)
    assert part_words("purpurkrokan", with_words) == ("purpur", "krokan")
