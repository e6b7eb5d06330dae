"""JSON Schemas of the two files a clerk writes, made from the formats the reader itself uses.

Editors complete, explain and check by them. `python -m minutes_archive.reading.json_schema
minutes/schema` writes them anew after a change of the format.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from minutes_archive.reading.composites import Record
from minutes_archive.reading.format import MEETING
from minutes_archive.reading.registry_format import REGISTRY

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def meeting_schema() -> str:
    """Return the schema of a minutes file as JSON text."""
    return _text(MEETING, "En mötesfil i format 1: minutes/<organ>/<år>/<datum>.yml")


def archive_schema() -> str:
    """Return the schema of archive.yml as JSON text."""
    return _text(REGISTRY, "Arkivets register i format 1: minutes/archive.yml")


def schema_files() -> dict[str, str]:
    """Return the schemas by file name, as they lie in the `schema` folder of minutes."""
    return {"archive-1.json": archive_schema(), "meeting-1.json": meeting_schema()}


def _text(record: Record[Any], description: str) -> str:
    schema = {"$schema": DIALECT, "description": description, **record.json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main(folder: Path) -> None:
    """Write the schema files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
