"""Both sites of the invented archive with all facts the law asks for, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import Browser, open_browser, serve_folder
from look_archive import build_in


@pytest.fixture(scope="session")
def swedish_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_in("sv", tmp_path_factory.mktemp("swedish"))


@pytest.fixture(scope="session")
def english_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_in("en", tmp_path_factory.mktemp("english"))


@pytest.fixture(scope="session")
def site_address(swedish_site: Path) -> Iterator[str]:
    """Where the Swedish site is served on this machine, with a final slash."""
    with serve_folder(swedish_site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("look-profile")) as browser:
        yield browser
