"""What the search benchmark asks, and what it says where something is missing."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from benchmarks import search, search_building
from benchmarks import search_browsing as browsing
from benchmarks.search_browsing import Answer, Server, serve
from benchmarks.search_questions import questions
from benchmarks.search_records import synthetic_records
from minutes_archive.language.analysis import normalise, words


def test_questions_are_the_same_each_time_and_of_several_kinds() -> None:
    records = synthetic_records(200)
    asked = questions(records)
    assert asked == questions(synthetic_records(200))
    assert len(asked) == 30
    said = {word for record in records for word in words(normalise(record.text))}
    assert all(said.issuperset(words(normalise(one.q))) for one in asked)
    assert {len(one.q.split()) for one in asked} >= {1, 2, 3}
    assert any(one.q.startswith('"') for one in asked)
    assert {one.year for one in asked} <= {record.date[:4] for record in records}


def test_an_index_is_built_and_measured(tmp_path: Path) -> None:
    assert search_building.build_ours(synthetic_records(50), tmp_path) > 0
    assert (tmp_path / "manifest.js").is_file()


def test_without_pagefind_it_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "ENGINES", {"pagefind": ""})
    monkeypatch.setattr(search, "_build", lambda *_: None)
    lines = list(search.search_report(50, search.search_contest(50, tmp_path, lambda _: None)))
    assert lines[0] == "### 50 decisions"
    assert "Pagefind is not installed" in lines[-1]


def test_an_engine_that_does_not_answer_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_answer(*_: object) -> None:
        raise browsing.NoAnswerError('no answer to "väg" in 60 s')

    (tmp_path / "ours").mkdir()
    monkeypatch.setattr(search, "ENGINES", {"ours": ""})
    monkeypatch.setattr(search, "_build", lambda *_: search.Built("ours", 1.0, 1, 1, 1))
    monkeypatch.setattr(browsing, "chromium", lambda _: nullcontext(object()))
    monkeypatch.setattr(search, "_ask_all", no_answer)
    lines = list(search.search_report(50, search.search_contest(50, tmp_path, lambda _: None)))
    assert lines[-1] == 'this project: no answer to "väg" in 60 s'


def test_the_server_counts_what_it_sends_plain_and_packed(tmp_path: Path) -> None:
    from urllib.request import urlopen

    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "a.js").write_bytes(b"a" * 5_000)
    (tmp_path / "engine.js").write_bytes(b"not counted")
    with serve(tmp_path, "<p>page</p>") as server:
        for name in ("", "engine.js", "index/a.js"):
            urlopen(server.address + name).read()
        assert isinstance(server, Server)
        assert (server.plain, server.requests) == (5_000, 1)
        assert server.packed < 100


def test_rows_tell_median_and_maximum() -> None:
    answers = [Answer(10, n * 1_000, n * 500, n, float(n), n / 10) for n in (10, 20, 60)]
    table = list(search.search_report(5, iter([search.Asked("ours", answers, answers, 2_000_000)])))
    assert (
        "| no filter, median (max) of 3 | 10 (30) | 20 (60) | 20 (60) | 20 (60) | 2 (6) |" in table
    )
    assert table[-1] == "Heap after 3 questions: 2.0 MB"
