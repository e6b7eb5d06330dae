"""The invented archive, as a copy that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from built_site import INVENTED


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    return Path(shutil.copytree(INVENTED, tmp_path / "minutes"))
