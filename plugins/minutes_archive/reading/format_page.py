"""The page that lists every key of the file formats, made from the formats the reader uses.

`python -m minutes_archive.reading.format_page docs/dev/file-format.md` writes it anew after
a change of the format.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from minutes_archive.reading.composites import Brief, Key, ListOf, MapOf, OneOf, Record
from minutes_archive.reading.format import MEETING
from minutes_archive.reading.registry_format import REGISTRY
from minutes_archive.reading.scalars import Choice, Date, Fixed, Line, Name, Pointer, Prose, Whole

_HEAD = """\
# The file format, key by key

Format 1. Made from `reading/format.py` and `reading/registry_format.py` by
`python -m minutes_archive.reading.format_page docs/dev/file-format.md`; do not edit by hand.
Descriptions are those that editors show to clerks. An asterisk marks keys that must be there.
"""

_FILES = (
    ("A minutes file", "`minutes/<body>/<year>/<date>.yml`", MEETING),
    ("The registry", "`minutes/archive.yml`", REGISTRY),
)

_SCALARS = {
    Prose: "Markdown text",
    Whole: "whole number",
    Date: "date",
    Name: "id in archive.yml",
    Pointer: "reference",
}


def format_page() -> str:
    """Return the page in Markdown: a table for each record of both files."""
    parts = [_HEAD]
    for title, place, record in _FILES:
        parts.append(f"## {title}\n\n{place}\n")
        for path, found in _records("", record):
            if path:
                parts.append(f"### `{path}`\n")
            rows = "".join(_row(key) for key in found.keys)
            parts.append(f"| key | value | description |\n|---|---|---|\n{rows}")
    return "\n".join(parts)


def key_paths(record: Record[Any]) -> set[str]:
    """Return every key below a record, as `items[].content[].decision`."""
    return {
        f"{path}.{key.name}".lstrip(".")
        for path, found in _records("", record)
        for key in found.keys
    }


def _records(path: str, value: Any) -> Iterator[tuple[str, Record[Any]]]:
    """Yield a record and those below it, each with the path that leads there."""
    if isinstance(value, Record):
        yield path, value
        for key in value.keys:
            yield from _records(f"{path}.{key.name}".lstrip("."), key.type)
    elif isinstance(value, ListOf):
        yield from _records(f"{path}[]", value.of)
    elif isinstance(value, Brief):
        yield from _records(path, value.of)
    elif isinstance(value, MapOf):
        yield from _records(f"{path}.<id>", value.of)
    elif isinstance(value, OneOf):
        for record in value.records:
            yield from _records(f"{path}.{record.keys[0].name}", record)


def _row(key: Key[Any]) -> str:
    star = " *" if key.required else ""
    cells = (f"`{key.name}`{star}", _value(key.type), key.description)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _value(value: Any) -> str:
    if isinstance(value, Choice):
        return ", ".join(f"`{word}`" for word in value.words)
    if isinstance(value, Fixed):
        return f"`{value.number}`"
    if isinstance(value, Line):
        return f"line, `{value.pattern}`" if value.pattern else "line"
    if isinstance(value, ListOf):
        return f"{_value(value.of)}, or a list" if value.or_one else f"list of: {_value(value.of)}"
    if isinstance(value, MapOf):
        return "entries by id"
    if isinstance(value, OneOf):
        return "one of " + ", ".join(f"`{record.keys[0].name}`" for record in value.records)
    if isinstance(value, Brief):
        return f"the value of `{value.key}`, or keys, below"
    if isinstance(value, Record):
        return "keys, below"
    return _SCALARS[type(value)]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(format_page(), encoding="utf-8", newline="\n")
