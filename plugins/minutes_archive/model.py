"""The values of the archive: a registry, and meetings as their minutes tell them.

Everything is frozen. References between things are kept as ids (`Reference`);
`archive.py` resolves them. Names are the field's: meeting, agenda item, decision,
body, municipality, attendance.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from minutes_archive.problems import Place

NO_PLACE = Place("")


class Kind(StrEnum):
    """What sort of document the minutes are."""

    NOTES = "notes"
    MINUTES = "minutes"


class Publication(StrEnum):
    """Whether a meeting, or a decision, may be shown."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """What a person was at a meeting."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    ATTESTER = "attester"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    PRESENTER = "presenter"
    OFFICER = "officer"
    GUEST = "guest"


class DecisionStatus(StrEnum):
    """What became of a proposal, in the words the minutes support."""

    DECIDED = "decided"
    POSTPONED = "postponed"
    REJECTED = "rejected"
    REFERRED_BACK = "referred_back"
    NOTED = "noted"
    DONE = "done"


class FollowUpState(StrEnum):
    """How far a promised task has come."""

    OPEN = "open"
    ONGOING = "ongoing"
    DONE = "done"
    DROPPED = "dropped"


class MeetingPlan(StrEnum):
    """How sure an announced meeting is."""

    PLANNED = "planned"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A member municipality; `code` is SCB's four digits, as a string."""

    id: str
    name: str
    legal_name: str = ""
    code: str = ""
    url: str = ""
    notice_board: str = ""
    aliases: tuple[str, ...] = ()
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Organisation:
    """Somebody who takes part but is no municipality, such as a secretariat."""

    id: str
    name: str
    url: str = ""
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Body:
    """A group that meets and decides; `members` are ids of municipalities."""

    id: str
    name: str
    code: str
    full_name: str = ""
    members: tuple[str, ...] = ()
    description: str = ""
    aliases: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Matter:
    """A case followed across meetings; `reference` is its diarienummer, verbatim."""

    id: str
    name: str
    description: str = ""
    reference: str = ""
    aliases: tuple[str, ...] = ()
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that items and decisions may be filed under."""

    id: str
    name: str
    description: str = ""
    aliases: tuple[str, ...] = ()
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for the archive; facts that are not given are empty, never invented.

    `organisation_suffix` tells apart publishers that share an organisation number.
    """

    name: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    organisation_number: str = ""
    organisation_suffix: str = ""


@dataclass(frozen=True, slots=True)
class PrivacyException:
    """A file, or one finding in it, that may hold what looks like personal data, and why.

    `file` is relative to the minutes folder; `text` is the finding as the problem shows it,
    "" for all findings of the file.
    """

    file: str
    reason: str
    text: str = ""
    place: Place = NO_PLACE


# What the law asks an archive to say about itself has no default that could pass for a fact:
# a notice that is not given is not published.


class Conformance(StrEnum):
    """How far the site meets the law's demands on accessibility, in Digg's three steps."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Limitation:
    """Content that is hard to reach, and why."""

    what: str
    why: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """The statement of lag (2018:1937) 13 §; publisher and archive give its other facts.

    `disproportionate` is exempted by 12 §, `exempt` lies outside the law by 9 §.
    """

    conformance: Conformance
    assessed: dt.date
    updated: dt.date
    method: str
    limitations: tuple[Limitation, ...] = ()
    disproportionate: tuple[Limitation, ...] = ()
    exempt: tuple[Limitation, ...] = ()
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """What article 13 and 14 of the GDPR ask for; texts are the controller's own words."""

    controller: str
    email: str
    officer: str
    purpose: str
    legal_basis: str
    retention: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Registry:
    """What `archive.yml` says: the names that minutes files may use.

    `license` is the address of the licence of the open data, empty when none is given.
    """

    name: str
    language: str = "sv"
    description: str = ""
    license: str = ""
    publisher: Publisher = field(default_factory=Publisher)
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    matters: Mapping[str, Matter] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    not_municipalities: tuple[str, ...] = ()
    people: str = "names"
    accessibility: AccessibilityStatement | None = None
    privacy: PrivacyNotice | None = None
    privacy_exceptions: tuple[PrivacyException, ...] = ()
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to a meeting, an item or a decision, as written, and where it is written.

    `target` is `<body>/<date>`, `<body>/<date>#punkt-<n>`, `<body>/<date>#uppfoljning-<n>-<k>`
    or a decision id.
    """

    target: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one meeting.

    `organisation` is the id of a municipality or an organisation ("" when the source
    does not say); `items` is the part of the meeting attended, verbatim ("2", "1–4",
    "t.o.m. 10"), empty for all of it; `item_numbers` are the numbers it covers when
    they could be worked out, None for all.
    """

    name: str
    organisation: str = ""
    role: Role | None = None
    items: str = ""
    item_numbers: frozenset[str] | None = None
    substitute_for: str = ""
    note: str = ""
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Text:
    """Running text in Markdown."""

    markdown: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an agenda item."""

    text: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Vote:
    """A count of votes; `text` holds the source's words when they say more."""

    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why and when something was taken out of the archive; never the words taken out."""

    reason: str
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision (att-sats): `number` counts within its item, `id` is its address for good."""

    id: str
    number: int
    text: str
    status: DecisionStatus = DecisionStatus.DECIDED
    matter: str = ""
    topics: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    responsible: str = ""
    due: dt.date | None = None
    reference: str = ""
    replaces: tuple[Reference, ...] = ()
    follows: tuple[Reference, ...] = ()
    votes: Vote | None = None
    reservations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A promised task as one meeting reports it; `note` is the source's own words on its state."""

    number: int
    text: str
    state: FollowUpState = FollowUpState.OPEN
    note: str = ""
    origin: Reference | None = None
    matter: str = ""
    responsible: str = ""
    due: dt.date | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Deferral:
    """Something put off, and to which meeting when the source says so."""

    text: str
    to: Reference | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Withheld:
    """A part that is not published; only the reason is known here."""

    reason: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside the minutes file, shown under `title`."""

    file: str
    title: str = ""
    place: Place = NO_PLACE


Content = Text | Heading | Decision | FollowUp | Deferral | Withheld | Attachment


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One point of the agenda: `number` as printed ("5", "§ 12", "23 A"), `slug` for addresses."""

    number: str
    slug: str
    title: str
    content: tuple[Content, ...] = ()
    reference: str = ""
    topics: tuple[str, ...] = ()
    matter: str = ""
    place: Place = NO_PLACE

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(entry for entry in self.content if isinstance(entry, Decision))

    @property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        return tuple(entry for entry in self.content if isinstance(entry, FollowUp))

    @property
    def deferrals(self) -> tuple[Deferral, ...]:
        return tuple(entry for entry in self.content if isinstance(entry, Deferral))


@dataclass(frozen=True, slots=True)
class Announcement:
    """A coming meeting (or other date) that the minutes announce."""

    date: dt.date
    time: str = ""
    body: str = ""
    title: str = ""
    status: MeetingPlan = MeetingPlan.PLANNED
    location: str = ""
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Correction:
    """A change made to published minutes, told to the reader."""

    date: dt.date
    text: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as its minutes file tells it.

    `id` is `<body>/<date>` with `-2` for a second meeting the same day (`sequence` 2);
    `time` is as written; `file` is the minutes file, relative to the minutes folder.
    """

    id: str
    body: str
    date: dt.date
    title: str
    sequence: int = 1
    time: str = ""
    location: str = ""
    kind: Kind = Kind.NOTES
    status: Publication = Publication.PUBLISHED
    reference: str = ""
    source: Attachment | None = None
    recorded_by: tuple[str, ...] = ()
    attested_by: tuple[str, ...] = ()
    attested_date: dt.date | None = None
    present: tuple[Attendance, ...] = ()
    absent: tuple[Attendance, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    upcoming: tuple[Announcement, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None
    file: str = ""
    place: Place = NO_PLACE

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(decision for item in self.items for decision in item.decisions)
