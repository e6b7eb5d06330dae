"""Small invented archives for tests: a registry, meetings and items with what a test changes."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

from minutes_archive.archive import Archive
from minutes_archive.loading import examine
from minutes_archive.model import Registry
from minutes_archive.problems import Problem
from minutes_archive.reading import read_registry

REGISTRY: dict[str, Any] = {
    "format": 1,
    "name": "Strandbygdens mötesarkiv",
    "municipalities": {
        "almvik": {"name": "Almvik"},
        "bergsund": {"name": "Bergsund"},
        "granby": {"name": "Granby"},
        "asele-strand": {"name": "Åsele strand"},
    },
    "organisations": {"kansliet": {"name": "Strandbygdens kansli"}},
    "bodies": {
        "styrgruppen": {
            "name": "Styrgruppen",
            "code": "SG",
            "members": ["almvik", "bergsund", "granby"],
        },
        "direktionen": {"name": "Direktionen", "code": "DIR", "members": ["almvik", "bergsund"]},
    },
    "matters": {"farjan": {"name": "Färjan"}, "biblioteket": {"name": "Biblioteket"}},
    "topics": {"trafik": {"name": "Trafik"}, "kultur": {"name": "Kultur"}},
    "not_municipalities": ["Almviks station", "Granby gård"],
}


def registry(**changes: Any) -> dict[str, Any]:
    """Return the content of archive.yml with top keys changed; None takes a key out."""
    made = {**copy.deepcopy(REGISTRY), **changes}
    return {key: value for key, value in made.items() if value is not None}


def meeting(day: str, *items: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the content of a published meeting's file; without items it gets a plain one.

    A key that is given as None is left out.
    """
    made = {
        "format": 1,
        "body": "styrgruppen",
        "date": day[:10],
        "status": "published",
        "items": list(items) or [item({"text": "Mötet öppnas."})],
        **changes,
    }
    return {key: value for key, value in made.items() if value is not None}


def item(*content: dict[str, Any], title: str = "Färjan", **changes: Any) -> dict[str, Any]:
    """Return an agenda item."""
    return {"title": title, "content": list(content), **changes}


def write_archive(
    folder: Path, meetings: dict[str, Any], registry_content: dict[str, Any] | None = None
) -> Path:
    """Write a minutes folder; `meetings` maps `<body>/<date>` to content, or to text as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    write_yaml(folder / "archive.yml", registry_content or registry())
    for identity, content in meetings.items():
        body, _, date = identity.partition("/")
        if isinstance(content, dict):
            content = {**content, "body": body}
        write_yaml(folder / body / date[:4] / f"{date}.yml", content)
    return folder


def write_yaml(file: Path, content: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else dump(content)
    file.write_text(text, encoding="utf-8", newline="\n")


def dump(content: Any) -> str:
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    return text


def linked(
    folder: Path, meetings: dict[str, Any], registry_content: dict[str, Any] | None = None
) -> Archive:
    """Write, read and link an archive that must have no problem."""
    archive, problems = examine(write_archive(folder, meetings, registry_content))
    assert problems == []
    assert archive is not None
    return archive


def problems_of(
    folder: Path, meetings: dict[str, Any], registry_content: dict[str, Any] | None = None
) -> list[Problem]:
    """Write, read and link an archive; return its problems."""
    return examine(write_archive(folder, meetings, registry_content))[1]


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def read_sound_registry(folder: Path, content: dict[str, Any] | None = None) -> Registry:
    found, problems = read_registry(write_archive(folder, {}, content))
    assert problems == []
    assert found is not None
    return found
