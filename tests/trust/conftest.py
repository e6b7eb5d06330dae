"""Whole sites for the tests of this room: built in earnest from invented archives."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import Browser, open_browser
from minutes_archive.publishing.building import build_site
from trust.sites import INVENTED, ROOT, BuildSite


@pytest.fixture(scope="session")
def build_archive() -> BuildSite:
    """Return a function that builds a minutes folder with the repository's own settings."""

    def build(minutes: Path, site: Path) -> Path:
        build_site(ROOT / "mkdocs.yml", site, minutes)
        return site

    return build


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """Return a copy of the invented archive that a test may change."""
    return Path(shutil.copytree(INVENTED, tmp_path / "minutes"))


@pytest.fixture(scope="session")
def invented_site(build_archive: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the invented archive, built once; do not change it."""
    return build_archive(INVENTED, tmp_path_factory.mktemp("invented") / "site")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Return a headless Chromium, or skip where there is none."""
    with open_browser(tmp_path_factory.mktemp("profile")) as driver:
        yield driver
