"""Which calendars there are, and their bytes as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from icalendar import Calendar, Event, Timezone

from minutes_archive.exports.meeting_events import MeetingEvent, meeting_events
from minutes_archive.exports.printable import one_line
from minutes_archive.exports.site import Site
from minutes_archive.exports.site_file import SiteFile
from minutes_archive.exports.stockholm_time import ZONE, interval

# About half a megabyte; well-known calendar services refuse files over one.
NEWEST = 1000

# Summer time since 1981: rules that never change keep the file the same on every machine.
_RULES = (
    ("DAYLIGHT", "19810329T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "+0100", "+0200", "CEST"),
    (
        "STANDARD",
        "19800928T030000",
        "FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=19951001T000000Z",
        "+0200",
        "+0100",
        "CET",
    ),
    ("STANDARD", "19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "+0200", "+0100", "CET"),
)


def calendar_files(site: Site) -> Iterator[SiteFile]:
    """Yield the calendar of all meetings and that of each body; none without a host."""
    if not site.host:
        return
    events = meeting_events(site)
    yield _file(site, "meetings", "", site.registry.name, events)
    for identity, body in sorted(site.registry.bodies.items()):
        own = [event for event in events if event.body == identity]
        yield _file(site, "bodies", identity, site.body_name(body), own)


def _file(
    site: Site, section: str, identity: str, name: str, events: Sequence[MeetingEvent]
) -> SiteFile:
    address = site.addresses.calendar(section, identity)
    return SiteFile(address, _chunks(site, name, events[-NEWEST:]))


def _chunks(site: Site, name: str, events: Sequence[MeetingEvent]) -> Iterator[bytes]:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{site.host}//minutes-archive//{site.registry.language.upper()}")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", one_line(name))
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add_component(_time_zone())
    for event in events:
        calendar.add_component(_event(site, event))
    yield calendar.to_ical()


def _event(site: Site, event: MeetingEvent) -> Event:
    told = dt.datetime.combine(event.told, dt.time(), dt.UTC)
    made = Event()
    made.add("uid", f"{event.id.replace('/', '-')}@{site.host}")
    made.add("dtstamp", told)
    made.add("last-modified", told)
    made.add("sequence", event.sequence)
    made.add("status", event.status.value)
    made.add("summary", event.title)
    made.add("description", event.description)
    times = interval(event.date, event.time)
    made.add("dtstart", times.start if times else event.date)
    if times and times.end:
        made.add("dtend", times.end)
    if event.location:
        made.add("location", event.location)
    if event.body:
        made.add("categories", [site.registry.bodies[event.body].name])
    if site.site_url:
        made.add("url", event.url)
    return made


def _time_zone() -> Timezone:
    lines = ["BEGIN:VTIMEZONE", f"TZID:{ZONE}"]
    for kind, start, rule, before, after, name in _RULES:
        lines += [
            f"BEGIN:{kind}",
            f"DTSTART:{start}",
            f"RRULE:{rule}",
            f"TZOFFSETFROM:{before}",
            f"TZOFFSETTO:{after}",
            f"TZNAME:{name}",
            f"END:{kind}",
        ]
    zone = Timezone.from_ical("\r\n".join([*lines, "END:VTIMEZONE", ""]))
    assert isinstance(zone, Timezone)
    return zone
