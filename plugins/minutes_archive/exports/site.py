"""What every export gets and gives: the archive with its words and addresses; files as values."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import quote, urlsplit

from minutes_archive.addresses import relative
from minutes_archive.archive import Archive, DecisionEntry, FollowUpEntry, ItemEntry, Target
from minutes_archive.exports.person_names import PersonNames
from minutes_archive.language.citations import nth_mark
from minutes_archive.model import Body, Meeting, Publication
from minutes_archive.pages.files import ServedFile, served_files
from minutes_archive.wording import Wording

CHUNK = 1 << 16
"""About so many characters of a growing file are handed on at a time."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file at an address relative to the site root.

    `chunks` can be read once, one piece at a time; a large file never lies whole in memory.
    `meeting` is the one that the file is all about; others hold no running text. `shown`
    returns what it tells of, where that is less than everything.
    """

    address: str
    chunks: Iterator[bytes]
    meeting: Meeting | None = None
    shown: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """Files that are made together, of everything but running text.

    `pieces` can be read once: bytes, and the address of the file that they go on with.
    """

    addresses: tuple[str, ...]
    pieces: Iterator[tuple[str, bytes]]

    def apart(self) -> Iterator[SiteFile]:
        """Yield the files one by one, once all are made."""
        contents: dict[str, list[bytes]] = {address: [] for address in self.addresses}
        for address, piece in self.pieces:
            contents[address].append(piece)
        for address, chunks in contents.items():
            yield SiteFile(address, iter(chunks))


# Records are written one after the other, and all of a meeting share its address.
_quoted = lru_cache(maxsize=1000)(quote)


class Site(Wording):
    """One archive as it goes out; `site_url` is the absolute address of its root, or ""."""

    def __init__(self, archive: Archive, site_url: str) -> None:
        super().__init__(archive)
        self.site_url = f"{site_url.rstrip('/')}/" if site_url else ""
        self._files: dict[str, dict[str, ServedFile]] = {}

    @cached_property
    def person_names(self) -> PersonNames:
        return PersonNames(self.archive.meetings)

    @cached_property
    def latest(self) -> dt.date | None:
        """The newest date that anything published carries; None for an empty archive."""
        return max(map(self.modified, self.archive.meetings), default=None)

    # Addresses ---------------------------------------------------------------------

    def url(self, address: str, anchor: str = "") -> str:
        """Return the absolute URL of an address, or it relative to the root without `site_url`."""
        return self.site_url + _quoted(address) + (f"#{anchor}" if anchor else "")

    def iri(self, address: str, anchor: str = "") -> str:
        """Return a permanent name: the absolute URL, or without `site_url` a UUID of it."""
        url = self.url(address, anchor)
        if self.site_url:
            return url
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{self.registry.name}/{url}')}"

    def link(self, address: str, page: str, anchor: str = "") -> str:
        """Return the absolute URL of an address, or it as a link from a page."""
        if self.site_url:
            return self.url(address, anchor)
        return relative(self.url(address, anchor), page)

    def meeting_url(self, meeting: Meeting) -> str:
        return self.url(self.addresses.meeting(meeting.id))

    def decision_url(self, entry: DecisionEntry) -> str:
        return self.url(self.addresses.decision(entry.id))

    def item_url(self, entry: ItemEntry | DecisionEntry) -> str:
        anchor = self.addresses.item_anchor(entry.item.slug)
        return self.url(self.addresses.meeting(entry.meeting.id), anchor)

    def follow_up_url(self, entry: FollowUpEntry) -> str:
        anchor = self.addresses.follow_up_anchor(entry.item.slug, entry.follow_up.number)
        return self.url(self.addresses.meeting(entry.meeting.id), anchor)

    def source_url(self, meeting: Meeting) -> str:
        """Return where the original document of a meeting is served, or ""."""
        if meeting.source is None:
            return ""
        return self.url(self.addresses.meeting_file(meeting.id, meeting.source.file))

    def files(self, meeting: Meeting) -> dict[str, ServedFile]:
        """Return the original document and the attachments of a meeting, by name."""
        if meeting.id not in self._files:
            self._files[meeting.id] = served_files(meeting, self.addresses)
        return self._files[meeting.id]

    @property
    def host(self) -> str:
        """The host that names things of this site for good: the site's, or else its publisher's."""
        return urlsplit(self.site_url or self.registry.publisher.url).hostname or ""

    # Ids ---------------------------------------------------------------------------

    def item_id(self, entry: ItemEntry) -> str:
        return f"{entry.meeting.id}#{self.addresses.item_anchor(entry.item.slug)}"

    def follow_up_id(self, entry: FollowUpEntry) -> str:
        anchor = self.addresses.follow_up_anchor(entry.item.slug, entry.follow_up.number)
        return f"{entry.meeting.id}#{anchor}"

    def target_id(self, target: Target) -> str:
        """Return the id of what a reference means.

        What is not published is told by its meeting alone, whatever the reason.
        """
        meeting = target.meeting
        if meeting is None or meeting.status is not Publication.PUBLISHED:
            return target.meeting_id
        if target.decision:
            return target.decision.id if not target.decision.decision.withdrawn else meeting.id
        if target.item and target.follow_up:
            return self.follow_up_id(FollowUpEntry(meeting, target.item, target.follow_up))
        return self.item_id(ItemEntry(meeting, target.item)) if target.item else meeting.id

    # Words -------------------------------------------------------------------------

    def body_name(self, body: Body) -> str:
        return body.full_name or body.name

    def meeting_title(self, meeting: Meeting) -> str:
        date = self.dates.day(meeting.date)
        title = self.t("meeting.title", body=self.meeting_bodies(meeting), date=date)
        return f"{title}{nth_mark(meeting.sequence)}"

    # Dates -------------------------------------------------------------------------

    def published(self, meeting: Meeting) -> dt.date:
        """Return the day the minutes were finished: that of attestation, else the meeting's."""
        return max(meeting.attested_date or meeting.date, meeting.date)

    def modified(self, meeting: Meeting) -> dt.date:
        """Return the day of the last correction, or the day the minutes were finished."""
        return max(self.published(meeting), *(c.date for c in meeting.corrections), dt.date.min)
