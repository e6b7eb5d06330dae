"""What a clerk changes between two builds of a synthetic archive: nothing, a text, a decision."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

_TEXT = "      - text: |\n"
_DECISION = "      - decision: Att "


def _nothing(_minutes: Path) -> None:
    return


def _one_text(minutes: Path) -> None:
    _change(minutes, _TEXT, f"{_TEXT}          Rättat.\n")


def _one_decision(minutes: Path) -> None:
    _change(minutes, _DECISION, f"{_DECISION}efter omröstning ")


def _change(minutes: Path, before: str, after: str) -> None:
    """Change the first such place in the meeting in the middle of the archive."""
    files = sorted(minutes.glob("*/*/*.yml"))
    middle = files[len(files) // 2]
    text = middle.read_text(encoding="utf-8")
    if before not in text:
        raise ValueError(f"{middle}: nothing to change")
    middle.write_text(text.replace(before, after, 1), encoding="utf-8")


EDITS: dict[str, Callable[[Path], None]] = {
    "again, nothing changed": _nothing,
    "again, one text changed": _one_text,
    "again, one decision reworded": _one_decision,
}
