"""Machine reading of scanned pages with tesseract, when it is installed with Swedish."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2

from minutes_archive.importing.files.confinement import LIMITS, die_with_parent
from minutes_archive.importing.files.pdf_lines import Column, clean
from minutes_archive.importing.files.pdf_pages import PageRead, Placed
from minutes_archive.importing.files.refusals import NO_OCR, OCR_FAILED, RefusedError
from minutes_archive.importing.words.source import PageKind

_TITLE = r"(?=(?:[A-ZÅÄÖ]|\d+[A-Za-zÅÄÖåäö-]))"
_FORMS = (
    re.compile(r"(?P<sign>[§$&S853])\s?(?P<number>\d{1,3})[.\s]+" + _TITLE),
    re.compile(r"(?P<number>\d{1,3}?)\s?(?P<sign>[§$&S853])\s+" + _TITLE),
)
# What begins no line of Swedish minutes together with a number and a capital letter.
_SURE = "§$&S"
# A number may have been lost between two headings.
_NEAR = (-2, -1, 1, 2)


def with_paragraph_signs(texts: Sequence[str]) -> list[str]:
    """Return the lines with § where the machine misread it, before the number or after it.

    A digit is taken for § only beside a heading whose number is near.
    """
    mended = list(texts)
    for form in _FORMS:
        found = {at: match for at, text in enumerate(mended) if (match := form.match(text))}
        for at in _known({at: (m["sign"], int(m["number"])) for at, m in found.items()}):
            sign = found[at].start("sign")
            mended[at] = mended[at][:sign] + "§" + mended[at][sign + 1 :]
    return mended


def _known(headings: dict[int, tuple[str, int]]) -> set[int]:
    """Return the places of the headings whose sign is sure, and of those they vouch for."""
    known = {at for at, (sign, _) in headings.items() if sign in _SURE}
    numbers = {headings[at][1] for at in known}
    while near := {
        at
        for at, (_, number) in headings.items()
        if at not in known and any(number + step in numbers for step in _NEAR)
    }:
        known |= near
        numbers |= {headings[at][1] for at in near}
    return known


RESOLUTION = 300
_POINTS = 72 / RESOLUTION
LARGER = 1.4
# A gap of this many heights of a word parts columns.
COLUMN_GAP = 1.8


def read_scanned(path: Path, numbers: Sequence[int]) -> dict[int, PageRead]:
    """Return the pages of a PDF that a machine has read, by number."""
    program = shutil.which("tesseract")
    if program is None:
        raise RefusedError(NO_OCR, "--ocr kräver programmet tesseract")
    if not _has_swedish(program):
        raise RefusedError(NO_OCR, "tesseract saknar svenska")
    document = pypdfium2.PdfDocument(path)
    read = {}
    for number in numbers:
        page = document[number - 1]
        image = io.BytesIO()
        page.render(scale=RESOLUTION / 72).to_pil().save(image, "PNG")
        width, height = page.get_size()
        page.close()
        lines = _read_image(program, image.getvalue())
        read[number] = PageRead(number, PageKind.OCR, height, lines, width=width)
    return _with_signs(read)


def _with_signs(read: Mapping[int, PageRead]) -> dict[int, PageRead]:
    """Mend the paragraph signs, with the headings of all pages in view."""
    openings = [line.columns[0].text for page in read.values() for line in page.lines]
    mended = iter(with_paragraph_signs(openings))
    return {
        number: replace(page, lines=tuple(_opening(line, next(mended)) for line in page.lines))
        for number, page in read.items()
    }


def _opening(line: Placed, text: str) -> Placed:
    first, *rest = line.columns
    return replace(line, columns=(replace(first, text=text), *rest))


def _has_swedish(program: str) -> bool:
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except subprocess.TimeoutExpired:
        raise RefusedError(OCR_FAILED, "svarade inte i tid") from None
    return "swe" in (listed.stdout + listed.stderr).split()


def _read_image(program: str, image: bytes) -> tuple[Placed, ...]:
    # Handed over in memory: a picture of a page on the disk would outlive a killed run.
    command = [program, "stdin", "stdout", "-l", "swe", "--psm", "4", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=image,
            capture_output=True,
            preexec_fn=partial(die_with_parent, os.getpid()) if os.name == "posix" else None,
            timeout=LIMITS.ocr_seconds_a_page,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RefusedError(OCR_FAILED, "svarade inte i tid") from None
    if done.returncode:
        raise RefusedError(OCR_FAILED, f"slutade med fel {done.returncode}")
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in csv.DictReader(
        io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE
    ):
        if row["level"] == "5" and row["text"] and row["text"].strip():
            key = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(key, []).append(row)
    heights = sorted(float(word["height"]) for words in lines.values() for word in words)
    usual = heights[len(heights) // 2] if heights else 0.0
    placed = [_placed(words, usual) for words in lines.values()]
    return tuple(sorted(placed, key=lambda line: (round(line.top), line.columns[0].x)))


def _placed(words: Sequence[dict[str, str]], usual: float) -> Placed:
    """Put the words of a line together.

    A machine's heights vary with the letters of a line: only a much larger line is large.
    """
    columns: list[Column] = []
    text, start, end = "", 0.0, 0.0
    height = sorted(float(word["height"]) for word in words)[len(words) // 2]
    for word in words:
        left, width = float(word["left"]), float(word["width"])
        if text and left - end > COLUMN_GAP * height:
            columns.append(Column(clean(text), start * _POINTS))
            text = ""
        if not text:
            start = left
        text += (" " if text else "") + word["text"]
        end = left + width
    columns.append(Column(clean(text), start * _POINTS))
    top = min(float(word["top"]) for word in words)
    bottom = max(float(word["top"]) + float(word["height"]) for word in words)
    size = round((height if height > LARGER * usual else usual) * _POINTS * 1.3)
    return Placed(tuple(columns), top * _POINTS, bottom * _POINTS, end * _POINTS, size, False)
