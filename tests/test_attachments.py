"""A file that minutes name is read once, and again when it has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from factories import item, meeting, write_archive
from minutes_archive import attachments
from minutes_archive.attachments import content_of
from minutes_archive.exports import export_files
from minutes_archive.loading import load_archive
from minutes_archive.pages import Renderer
from minutes_archive.permanence import record_addresses


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "bilaga.txt"
    for text in ("en", "två", "tre"):
        file.write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        assert (content_of(file).bytes, content_of(file).sha256) == (len(text.encode()), digest)


def test_pages_data_ledger_and_privacy_read_a_file_once(
    minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = "styrgruppen/2022-01-01"
    write_archive(minutes, {day: meeting("2022-01-01", item({"attachment": "bilaga.txt"}))})
    (minutes / "styrgruppen" / "2022" / "bilaga.txt").write_text("Bilagan.", encoding="utf-8")
    opened: list[str] = []
    read = attachments._read.__wrapped__

    def noted(file: str, *state: int) -> attachments.Content:
        opened.append(file)
        return read(file, *state)

    attachments._read.cache_clear()
    monkeypatch.setattr(attachments, "_read", attachments.lru_cache(noted))
    archive, _ = load_archive(minutes)
    renderer = Renderer(archive)
    renderer.files_of(archive.meetings[0])
    list(export_files(archive, ""))
    record_addresses(archive, {})
    assert len(opened) == 1
