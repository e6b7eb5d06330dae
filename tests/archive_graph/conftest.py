"""The invented archive, linked."""

from __future__ import annotations

import pytest

from built_site import INVENTED
from minutes_archive.archive import Archive
from minutes_archive.loading import load_archive


@pytest.fixture(scope="session")
def invented() -> Archive:
    return load_archive(INVENTED)[0]
