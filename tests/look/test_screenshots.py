"""The pictures in the documentation show the pages as they are today."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from browser import Browser, serve_folder
from screenshots import (
    DESK_HEIGHT,
    DESK_SHOTS,
    HANDBOOK,
    PICTURES,
    SHOTS,
    build_pictured,
    difference,
    pictured_desk,
    take,
)

pytestmark = pytest.mark.browser

# Measured: the same page in a serif 0.8 to 4.3, another page 7.4 to 11.2.
TOLERANCE = 6.0


@pytest.fixture(scope="module")
def fresh(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = build_pictured(tmp_path_factory.mktemp("pictured"))
    with serve_folder(site) as address:
        return take(chromium, address)


def test_pictures_are_as_the_pages_look(chromium: Browser, fresh: dict[str, bytes]) -> None:
    stored = {name: (PICTURES / f"{name}.png").read_bytes() for name in SHOTS}
    found = {name: difference(chromium, stored[name], fresh[name]) for name in SHOTS}
    assert {name: value for name, value in found.items() if value > TOLERANCE} == {}, (
        "take them anew with build.py screenshots"
    )


def test_pictures_of_the_handbook_are_as_the_desk_looks(chromium: Browser, tmp_path: Path) -> None:
    with pictured_desk(tmp_path) as address:
        fresh = take(chromium, address, DESK_SHOTS, DESK_HEIGHT)
    stored = {name: (HANDBOOK / f"{name}.png").read_bytes() for name in DESK_SHOTS}
    assert [
        name for name in DESK_SHOTS if difference(chromium, stored[name], fresh[name]) > TOLERANCE
    ] == [], "take them anew with build.py screenshots"


def test_pictures_of_different_pages_are_told_apart(
    chromium: Browser, fresh: dict[str, bytes]
) -> None:
    for one, other in itertools.pairwise(SHOTS):
        assert difference(chromium, fresh[one], fresh[other]) > TOLERANCE


def test_the_documents_show_no_other_pictures() -> None:
    kept = {file.name for file in Path(PICTURES).glob("*.png")}
    assert kept == {f"{name}.png" for name in SHOTS}
