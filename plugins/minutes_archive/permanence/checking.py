"""The ledger against the archive: nothing published vanishes or comes to mean other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from minutes_archive.addresses import Addresses
from minutes_archive.archive import Archive, Tombstone
from minutes_archive.permanence.ledger import Ledger, Recorded
from minutes_archive.permanence.published import Published, published_addresses
from minutes_archive.permanence.redirects import Redirect
from minutes_archive.problems import Problem

_CORRECTION = "corrections: [{date: ÅÅÅÅ-MM-DD, text: Vad som rättades.}]"


def check_ledger(
    archive: Archive, ledger: Ledger, redirects: Iterable[Redirect]
) -> Iterator[Problem]:
    """Yield an error for each address that would vanish or stand for something else."""
    now = published_addresses(archive)
    kept = {redirect.old for redirect in redirects} | _tombstones(archive)
    withdrawn = {stone.meeting_id for stone in archive.tombstones if not stone.decision_id}
    corrected = {meeting.id: len(meeting.corrections) for meeting in archive.meetings}
    for address, lines in ledger.items():
        entry = now.get(address)
        if entry is not None:
            yield from _compare(entry, lines, now)
            continue
        page = address.partition("#")[0]
        recorded = lines[0]
        if page in kept or recorded.meeting in withdrawn:
            continue
        # A file, an item or a task may go when the page says so; a decision leaves a tombstone.
        on_page = "#" in address or not address.endswith("/")
        more = corrected.get(recorded.meeting, 0) > max(line.corrections for line in lines)
        if not (on_page and more):
            yield _vanished(recorded, archive, on_page)


def with_old_tombstones(archive: Archive, ledger: Ledger) -> Archive:
    """Add tombstones for decisions that only the ledger still knows of a withdrawn meeting."""
    addresses = Addresses(archive.registry.language)
    start = addresses.section("decisions")
    whole = {stone.meeting_id: stone for stone in archive.tombstones if not stone.decision_id}
    known = {stone.decision_id for stone in archive.tombstones}
    added = []
    for address, (recorded, *_) in sorted(ledger.items()):
        identity = address.removeprefix(start).rstrip("/")
        of = whole.get(recorded.meeting)
        if of and address.startswith(start) and identity not in known:
            added.append(
                Tombstone(of.meeting_id, of.body, of.date, of.withdrawal, decision_id=identity)
            )
    return replace(archive, tombstones=(*archive.tombstones, *added)) if added else archive


def _tombstones(archive: Archive) -> set[str]:
    addresses = Addresses(archive.registry.language)
    return {
        addresses.decision(stone.decision_id)
        if stone.decision_id
        else addresses.meeting(stone.meeting_id)
        for stone in archive.tombstones
    }


def _compare(
    entry: Published, lines: tuple[Recorded, ...], now: dict[str, Published]
) -> Iterator[Problem]:
    marks = {line.fingerprint for line in lines} - {""}
    if not marks or not entry.fingerprint or entry.fingerprint in marks:
        return
    moved = _moved_to(entry, marks, now)
    if moved is not None:
        yield _moved(entry, moved)
    elif entry.corrections <= max(line.corrections for line in lines):
        yield Problem(
            entry.place,
            "E412",
            f"{entry.name} säger något annat än när det publicerades",
            f"ändra tillbaka, eller tala om rättelsen i mötet: {_CORRECTION}",
        )


def _moved_to(entry: Published, marks: set[str], now: dict[str, Published]) -> Published | None:
    """Return another decision of the meeting that now holds the published words."""
    if not entry.name.startswith("beslutet"):
        return None
    return next(
        (
            other
            for other in now.values()
            if other.meeting == entry.meeting
            and other.fingerprint in marks
            and other.name.startswith("beslutet")
        ),
        None,
    )


def _moved(entry: Published, moved: Published) -> Problem:
    number = entry.name.rpartition("-")[2]
    same_item = entry.name.rpartition("-")[0] == moved.name.rpartition("-")[0]
    old_id = entry.name.removeprefix("beslutet ")
    hint = (
        f'skriv id: "{number}" i beslutet på rad {moved.place.line}'
        if same_item
        else f"skriv tillbaka beslutet på sin plats, eller aliases: [{old_id}] på rad "
        f"{moved.place.line} sedan {old_id} har fått ett annat nummer med id:"
    )
    return Problem(
        entry.place,
        "E412",
        f"{entry.name} är nu ett annat beslut: de publicerade orden står i "
        f"{moved.name.removeprefix('beslutet ')} (rad {moved.place.line})",
        hint,
    )


def _vanished(recorded: Recorded, archive: Archive, on_page: bool) -> Problem:
    address, meeting_id = recorded.address, recorded.meeting
    held = archive.meeting_by_id.get(meeting_id)
    place = held.place if held else recorded.place
    what = f"adressen {address} är publicerad men skulle försvinna"
    if not meeting_id:
        old = address.rstrip("/").rpartition("/")[2]
        hint = f"skriv aliases: [{old}] på det som ersätter den i archive.yml"
        return Problem(place, "E411", what, hint)
    if held is None:
        body, _, day = meeting_id.partition("/")
        folder = PurePosixPath(recorded.place.path).parent
        file = folder / body / day[:4] / f"{day}.yml"
        hint = (
            f"lägg tillbaka {file} med status: withdrawn, eller skriv "
            f"aliases: [{meeting_id}] i mötet som ersätter det"
        )
        return Problem(place, "E411", what, hint)
    if on_page:
        return Problem(place, "E411", what, f"skriv tillbaka det, eller i mötet: {_CORRECTION}")
    identity = address.rstrip("/").rpartition("/")[2]
    number = identity.rpartition("-")[2]
    entry = f'- {{decision: Borttaget., id: "{number}", withdrawn: {{reason: mistake}}}}'
    return Problem(place, "E411", what, f"skriv i punktens content: {entry}")
