"""Reading: files of the minutes folder -> registry and meetings, with every problem placed."""

from minutes_archive.reading.reader import read_archive, read_meeting, read_registry

__all__ = ["read_archive", "read_meeting", "read_registry"]
