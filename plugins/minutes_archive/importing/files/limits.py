"""How much of a file the importer is willing to take on."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in bytes, pages and seconds; `unpacked` counts what really comes out of a zip."""

    file: int = 25 * MEGABYTE
    text: int = 4 * MEGABYTE
    pages: int = 300
    members: int = 2_000
    unpacked: int = 100 * MEGABYTE
    part: int = 50 * MEGABYTE
    ratio: int = 200
    lines: int = 60_000
    characters: int = 3_000_000
    seconds: int = 120
    parsing_seconds: int = 30
    ocr_seconds_a_page: int = 60
    memory: int = 1_500 * MEGABYTE
    answer: int = 200 * MEGABYTE


LIMITS = Limits()


def megabytes(size: int) -> str:
    """Return a size as people read it."""
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")
