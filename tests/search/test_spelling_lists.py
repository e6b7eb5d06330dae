"""The lists of words that a mistyped word is looked for in."""

from __future__ import annotations

import base64
import re
import zlib

import pytest

from minutes_archive.search.index import write_index
from minutes_archive.search.index_files import IndexFiles
from minutes_archive.search.records import SearchRecord
from minutes_archive.search.spellings import BACKWARDS, ENDINGS, FORWARDS
from search_engine import TYPE_NAMES, decision

SAID = "Att bygga ut vattenledningarna och laga vattenledningarna."
OTHER = decision(2, "Att avslå ansökan om torgplats.")


def listed(monkeypatch: pytest.MonkeyPatch, kind: str, *records: SearchRecord) -> dict[str, str]:
    """Return the entries of a list: each word, and the capital that tells how common it is."""
    found: dict[str, str] = {}
    put = IndexFiles.put

    def noted(self: IndexFiles, of_kind: str, key: str, payload: bytes) -> None:
        if of_kind == kind:
            found.update(re.findall("([^A-Z]+)([A-Z])", payload.decode()))
        put(self, of_kind, key, payload)

    with monkeypatch.context() as patched:
        patched.setattr(IndexFiles, "put", noted)
        write_index([records], TYPE_NAMES, dict[str, bytes]().__setitem__)
    return found


def test_the_lists_have_words_as_they_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    records = [decision(1, SAID), OTHER]
    assert listed(monkeypatch, FORWARDS, *records)["vattenledningarna"] == "B"
    assert listed(monkeypatch, BACKWARDS, *records)["torgplats"[::-1]] == "A"
    endings = listed(monkeypatch, ENDINGS, *records)
    assert "vattenledning"[::-1] in endings
    assert "vattenledningarna"[::-1] not in endings


def test_stop_words_and_short_ones_and_numbers_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = decision(1, "Enligt denna plan 2040 och väg 75.")
    words = listed(monkeypatch, FORWARDS, said).keys()
    assert "plan" in words
    assert not {"denna", "väg", "2040"} & words


@pytest.mark.parametrize(
    ("other", "common"),
    [("Att laga ledningarna.", None), ("Att laga ledning.", "A"), ("Att avslå ansökan.", "Z")],
)
def test_a_part_of_compounds_is_there_as_its_term_unless_it_is_said(
    monkeypatch: pytest.MonkeyPatch, other: str, common: str | None
) -> None:
    words = listed(monkeypatch, FORWARDS, decision(1, SAID), decision(2, other))
    assert words.get("ledning") == common


def test_what_records_are_filed_under_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    filed = decision(2, "Att avslå.", topic_names=("Brandvatten",))
    assert listed(monkeypatch, FORWARDS, filed)["brandvatten"] == "A"
    assert "brandvatten" not in listed(monkeypatch, FORWARDS, OTHER)


def test_a_file_carries_its_payload() -> None:
    written: dict[str, bytes] = {}
    files = IndexFiles(written.__setitem__)
    files.put("t", "", b"innehall")
    ((path, content),) = written.items()
    carried = content.decode().split('"')[3]
    assert path == f"t/{files.names['t']['']}.js"
    assert zlib.decompress(base64.b64decode(carried)) == b"innehall"
