"""The ledger against the archive: nothing published vanishes or comes to mean other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from minutes_archive.addresses import Addresses, slugify
from minutes_archive.archive import Archive, Tombstone
from minutes_archive.model import Body, Meeting
from minutes_archive.permanence.ledger import Ledger, Recorded
from minutes_archive.permanence.meeting_check import check_meeting
from minutes_archive.permanence.published import Published, published_addresses
from minutes_archive.permanence.redirects import Redirect
from minutes_archive.problems import Problem


def check_ledger(
    archive: Archive, ledger: Ledger, redirects: Iterable[Redirect]
) -> Iterator[Problem]:
    """Yield an error for each published address that would vanish or stand for something else."""
    moved = _moved(archive, ledger)
    if moved is not None:
        yield moved
        return
    now = published_addresses(archive)
    leads = {redirect.old: redirect.new for redirect in redirects}
    kept = set(leads) | _tombstones(archive)
    withdrawn = {stone.meeting_id for stone in archive.tombstones if not stone.decision_id}
    for meeting_id, recorded in _by_meeting(ledger, now, leads).items():
        meeting = archive.meeting_by_id.get(meeting_id)
        if not meeting_id:
            gone = (lines[0] for address, lines in recorded.items() if address not in now)
            yield from (_thing_gone(old, ledger, now) for old in gone if old.address not in kept)
        elif meeting is not None:
            code, same = _under_another_code(meeting, archive, recorded, kept)
            if code:
                yield _recoded(archive.registry.bodies[meeting.body], code)
            yield from check_meeting(archive, meeting, same, now, kept)
        elif meeting_id.partition("/")[0] not in archive.registry.bodies:
            continue  # one problem for the body that has gone, not one for each of its meetings
        elif meeting_id not in withdrawn:
            yield from _meeting_gone(recorded, archive, kept)


def _moved(archive: Archive, ledger: Ledger) -> Problem | None:
    """Yield an error where the archive has moved to another folder since publication."""
    plain = Addresses(archive.registry.language)
    before: dict[str, Recorded] = {}
    for address, (recorded, *_) in ledger.items():
        own = plain.meeting(recorded.meeting) if recorded.meeting else ""
        page = address.partition("#")[0]
        if own and (page == own or page.endswith(f"/{own}")):
            before.setdefault(page.removesuffix(own), recorded)
    now = archive.addresses.prefix
    if not before or now in before:
        return None
    old, recorded = next(iter(before.items()))
    return Problem(
        recorded.place,
        "E417",
        f"arkivet är publicerat under /{old} och skulle flytta till /{now}: "
        f"alla {len(ledger)} adresser skulle försvinna",
        f'låt prefix vara "{old.rstrip("/")}"; ska det flytta ändå, led /{old} till /{now} i '
        "webbservern, ta bort published.txt och kör record",
    )


def with_old_tombstones(archive: Archive, ledger: Ledger) -> Archive:
    """Add to tombstones what only the ledger has of withdrawn meetings: decisions, anchors."""
    addresses = archive.addresses
    start = addresses.section("decisions")
    whole = {stone.meeting_id: stone for stone in archive.tombstones if not stone.decision_id}
    if not whole:
        return archive
    known = {stone.decision_id for stone in archive.tombstones}
    added = []
    anchors: dict[str, list[str]] = {}
    for address, (recorded, *_) in sorted(ledger.items()):
        of = whole.get(recorded.meeting)
        if of is None:
            continue
        page, _, anchor = address.partition("#")
        identity = page.removeprefix(start).rstrip("/")
        if anchor and page == addresses.meeting(of.meeting_id):
            anchors.setdefault(of.meeting_id, []).append(anchor)
        elif not anchor and address.startswith(start) and identity not in known:
            added.append(
                Tombstone(of.meeting_id, of.body, of.date, of.withdrawal, decision_id=identity)
            )
    stones = tuple(
        replace(stone, anchors=tuple(anchors.get(stone.meeting_id, ())))
        if not stone.decision_id
        else stone
        for stone in archive.tombstones
    )
    return replace(archive, tombstones=(*stones, *added))


def _by_meeting(
    ledger: Ledger, now: Mapping[str, Published], leads: Mapping[str, str]
) -> dict[str, dict[str, tuple[Recorded, ...]]]:
    """Group the lines of the ledger by meeting; a redirected address belongs where it leads."""
    grouped: dict[str, dict[str, tuple[Recorded, ...]]] = {}
    for address, lines in ledger.items():
        page, sign, anchor = address.partition("#")
        page = page if page in now else leads.get(page, page)
        meeting = now[page].meeting if page in now else lines[0].meeting
        own = grouped.setdefault(meeting, {})
        own[page + sign + anchor] = (*own.get(page + sign + anchor, ()), *lines)
    return grouped


def _tombstones(archive: Archive) -> set[str]:
    addresses = archive.addresses
    return {
        addresses.decision(stone.decision_id)
        if stone.decision_id
        else addresses.meeting(stone.meeting_id)
        for stone in archive.tombstones
    }


def _thing_gone(old: Recorded, ledger: Ledger, now: Mapping[str, Published]) -> Problem:
    """Yield an error for a matter, topic, body or municipality that no longer has a page."""
    section, _, identity = old.address.rstrip("/").rpartition("/")
    new = [
        entry
        for address, entry in now.items()
        if address not in ledger and not entry.meeting and address.startswith(f"{section}/")
    ]
    hint = f"skriv aliases: [{identity}] på det som ersätter den i archive.yml"
    if len(new) == 1:
        hint = f"skriv aliases: [{identity}] på {new[0].name} (rad {new[0].place.line})"
    place = new[0].place if len(new) == 1 else old.place
    return Problem(
        place, "E411", f"adressen {old.address} är publicerad men skulle försvinna", hint
    )


def _under_another_code(
    meeting: Meeting,
    archive: Archive,
    recorded: Mapping[str, tuple[Recorded, ...]],
    kept: set[str],
) -> tuple[str, dict[str, tuple[Recorded, ...]]]:
    """Return a body's former code if its decisions have a new one, and the lines of all others."""
    start = archive.addresses.section("decisions")
    day = meeting.id.partition("/")[2]
    own = f"{start}{slugify(archive.registry.bodies[meeting.body].code)}-{day}-"
    codes: Counter[str] = Counter()
    same = {}
    for address, lines in recorded.items():
        code, found, _ = address.removeprefix(start).partition(f"-{day}-")
        if not address.startswith(start) or address.startswith(own) or not found:
            same[address] = lines
        elif address not in kept:
            codes[code] += 1
    return max(codes, default=""), same


def _recoded(body: Body, code: str) -> Problem:
    return Problem(
        body.place,
        "E411",
        f'beslut av "{body.id}" är publicerade med förkortningen {code.upper()} i adressen, '
        f"som skulle försvinna",
        f"skriv former_codes: [{code.upper()}] på organet (rad {body.place.line})",
    )


def _meeting_gone(
    recorded: Mapping[str, tuple[Recorded, ...]], archive: Archive, kept: set[str]
) -> Iterator[Problem]:
    """Yield an error for a meeting that is nowhere, or for what a moved one left behind."""
    addresses = archive.addresses
    missing = [lines[0] for a, lines in recorded.items() if a.partition("#")[0] not in kept]
    if not missing:
        return
    old = missing[0]
    if addresses.meeting(old.meeting) in kept:
        for entry in missing:
            what = f"adressen {entry.address} är publicerad men skulle försvinna"
            hint = "skriv aliases: på det beslut som ersätter det, eller tillbaka det"
            yield Problem(entry.place, "E411", what, hint)
        return
    body, _, day = old.meeting.partition("/")
    file = PurePosixPath(old.place.path).parent / body / day[:4] / f"{day}.yml"
    words = {line.fingerprint for lines in recorded.values() for line in lines} - {""}
    new = _successor(archive, words, addresses)
    instead = f"skriv aliases: [{old.meeting}] i " + (
        f"{new.file}, som har samma beslut" if new else "mötet som ersätter det"
    )
    yield Problem(
        old.place,
        "E411",
        f"mötet {old.meeting} är publicerat men skulle försvinna med {len(missing)} adresser",
        f"{instead}, eller lägg tillbaka {file} med status: withdrawn",
    )


def _successor(archive: Archive, words: set[str], addresses: Addresses) -> Meeting | None:
    """Return the one meeting that holds what the vanished one said."""
    shared = Counter(
        entry.meeting
        for entry in published_addresses(archive).values()
        if entry.fingerprint in words and entry.address.startswith(addresses.section("decisions"))
    )
    best = shared.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return archive.meeting_by_id.get(best[0][0])
