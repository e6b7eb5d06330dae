"""The same minutes give the same bytes, whatever the machine, the clock and the order of files."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from pathlib import Path

from built_site import INVENTED, Site, build, build_here

SURROUNDINGS = {
    "PYTHONHASHSEED": "1",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "SOURCE_DATE_EPOCH": "86400",
}


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_builds_are_byte_identical(invented_site: Site, tmp_path: Path) -> None:
    """Another zone, locale, hash seed, day, folder, and files made in another order at once."""
    files = sorted(path for path in INVENTED.rglob("*") if path.is_file())
    for number, file in enumerate(reversed(files)):
        copy = tmp_path / "elsewhere" / file.relative_to(INVENTED)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        os.utime(copy, (number, number * 10**6))
    again = build(tmp_path / "elsewhere", tmp_path / "site", **SURROUNDINGS)
    assert fingerprints(again.folder) == fingerprints(invented_site.folder)


def test_a_build_in_this_process_gives_what_the_program_writes(
    invented_site: Site, tmp_path: Path
) -> None:
    """Other tests build in their own process, for time."""
    again = build_here(INVENTED, tmp_path / "site")
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
