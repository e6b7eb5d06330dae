"""What things of an archive are called, cited and said to be, alike on pages and in exports."""

from __future__ import annotations

from minutes_archive.archive import Archive, DecisionEntry, FollowUpEntry, ItemEntry
from minutes_archive.language.catalogue import Translator
from minutes_archive.language.citations import cite_decision, cite_item, cite_meeting, name_bodies
from minutes_archive.language.dates import DateFormatter
from minutes_archive.model import Body, Meeting


class Wording:
    """The words of one archive, in its language."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.registry = archive.registry
        self.addresses = archive.addresses
        self.t = Translator(archive.registry.language)
        self.dates = DateFormatter(self.t)

    def body(self, meeting: Meeting) -> Body:
        return self.registry.bodies[meeting.body]

    def meeting_bodies(self, meeting: Meeting) -> str:
        """Return what the body that met was called that day; of a joint meeting, all of them."""
        return name_bodies(meeting, self.registry.bodies, self.t)

    def cite_meeting(self, meeting: Meeting) -> str:
        return cite_meeting(meeting, self.body(meeting))

    def cite_item(self, entry: ItemEntry | DecisionEntry | FollowUpEntry) -> str:
        return cite_item(entry.meeting, entry.item, self.body(entry.meeting), self.t)

    def cite(self, entry: DecisionEntry) -> str:
        body = self.body(entry.meeting)
        return cite_decision(entry.meeting, entry.item, entry.decision, body, self.t)

    def status_word(self, entry: DecisionEntry) -> str:
        """Return what became of a decision, in words."""
        return self.t(f"status.{self.archive.status_of(entry)}")
