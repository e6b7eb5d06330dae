"""The name by which the program was called, for sentences that name a command."""

from __future__ import annotations

import sys
from pathlib import Path

NAME = "minutes-archive"

MINUTES_DIR_VARIABLE = "MINUTES_DIR"
"""An environment variable that, when set, stands in for the option `minutes_dir`."""


def program_name() -> str:
    """Return `build.py`, `python -m minutes_archive`, or the name of the installed command."""
    name = Path(sys.argv[0]).name if sys.argv and sys.argv[0] else ""
    if name == "__main__.py" and "minutes_archive" in Path(sys.argv[0]).parts:
        return "python -m minutes_archive"
    return name if name in ("build.py", NAME) else NAME
