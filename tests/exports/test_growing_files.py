"""Data files leave in chunks, before the last of their rows is made."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from minutes_archive.archive import Archive
from minutes_archive.exports import data_files
from minutes_archive.exports.data_files import dataset_files
from minutes_archive.exports.decision_fields import DECISIONS
from minutes_archive.exports.fields import Dataset
from minutes_archive.exports.site import Site


def whole(site: Site) -> dict[str, bytes]:
    files = (file for together in dataset_files(site) for file in together.apart())
    return {file.address: b"".join(file.chunks) for file in files}


def test_small_rows_are_joined_and_none_is_lost(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(archive, "")
    at_once = whole(site)
    monkeypatch.setattr(data_files, "CHUNK", 4000)
    (decisions, *_) = dataset_files(site)
    pieces = [piece for address, piece in decisions.pieces if address == "data/decisions.json"]
    assert b"".join(pieces) == at_once["data/decisions.json"]
    assert 1 < len(pieces) < len(archive.decisions) / 2
    assert whole(site) == at_once


def test_a_chunk_leaves_before_all_rows_are_made(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count()
    record = Dataset.record

    def counted(self: Dataset[Any], site: Site, thing: Any) -> dict[str, Any]:
        next(made)
        return record(self, site, thing)

    monkeypatch.setattr(Dataset, "record", counted)
    monkeypatch.setattr(data_files, "CHUNK", 1)
    (decisions, *_) = dataset_files(Site(archive, ""))
    next(iter(decisions.pieces))
    assert next(made) == 1


def test_a_dataset_without_rows_is_an_empty_list(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_files, "DATASETS", (Dataset("none", DECISIONS.fields, _no_rows, int),))
    (nothing,) = dataset_files(Site(archive, ""))
    found = {file.address: b"".join(file.chunks) for file in nothing.apart()}
    assert found["data/none.json"] == b'{"none": [\n]}\n'
    assert found["data/none.csv"].count(b"\r\n") == 1


def _no_rows(_site: Site) -> list[Any]:
    return []
