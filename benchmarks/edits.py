"""What a clerk changes between two builds of a synthetic archive: nothing, a text, a decision."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

_TEXT = "      - text: |\n"
_DECISION = "      - decision: Att "


CORRECTED = "Rättat."
"""What an edit of a text adds to it."""


def _nothing(_minutes: Path) -> None:
    return


def correct_text(minutes: Path) -> None:
    """Add a word to the first text of the meeting in the middle of the archive."""
    _change(minutes, _TEXT, f"{_TEXT}          {CORRECTED}\n")


def _one_decision(minutes: Path) -> None:
    _change(minutes, _DECISION, f"{_DECISION}efter omröstning ")


def middle_meeting(minutes: Path) -> Path:
    """Return the minutes file in the middle of the archive."""
    files = sorted(minutes.glob("*/*/*.yml"))
    return files[len(files) // 2]


def _change(minutes: Path, before: str, after: str) -> None:
    middle = middle_meeting(minutes)
    text = middle.read_text(encoding="utf-8")
    if before not in text:
        raise ValueError(f"{middle}: nothing to change")
    middle.write_text(text.replace(before, after, 1), encoding="utf-8")


EDITS: dict[str, Callable[[Path], None]] = {
    "again, nothing changed": _nothing,
    "again, one text changed": correct_text,
    "again, one decision reworded": _one_decision,
}
