"""A minutes folder with a draft, and the desk over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_clerk import Clerk, write_folder


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "minutes")


@pytest.fixture
def clerk(minutes: Path) -> Clerk:
    return Clerk(minutes)
