"""Damaged minutes files end in problems or in pages; what once broke is tried again."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.fuzzing import ARCHIVES, Archive, Report, fuzz

BROKE = sorted((Path(__file__).parent / "broke").glob("*.yml"))


@pytest.mark.parametrize(
    ("count", "seed"), [(150, 1), pytest.param(20_000, 2, marks=pytest.mark.slow)]
)
def test_no_damaged_file_breaks_anything(count: int, seed: int) -> None:
    report = fuzz(count, seed)
    assert report.files == count
    assert report.with_problems > 0
    assert report.with_pages > 0
    assert [fault[2] for fault in report.broke] == []


@pytest.mark.parametrize("case", BROKE, ids=lambda path: str(path.name))
def test_what_broke_once_is_mended(case: Path, tmp_path: Path) -> None:
    archive = Archive(ARCHIVES[0], tmp_path / "archive")
    name = "-".join(case.name.split("-")[2:])
    (file,) = [path for path in archive.files if path.name == name]
    file.write_bytes(case.read_bytes())
    archive.run(file, Report(), whole=True)
