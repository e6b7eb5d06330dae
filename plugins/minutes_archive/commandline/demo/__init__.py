"""An invented archive that shows all that the program can do: three years, 40 meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from minutes_archive.reading.json_schema import schema_files

_FOLDER = Path(__file__).parent
_SCHEMA = "# yaml-language-server: $schema=../../schema/meeting-1.json\n"
_SETTINGS = """\
site_name: Sjöbygdens mötesarkiv
site_url: https://arkiv.sjobygden.example/
strict: true
theme:
  name: material
  language: sv
  font: false
plugins:
  - minutes-archive
"""


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they stand, each on its own line."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write_demo(folder: Path) -> int:
    """Write the archive and a mkdocs.yml into an empty folder; return how many meetings it has."""
    text = (_FOLDER / "story.yml").read_text(encoding="utf-8")
    # As text: YAML 1.1 would take a vote's yes and no for truth values.
    story = yaml.load(text, Loader=yaml.BaseLoader)
    texts = {"mkdocs.yml": _SETTINGS}
    texts |= {f"minutes/schema/{name}": text for name, text in schema_files().items()}
    texts["minutes/archive.yml"] = (_FOLDER / "archive.yml").read_text(encoding="utf-8")
    texts |= {f"minutes/{name}": text for name, text in story["files"].items()}
    meetings = dict(_meetings(story))
    for identity, meeting in meetings.items():
        body, _, date = identity.partition("/")
        written = yaml.dump(meeting, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=98)
        texts[f"minutes/{body}/{date[:4]}/{date}.yml"] = _SCHEMA + written
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return len(meetings)


def _meetings(story: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for body, dates in story["meetings"].items():
        for date, following in zip(dates, [*dates[1:], None], strict=True):
            identity = f"{body}/{date}"
            yield identity, _meeting(story, identity, body, date, following)


def _meeting(
    story: Mapping[str, Any], identity: str, body: str, date: str, following: str | None
) -> dict[str, Any]:
    """Put a meeting together of its people, an opening, what the story tells, and what comes."""
    is_minutes = body == "direktionen"
    details = story["details"].get(identity, {})
    made: dict[str, Any] = {"format": 1, "body": body, "date": date}
    made |= {"time": "9.00–12.00", "place": "Kommunhuset i Ekvik"}
    made |= {"kind": "minutes" if is_minutes else "notes", "status": "published", **details}
    if made.get("held") == "cancelled":
        del made["time"], made["place"]
        return {**made, "items": []}
    present, absent = _people(story, identity, body, date)
    if made.get("form") == "per_capsulam":
        del made["time"], made["place"]
    else:
        made |= {"present": present, **({"absent": absent} if absent else {})}
    chair = present[0]["name"]
    made |= {"recorded_by": "Ylva Strand", "attested_by": [chair]}
    made["items"] = [_opening(chair, is_minutes), *story["items"].get(identity, [])]
    for number, item in enumerate(made["items"], start=1):
        made["items"][number - 1] = {"number": f"§ {number}" if is_minutes else str(number), **item}
    if following:
        made["upcoming"] = [{"date": following, "time": "9.00", "body": body}]
    if identity in story["corrections"]:
        made["corrections"] = [story["corrections"][identity]]
    return made


def _people(
    story: Mapping[str, Any], identity: str, body: str, date: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    away, part = story["absent"].get(identity, []), story["part"].get(identity, {})
    present, absent = [], []
    for person in story["people"][body]:
        shown = {key: str(value) for key, value in person.items() if key != "since"}
        if str(person.get("since", "")) > date:
            continue
        if person["name"] in away:
            absent.append({key: shown[key] for key in shown if key != "role"})
        else:
            items = part.get(person["name"])
            present.append({**shown, **({"items": items} if items else {})})
    return [*present, story["secretary"]], absent


def _opening(chair: str, is_minutes: bool) -> dict[str, Any]:
    if not is_minutes:
        return {"title": "Välkommen", "content": [{"text": f"{chair} hälsar alla välkomna."}]}
    return {
        "title": "Val av justerare",
        "content": [{"decision": f"Att utse {chair} att justera protokollet."}],
    }
