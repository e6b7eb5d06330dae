"""The values of the archive: a registry, and meetings as their minutes tell them.

Everything is frozen. References between things are kept as ids (`Reference`);
`archive/` resolves them. Names are the field's: meeting, agenda item, decision,
body, municipality, attendance.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from minutes_archive.problems import Place
from minutes_archive.prose import goals_of

NO_PLACE = Place("")


class DocumentKind(StrEnum):
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


OPEN_STATES = frozenset({FollowUpState.OPEN, FollowUpState.ONGOING})
"""The states of a task that is not done with."""


class MeetingPlan(StrEnum):
    """How sure an announced meeting is."""

    PLANNED = "planned"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"


class MeetingForm(StrEnum):
    """How the members met: in a room, over the net, both, or by letter (per capsulam)."""

    IN_PERSON = "in_person"
    DIGITAL = "digital"
    HYBRID = "hybrid"
    PER_CAPSULAM = "per_capsulam"


class Holding(StrEnum):
    """Whether a meeting took place."""

    HELD = "held"
    CANCELLED = "cancelled"


class Ballot(StrEnum):
    """How somebody voted."""

    YES = "yes"
    NO = "no"
    ABSTAINED = "abstained"
    ABSENT = "absent"


class CastingVote(StrEnum):
    """What the chair's casting vote was for."""

    YES = "yes"
    NO = "no"


class PeopleShown(StrEnum):
    """How much of people's names the site shows, searches and exports."""

    NAMES = "names"
    ROLES = "roles"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class NameInTime:
    """What a body or a municipality was called between two days, both included.

    `since` is None for "from the beginning", `until` for "still". `long_name` is a body's
    full name or a municipality's legal name at that time, "" when it is not known.
    """

    name: str
    long_name: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Membership:
    """A municipality's time in a body: the days from `since` to `until`, both included.

    None for either means that no such day is known. `id` is the municipality's.
    """

    id: str
    since: dt.date | None = None
    until: dt.date | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Party:
    """A party that the registry names beside the well-known ones."""

    abbreviation: str
    name: str = ""


def in_force(period: NameInTime | Membership, day: dt.date) -> bool:
    """Return whether a name or a membership was in force on a day."""
    return (period.since is None or period.since <= day) and (
        period.until is None or day <= period.until
    )


@dataclass(frozen=True, slots=True)
class Municipality:
    """A member municipality; `code` is SCB's four digits, as a string.

    `name` and `legal_name` are those of today, `names` what it was called at other times.
    """

    id: str
    name: str
    legal_name: str = ""
    code: str = ""
    url: str = ""
    notice_board: str = ""
    aliases: tuple[str, ...] = ()
    names: tuple[NameInTime, ...] = ()
    place: Place = NO_PLACE

    def name_on(self, day: dt.date) -> str:
        """Return what the municipality was called on a day."""
        return next((n.name for n in self.names if in_force(n, day)), self.name)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Somebody who takes part but is no municipality, such as a secretariat."""

    id: str
    name: str
    url: str = ""
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Body:
    """A group that meets and decides.

    `name` and `full_name` are those of today, `names` what it was called at other times. A
    municipality that left and came back has two memberships.
    """

    id: str
    name: str
    code: str
    full_name: str = ""
    members: tuple[Membership, ...] = ()
    description: str = ""
    aliases: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()
    names: tuple[NameInTime, ...] = ()
    place: Place = NO_PLACE

    def members_on(self, day: dt.date) -> tuple[str, ...]:
        """Return the ids of the municipalities that were members on a day."""
        return tuple(member.id for member in self.members if in_force(member, day))

    @property
    def ever_members(self) -> tuple[str, ...]:
        """The ids of all that are or have been members, each once."""
        return tuple(dict.fromkeys(member.id for member in self.members))

    def name_on(self, day: dt.date) -> str:
        """Return what the body was called on a day."""
        return next((n.name for n in self.names if in_force(n, day)), self.name)

    def full_name_on(self, day: dt.date) -> str:
        """Return the body's full name on a day; "" where that of the time is not known."""
        return next((n.long_name for n in self.names if in_force(n, day)), self.full_name)


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
    `synonyms` are groups of words that mean the same to who searches this archive.
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
    parties: tuple[Party, ...] = ()
    not_municipalities: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    people: PeopleShown = PeopleShown.NAMES
    accessibility: AccessibilityStatement | None = None
    privacy: PrivacyNotice | None = None
    privacy_exceptions: tuple[PrivacyException, ...] = ()
    place: Place = NO_PLACE

    @property
    def shows_names(self) -> bool:
        """Whether people are told of by name; else by role, or not at all."""
        return self.people == PeopleShown.NAMES

    @property
    def shows_roles(self) -> bool:
        """Whether people's roles and parties are told."""
        return self.people != PeopleShown.HIDDEN


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

    `name` is without the party that may follow it in brackets. `organisation` is the id of a
    municipality or an organisation ("" when the source does not say); `items` is the part of
    the meeting attended, verbatim ("2", "1–4", "t.o.m. 10"), empty for all of it;
    `item_numbers` are the slugs of the items it covers when they could be worked out, None for
    all. `disqualified` says in the same way for which items the person stepped aside (jäv).
    """

    name: str
    organisation: str = ""
    roles: tuple[Role, ...] = ()
    items: str = ""
    item_numbers: frozenset[str] | None = None
    substitute_for: str = ""
    note: str = ""
    party: str = ""
    disqualified: str = ""
    disqualified_items: frozenset[str] = frozenset()
    place: Place = NO_PLACE

    def takes_part_in(self, slug: str) -> bool:
        """Return whether the person was there for an item and not disqualified from it."""
        there = self.item_numbers is None or slug in self.item_numbers
        return there and slug not in self.disqualified_items


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
class RollCallVote:
    """How one person voted."""

    name: str
    vote: Ballot
    party: str = ""
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote: what was asked, how many voted how, and what came of it.

    A count is None where the source does not tell it. `question` says what yes and no meant,
    `outcome` what the vote decided, `text` whatever more the source says, all in its own words.
    `roll_call` is in the order of the source.
    """

    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    absent: int | None = None
    text: str = ""
    question: str = ""
    outcome: str = ""
    casting_vote: CastingVote | None = None
    roll_call: tuple[RollCallVote, ...] = ()
    place: Place = NO_PLACE


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
    votes: tuple[Vote, ...] = ()
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
    matter: str = ""
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


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody moved (yrkande), and who."""

    text: str
    by: tuple[str, ...] = ()
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposals put forward on a matter, in the order of the minutes."""

    entries: tuple[Proposal, ...]
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Proposition:
    """How the chair put the proposals to the meeting, and what the chair found decided."""

    text: str
    place: Place = NO_PLACE


Content = (
    Text
    | Heading
    | Decision
    | FollowUp
    | Deferral
    | Withheld
    | Attachment
    | Proposals
    | Proposition
)


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
    follows: tuple[Reference, ...] = ()
    votes: tuple[Vote, ...] = ()
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
    """A change made to published minutes, told to the reader.

    `items` is the part of the minutes that was changed, as written; `item_slugs` are the items
    it covers, None where it may be any.
    """

    date: dt.date
    text: str
    items: str = ""
    item_slugs: frozenset[str] | None = None
    place: Place = NO_PLACE

    def touches(self, slug: str) -> bool:
        """Return whether an item may have been changed."""
        return self.item_slugs is None or slug in self.item_slugs


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as its minutes file tells it.

    `id` is `<body>/<date>` with `-2` for a second meeting the same day (`sequence` 2);
    `time` is as written; `file` is the minutes file, relative to the minutes folder.
    `end_date` is the last day of a meeting that went on past midnight or over several days.
    `joint_with` are the bodies that met together with `body`.
    """

    id: str
    body: str
    date: dt.date
    title: str
    sequence: int = 1
    end_date: dt.date | None = None
    time: str = ""
    location: str = ""
    form: MeetingForm | None = None
    held: Holding = Holding.HELD
    joint_with: tuple[str, ...] = ()
    kind: DocumentKind = DocumentKind.NOTES
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
    attachments: tuple[Attachment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None
    file: str = ""
    place: Place = NO_PLACE

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(decision for item in self.items for decision in item.decisions)

    @property
    def files(self) -> tuple[Attachment, ...]:
        """Every file that is published with the meeting: nothing else says which.

        They are its original, its attachments and those of its items, and the files and
        pictures that its texts name.
        """
        source = (self.source,) if self.source else ()
        content = (entry for item in self.items for entry in item.content)
        of_items = tuple(entry for entry in content if isinstance(entry, Attachment))
        named = [
            Attachment(goal.file, place=place)
            for text, place in prose_of(self)
            for goal in goals_of(text)
            if goal.file
        ]
        return (*source, *self.attachments, *of_items, *named)

    def path_of(self, name: str) -> Path:
        """Return where a file of the meeting lies, beside the minutes file.

        Some systems keep the letters of a name apart from their marks: å may be two signs there.
        """
        path = Path(self.file).parent / name
        if not name.isascii() and not path.is_file():
            apart = path.with_name(unicodedata.normalize("NFD", name))
            return apart if apart.is_file() else path
        return path

    @property
    def bodies(self) -> tuple[str, ...]:
        """The ids of the bodies that met: one, or several in a joint meeting."""
        return (self.body, *self.joint_with)

    @property
    def takes_attendance(self) -> bool:
        """Whether anybody could be present or absent: not where nobody came together."""
        return self.held is Holding.HELD and self.form is not MeetingForm.PER_CAPSULAM


def prose_of(meeting: Meeting) -> Iterator[tuple[str, Place]]:
    """Yield every text of a meeting that is Markdown, with its place; none of what is withdrawn."""
    for item in meeting.items:
        yield from ((text, item.place) for text in _prose_of_votes(item.votes))
        for entry in item.content:
            yield from ((text, entry.place) for text in _prose_of_entry(entry))
    for correction in meeting.corrections:
        yield correction.text, correction.place


def _prose_of_votes(votes: tuple[Vote, ...]) -> Iterator[str]:
    for vote in votes:
        yield from (vote.question, vote.text, vote.outcome)


def _prose_of_entry(entry: Content) -> Iterator[str]:
    match entry:
        case Text():
            yield entry.markdown
        case Decision() if entry.withdrawn is None:
            yield entry.text
            yield from entry.reservations
            yield from _prose_of_votes(entry.votes)
        case FollowUp():
            yield entry.text
            yield entry.note
        case Deferral() | Proposition():
            yield entry.text
        case Proposals():
            yield from (proposal.text for proposal in entry.entries)
        case Withheld():
            yield entry.reason
        case _:
            pass
