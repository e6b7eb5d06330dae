"""The digests that tell whether a page is as it was: of the code, the settings and the files."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from minutes_archive.addresses import item_id
from minutes_archive.archive import Archive
from minutes_archive.caching import Readings, code_version
from minutes_archive.model import Meeting
from minutes_archive.pages.inputs import Digests


def archive_digests(archive: Archive, readings: Readings | None, site_url: str) -> Digests | None:
    """Return the digests of an archive that was read with these readings; None without."""
    if readings is None:
        return None
    registry = archive.registry
    meetings = {
        meeting.id: _joined([readings.met[meeting.file].content, *_beside_file(archive, meeting)])
        for meeting in archive.meetings
    }
    site = [code_version(), repr(registry).encode(), (site_url + archive.addresses.prefix).encode()]
    return Digests(_joined(site), meetings)


def _beside_file(archive: Archive, meeting: Meeting) -> Iterable[bytes]:
    """Yield what a meeting is beside the words of its own file."""
    for item in meeting.items:
        named = archive.named_in_item.get(item_id(meeting.id, item.slug), ())
        yield " ".join(sorted(named)).encode()
    if not archive.registry.shows_names:
        # What is hidden of one meeting depends on the names in all.
        yield repr(meeting).encode()


def _joined(parts: list[bytes]) -> bytes:
    return sha256(b"".join(b"%d %b" % (len(part), part) for part in parts)).digest()
