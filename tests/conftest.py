"""Fixtures that several rooms of the tests share: the two built sites, and a browser."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import template_code
from browser import Browser, open_browser, serve_folder
from built_site import INVENTED, SEED, MakeOnce, Site, build
from minutes_archive.building import build as build_module
from minutes_archive.building.file_locks import try_lock

# Most tests that start a program would compile the whole package anew, and every template.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# The same examples each time, and no limit on the clock of a machine that is busy.
settings.register_profile(
    "tests", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tests")


template_code.keep_for_all_tests()

# No power cut is awaited: a build in this process would wait for the disk of a busy machine.
# That builds force out what they wrote, and when, has tests of its own (trust/).
for _name in ("force_out_contents", "force_out_names"):
    setattr(build_module, _name, lambda _folder: None)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """Return a function that fills a folder once for all processes of a run, and returns it.

    It takes the folder's name and the function that fills it. Nobody may change what is there.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = shared / f"shared-{name}", shared / f"shared-{name}.done"
        handle = os.open(shared / f"shared-{name}.lock", os.O_RDWR | os.O_CREAT)
        try:
            while not try_lock(handle):
                time.sleep(0.05)
            if not done.exists():
                # Where another process failed to fill it, this one meets the same error.
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        finally:
            os.close(handle)
        return folder

    return make


@pytest.fixture(scope="session")
def seed_site(made_once: MakeOnce) -> Site:
    """The site of the archive that the repository ships with."""
    return Site(made_once("seed", lambda folder: build(SEED, folder / "site")) / "site")


@pytest.fixture(scope="session")
def invented_site(made_once: MakeOnce) -> Site:
    """The site of the invented archive, built for an address, so that it has a sitemap."""
    return Site(made_once("invented", lambda folder: build(INVENTED, folder / "site")) / "site")


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
_ROOMS_OF_SITES |= {"trust", "world", "guest", "permanence"}


def pytest_collection_finish() -> None:
    """Let Python look for rubbish less often, and never among modules and tests: a sixth of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a built site or a browser, so that `build.py quick` leaves it out."""
    here = Path(__file__).parent
    for item in items:
        room = item.path.relative_to(here).parts[0]
        fixtures = getattr(item, "fixturenames", ())
        needs = any(re.search(r"(_site|_url|browser|chromium)$", name) for name in fixtures)
        if room in _ROOMS_OF_SITES or needs:
            item.add_marker("site")
