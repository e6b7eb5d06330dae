"""Edits in a served archive: each is waited for on the page that it is made for."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks import serving
from benchmarks.edits import CORRECTED, middle_meeting

pytestmark = [
    pytest.mark.site,
    pytest.mark.skipif(sys.platform != "linux", reason="what a process uses is read from /proc"),
]


def test_edits_are_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SIZES", {1_000: (3, 2)})
    monkeypatch.setattr(serving, "_QUIET", 0.2)
    lines = list(serving.report(1_000, 2, tmp_path, lambda _: None))

    rows = [line for line in lines if re.match(r"\| (the|after|one)", line)]
    assert len(rows) == 3
    assert all(float(row.split("|")[2]) > 0 for row in rows)
    text = middle_meeting(tmp_path / "minutes").read_text(encoding="utf-8")
    assert text.count(CORRECTED) == 5
