"""A store gives back what was put in, and nothing else that lies in its file."""

from __future__ import annotations

import hashlib
import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

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
    store = Store(tmp_path / "file" / "value", VERSION)
    store.write("ett")
    assert store.read() is None
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""


def test_a_foreign_value_runs_nothing(tmp_path: Path) -> None:
    payload = pickle.dumps(Harmful())
    head = _MAGIC + VERSION + hashlib.sha256(payload).digest()
    (tmp_path / "value").write_bytes(head + payload)
    assert Store(tmp_path / "value", VERSION).read() is None
    assert loads(pickle.dumps(Store)) is None
    assert loads(pickle.dumps(Path)) is None


def test_every_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    store = Store(tmp_path / "readings", VERSION)
    for folder in (ROOT / "minutes", ROOT / "tests" / "archive"):
        readings = Readings()
        _, meetings, _ = read_archive(folder, readings.parse)
        store.write(readings.met)
        assert store.read() == readings.met
        assert [reading.meeting for reading in readings.met.values()] == meetings


def test_a_file_is_read_again_where_it_or_the_registry_is_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registry, meetings, _ = read_archive(ROOT / "minutes")
    assert registry is not None
    raw = (ROOT / meetings[0].file).read_bytes()
    parsed: list[bytes] = []
    monkeypatch.setattr(
        "minutes_archive.caching.readings.parse_meeting",
        lambda raw, *_: parsed.append(raw) or (meetings[0], []),
    )
    first = Readings()
    first.parse(raw, "fil.yml", registry)
    again = Readings(first.met)
    again.parse(raw, "fil.yml", registry)
    again.parse(raw, "annan.yml", registry)
    again.parse(raw + b"#", "fil.yml", registry)
    again.parse(raw, "fil.yml", replace(registry, name="Annat"))
    assert parsed == [raw, raw, raw + b"#", raw]


def test_what_texts_name_is_remembered_for_one_registry() -> None:
    registry, _, _ = read_archive(ROOT / "minutes")
    assert registry is not None
    first = Readings()
    first.named_by(registry)[("Text om Haninge.",)] = frozenset({"haninge"})
    again = first.again()
    assert again.named_by(registry) == first.named_by(registry) != {}
    assert again.named_by(replace(registry, municipalities={})) == {}
