"""Which calendars there are, and their bytes as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from minutes_archive.exports.calendar_lines import instant, text, written
from minutes_archive.exports.meeting_events import MeetingEvent, meeting_events
from minutes_archive.exports.printable import one_line
from minutes_archive.exports.site import Site
from minutes_archive.exports.site_file import SiteFile
from minutes_archive.exports.stockholm_time import ZONE, interval

# About half a megabyte; well-known calendar services refuse files over one.
NEWEST = 1000

# Summer time since 1981: rules that never change keep the file the same on every machine.
_TIME_ZONE = f"""\
BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19800928T030000
RRULE:FREQ=YEARLY;UNTIL=19951001T000000Z;BYDAY=-1SU;BYMONTH=9
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE""".splitlines()


def calendar_files(site: Site) -> Iterator[SiteFile]:
    """Yield the calendar of all meetings and that of each body; none without a host."""
    if not site.host:
        return
    events = meeting_events(site)
    yield _file(site, "meetings", "", site.registry.name, events)
    for identity, body in sorted(site.registry.bodies.items()):
        own = [event for event in events if identity in event.bodies]
        yield _file(site, "bodies", identity, site.body_name(body), own)


def _file(
    site: Site, section: str, identity: str, name: str, events: Sequence[MeetingEvent]
) -> SiteFile:
    address = site.addresses.calendar(section, identity)
    return SiteFile(address, _chunks(site, name, events[-NEWEST:]))


def _chunks(site: Site, name: str, events: Sequence[MeetingEvent]) -> Iterator[bytes]:
    shown = text(one_line(name))
    program = f"-//{site.host}//minutes-archive//{site.registry.language.upper()}"
    yield written(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{text(program)}",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            f"NAME:{shown}",
            f"X-WR-CALNAME:{shown}",
            "REFRESH-INTERVAL;VALUE=DURATION:P1D",
            f"X-WR-TIMEZONE:{ZONE}",
            *_TIME_ZONE,
            *(line for event in events for line in _event(site, event)),
            "END:VCALENDAR",
        ]
    )


def _event(site: Site, event: MeetingEvent) -> Iterator[str]:
    uid = f"{event.id.replace('/', '-')}@{site.host}"
    told = f"{event.told:%Y%m%d}T000000Z"
    times = interval(event.date, event.time, event.end_date)
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{text(event.title)}"
    if times:
        yield f"DTSTART;TZID={ZONE}:{instant(times.start)}"
        if times.end:
            yield f"DTEND;TZID={ZONE}:{instant(times.end)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.date:%Y%m%d}"
        if event.end_date and event.end_date > event.date:
            # The end of days is the day after the last.
            yield f"DTEND;VALUE=DATE:{event.end_date + dt.timedelta(days=1):%Y%m%d}"
    yield f"DTSTAMP:{told}"
    yield f"UID:{text(uid)}"
    yield f"SEQUENCE:{event.sequence}"
    if event.body:
        yield f"CATEGORIES:{text(site.registry.bodies[event.body].name)}"
    yield f"DESCRIPTION:{text(event.description)}"
    yield f"LAST-MODIFIED:{told}"
    if event.location:
        yield f"LOCATION:{text(event.location)}"
    yield f"STATUS:{event.status.value}"
    if site.site_url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"
