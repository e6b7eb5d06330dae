"""A document is searched once for each content, and what was found is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import item, meeting, write_archive
from minutes_archive.caching import Documents, Readings
from minutes_archive.loading import examine
from minutes_archive.privacy import check
from minutes_archive.privacy.document_search import Searched
from minutes_archive.problems import Problem

DAY = "styrgruppen/2022-01-01"
PHONE = "Ring 070-123 45 67."


def codes(minutes: Path, documents: Documents) -> list[str]:
    _, problems = examine(minutes, Readings(documents=documents))
    return [p.code for p in problems if p.place.path.endswith("bilaga.txt")]


def test_a_document_is_read_once(minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_archive(minutes, {DAY: meeting("2022-01-01", item({"attachment": "bilaga.txt"}))})
    file = minutes / "styrgruppen" / "2022" / "bilaga.txt"
    file.write_text(PHONE, encoding="utf-8")
    first = Documents()
    assert codes(minutes, first) == ["W403"]
    with monkeypatch.context() as patched:
        patched.delattr(check, "search_apart")
        assert codes(minutes, Documents(first.met)) == ["W403"]
    file.write_text("Ingenting.", encoding="utf-8")
    assert codes(minutes, Documents(first.met)) == []


def test_what_no_build_needs_any_more_is_forgotten() -> None:
    searched: list[str] = []

    def find(documents: Documents, content: str) -> None:
        documents.findings(content, ".txt", lambda: searched.append(content) or Searched())

    both = Documents()
    find(both, "one")
    find(both, "two")
    fewer = Documents(both.met)
    find(fewer, "two")
    find(Documents(fewer.met), "one")
    assert searched == ["one", "two", "one"]


def test_a_minutes_file_is_searched_once(minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_archive(minutes, {DAY: meeting("2022-01-01", item({"text": PHONE}))})
    first = Documents()
    found = [p.code for p in check_all(minutes, first)]
    assert found == ["W403"]
    with monkeypatch.context() as patched:
        patched.delattr(check, "find_personal_data")
        assert [p.code for p in check_all(minutes, Documents(first.met))] == found


def check_all(minutes: Path, documents: Documents) -> list[Problem]:
    _, problems = examine(minutes, Readings(documents=documents))
    return [p for p in problems if p.code.startswith("W4")]
