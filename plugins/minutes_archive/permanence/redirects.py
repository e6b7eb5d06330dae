"""Aliases -> the table of old addresses and where they lead; each old one to one new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from minutes_archive.addresses import Addresses, slugify
from minutes_archive.archive import Archive
from minutes_archive.model import NO_PLACE, Body
from minutes_archive.permanence.published import published_addresses
from minutes_archive.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that leads to another; both from the site root, percent-encoded.

    `alias` and `place` say which words of the data ask for it.
    """

    old: str
    new: str
    alias: str = ""
    place: Place = NO_PLACE

    @property
    def is_file(self) -> bool:
        return not self.old.endswith("/")


@dataclass(frozen=True, slots=True)
class _Held:
    """A meeting or a tombstone, reduced to ids and file names."""

    id: str
    body: str
    aliases: tuple[str, ...]
    decisions: tuple[str, ...]
    files: tuple[str, ...]
    place: Place


def find_redirects(archive: Archive) -> tuple[tuple[Redirect, ...], list[Problem]]:
    """Return the table, sorted by old address, and aliases that cannot be."""
    addresses = archive.addresses
    wanted = list(_wanted(archive, addresses))
    if not wanted:
        return (), []
    living = set(published_addresses(archive)) | {
        addresses.decision(stone.decision_id)
        if stone.decision_id
        else addresses.meeting(stone.meeting_id)
        for stone in archive.tombstones
    }
    table: dict[str, Redirect] = {}
    problems = []
    for redirect in wanted:
        if redirect.old in living:
            what = f'"{redirect.alias}" är ett alias, men adressen {redirect.old} används'
            problems.append(
                Problem(redirect.place, "E413", what, "ta bort aliaset eller byt id på det ena")
            )
        elif table.setdefault(redirect.old, redirect).new != redirect.new:
            first = table[redirect.old]
            what = f'aliaset "{redirect.alias}" leder också till {first.new} ({first.place})'
            problems.append(Problem(redirect.place, "E414", what, "behåll det ena"))
    return tuple(table[old] for old in sorted(table)), list(dict.fromkeys(problems))


def _wanted(archive: Archive, addresses: Addresses) -> Iterator[Redirect]:
    registry = archive.registry
    for things, address in (
        (registry.municipalities, addresses.municipality),
        (registry.bodies, addresses.body),
        (registry.matters, addresses.matter),
        (registry.topics, addresses.topic),
    ):
        for thing in things.values():
            for alias in thing.aliases:
                yield Redirect(address(alias), address(thing.id), alias, thing.place)
    for held in _held(archive):
        body = registry.bodies[held.body]
        day = held.id.partition("/")[2]
        for alias in held.aliases:
            yield from _moved(held, alias, registry.bodies, addresses, held.place)
        for old_body in body.aliases:
            yield from _moved(held, f"{old_body}/{day}", registry.bodies, addresses, body.place)
        for code in body.former_codes:
            for old, new in _recoded(held.decisions, body, f"{slugify(code)}-{day}", day):
                yield Redirect(addresses.decision(old), addresses.decision(new), code, body.place)
    for entry in archive.decisions:
        for alias in entry.decision.aliases:
            place = entry.decision.place
            yield Redirect(addresses.decision(alias), addresses.decision(entry.id), alias, place)
    for stone in archive.tombstones:
        for alias in stone.aliases if stone.decision_id else ():
            new = addresses.decision(stone.decision_id)
            yield Redirect(addresses.decision(alias), new, alias)


def _held(archive: Archive) -> Iterator[_Held]:
    for meeting in archive.meetings:
        yield _Held(
            meeting.id,
            meeting.body,
            meeting.aliases,
            tuple(decision.id for decision in meeting.decisions),
            tuple(file.file for file in meeting.files),
            meeting.place,
        )
    decisions: dict[str, list[str]] = {}
    for stone in archive.tombstones:
        if stone.decision_id:
            decisions.setdefault(stone.meeting_id, []).append(stone.decision_id)
    for stone in archive.tombstones:
        if not stone.decision_id:
            own = tuple(decisions.get(stone.meeting_id, ()))
            yield _Held(stone.meeting_id, stone.body, stone.aliases, own, (), NO_PLACE)


def _moved(
    held: _Held, alias: str, bodies: Mapping[str, Body], addresses: Addresses, place: Place
) -> Iterator[Redirect]:
    """Yield the old addresses of a meeting, its decisions and its files."""
    yield Redirect(addresses.meeting(alias), addresses.meeting(held.id), alias, place)
    old_body, _, old_day = alias.partition("/")
    body = bodies[held.body]
    code = slugify(bodies[old_body].code if old_body in bodies else body.code)
    day = held.id.partition("/")[2]
    for old, new in _recoded(held.decisions, body, f"{code}-{old_day}", day):
        if old != new:
            yield Redirect(addresses.decision(old), addresses.decision(new), alias, place)
    for name in held.files:
        old = quote(addresses.meeting_file(alias, name))
        yield Redirect(old, quote(addresses.meeting_file(held.id, name)), alias, place)


def _recoded(
    decisions: Iterable[str], body: Body, old_prefix: str, day: str
) -> Iterator[tuple[str, str]]:
    prefix = f"{slugify(body.code)}-{day}"
    for decision in decisions:
        yield old_prefix + decision.removeprefix(prefix), decision
