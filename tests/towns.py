"""Archives written in short (tests/search/towns/*.txt) as minutes files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from minutes_archive.addresses import slugify

TOWNS = Path(__file__).parent / "search" / "towns"
_MARKED = re.compile(r"- (.*?)(?: \{(\w+)\})?$")


def write_town(name: str, folder: Path) -> Path:
    """Write the minutes of `name`.txt into a folder and return it."""
    head, _, body = (TOWNS / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    told = dict(line.split(": ", 1) for line in head.splitlines() if not line.startswith("#"))
    registry = _registry(told)
    _write(folder / "archive.yml", registry)
    bodies = {entry["code"]: identity for identity, entry in registry["bodies"].items()}
    places = list(registry["municipalities"])
    for meeting in body.split("\n@ "):
        first, *lines = meeting.removeprefix("@ ").splitlines()
        minutes = _meeting(first, bodies, places, lines)
        _write(folder / minutes["body"] / minutes["date"][:4] / f"{minutes['date']}.yml", minutes)
    return folder


def _registry(told: dict[str, str]) -> dict[str, Any]:
    places = {slugify(name): {"name": name} for name in told["municipalities"].split(", ")}
    bodies = {}
    for entry in told["bodies"].split(", "):
        code, name = entry.split(" ", 1)
        bodies[slugify(name)] = {"name": name, "code": code, "members": list(places)}
    return {
        "format": "1",
        "name": told["name"],
        "language": "sv",
        "publisher": {"name": told["name"]},
        "municipalities": places,
        "bodies": bodies,
        "matters": dict(_named(told["matters"])),
        "topics": dict(_named(told["topics"])),
    }


def _named(told: str) -> Iterator[tuple[str, dict[str, str]]]:
    for entry in told.split(", "):
        identity, name = entry.split(" ", 1)
        yield identity, {"name": name}


def _meeting(
    first: str, bodies: dict[str, str], places: list[str], lines: list[str]
) -> dict[str, Any]:
    called, place, people = (part.strip() for part in first.split("|"))
    code, date = called.split()
    items: list[dict[str, Any]] = []
    for line in filter(None, lines):
        if line.startswith("## "):
            items.append(_item(line))
        elif marked := _MARKED.fullmatch(line):
            decision = {"decision": marked[1]} | ({"status": marked[2]} if marked[2] else {})
            items[-1]["content"].append(decision)
        else:
            items[-1]["content"].append({"text": line})
    return {
        "format": "1",
        "body": bodies[code],
        "date": date,
        "time": "13.00–16.00",
        "place": place,
        "kind": "minutes",
        "status": "published",
        "title": f"Protokoll från {bodies[code]}",
        "recorded_by": "Agneta Wiklander",
        "present": [
            {"name": name.strip(), "from": places[turn % len(places)]}
            for turn, name in enumerate(people.split(";"))
        ],
        "items": items,
    }


def _item(line: str) -> dict[str, Any]:
    number, title, topic, matter, reference = (part.strip() for part in line[3:].split("|"))
    item: dict[str, Any] = {"number": number, "title": title, "topics": [topic]}
    item |= {"matter": matter} if matter else {}
    item |= {"reference": reference} if reference else {}
    return item | {"content": []}


def _write(file: Path, content: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    file.write_text(text, encoding="utf-8")
