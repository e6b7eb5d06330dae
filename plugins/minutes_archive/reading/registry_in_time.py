"""Names and memberships of the registry, which hold from one day to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from minutes_archive.model import Body, Membership, Municipality, NameInTime
from minutes_archive.problems import Place, Problem, did_you_mean
from minutes_archive.reading.context import Context, Values

Places = Mapping[str, Place]
Period = NameInTime | Membership


def name_in_time(
    long_key: str, values: Values, place: Place, context: Context, _places: Places
) -> NameInTime:
    """Return a former (or coming) name; `long_key` is the key of the long form."""
    found = NameInTime(
        values["name"], values.get(long_key, ""), values.get("from"), values.get("to"), place
    )
    if found.since is None and found.until is None:
        context.report(
            place,
            "E130",
            f'namnet "{found.name}" saknar tid',
            "skriv to: med sista dagen då det gällde",
        )
    return found


def membership(values: Values, place: Place, _context: Context, _places: Places) -> Membership:
    return Membership(values["id"], values.get("from"), values.get("to"), place)


def registry_in_time_problems(
    municipalities: Mapping[str, Municipality], bodies: Mapping[str, Body]
) -> Iterator[Problem]:
    """Yield what is wrong with members and with names over time."""
    for body in bodies.values():
        for member in body.members:
            if member.id not in municipalities:
                yield Problem(
                    member.place,
                    "E104",
                    f'okänd kommun "{member.id}" i organet "{body.id}"',
                    did_you_mean(member.id, municipalities),
                )
        for identity in body.ever_members:
            times = [member for member in body.members if member.id == identity]
            yield from _clashes(times, f'medlemskapet för "{identity}" i organet "{body.id}"')
        yield from _clashes(body.names, f'namnen på organet "{body.id}"')
    for municipality in municipalities.values():
        yield from _clashes(municipality.names, f'namnen på kommunen "{municipality.id}"')


def _clashes(periods: Iterable[Period], what: str) -> Iterator[Problem]:
    """Yield periods that end before they begin, and those that lie over each other."""
    ordered = sorted(periods, key=lambda period: period.since or dt.date.min)
    for period in ordered:
        if period.since and period.until and period.until < period.since:
            yield Problem(
                period.place,
                "E130",
                f"{what}: to ({period.until}) är före from ({period.since})",
                "byt plats på dagarna eller rätta den som är fel",
            )
    for before, after in pairwise(ordered):
        if before.until is None or (after.since or dt.date.min) <= before.until:
            yield Problem(
                after.place,
                "E130",
                f"{what} har tider som går in i varandra",
                "skriv to: dagen före nästa from:",
            )
