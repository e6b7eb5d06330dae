"""Damaged minutes files end in problems or in pages; what once broke is tried again."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz import fuzzing
from fuzz.fuzzing import archives_in, fuzz, resumed
from fuzz.pipeline import Report

BROKE = sorted(path for path in (Path(__file__).parent / "broke").glob("[0-9]*"))


@pytest.mark.parametrize(
    ("count", "seed"), [(120, 1), pytest.param(20_000, 2, marks=pytest.mark.slow)]
)
def test_no_damaged_file_breaks_anything(
    count: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzzing, "WHOLE_EVERY", 10 if count < 1000 else fuzzing.WHOLE_EVERY)
    report = fuzz(range(count), seed)
    assert report.files == count
    assert report.with_problems > 0
    assert report.with_pages > 0
    assert report.whole_sites > 0
    assert report.attachments > 0
    assert [fault[2] for fault in report.broke] == []


@pytest.mark.parametrize("case", BROKE, ids=lambda path: str(path.name))
def test_what_broke_once_is_mended(case: Path, tmp_path: Path) -> None:
    archive, _ = archives_in(tmp_path)
    name = "-".join(case.name.split("-")[2:])
    (file,) = [path for path in archive.original if path.name == name]
    file.write_bytes(case.read_bytes())
    archive.run(file, Report(), whole_every=1)


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    whole = fuzz(range(12), 3)
    log = tmp_path / "run.log"
    fuzz(range(8), 3, log=log)
    assert resumed(log).files == 8
    again = fuzz(range(8, 12), 3, log=log, report=resumed(log))
    assert (again.files, again.codes) == (whole.files, whole.codes)
