"""What can be found: decisions, agenda items and meetings as records, in the words readers use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypedDict

from minutes_archive.archive import Archive, DecisionEntry, ItemEntry
from minutes_archive.language.catalogue import Translator
from minutes_archive.language.citations import (
    cite_decision,
    cite_item,
    cite_meeting,
    item_label,
    name_bodies,
    nth_mark,
)
from minutes_archive.language.dates import DateFormatter
from minutes_archive.model import (
    Attachment,
    Decision,
    Deferral,
    FollowUp,
    Heading,
    Meeting,
    Proposals,
    Proposition,
    Registry,
    Text,
    Withheld,
)
from minutes_archive.prose import plain_text, summary_text


@dataclass(frozen=True, slots=True)
class Successor:
    """The decision that replaced another: what it is called and where it stands."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing that a search can find.

    `id` is the contract's `data-hit`; `url` is relative to the site root; `type` is
    decision, item, meeting or page; `text` is searched and quoted, `names` only searched.
    `own_text` is searched instead of `text` where other records hold the rest of it: an item
    finds what its decisions say by way of them. `parent` is the id of a decision's item.
    `called` are the names of a page: who asks for one of them is shown the page first.
    """

    id: str
    url: str
    type: str
    title: str
    text: str
    date: str = ""
    date_text: str = ""
    body: str = ""
    body_name: str = ""
    municipalities: tuple[str, ...] = ()
    municipality_names: tuple[str, ...] = ()
    status: str = ""
    status_text: str = ""
    matter: str = ""
    matter_name: str = ""
    topic_names: tuple[str, ...] = ()
    citation: str = ""
    item_label: str = ""
    reference: str = ""
    names: str = ""
    replaced_by: tuple[Successor, ...] = ()
    own_text: str | None = None
    parent: str = ""
    called: tuple[str, ...] = ()


# The lists that are pages of their own; each is also called otherwise in the catalogue.
SECTIONS = (
    *("meetings", "decisions", "municipalities", "bodies", "matters", "topics"),
    *("follow_ups", "upcoming", "about"),
)


class _MeetingPart(TypedDict):
    date: str
    date_text: str
    body: str
    body_name: str


class RecordWriter:
    """Writes the records of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._registry = archive.registry
        self._t = Translator(archive.registry.language)
        self._dates = DateFormatter(self._t)
        self._addresses = archive.addresses

    def records(self) -> Iterator[SearchRecord]:
        """Yield every record: the newest meeting first, the archive's own pages last."""
        for meeting in reversed(self._archive.meetings):
            yield from self.of_meeting(meeting)
        yield from self.pages()

    def pages(self, others: Iterable[tuple[str, str]] = ()) -> Iterator[SearchRecord]:
        """Yield the pages that are no meeting's: of municipalities, bodies, matters, topics, lists.

        `others` are titles and addresses of further ones.
        """
        registry, addresses, t = self._registry, self._addresses, self._t
        for identity, place in registry.municipalities.items():
            called: tuple[str, ...] = (
                place.name,
                place.legal_name,
                f"{place.name} {t('column.municipality')}",
            )
            yield self._page(addresses.municipality(identity), "municipality", called)
        for identity, body in registry.bodies.items():
            called = (body.name, body.full_name, body.code)
            yield self._page(addresses.body(identity), "body", called, body.description)
        for identity, matter in registry.matters.items():
            called = (matter.name, matter.reference)
            yield self._page(addresses.matter(identity), "matter", called, matter.description)
        for identity, topic in registry.topics.items():
            yield self._page(addresses.topic(identity), "topic", (topic.name,), topic.description)
        for name in SECTIONS:
            called = (t(f"{name}.title"), *t(f"search.called.{name}").split(", "))
            yield self._page(addresses.section(name), "section", called)
        for title, address in others:
            yield self._page(address, "section", (title,))

    def _page(self, url: str, kind: str, called: tuple[str, ...], text: str = "") -> SearchRecord:
        names = tuple(dict.fromkeys(filter(None, called)))
        return SearchRecord(
            id=self._addresses.within(url) or url,
            url=url,
            type="page",
            title=names[0],
            text=_plain(text),
            item_label=self._t(f"search.kind.{kind}"),
            names="\n".join(names),
            called=names,
        )

    def of_meeting(self, meeting: Meeting) -> Iterator[SearchRecord]:
        """Yield the records of a meeting: its decisions, its items, itself."""
        for decision in meeting.decisions:
            entry = self._archive.decision_by_id.get(decision.id)
            if entry is not None:
                yield self._decision(entry)
        for item in meeting.items:
            yield self._item(ItemEntry(meeting, item))
        yield self._meeting(meeting)

    def _decision(self, entry: DecisionEntry) -> SearchRecord:
        decision, meeting = entry.decision, entry.meeting
        body = self._registry.bodies[meeting.body]
        replaced = self._archive.replaced_by.get(decision.id, ())
        status = self._archive.status_of(entry)
        named = tuple(sorted(self._archive.named_in_decision[decision.id]))
        return SearchRecord(
            id=decision.id,
            url=self._addresses.decision(decision.id),
            type="decision",
            title=_one_line(summary_text(decision.text), 160),
            text=" ".join(map(_plain, [decision.text, *decision.reservations])),
            municipalities=named,
            municipality_names=self._municipality_names(named),
            status=status,
            status_text=self._t(f"status.{status}"),
            matter=entry.matter,
            matter_name=self._matter_name(entry.matter),
            topic_names=self._topic_names(entry.topics),
            citation=cite_decision(meeting, entry.item, decision, body, self._t),
            item_label=entry.item.title,
            reference=entry.reference,
            replaced_by=tuple(self._successor(by) for by in replaced),
            names=decision.responsible,
            parent=f"{meeting.id}#{self._addresses.item_anchor(entry.item.slug)}",
            **self._of_meeting(meeting),
        )

    def _item(self, entry: ItemEntry) -> SearchRecord:
        item, meeting = entry.item, entry.meeting
        named = tuple(sorted(self._archive.named_in_item[entry.id]))
        anchor = self._addresses.item_anchor(item.slug)
        return SearchRecord(
            id=f"{meeting.id}#{anchor}",
            url=self._addresses.item(meeting.id, item.slug),
            type="item",
            title=item.title,
            text=" ".join(filter(None, _texts(entry, with_decisions=True))),
            own_text=" ".join(filter(None, _texts(entry, with_decisions=False))),
            municipalities=named,
            municipality_names=self._municipality_names(named),
            matter=item.matter,
            matter_name=self._matter_name(item.matter),
            topic_names=self._topic_names(item.topics),
            citation=cite_item(meeting, item, self._registry.bodies[meeting.body], self._t),
            item_label=item_label(item, self._t),
            reference=item.reference,
            names=f"{item.number} {_point(item.number)}",
            **self._of_meeting(meeting),
        )

    def _meeting(self, meeting: Meeting) -> SearchRecord:
        body = self._registry.bodies[meeting.body]
        there = {p.organisation for p in meeting.present} & set(self._registry.municipalities)
        attending = tuple(sorted(there))
        said = [meeting.location, *(entry.title for entry in meeting.upcoming)]
        contents = [item.title for item in meeting.items]
        name = name_bodies(meeting, self._registry.bodies, self._t)
        return SearchRecord(
            id=meeting.id,
            url=self._addresses.meeting(meeting.id),
            type="meeting",
            title=f"{name} {self._dates.day(meeting.date)}{nth_mark(meeting.sequence)}",
            text=" · ".join(filter(None, [meeting.title, *contents, *said])),
            municipalities=attending,
            municipality_names=self._municipality_names(attending),
            citation=cite_meeting(meeting, body),
            reference=meeting.reference,
            names="\n".join(self._words_around(meeting)),
            **self._of_meeting(meeting),
        )

    def _words_around(self, meeting: Meeting) -> Iterator[str]:
        """Yield what a meeting's page says besides its items: when, where, who and as what."""
        t = self._t
        publisher = self._registry.publisher
        yield from (publisher.name, publisher.url)
        yield from (t("meeting.time"), t("meeting.place"), meeting.time)
        yield self._dates.full(meeting.date)
        yield from (t("presence.present"), t("presence.absent"), t("meeting.attested_date"))
        yield from (f"{entry.time} {entry.date.isoformat()}" for entry in meeting.upcoming)
        for person in (*meeting.present, *meeting.absent):
            yield from (
                person.note,
                person.items and t("attendance.only_items", items=person.items),
            )
            yield from (t(f"role.{role}") for role in person.roles)
            organisation = self._registry.organisations.get(person.organisation)
            yield organisation.name if organisation else ""
        if self._registry.shows_names:
            yield from (person.name for person in (*meeting.present, *meeting.absent))
            yield from (*meeting.recorded_by, *meeting.attested_by)

    def _of_meeting(self, meeting: Meeting) -> _MeetingPart:
        return {
            "date": meeting.date.isoformat(),
            "date_text": self._dates.day(meeting.date),
            "body": meeting.body,
            "body_name": self._registry.bodies[meeting.body].name,
        }

    def _municipality_names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._registry.municipalities[name].name for name in ids)

    def _matter_name(self, matter: str) -> str:
        return self._registry.matters[matter].name if matter else ""

    def _topic_names(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._registry.topics[topic].name for topic in topics)

    def _successor(self, entry: DecisionEntry) -> Successor:
        body = self._registry.bodies[entry.meeting.body]
        label = cite_decision(entry.meeting, entry.item, entry.decision, body, self._t)
        return Successor(label, self._addresses.decision(entry.id))


def own_names(registry: Registry) -> tuple[str, ...]:
    """Return what an archive calls itself; its municipality, too, where it has but one."""
    names = [registry.name, registry.publisher.name]
    if len(registry.municipalities) == 1:
        names += [place.name for place in registry.municipalities.values()]
    return tuple(filter(None, names))


def records_of(archive: Archive) -> Iterator[SearchRecord]:
    """Yield the records of an archive."""
    return RecordWriter(archive).records()


def _texts(entry: ItemEntry, with_decisions: bool) -> Iterator[str]:
    for part in entry.item.content:
        match part:
            case Text():
                yield _plain(part.markdown)
            case Heading():
                yield part.text
            case Deferral() | Proposition():
                yield _plain(part.text)
            case Proposals():
                for proposal in part.entries:
                    yield f"{', '.join(proposal.by)}: {_plain(proposal.text)}"
            case Decision():
                if with_decisions:
                    yield _plain(part.text)
            case FollowUp():
                yield _plain(part.text)
                yield _plain(part.note)
            case Attachment():
                yield part.title
            case Withheld():
                pass


def _point(number: str) -> str:
    """Return an item's number as the one word that "§ 12" or "punkt 5" is looked up by."""
    return "".join(filter(str.isalnum, number)) + "punkt"


def _plain(text: str) -> str:
    """Return a text as it reads, on one line: it is quoted as it stands."""
    return " ".join(plain_text(text).split())


def _one_line(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"
