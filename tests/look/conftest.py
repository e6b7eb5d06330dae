"""Both sites of the invented archive with all facts the law asks for, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import Browser, open_browser, serve_folder
from built_site import MakeOnce
from look.axe import AXE
from look_archive import build_in
from tools import without


@pytest.fixture(scope="session")
def swedish_site(made_once: MakeOnce) -> Path:
    return made_once("swedish", lambda folder: build_in("sv", folder)) / "site"


@pytest.fixture(scope="session")
def english_site(made_once: MakeOnce) -> Path:
    return made_once("english", lambda folder: build_in("en", folder)) / "site"


@pytest.fixture(scope="session")
def site_address(swedish_site: Path) -> Iterator[str]:
    """Where the Swedish site is served on this machine, with a final slash."""
    with serve_folder(swedish_site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("look-profile")) as browser:
        yield browser


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script, or a skip that says that it is not installed."""
    if not AXE.is_file():
        without("axe-core is not installed (npm ci)")
    return AXE.read_text(encoding="utf-8")
