"""Engines over the archive that the repository ships with, and over the invented one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from minutes_archive.loading import load_archive
from minutes_archive.search.records import records_of
from search_engine import Engine, write_index
from tools import without

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def start_engine() -> Iterator[Callable[[Path], Engine]]:
    """Start engines that end with the tests."""
    if shutil.which("node") is None:
        without("node is not installed")
    engines: list[Engine] = []

    def start(index: Path) -> Engine:
        engines.append(Engine(index))
        return engines[-1]

    yield start
    for engine in engines:
        engine.close()


@pytest.fixture(scope="session")
def seed_engine(
    tmp_path_factory: pytest.TempPathFactory, start_engine: Callable[[Path], Engine]
) -> Engine:
    """The engine over the archive that the repository ships with."""
    archive, _ = load_archive(ROOT / "minutes")
    return start_engine(write_index(records_of(archive), tmp_path_factory.mktemp("seed-index")))


@pytest.fixture(scope="session")
def invented_engine(
    tmp_path_factory: pytest.TempPathFactory, start_engine: Callable[[Path], Engine]
) -> Engine:
    """The engine over the invented archive of the tests."""
    archive, _ = load_archive(ROOT / "tests" / "archive")
    return start_engine(write_index(records_of(archive), tmp_path_factory.mktemp("invented")))
