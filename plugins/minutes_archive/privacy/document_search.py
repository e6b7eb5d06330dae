"""A document searched for personal data: what was found, what was not read or does not show."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from minutes_archive.personal_data.finding import PersonalData, PersonalDataKind, find_personal_data
from minutes_archive.privacy.document_text import read_document

NUMBERS = (PersonalDataKind.IDENTITY_NUMBER, PersonalDataKind.LOOK_ALIKE)
_AROUND = 40
_BY_LINE = (".txt", ".md", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data in a document: line, column and page, 0 where these do not apply.

    `name` is what an exception calls this finding and no other.
    """

    line: int
    column: int
    page: int
    data: PersonalData
    name: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search of a document gave; `unread` and `covered` as in DocumentContents."""

    findings: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()


def search_document(name: str, content: bytes) -> Searched:
    """Search a document of any type, and the documents inside it."""
    read = read_document(name, content)
    by_line = name.lower().endswith(_BY_LINE)
    found: dict[object, Finding] = {}
    for part in read.parts:
        for finding in findings_in(part.text, part.number, by_line=by_line):
            # What stands in several parts of a file, as a link and as text, is told once.
            own = (finding.page, finding.data.kind, finding.data.number or finding.data.shown)
            found.setdefault((finding.line, finding.column) if by_line else own, finding)
    return Searched(tuple(found.values()), tuple(dict.fromkeys(read.unread)), tuple(read.covered))


def findings_in(text: str, page: int = 0, *, by_line: bool = True) -> Iterator[Finding]:
    """Yield the personal data of a text, with line and column where it has lines."""
    ends: list[int] = []
    for data in find_personal_data(text):
        name = exception_name(text, data)
        if not by_line:
            yield Finding(0, 0, page, data, name)
            continue
        # Once a text: to count lines anew for each of very many findings takes minutes.
        ends = ends or [match.start() for match in re.finditer("\n", text)] or [len(text)]
        line = bisect_left(ends, data.start)
        column = data.start - (ends[line - 1] if line else -1)
        yield Finding(line + 1, column, page, data, name)


def exception_name(text: str, data: PersonalData) -> str:
    """Return what an exception calls a finding: as it may be shown, and a short hash.

    The hash is of the number and the words around it, so that it excuses neither another number
    of the same form nor the same number elsewhere. It has four digits, and whoever does not have
    those words cannot work the number out from it.
    """
    if data.kind not in NUMBERS:
        return data.shown
    around = (
        text[max(0, data.start - _AROUND) : data.start] + "#" + text[data.end : data.end + _AROUND]
    )
    words = re.sub(r"\d", "0", " ".join(around.split()))
    mark = hashlib.sha256(f"{words}\0{data.number}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{data.shown} {mark[:4]}"
