"""A store gives back what was put in, and nothing else that lies in its file."""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path

from minutes_archive.caching import Readings
from minutes_archive.caching.stores import _MAGIC, Store, loads
from minutes_archive.model import Text
from minutes_archive.reading import read_archive

ROOT = Path(__file__).parents[2]
VERSION = hashlib.sha256(b"1").digest()


class Harmful:
    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return os.system, ("exit 1",)


def test_a_value_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "folder" / "value", VERSION)
    store.write([Text("ett"), {"två": 2}])
    assert store.read() == [Text("ett"), {"två": 2}]


def test_a_value_of_another_version_is_none(tmp_path: Path) -> None:
    Store(tmp_path / "value", VERSION).write("ett")
    assert Store(tmp_path / "value", hashlib.sha256(b"2").digest()).read() is None


def test_what_was_never_written_is_none(tmp_path: Path) -> None:
    assert Store(tmp_path / "value", VERSION).read() is None


def test_a_store_that_cannot_be_written_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    Store(tmp_path / "file" / "value", VERSION).write("ett")


def test_a_foreign_value_runs_nothing(tmp_path: Path) -> None:
    payload = pickle.dumps(Harmful())
    head = _MAGIC + VERSION + hashlib.sha256(payload).digest()
    (tmp_path / "value").write_bytes(head + payload)
    assert Store(tmp_path / "value", VERSION).read() is None
    assert loads(pickle.dumps(Store)) is None
    assert loads(pickle.dumps(Path)) is None


def test_every_reading_comes_back_as_it_was() -> None:
    for folder in (ROOT / "minutes", ROOT / "tests" / "archive"):
        readings = Readings()
        _, meetings, _ = read_archive(folder, readings.parse)
        given = [reading.unfold() for reading in readings.met.values()]
        assert [pair[0] for pair in given if pair] == meetings
