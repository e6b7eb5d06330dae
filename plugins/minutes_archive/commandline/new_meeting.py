"""A new minutes file, with everything in it that can be derived, for a clerk to fill in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from minutes_archive.model import (
    AgendaItem,
    Announcement,
    Attendance,
    Body,
    DocumentKind,
    Meeting,
    MeetingPlan,
    Publication,
    Registry,
)
from minutes_archive.problems import Place, Problem, did_you_mean
from minutes_archive.reading import read_archive
from minutes_archive.reading.reader import shown_path

KIND_WORDS = {
    "notes": DocumentKind.NOTES,
    "minnesanteckningar": DocumentKind.NOTES,
    "anteckningar": DocumentKind.NOTES,
    "minutes": DocumentKind.MINUTES,
    "protokoll": DocumentKind.MINUTES,
}
"""What may be said of the sort of document, in both languages."""

_WORDS = {
    "sv": {
        "time": '# time: "8.30–11.00"',
        "place": "# place: Lokal eller digitalt",
        "name": "Förnamn Efternamn",
        "welcome": "Välkommen",
        "text": "Skriv vad som sades under punkten.",
        "decision": "Att …",
        "taken_up": "Togs inte upp på mötet",
        "notes": "Minnesanteckningar från möte med {body}",
        "minutes": "Protokoll från möte med {body}",
    },
    "en": {
        "time": '# time: "8.30–11.00"',
        "place": "# place: Room, or online",
        "name": "First Last",
        "welcome": "Opening",
        "text": "Write what was said under the item.",
        "decision": "To …",
        "taken_up": "Was not taken up at the meeting",
        "notes": "Notes of a meeting of {body}",
        "minutes": "Minutes of a meeting of {body}",
    },
}


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """The file that was written, or None with the problems that prevented it.

    `remarks` are sentences for the clerk (Swedish): what was found in earlier meetings, and
    that the day has a meeting already.
    """

    file: Path | None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()


def write_new_meeting(
    minutes: Path,
    date: str = "",
    *,
    body: str = "",
    title: str = "",
    kind: str = "",
    with_people: bool = False,
) -> NewMeeting:
    """Write a draft for a meeting; a second one the same day becomes `<date>-2.yml`.

    `body` is an id, a name or a code, and may be left out where the registry has only one.
    Without a date it is the next one that an earlier meeting of the body announced. `kind` is a
    word of KIND_WORDS, else what the body's last meeting was. `with_people` repeats who was
    called to that meeting.
    """
    registry, meetings, problems = read_archive(minutes)
    unreadable = [p for p in problems if p.place.path.endswith("archive.yml")]
    if registry is None or unreadable:
        return NewMeeting(None, tuple(unreadable or problems))
    if date and not _is_day(date):
        problem = Problem(Place("new"), "E109", f'"{date}" är inget datum', "skriv ÅÅÅÅ-MM-DD")
        return NewMeeting(None, (problem,))
    chosen = _body(registry, body)
    if isinstance(chosen, Problem):
        return NewMeeting(None, (chosen,))
    earlier = [m for m in meetings if m.body == chosen.id and m.status is Publication.PUBLISHED]
    earlier.sort(key=lambda meeting: (meeting.date, meeting.sequence))
    day = _day(date, chosen, earlier)
    if isinstance(day, Problem):
        return NewMeeting(None, (day,))
    wanted = KIND_WORDS.get(kind.casefold()) if kind else None
    if kind and wanted is None:
        hint = did_you_mean(kind.casefold(), KIND_WORDS)
        problem = Problem(Place("new --kind"), "E108", f'okänt slag "{kind}"', hint)
        return NewMeeting(None, (problem,))
    before = [meeting for meeting in earlier if meeting.date < day]
    folder = minutes / chosen.id / f"{day.year:04d}"
    file, sequence = _free_name(folder, day)
    draft = _Draft(registry, chosen, day, before, wanted, title)
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(draft.text(with_people), encoding="utf-8", newline="\n")
    remarks = list(draft.remarks)
    if sequence > 1:
        remarks.append(
            f"{chosen.name} har redan ett möte {day.isoformat()}: det här blir dagens möte nummer "
            f"{sequence}. Var det samma möte, ta bort {file.name}."
        )
    return NewMeeting(Path(shown_path(file)), (), tuple(remarks))


class _Draft:
    """The text of the file, made of the registry and the body's earlier meetings."""

    def __init__(
        self,
        registry: Registry,
        body: Body,
        day: dt.date,
        before: Sequence[Meeting],
        kind: DocumentKind | None,
        title: str,
    ) -> None:
        self.words = _WORDS[registry.language if registry.language in _WORDS else "sv"]
        self.registry, self.body, self.day, self.before = registry, body, day, before
        self.kind = kind or (before[-1].kind if before else DocumentKind.NOTES)
        name = body.full_name or body.name
        self.title = title or self.words[self.kind.value].format(body=name)
        self.remarks: list[str] = []

    def text(self, with_people: bool) -> str:
        announced = _announced(self.before, self.body, self.day)
        time = f"time: {quoted(announced.time)}" if announced and announced.time else ""
        place = f"place: {quoted(announced.location)}" if announced and announced.location else ""
        if announced:
            self.remarks.append(f"Mötet aviserades: tid och plats är hämtade ({announced.date}).")
        lines = [
            "# yaml-language-server: $schema=../../schema/meeting-1.json",
            "format: 1",
            f"body: {self.body.id}",
            f"date: {self.day.isoformat()}",
            time or self.words["time"],
            place or self.words["place"],
            f"kind: {self.kind.value}",
            "status: draft",
            f"title: {quoted(self.title)}",
            f"# source: {{file: {self.day.isoformat()}.pdf}}",
            f"# recorded_by: {self.words['name']}",
            f"# attested_by: [{self.words['name']}]",
            "",
            *self._people(with_people),
            "",
            "items:",
            *self._items(),
        ]
        return "\n".join(lines) + "\n"

    def _people(self, with_people: bool) -> list[str]:
        members = self.body.members_on(self.day) or tuple(self.registry.municipalities)
        member = f", from: {members[0]}" if members else ""
        absent = ["# absent:", f"#   - {{name: …{member}}}"]
        last = self.before[-1] if self.before else None
        if with_people and last is not None and (last.present or last.absent):
            called = list(last.present) + [p for p in last.absent if _is_new(p, last.present)]
            self.remarks.append(
                f"Deltagarna är de som kallades {last.date.isoformat()}: flytta de frånvarande "
                "till absent och ta bort dem som inte var med."
            )
            return ["present:", *map(_person, called), *absent]
        if with_people:
            self.remarks.append("Organet har inget tidigare möte med deltagare att hämta.")
        if not members:
            return ["# present: []", *absent]
        rows = [f"  - {{name: {self.words['name']}, from: {member}}}" for member in members]
        return ["present:", *rows, *absent]

    def _items(self) -> list[str]:
        lines = [
            '  - number: "1"',
            f"    title: {self.words['welcome']}",
            "    content:",
            "      - text: |",
            f"          {self.words['text']}",
            f"      # - decision: {self.words['decision']}",
            "      # - follow_up: …",
            "      #   state: ongoing",
        ]
        number = 1
        for meeting, item, words in _deferred_to(self.before, self.body, self.day):
            number += 1
            self.remarks.append(f"Punkt {number} är uppskjuten från {meeting.id}.")
            lines += [
                "",
                f'  - number: "{number}"',
                f"    title: {quoted(item.title)}",
                f'    follows: "{meeting.id}#punkt-{item.slug}"',
                *([f"    matter: {item.matter}"] if item.matter else []),
                f"    # {' '.join(words.split())}",
            ]
        return lines


def _body(registry: Registry, wanted: str) -> Body | Problem:
    """Return the body that an id, a name or a code means."""
    if not wanted and len(registry.bodies) == 1:
        return next(iter(registry.bodies.values()))
    said = wanted.casefold()
    for body in registry.bodies.values():
        names = (body.id, body.name, body.full_name, body.code, *body.aliases)
        if said and said in (name.casefold() for name in names):
            return body
    place = Place("new --body")
    names_ = {body.name: body.id for body in registry.bodies.values()} | dict.fromkeys(
        registry.bodies, ""
    )
    if wanted:
        return Problem(place, "E105", f'okänt organ "{wanted}"', did_you_mean(wanted, names_))
    listed = ", ".join(registry.bodies)
    return Problem(place, "E105", "arkivet har flera organ", f"ange ett av {listed}")


def _is_day(date: str) -> bool:
    try:
        dt.date.fromisoformat(date)
    except ValueError:
        return False
    return True


def _day(date: str, body: Body, earlier: Sequence[Meeting]) -> dt.date | Problem:
    if date:
        return dt.date.fromisoformat(date)
    held = {meeting.date for meeting in earlier}
    last = max(held, default=dt.date.min)
    coming = [a.date for a in _announcements(earlier, body) if a.date > last]
    if coming:
        return min(coming)
    return Problem(
        Place("new"),
        "E109",
        f"inget kommande möte med {body.name} är aviserat",
        "ange datum, ÅÅÅÅ-MM-DD",
    )


def _announcements(earlier: Iterable[Meeting], body: Body) -> list[Announcement]:
    """Return what was said last of each coming meeting of a body, the cancelled left out."""
    latest: dict[dt.date, Announcement] = {}
    for meeting in earlier:
        for announcement in meeting.upcoming:
            if announcement.body == body.id:
                latest[announcement.date] = announcement
    return [a for a in latest.values() if a.status is not MeetingPlan.CANCELLED]


def _announced(before: Iterable[Meeting], body: Body, day: dt.date) -> Announcement | None:
    return next((a for a in _announcements(before, body) if a.date == day), None)


def _deferred_to(
    before: Iterable[Meeting], body: Body, day: dt.date
) -> list[tuple[Meeting, AgendaItem, str]]:
    """Return the items that earlier meetings put off to a body's meeting of a day."""
    target = f"{body.id}/{day.isoformat()}"
    return [
        (meeting, item, deferral.text)
        for meeting in before
        for item in meeting.items
        for deferral in item.deferrals
        if deferral.to is not None and deferral.to.target == target
    ]


def _is_new(person: Attendance, others: Iterable[Attendance]) -> bool:
    return (person.name, person.organisation) not in {(o.name, o.organisation) for o in others}


def _person(person: Attendance) -> str:
    roles = [role.value for role in person.roles]
    role = roles[0] if len(roles) == 1 else f"[{', '.join(roles)}]"
    values = {
        "name": quoted(person.name),
        "party": person.party and quoted(person.party),
        "from": person.organisation,
        "role": role if roles else "",
    }
    return "  - {" + ", ".join(f"{key}: {value}" for key, value in values.items() if value) + "}"


def _free_name(folder: Path, day: dt.date) -> tuple[Path, int]:
    """Return a file that does not exist yet, and which meeting of the day it is."""
    file, number = folder / f"{day.isoformat()}.yml", 1
    while file.exists():
        number += 1
        file = folder / f"{day.isoformat()}-{number}.yml"
    return file, number


def quoted(text: str) -> str:
    """Return a text on one line, in double quotes as YAML reads them."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
