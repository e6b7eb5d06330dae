"""The same minutes give the same bytes, whatever the machine, the clock and the order of files."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path

import pytest

from built_site import INVENTED, Site, build, build_here


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize(
    "surroundings",
    [
        pytest.param({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}, id="hash-seed-and-zone"),
        pytest.param({"PYTHONHASHSEED": "2", "LC_ALL": "C", "LANG": "C"}, id="locale"),
        pytest.param({"SOURCE_DATE_EPOCH": "86400"}, id="another-day"),
    ],
)
def test_builds_are_byte_identical(
    invented_site: Site, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    again = build(INVENTED, tmp_path / "site", **surroundings)
    assert fingerprints(again.folder) == fingerprints(invented_site.folder)


def test_the_place_and_the_order_of_files_leave_no_trace(
    invented_site: Site, tmp_path: Path
) -> None:
    # Files are made in the opposite order, in a folder elsewhere.
    files = sorted(path for path in INVENTED.rglob("*") if path.is_file())
    for file in reversed(files):
        copy = tmp_path / "elsewhere" / file.relative_to(INVENTED)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    again = build_here(tmp_path / "elsewhere", tmp_path / "site")
    assert fingerprints(again.folder) == fingerprints(invented_site.folder)


def test_no_page_holds_the_day_of_the_build_or_the_place_of_the_sources(
    invented_site: Site,
) -> None:
    # The invented meetings are all of the past, so today can only come from a clock.
    today = dt.datetime.now(dt.UTC).date().isoformat()
    signs = (today, str(INVENTED), "tests/archive")
    found = [
        (file.name, sign) for file, text in invented_site.texts() for sign in signs if sign in text
    ]
    assert found == []
