"""The drafts of a minutes folder: what is left to review in each, and the original beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from minutes_archive.desk.editing import REVIEW_NOTE, Document, EditRefusedError
from minutes_archive.reading.reader import UNDATED_FOLDER, minutes_files

_NOTE = re.compile(r"\s*# GRANSKA (?P<code>[A-Z]\d+)(?: \((?P<where>[^)]*)\))?: (?P<message>.*)")
_WHERE = re.compile(r"(?:sida (?P<page>\d+), )?(?:rad|stycke) (?P<row>\d+)")
# Words that the importer kept in a comment because they have no place of their own.
_KEPT = re.compile(r"#   (?P<why>[^(]+) \((?P<where>[^)]*)\): (?P<words>.*)")


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """A comment of the importer: its line in the draft, and its place in the original.

    `page` and `row` are 0 where the note names none; `row` counts lines of the page in a PDF,
    lines or paragraphs of the whole in other documents.
    """

    line: int
    code: str
    where: str
    message: str
    page: int = 0
    row: int = 0

    @property
    def spot(self) -> str:
        """The anchor of its place in the original, "" without one."""
        return spot(self.page, self.row) if self.row else ""


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Words of the original that stand in a comment of the draft, on that line."""

    line: int
    why: str
    where: str
    words: str


@dataclass(frozen=True)
class DraftFile:
    """A minutes file that is not published yet.

    `name` is its path below the minutes folder without ending, `styrgruppen/2022/2022-01-01`.
    """

    name: str
    file: Path
    raw: bytes

    @property
    def version(self) -> str:
        """A digest of the content: an edit is of this content or it is refused."""
        return hashlib.sha256(self.raw).hexdigest()[:32]

    @property
    def is_undated(self) -> bool:
        return f"/{UNDATED_FOLDER}/" in f"/{self.name}/"

    @cached_property
    def text(self) -> str:
        return self.raw.decode("utf-8", "replace")

    @cached_property
    def document(self) -> Document | None:
        """The text to be edited, or None where it is no sound YAML."""
        try:
            return Document(self.text)
        except EditRefusedError:
            return None

    @cached_property
    def values(self) -> dict[str, Any]:
        return self.document.values() if self.document else {}

    @property
    def notes(self) -> list[ReviewNote]:
        """What the importer asks a person to look at, in the order of the file."""
        return list(self._notes())

    def _notes(self) -> Iterator[ReviewNote]:
        for number, line in enumerate(self.text.splitlines(), start=1):
            if not REVIEW_NOTE.match(line):
                continue
            found = _NOTE.match(line)
            if found is None:
                yield ReviewNote(number, "", "", line.strip().removeprefix("# GRANSKA").strip())
                continue
            where = found["where"] or ""
            place = _WHERE.search(where)
            page = int(place["page"] or 0) if place else 0
            row = int(place["row"]) if place else 0
            yield ReviewNote(number, found["code"], where, found["message"], page, row)

    @property
    def kept_words(self) -> list[KeptWords]:
        return [
            KeptWords(number, found["why"], found["where"], found["words"])
            for number, line in enumerate(self.text.splitlines(), start=1)
            if (found := _KEPT.fullmatch(line.rstrip()))
        ]

    @property
    def original(self) -> Path | None:
        """The document that the draft was made of, where it lies beside it."""
        source = self.values.get("source")
        name = source.get("file", "") if isinstance(source, dict) else source
        if not isinstance(name, str) or not name or "/" in name or "\\" in name:
            return None
        file = self.file.with_name(name)
        return file if file.is_file() and not file.is_symlink() else None


def spot(page: int, row: int) -> str:
    """Return the anchor of a line of the original."""
    return f"o-{page}-{row}"


def find_drafts(minutes: Path) -> dict[str, DraftFile]:
    """Return every draft of a folder by name, and files that cannot be read as YAML at all."""
    found = {}
    for file in minutes_files(minutes):
        try:
            raw = file.read_bytes()
        except OSError:
            continue
        # A published file is passed over without being parsed: there may be thousands.
        if b"draft" not in raw and re.search(rb"^status:\s*[\"']?published", raw, re.MULTILINE):
            continue
        draft = DraftFile(file.relative_to(minutes).with_suffix("").as_posix(), file, raw)
        if draft.document is None or draft.values.get("status", "draft") == "draft":
            found[draft.name] = draft
    return found
