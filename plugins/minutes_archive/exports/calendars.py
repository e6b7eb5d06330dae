"""Calendars as iCalendar (RFC 5545): which there are, their events, and their lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from minutes_archive.archive import AnnouncementEntry, meeting_order
from minutes_archive.archive.order import grouped, start_of
from minutes_archive.exports.printable import one_line
from minutes_archive.exports.site import Site, SiteFile
from minutes_archive.exports.stockholm_time import ZONE, interval
from minutes_archive.language.citations import nth_mark
from minutes_archive.model import Announcement, Holding, Meeting, MeetingPlan

# 75 octets without the line break, as the RFC wants it, less one as most programs write.
_OCTETS = 74

_ESCAPES = str.maketrans({"\\": "\\\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def text(value: str) -> str:
    """Return a text as a value (RFC 5545, 3.3.11)."""
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def instant(moment: dt.datetime) -> str:
    """Return a moment as it is read off the clock of its zone."""
    return moment.strftime("%Y%m%dT%H%M%S")


def written(lines: Iterable[str]) -> bytes:
    """Return the lines as a file."""
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _folded(line: str) -> str:
    """Cut a long line between characters, and never inside an escape (RFC 5545, 3.1)."""
    if len(line.encode()) <= _OCTETS:
        return line
    pieces, piece, size = list[str](), "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS:
            kept = piece[-1:] if piece[-1:] == "\\" and len(piece) > 1 else ""
            pieces.append(piece.removesuffix(kept))
            piece, size = kept, len(kept)
        piece += sign
        size += octets
    return "\r\n ".join([*pieces, piece])


class EventStatus(StrEnum):
    """How sure an event is, in the words of RFC 5545."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


_STATUS = {
    MeetingPlan.PLANNED: EventStatus.CONFIRMED,
    MeetingPlan.PROPOSED: EventStatus.TENTATIVE,
    MeetingPlan.CANCELLED: EventStatus.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """One event: `id` stays the same from the first announcement on, `sequence` counts changes.

    `announced_on` is the day of the latest minutes, or correction, that tells of it.
    """

    id: str
    body: str
    bodies: tuple[str, ...]
    date: dt.date
    end_date: dt.date | None
    time: str
    title: str
    location: str
    description: str
    status: EventStatus
    sequence: int
    announced_on: dt.date
    url: str


def meeting_events(site: Site) -> list[MeetingEvent]:
    """Return the events, by date; an announced meeting that was held is one event."""
    in_order = sorted(site.archive.announcements, key=lambda entry: meeting_order(entry.meeting))
    announced = grouped((entry.identity, entry) for entry in in_order)
    events = [
        _announced_event(site, identity, tellings)
        for identity, tellings in announced.items()
        if identity not in site.archive.meeting_by_id
    ]
    events += [
        _held_event(site, meeting, announced.get(meeting.id, ()))
        for meeting in site.archive.meetings
    ]
    return sorted(events, key=lambda event: (event.date, start_of(event.time), event.id))


def _announced_event(
    site: Site, identity: str, tellings: Sequence[AnnouncementEntry]
) -> MeetingEvent:
    last = tellings[-1]
    announcement = last.announcement
    return MeetingEvent(
        id=identity,
        body=announcement.body,
        bodies=(announcement.body,),
        date=announcement.date,
        end_date=None,
        time=announcement.time,
        title=_title(site, _body_then(site, announcement), announcement.title),
        location=one_line(announcement.location),
        description=site.t("calendar.announced", meeting=site.cite_meeting(last.meeting)),
        status=_STATUS[announcement.status],
        sequence=_changes(tellings),
        announced_on=max(site.published(telling.meeting) for telling in tellings),
        url=site.meeting_url(last.meeting),
    )


def _held_event(
    site: Site, meeting: Meeting, tellings: Sequence[AnnouncementEntry]
) -> MeetingEvent:
    announced_title = tellings[-1].announcement.title if tellings else ""
    second = "" if announced_title else nth_mark(meeting.sequence)
    shown = sum(decision.withdrawn is None for decision in meeting.decisions)
    items = site.t.count("count.items", len(meeting.items))
    decisions = site.t.count("count.decisions", shown)
    changes = _changes(tellings) + 1 if tellings else 0
    return MeetingEvent(
        id=meeting.id,
        body=meeting.body,
        bodies=meeting.bodies,
        date=meeting.date,
        end_date=meeting.end_date,
        time=meeting.time,
        title=_title(site, site.meeting_bodies(meeting), announced_title) + second,
        location=one_line(meeting.location),
        description=f"{site.t(f'kind.{meeting.kind.value}')}: {items}, {decisions}.",
        status=EventStatus.CONFIRMED if meeting.held is Holding.HELD else EventStatus.CANCELLED,
        sequence=changes + len(meeting.corrections),
        announced_on=site.modified(meeting),
        url=site.meeting_url(meeting),
    )


def _facts(entry: AnnouncementEntry) -> tuple[str, ...]:
    announcement = entry.announcement
    return announcement.time, announcement.title, announcement.location, announcement.status.value


def _changes(tellings: Sequence[AnnouncementEntry]) -> int:
    """Return how many times an announcement differed from the one before it."""
    return sum(_facts(before) != _facts(after) for before, after in pairwise(tellings))


def _body_then(site: Site, announcement: Announcement) -> str:
    body = site.registry.bodies.get(announcement.body)
    return body.name_on(announcement.date) if body else ""


def _title(site: Site, name: str, title: str) -> str:
    """Return what the event is called: the body's name, and what the announcement adds to it."""
    title = one_line(title)
    if not name:
        return title or site.t("calendar.event")
    if not title:
        return name
    return title if name in title else f"{name}: {title}"


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
    stamp = f"{event.announced_on:%Y%m%d}T000000Z"
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
    yield f"DTSTAMP:{stamp}"
    yield f"UID:{text(uid)}"
    yield f"SEQUENCE:{event.sequence}"
    if event.body:
        yield f"CATEGORIES:{text(site.registry.bodies[event.body].name)}"
    yield f"DESCRIPTION:{text(event.description)}"
    yield f"LAST-MODIFIED:{stamp}"
    if event.location:
        yield f"LOCATION:{text(event.location)}"
    yield f"STATUS:{event.status.value}"
    if site.site_url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"
