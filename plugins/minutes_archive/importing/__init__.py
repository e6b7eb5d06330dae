"""Importing: a published document -> a draft minutes file, without losing a word."""

from minutes_archive.importing.importer import import_files
from minutes_archive.importing.outcome import FileResult, ImportReport, Outcome

__all__ = ["FileResult", "ImportReport", "Outcome", "import_files"]
