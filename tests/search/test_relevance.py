"""The judged questions, and that every word of the seed is found."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Protocol

import yaml

from minutes_archive.language.analysis import fold, normalise, words
from minutes_archive.loading import load_archive
from minutes_archive.search.records import records_of

HERE = Path(__file__).parent
SHORT = {"styrgruppen": "sg", "forbundsdirektionen": "fd", "ledningsgruppen": "lg"}
RECALL, SUCCESS = 0.95, 0.98


class _Engine(Protocol):
    def ids(self, q: str, **options: Any) -> list[str]: ...


def short(identity: str) -> str:
    """Return `sg-2022-02-03-4` for an item's id and the like; a decision's id is short."""
    body, slash, rest = identity.partition("/")
    return f"{SHORT.get(body, body)}-{rest}".replace("#punkt", "") if slash else identity


def judged() -> list[tuple[str, str, list[str]]]:
    """Return category, question and what must be found."""
    listed = yaml.safe_load((HERE / "judged.yml").read_text(encoding="utf-8"))
    return [(name, q, wanted) for name, asked in listed.items() for q, wanted in asked.items()]


def test_judged_questions_find_what_they_mean(
    seed_engine: _Engine, invented_engine: _Engine
) -> None:
    recalls, failed = [], []
    for category, question, wanted in judged():
        engine = seed_engine if wanted[0].startswith("lg") else invented_engine
        found = [short(hit) for hit in engine.ids(question, size=10)]
        recalls.append(len(set(wanted) & set(found)) / len(wanted))
        if not set(wanted) & set(found[:5]):
            failed.append((category, question, found[:5]))
    assert len(recalls) >= 60
    missed = [
        (question, recall)
        for (_, question, _), recall in zip(judged(), recalls, strict=True)
        if recall < 1
    ]
    assert sum(recalls) / len(recalls) >= RECALL, missed
    assert 1 - len(failed) / len(recalls) >= SUCCESS, failed


def test_every_word_of_the_seed_is_found_with_and_without_diacritics(seed_engine: _Engine) -> None:
    archive, _ = load_archive(HERE.parents[1] / "minutes")
    told = [
        normalise(f"{record.title} {record.text}")
        for record in records_of(archive)
        if record.type != "page"
    ]
    said = {word for text in told for word in words(text)}
    for file in sorted((HERE.parents[1] / "minutes").rglob("2*.yml")):
        names = re.findall(r"name: ([^,}]+)", file.read_text(encoding="utf-8"))
        said.update(word for name in names for word in words(normalise(name)))
    asked = sorted({form for word in said for form in (word, fold(word))})
    unfound = [
        word
        for word in asked
        if not any("2020-11-20" in hit for hit in seed_engine.ids(word, size=20))
    ]
    assert len(asked) > 450
    assert unfound == []
