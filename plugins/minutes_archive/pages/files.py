"""Source documents and attachments: where they are served, how large, and their hash."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from minutes_archive.addresses import Addresses
from minutes_archive.attachments import content_of
from minutes_archive.model import Meeting


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file that is published unchanged: size in bytes, type as readers know it ("PDF")."""

    name: str
    address: str
    path: Path
    bytes: int
    sha256: str
    type: str
    size: str = ""


def served_files(meeting: Meeting, addresses: Addresses) -> dict[str, ServedFile]:
    """Return a meeting's source document and attachments by name."""
    found = {}
    for attachment in meeting.files:
        path = meeting.path_of(attachment.file)
        content = content_of(path)
        found[attachment.file] = ServedFile(
            attachment.file,
            addresses.meeting_file(meeting.id, attachment.file),
            path,
            content.bytes,
            content.sha256,
            path.suffix.lstrip(".").upper() or "fil",
        )
    return found
