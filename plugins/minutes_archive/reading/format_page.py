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

The column *value* says how a text is read. **Plain text** is shown as it stands, on one line;
`*` and `#` in it are themselves. **Markdown** is shown as such: paragraphs, lists, `**bold**`,
`*italic*`, tables, headings, quotes, links and pictures. What of it a reader would not see as it
is written is a problem, so that the words, signs and numbers on the page are the clerk's:

- Lists keep the numbers they are written with. Lines `a) …`, `att …`, `– …`, `Namn: …` stay lines.
- Stars inside words and between digits (`5*3*2`), a single `\\`, `&nbsp;` and `<b>` are themselves.
- `[words](address)` leads to the web, to a file beside the minutes file, or, as a reference, to
  the archive (`sg-2024-01-25-3-1`, `<SG 2024-01-25 § 3>`); `#punkt-3` to the same meeting.
- `![what it shows](map.png)` shows a picture that lies beside the minutes file (PNG, JPEG, GIF,
  WebP, AVIF). Files named in a text are published with the meeting, like its attachments.
- Citations (`SG 2024-01-25 § 3 beslut 1`) and bare addresses of the web become links by themselves.
- `<!-- … -->` is for clerks, in either kind of text: it reaches no page, data, feed or package.
- There are no footnotes, reference links (`[a][b]`), link titles or HTML: they are problems.

A **reference** may be written as `body/date`, `body/date#punkt-5`, a decision's id, its citation
(`SG 2024-01-25 § 3 beslut 1`) or the address of its page. In YAML a `#` after a blank begins a
comment, so a text with one stands within quotes: `title: 'Svar på motion om #cykla'`.

In the open data `text` is what readers see, without the signs of Markdown, and `markdown` what
the clerk wrote.
"""

_FILES = (
    ("A minutes file", "`minutes/<body>/<year>/<date>.yml`", MEETING),
    ("The registry", "`minutes/archive.yml`", REGISTRY),
)

_SCALARS = {
    Prose: "Markdown",
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
        for path, found in records("", record):
            if path:
                parts.append(f"### `{path}`\n")
            rows = "".join(_row(key) for key in found.keys)
            parts.append(f"| key | value | description |\n|---|---|---|\n{rows}")
    return "\n".join(parts)


def key_paths(record: Record[Any]) -> set[str]:
    """Return every key below a record, as `items[].content[].decision`."""
    return {
        f"{path}.{key.name}".lstrip(".")
        for path, found in records("", record)
        for key in found.keys
    }


def records(path: str, value: Any) -> Iterator[tuple[str, Record[Any]]]:
    """Yield a record and those below it, each with the path that leads there."""
    if isinstance(value, Record):
        yield path, value
        for key in value.keys:
            yield from records(f"{path}.{key.name}".lstrip("."), key.type)
    elif isinstance(value, ListOf):
        yield from records(f"{path}[]", value.of)
    elif isinstance(value, Brief):
        yield from records(path, value.of)
    elif isinstance(value, MapOf):
        yield from records(f"{path}.<id>", value.of)
    elif isinstance(value, OneOf):
        for record in value.records:
            yield from records(f"{path}.{record.keys[0].name}", record)


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
        return f"line, `{value.pattern}`" if value.pattern else "plain text"
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
