"""The archive together with its words and addresses, as every export needs it."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cached_property, lru_cache
from urllib.parse import quote, urlsplit

from minutes_archive.addresses import relative
from minutes_archive.archive import Archive, DecisionEntry, FollowUpEntry, ItemEntry, Target
from minutes_archive.exports.person_names import PersonNames
from minutes_archive.language.catalogue import Translator
from minutes_archive.language.citations import cite_decision, cite_item, cite_meeting, name_bodies
from minutes_archive.language.dates import DateFormatter
from minutes_archive.model import Body, Meeting, Publication
from minutes_archive.pages.files import ServedFile, served_files

# Records are written one after the other, and all of a meeting share its address.
_quoted = lru_cache(maxsize=1000)(quote)


class Site:
    """One archive as it goes out; `site_url` is the absolute address of its root, or ""."""

    def __init__(self, archive: Archive, site_url: str) -> None:
        self.archive = archive
        self.registry = archive.registry
        self.site_url = f"{site_url.rstrip('/')}/" if site_url else ""
        self.t = Translator(archive.registry.language)
        self.dates = DateFormatter(self.t)
        self.addresses = archive.addresses
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
        """Return a name for good: the absolute URL, or without `site_url` a UUID of the address."""
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

    def body(self, meeting: Meeting) -> Body:
        return self.registry.bodies[meeting.body]

    def body_name(self, body: Body) -> str:
        return body.full_name or body.name

    def meeting_bodies(self, meeting: Meeting) -> str:
        """Return what the body that met was called that day; of a joint meeting, all of them."""
        return name_bodies(meeting, self.registry.bodies, self.t)

    def meeting_title(self, meeting: Meeting) -> str:
        date = self.dates.day(meeting.date)
        title = self.t("meeting.title", body=self.meeting_bodies(meeting), date=date)
        return f"{title} ({meeting.sequence})" if meeting.sequence > 1 else title

    def status(self, entry: DecisionEntry) -> str:
        """Return what became of a decision, in words."""
        replaced = entry.id in self.archive.replaced_by
        return self.t("status.replaced" if replaced else f"status.{entry.decision.status.value}")

    def cite_meeting(self, meeting: Meeting) -> str:
        return cite_meeting(meeting, self.body(meeting))

    def cite_item(self, entry: ItemEntry | DecisionEntry | FollowUpEntry) -> str:
        return cite_item(entry.meeting, entry.item, self.body(entry.meeting), self.t)

    def cite(self, entry: DecisionEntry) -> str:
        body = self.body(entry.meeting)
        return cite_decision(entry.meeting, entry.item, entry.decision, body, self.t)

    # Dates -------------------------------------------------------------------------

    def published(self, meeting: Meeting) -> dt.date:
        """Return the day the minutes were finished, as far as they tell: attested, or held."""
        return max(meeting.attested_date or meeting.date, meeting.date)

    def modified(self, meeting: Meeting) -> dt.date:
        """Return the day of the last correction, or the day the minutes were finished."""
        return max(self.published(meeting), *(c.date for c in meeting.corrections), dt.date.min)
