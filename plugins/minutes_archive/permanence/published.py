"""The archive -> every address and anchor it has now, with a fingerprint of its words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from minutes_archive.addresses import Addresses
from minutes_archive.archive import Archive
from minutes_archive.attachments import content_of
from minutes_archive.model import NO_PLACE, Decision, Meeting, Registry, Vote
from minutes_archive.permanence.ledger import Ledger, Recorded
from minutes_archive.problems import Place

_WORD = re.compile(r"\w+")
_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Published:
    """One address: the meeting that owns it ("" for none) and a fingerprint of what it says.

    `address` is percent-encoded and may end in `#anchor`. `corrections` counts the
    corrections of the meeting. `name` is how a problem calls it (Swedish).
    """

    address: str
    name: str
    meeting: str = ""
    fingerprint: str = ""
    corrections: int = 0
    place: Place = NO_PLACE


def published_addresses(archive: Archive) -> dict[str, Published]:
    """Return what the site has now, by address; tombstones are not in it."""
    addresses = archive.addresses
    found = [*_of_registry(archive, addresses)]
    for meeting in archive.meetings:
        found += _of_meeting(meeting, archive.registry, addresses)
    return {entry.address: entry for entry in found}


def fingerprint(text: str) -> str:
    """Return 16 hexadecimal digits that stand for the words of a text.

    Case, punctuation and line breaks do not count: SHA-256 over the words, NFC.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_LENGTH]


def _of_registry(archive: Archive, addresses: Addresses) -> Iterator[Published]:
    registry = archive.registry
    for municipality in registry.municipalities.values():
        yield Published(
            addresses.municipality(municipality.id),
            f'kommunen "{municipality.id}"',
            place=municipality.place,
        )
    for body in registry.bodies.values():
        yield Published(addresses.body(body.id), f'organet "{body.id}"', place=body.place)
    for matter in registry.matters.values():
        yield Published(addresses.matter(matter.id), f'ärendet "{matter.id}"', place=matter.place)
    for topic in registry.topics.values():
        yield Published(addresses.topic(topic.id), f'ämnet "{topic.id}"', place=topic.place)


def _of_meeting(meeting: Meeting, registry: Registry, addresses: Addresses) -> Iterator[Published]:
    def entry(address: str, name: str, words: str, place: Place) -> Published:
        mark = fingerprint(words) if words else ""
        return Published(address, name, meeting.id, mark, len(meeting.corrections), place)

    page = addresses.meeting(meeting.id)
    yield entry(page, f"mötet {meeting.id}", "", meeting.place)
    if meeting.present or meeting.absent:
        own = f"{page}#{addresses.anchor('attendance')}"
        place = (*meeting.present, *meeting.absent)[0].place
        yield entry(own, "närvaron", attendance_facts(meeting, registry), place)
    for item in meeting.items:
        anchor = f"{page}#{addresses.item_anchor(item.slug)}"
        yield entry(anchor, f"punkt {item.number}", item.title, item.place)
        if item.votes:
            own = f"{page}#{addresses.anchor('votes', item.slug)}"
            facts = " ".join(map(_vote_facts, item.votes))
            yield entry(own, f"omröstningen i punkt {item.number}", facts, item.votes[0].place)
        for decision in item.decisions:
            own = f"{page}#{addresses.decision_anchor(item.slug, decision.number)}"
            name = f"beslut {decision.number} i punkt {item.number}"
            facts = decision_facts(decision) if decision.withdrawn is None else ""
            yield entry(own, name, facts, decision.place)
            if decision.withdrawn is None:
                yield entry(
                    addresses.decision(decision.id),
                    f"beslutet {decision.id}",
                    decision.text,
                    decision.place,
                )
        for task in item.follow_ups:
            own = f"{page}#{addresses.follow_up_anchor(item.slug, task.number)}"
            name = f"uppföljning {task.number} i punkt {item.number}"
            yield entry(own, name, task.text, task.place)
        for number, deferral in enumerate(item.deferrals, start=1):
            own = f"{page}#{addresses.deferral_anchor(item.slug, number)}"
            name = f"bordläggning {number} i punkt {item.number}"
            yield entry(own, name, deferral.text, deferral.place)
    for attachment in meeting.files:
        address = quote(addresses.meeting_file(meeting.id, attachment.file))
        try:
            content = content_of(meeting.path_of(attachment.file))
        except OSError:
            continue  # the reader tells of a named file that is not there
        yield Published(
            address,
            f"filen {attachment.file}",
            meeting.id,
            content.sha256[:_LENGTH],
            len(meeting.corrections),
            attachment.place,
        )


def attendance_facts(meeting: Meeting, registry: Registry) -> str:
    """Return who was present and absent as words that change when it does; order does not count."""
    first = {m.id: m.aliases[0] for m in registry.municipalities.values() if m.aliases}
    rows = [
        " ".join(
            [
                where,
                person.name,
                person.party,
                first.get(person.organisation, person.organisation),
                *(role.value for role in person.roles),
                f"items {person.items}",
                f"disqualified {person.disqualified}",
            ]
        )
        for where, people in (("present", meeting.present), ("absent", meeting.absent))
        for person in people
    ]
    return " ".join(sorted(rows))


def decision_facts(decision: Decision) -> str:
    """Return what a decision says beside its words: its standing, votes, reservations, due day.

    Not who is responsible or voted how by name: an archive may come to hide people, and that is
    no change of the decision.
    """
    due = decision.due.isoformat() if decision.due else ""
    votes = map(_vote_facts, decision.votes)
    return " ".join(["status", decision.status.value, *votes, *decision.reservations, "due", due])


def _vote_facts(vote: Vote) -> str:
    counts = {"yes": vote.yes, "no": vote.no, "abstained": vote.abstained, "absent": vote.absent}
    counted = [f"{key} {count}" for key, count in counts.items() if count is not None]
    called = [f"{entry.party} {entry.vote.value}" for entry in vote.roll_call]
    casting = f"casting {vote.casting_vote.value}" if vote.casting_vote else ""
    return " ".join(["vote", vote.question, *counted, casting, vote.outcome, vote.text, *called])


def record_addresses(archive: Archive, ledger: Ledger) -> tuple[Recorded, ...]:
    """Return all lines: those of now, and the old ones whose address leads elsewhere or is gone."""
    now = {
        entry.address: Recorded(entry.address, entry.meeting, entry.fingerprint, entry.corrections)
        for entry in published_addresses(archive).values()
    }
    old: Iterable[Recorded] = (
        line for address, lines in ledger.items() if address not in now for line in lines
    )
    return tuple(sorted([*now.values(), *old], key=str))
