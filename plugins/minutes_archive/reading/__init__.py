"""Reading: files of the minutes folder -> registry and meetings, with every problem placed."""

from minutes_archive.reading.reader import (
    parse_meeting,
    read_archive,
    read_meeting,
    read_registry,
)

__all__ = [
    "parse_meeting",
    "read_archive",
    "read_meeting",
    "read_registry",
]
