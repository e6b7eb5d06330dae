"""Fixtures that several rooms of the tests share: the two built sites, and a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import Browser, open_browser, serve_folder
from built_site import INVENTED, SEED, Site, build


@pytest.fixture(scope="session")
def seed_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the archive that the repository ships with."""
    return build(SEED, tmp_path_factory.mktemp("seed") / "site")


@pytest.fixture(scope="session")
def invented_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the invented archive, built for an address, so that it has a sitemap."""
    return build(INVENTED, tmp_path_factory.mktemp("invented") / "site")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A headless Chromium, or a skip that says why there is none."""
    with open_browser(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="session")
def seed_url(seed_site: Site) -> Iterator[str]:
    """Where the seed's site is served on this machine, with a final slash."""
    with serve_folder(seed_site.folder) as url:
        yield url


@pytest.fixture(scope="session")
def invented_url(invented_site: Site) -> Iterator[str]:
    """Where the invented archive's site is served on this machine, with a final slash."""
    with serve_folder(invented_site.folder) as url:
        yield url


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """A path for a minutes folder that a test writes."""
    return tmp_path / "minutes"


# Rooms whose tests build whole sites, start servers or run programs: seconds each.
_ROOMS_OF_SITES = {"benchmarks", "building", "deploy", "fuzz", "look", "preservation", "site"}
_ROOMS_OF_SITES |= {"trust", "world", "guest"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a built site or a browser, so that `build.py quick` leaves it out."""
    here = Path(__file__).parent
    for item in items:
        room = item.path.relative_to(here).parts[0]
        fixtures = getattr(item, "fixturenames", ())
        needs = any(re.search(r"(_site|_url|browser|chromium)$", name) for name in fixtures)
        if room in _ROOMS_OF_SITES or needs:
            item.add_marker("site")
