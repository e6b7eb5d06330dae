"""Importing: a published document -> a draft minutes file, without losing a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minutes_archive.importing.importer import import_files
    from minutes_archive.importing.outcome import FileResult, ImportReport, Outcome

__all__ = ["FileResult", "ImportReport", "Outcome", "import_files"]


def __getattr__(name: str) -> Any:
    """Load the importer when it is asked for: the reading program needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from minutes_archive.importing import importer, outcome

    return getattr(importer if name == "import_files" else outcome, name)
