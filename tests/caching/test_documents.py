"""A document is searched once for each content, and what was found is kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from factories import item, meeting, write_archive
from minutes_archive.caching import Documents, Readings, Store
from minutes_archive.loading import examine
from minutes_archive.privacy import check

VERSION = hashlib.sha256(b"1").digest()
DAY = "styrgruppen/2022-01-01"
PHONE = "Ring 070-123 45 67."


def codes(minutes: Path, documents: Documents) -> list[str]:
    _, problems = examine(minutes, Readings(documents=documents))
    return [p.code for p in problems if p.place.path.endswith("bilaga.txt")]


def test_a_document_is_read_once(
    minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_archive(minutes, {DAY: meeting("2022-01-01", item({"attachment": "bilaga.txt"}))})
    file = minutes / "styrgruppen" / "2022" / "bilaga.txt"
    file.write_text(PHONE, encoding="utf-8")
    store = Store(tmp_path / "documents", VERSION)
    first = Documents(store)
    assert codes(minutes, first) == ["W403"]
    first.save()
    with monkeypatch.context() as patched:
        patched.delattr(check, "document_parts")
        assert codes(minutes, Documents(store)) == ["W403"]
    file.write_text("Ingenting.", encoding="utf-8")
    assert codes(minutes, Documents(store)) == []


def test_others_are_kept_only_when_asked(tmp_path: Path) -> None:
    store = Store(tmp_path / "documents", VERSION)
    searched: list[bytes] = []

    def find(documents: Documents, content: bytes) -> None:
        documents.findings(content, ".txt", lambda: searched.append(content) or [])

    both = Documents(store)
    find(both, b"one")
    find(both, b"two")
    both.save()
    some = Documents(store)
    find(some, b"three")
    some.keep_others()
    some.save()
    find(Documents(store), b"one")
    assert searched == [b"one", b"two", b"three"]
    fewer = Documents(store)
    find(fewer, b"two")
    fewer.save()
    find(Documents(store), b"one")
    assert searched == [b"one", b"two", b"three", b"one"]
