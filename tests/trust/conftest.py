"""Whole sites for the tests of this room: built in earnest from invented archives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from built_site import INVENTED, Site, build_here
from trust.sites import BuildSite


@pytest.fixture(scope="session")
def build_archive() -> BuildSite:
    """Return a function that builds a minutes folder with the repository's own settings."""

    def build(minutes: Path, site: Path) -> Path:
        return build_here(minutes, site).folder

    return build


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """Return a copy of the invented archive that a test may change."""
    return Path(shutil.copytree(INVENTED, tmp_path / "minutes"))


@pytest.fixture(scope="session")
def invented_site(invented_site: Site) -> Path:
    """Return the folder of the invented archive's site; do not change it."""
    return invented_site.folder
