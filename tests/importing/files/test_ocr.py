"""Scanned pages are read by tesseract, a program of the system: what is said when it fails."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from minutes_archive.importing.files import ocr
from minutes_archive.importing.files.confinement import LIMITS
from minutes_archive.importing.files.refusals import RefusedError
from small_documents import pdf

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "skannad.pdf"
    path.write_bytes(pdf(""))
    return path


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, reading: str) -> None:
    """Put a program on the path that has Swedish and reads as a shell command says."""
    program = folder / "tesseract"
    program.write_text(f'#!/bin/sh\n[ "$1" = --list-langs ] && {{ echo swe; exit; }}\n{reading}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


@pytest.mark.parametrize(
    ("reading", "said"),
    [("exit 3", "fel 3"), ("exec sleep 60", "inte i tid")],
    ids=["fails", "hangs"],
)
def test_the_program_is_blamed_and_not_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scan: Path, reading: str, said: str
) -> None:
    stand_in(tmp_path, monkeypatch, reading)
    monkeypatch.setattr(ocr, "LIMITS", replace(LIMITS, ocr_seconds_a_page=1))

    with pytest.raises(RefusedError) as refused:
        ocr.read_scanned(scan, [1])

    assert refused.value.code == "E518"
    assert "tesseract" in refused.value.message
    assert said in refused.value.message
    assert "inte filens fel" in refused.value.hint


def test_words_come_in_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scan: Path
) -> None:
    head = "level\tblock_num\tpar_num\tline_num\tleft\ttop\twidth\theight\ttext"
    rows = [
        "2\t300\t400\t90\t40\tBadhuset",
        "1\t300\t300\t30\t40\tBeslut",
        "1\t340\t300\t30\t40\tom",
    ]
    table = "\n".join([head, *(f"5\t1\t1\t{row}" for row in rows)])
    stand_in(tmp_path, monkeypatch, f"cat >/dev/null; printf '{table}\\n'")

    read = ocr.read_scanned(scan, [1])

    assert [line.columns[0].text for line in read[1].lines] == ["Beslut om", "Badhuset"]
