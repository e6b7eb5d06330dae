"""A new minutes file, with everything in it that can be derived, for a clerk to fill in."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from minutes_archive.model import Body, Registry
from minutes_archive.problems import Place, Problem, did_you_mean
from minutes_archive.reading import read_registry
from minutes_archive.reading.reader import shown_path

_TEMPLATE = """\
# yaml-language-server: $schema=../../schema/meeting-1.json
format: 1
body: {body}
date: {date}
# time: "8.30–11.00"
# place: Lokal eller digitalt
kind: notes
status: draft
title: {title}
# source: {{file: {date}.pdf}}
# recorded_by: Förnamn Efternamn
# attested_by: [Förnamn Efternamn]

{present}
# absent:
#   - {{name: Förnamn Efternamn{member}}}

items:
  - number: "1"
    title: Välkommen
    content:
      - text: |
          Skriv vad som sades under punkten.
      # - decision: Att …
      # - follow_up: …
      #   state: ongoing
"""


def write_new_meeting(
    minutes: Path, date: str, *, body: str = "", title: str = ""
) -> tuple[Path | None, list[Problem]]:
    """Write a draft for a meeting; a second one the same day becomes `<date>-2.yml`.

    The body may be left out where the registry has only one.
    """
    registry, problems = read_registry(minutes)
    if registry is None or problems:
        return None, problems
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        problem = Problem(Place("new"), "E109", f'"{date}" är inget datum', "skriv ÅÅÅÅ-MM-DD")
        return None, [problem]
    chosen = _body(registry, body)
    if isinstance(chosen, Problem):
        return None, [chosen]
    folder = minutes / chosen.id / f"{day.year:04d}"
    file = _free_name(folder, day)
    folder.mkdir(parents=True, exist_ok=True)
    members = chosen.members_on(day) or tuple(registry.municipalities)
    people = [f"  - {{name: Förnamn Efternamn, from: {name}}}" for name in members]
    text = _TEMPLATE.format(
        body=chosen.id,
        date=day.isoformat(),
        title=json.dumps(title or _title(chosen), ensure_ascii=False),
        present="\n".join(["present:", *people]) if people else "# present: []",
        member=f", from: {members[0]}" if members else "",
    )
    file.write_text(text, encoding="utf-8", newline="\n")
    return Path(shown_path(file)), []


def _body(registry: Registry, wanted: str) -> Body | Problem:
    if wanted in registry.bodies:
        return registry.bodies[wanted]
    if not wanted and len(registry.bodies) == 1:
        return next(iter(registry.bodies.values()))
    place = Place("new --body")
    if wanted:
        return Problem(
            place, "E105", f'okänt organ "{wanted}"', did_you_mean(wanted, registry.bodies)
        )
    names = ", ".join(registry.bodies)
    return Problem(place, "E105", "arkivet har flera organ", f"ange ett av {names}")


def _free_name(folder: Path, day: dt.date) -> Path:
    file = folder / f"{day.isoformat()}.yml"
    number = 2
    while file.exists():
        file = folder / f"{day.isoformat()}-{number}.yml"
        number += 1
    return file


def _title(body: Body) -> str:
    return f"Minnesanteckningar från möte med {body.full_name or body.name}"
