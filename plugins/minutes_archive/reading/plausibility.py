"""What a published meeting says that its clerk hardly means: impossible hours, forgotten templates.

Each is told where it stands. Drafts are left in peace: they are being written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from minutes_archive.model import (
    Decision,
    FollowUp,
    Holding,
    Meeting,
    Publication,
    Reference,
    Registry,
)
from minutes_archive.problems import Place, Problem

_HOURS = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")
_TYPOGRAPHIC_QUOTES = frozenset("\"'”“„’‘»«")
_DAY_IN_REFERENCE = re.compile(r"\d{4}-\d{2}-\d{2}")

# What `new` writes for a clerk to replace.
_OF_TEMPLATES = (
    *("Förnamn Efternamn", "First Last"),
    *("Lokal eller digitalt", "Room, or online"),
    *("Skriv vad som sades under punkten.", "Write what was said under the item."),
)
CORRECTION_TO_FILL_IN = "Vad som rättades."
ARCHIVE_TO_NAME = "Vårt mötesarkiv"
MUNICIPALITY_TO_NAME = "Exempelkommun"

_TO_FILL_IN = re.compile(
    "|".join(map(re.escape, (*_OF_TEMPLATES, CORRECTION_TO_FILL_IN)))
    + r"|ÅÅÅÅ-MM-DD|: [\"']?(?:(?:Att|To) )?(?:…|\.\.\.)[\"']?\s*(?=[,}\n]|$)"
)
_TO_REVIEW = re.compile(r"#\s*GRANSKA\b[^\n]{0,80}")
_COMMENT_LINE = re.compile(r"\s*#")


def implausible(
    meeting: Meeting, text: str, is_sound: bool, places: Mapping[str, Place]
) -> Iterator[Problem]:
    """Yield warnings for what a published meeting hardly means; `text` is its file's text.

    `places` says where the meeting's keys stand. Without `is_sound` the file has errors, and an
    empty item may be a consequence of them.
    """
    if meeting.status is not Publication.PUBLISHED:
        return
    yield from _left_to_do(meeting.file, text)
    several_days = meeting.end_date is not None and meeting.end_date > meeting.date
    yield from _clock(meeting.time, places.get("time", meeting.place), several_days)
    for person in (*meeting.present, *meeting.absent):
        for key, value in (("items", person.items), ("name", person.name)):
            if len(value) > 2 and {value[0], value[-1]} <= _TYPOGRAPHIC_QUOTES:
                yield Problem(
                    person.place,
                    "E144",
                    f"{value} har citattecken som visas på sidan",
                    f'skriv {key}: "{value[1:-1]}"',
                )
    for item in meeting.items:
        if _TYPOGRAPHIC_QUOTES & set(item.number):
            yield Problem(
                item.place,
                "E144",
                f"numret {item.number} har citattecken som visas på sidan",
                f'skriv number: "{item.number.strip("".join(_TYPOGRAPHIC_QUOTES))}"',
            )
        if is_sound and not item.content and not item.votes:
            words = f"punkt {item.number} har inget innehåll"
            yield Problem(item.place, "W147", words, "skriv content: med det som sades")
        for entry in item.content:
            if isinstance(entry, Decision | FollowUp):
                yield from _days(entry, meeting.date)
        for deferral in item.deferrals:
            if deferral.to and (_day_of(deferral.to) or meeting.date) < meeting.date:
                yield Problem(
                    deferral.to.place,
                    "E148",
                    f"{deferral.to.target} är före mötet, som inte kan ha skjutit upp något dit",
                    "rätta datumet",
                )
    for announcement in meeting.upcoming:
        if announcement.date < meeting.date:
            day = announcement.date.isoformat()
            words = f"ett kommande möte {day} är före mötet självt ({meeting.date.isoformat()})"
            yield Problem(announcement.place, "W148", words, "rätta datumet")
        yield from _clock(announcement.time, announcement.place, over_midnight=False)
    if meeting.attested_date and meeting.attested_date < meeting.date:
        words = f"justerat {meeting.attested_date.isoformat()}, före mötet"
        place = places.get("attested_date", meeting.place)
        yield Problem(place, "E148", words, "rätta attested_date eller date")
    for correction in meeting.corrections:
        if correction.date < meeting.date:
            words = f"rättelsen {correction.date.isoformat()} är före mötet"
            yield Problem(correction.place, "E148", words, "rätta datumet")


def names_to_replace(registry: Registry) -> Iterator[Problem]:
    """Yield names that `init` made up and that are still in the registry."""
    named = [(registry.name, ARCHIVE_TO_NAME, registry.place)]
    named += [(m.name, MUNICIPALITY_TO_NAME, m.place) for m in registry.municipalities.values()]
    for name, made_up, place in named:
        if name == made_up:
            words = f'mallens namn är kvar: "{name}"'
            yield Problem(place, "W146", words, "skriv det riktiga namnet")


def _clock(time: str, place: Place, over_midnight: bool) -> Iterator[Problem]:
    """Yield what is wrong with a time as written, "8.30–11.00" or "13.00–"."""
    at = [(int(hour), int(minute or 0)) for hour, minute in _HOURS.findall(time)]
    for hour, minute in at:
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            words = f'klockslaget {hour}.{minute:02d} i "{time}" finns inte'
            yield Problem(place, "E146", words, 'skriv till exempel "8.30–11.00"')
            return
    if len(at) == 2 and at[1] <= at[0] and not over_midnight:
        yield Problem(
            place,
            "E146",
            f'tiden "{time}" slutar innan den börjar',
            "rätta tiden, eller skriv end_date: om mötet slutade en annan dag",
        )


def _days(entry: Decision | FollowUp, date: dt.date) -> Iterator[Problem]:
    if entry.due and entry.due < date:
        words = f"ska vara klart {entry.due.isoformat()}, före mötet ({date.isoformat()})"
        yield Problem(entry.place, "W148", words, "rätta due, om dagen är fel")


def _day_of(reference: Reference) -> dt.date | None:
    written = _DAY_IN_REFERENCE.search(reference.target)
    try:
        return dt.date.fromisoformat(written[0]) if written else None
    except ValueError:
        return None  # told where references are resolved


def _left_to_do(path: str, text: str) -> Iterator[Problem]:
    """Yield notes of the importer and words of templates that are still in a file."""
    if not (_TO_REVIEW.search(text) or _TO_FILL_IN.search(text)):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        note = _TO_REVIEW.search(line)
        if note:
            yield Problem(
                Place(path, number, note.start() + 1),
                "E147",
                f"en granskningsanteckning är kvar i en publicerad fil: {note[0]}",
                "rätta det den säger och ta bort raden, eller skriv status: draft",
            )
        left = None if _COMMENT_LINE.match(line) else _TO_FILL_IN.search(line)
        if left:
            yield Problem(
                Place(path, number, left.start() + 1),
                "E147",
                f'mallens text är kvar: "{left[0].removeprefix(": ").strip()}"',
                "skriv det som gäller, eller ta bort raden",
            )


def meetings_to_come(meetings: Iterable[Meeting], today: dt.date) -> Iterator[Problem]:
    """Yield published meetings that are held after today: minutes are written afterwards."""
    for meeting in meetings:
        if meeting.date > today and meeting.held is Holding.HELD:
            yield Problem(
                meeting.place,
                "W149",
                f"mötet är publicerat men hålls först {meeting.date.isoformat()}",
                "rätta date, eller skriv status: draft tills det har hållits",
            )
