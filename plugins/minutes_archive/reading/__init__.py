"""Reading: files of the minutes folder -> registry and meetings, with every problem placed."""

from minutes_archive.reading.outline import outline
from minutes_archive.reading.positions import compose, text_of
from minutes_archive.reading.reader import (
    meeting_of,
    parse_meeting,
    read_archive,
    read_meeting,
    read_registry,
)

__all__ = [
    "compose",
    "meeting_of",
    "outline",
    "parse_meeting",
    "read_archive",
    "read_meeting",
    "read_registry",
    "text_of",
]
