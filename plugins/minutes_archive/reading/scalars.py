"""Kinds of single value in a minutes file: lines, prose, numbers, dates, words, ids, pointers.

The characters that no text may hold are told here as well: control characters, and the
bidirectional controls of Unicode (UAX 9), can hide or turn words round on the page; private-use
characters mean something in one font only.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from yaml.nodes import Node, ScalarNode

from minutes_archive.language.citations import CitationFinder
from minutes_archive.model import Reference, Registry
from minutes_archive.problems import Place, Problem, did_you_mean, has_errors, nearest
from minutes_archive.prose import prose_findings, without_comments
from minutes_archive.reading.context import Context, JsonSchema
from minutes_archive.reading.cut_words import report_cut_words
from minutes_archive.reading.swedish_words import english_value

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u2028\u2029\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    "\ud800-\udfff]"
)
_DOUBTFUL = re.compile("[\u00ad\u200b\u2060\ufeff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_ANY = re.compile(f"{_FORBIDDEN.pattern}|{_DOUBTFUL.pattern}")


def is_clean(text: str) -> bool:
    """Return whether a text holds none of them, as nearly every text does."""
    # To Unicode all of them are unprintable; only some that are not are meant here.
    return text.replace("\n", "").isprintable() or not _ANY.search(text)


def character_problems(text: str, place: Place) -> Iterator[Problem]:
    """Yield one problem for each kind of character in a value that should not be there."""
    if is_clean(text):
        return
    for sign in dict.fromkeys(_FORBIDDEN.findall(text)):
        yield Problem(
            place, "E420", f"texten innehåller det osynliga tecknet {_name(sign)}", "ta bort det"
        )
    for sign in dict.fromkeys(_DOUBTFUL.findall(text)):
        yield Problem(
            place,
            "W420",
            f"texten innehåller tecknet {_name(sign)}, som läsare inte ser som avsett",
            "skriv ett vanligt tecken i stället",
        )


def _name(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}" + (f" ({name})" if name else "")


E = TypeVar("E", bound=StrEnum)

REFERENCE_FORMS = (
    "skriv organ/datum, organ/datum#punkt-5, beslutets id, "
    'dess beteckning ("FD 2024-01-25 § 3") eller sidans adress'
)

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"

# Text that looks like a number or a truth value reaches editors as one; here it stays text.
_TEXT_SCHEMA: JsonSchema = {"type": ["string", "number", "boolean"], "minLength": 1}


_COMMENT = re.compile(r"[ \t]*#")


def scalar_text(node: Node, context: Context) -> str | None:
    """Return a node's text; an empty or a composite value is a problem."""
    if not isinstance(node, ScalarNode):
        context.report(node, "E103", "här ska stå en text, inte en lista eller nycklar")
        return None
    text: str = node.value.strip()
    if not text:
        mend = "skriv ett värde eller ta bort raden"
        if not node.style and _COMMENT.match(context.text, node.end_mark.index):
            mend = "allt efter # är en kommentar för YAML: sätt värdet inom citattecken"
        context.report(node, "E112", "värdet är tomt", mend)
        return None
    if is_clean(text):
        return text
    found = list(character_problems(text, context.place(node)))
    context.problems += found
    return None if has_errors(found) else text


@dataclass(frozen=True)
class Line:
    """Text on one line; line breaks from folding become spaces."""

    pattern: str = ""
    expected: str = ""

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar_text(node, context)
        if text is None:
            return None
        if not self.pattern:
            assert isinstance(node, ScalarNode)
            report_cut_words(node, context, is_prose=False)
            text = without_comments(text)
        # Names, ids and titles come again and again.
        text = sys.intern(" ".join(text.split()))
        if self.pattern and not re.fullmatch(self.pattern, text):
            context.report(node, "E115", f'värdet "{text}" har fel form', self.expected)
            return None
        return text

    def json_schema(self) -> JsonSchema:
        if self.pattern:
            return {"type": ["string", "number"], "pattern": f"^(?:{self.pattern})$"}
        return dict(_TEXT_SCHEMA)


@dataclass(frozen=True)
class Fixed:
    """A whole number that must stand there and no other, such as the version of the format."""

    number: int
    expected: str

    def read(self, node: Node, context: Context) -> int | None:
        text = scalar_text(node, context)
        if text is None:
            return None
        if text != str(self.number):
            context.report(node, "E115", f'värdet "{text}" har fel form', self.expected)
            return None
        return self.number

    def json_schema(self) -> JsonSchema:
        return {"enum": [self.number, str(self.number)]}


@dataclass(frozen=True)
class Prose:
    """Text of any length in Markdown, kept as written, without comments."""

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar_text(node, context)
        if text is None:
            return None
        assert isinstance(node, ScalarNode)
        before = len(context.problems)
        report_cut_words(node, context, is_prose=True)
        if len(context.problems) > before:
            return text
        shown = without_comments(text)
        if not shown:
            context.report(node, "E112", "värdet är bara en kommentar", "skriv ett värde")
            return None
        for finding in prose_findings(shown):
            place = _line_of(node, text, shown, finding.line, context)
            context.report(place, finding.code, finding.what, finding.mend)
        return shown

    def json_schema(self) -> JsonSchema:
        return dict(_TEXT_SCHEMA)


def _line_of(node: ScalarNode, text: str, shown: str, line: int, context: Context) -> Place:
    """Return the place of a line of a value: of a block its own, else where the value begins."""
    place = context.place(node)
    if node.style != "|":
        return place
    wanted = shown.split("\n")[line]
    first = node.value[: node.value.find(text)].count("\n") if text else 0
    lines = text.split("\n")
    # Comments that were taken out moved the lines after them up.
    at = next((n for n in range(line, len(lines)) if lines[n].strip() == wanted.strip()), line)
    number = place.line + 1 + first + at
    source = context.text.split("\n") if context.text else []
    column = 1
    if 0 < number <= len(source):
        column = len(source[number - 1]) - len(source[number - 1].lstrip()) + 1
    return Place(place.path, number, column)


@dataclass(frozen=True)
class Whole:
    """A whole number, zero or more."""

    def read(self, node: Node, context: Context) -> int | None:
        text = scalar_text(node, context)
        if text is None:
            return None
        if not re.fullmatch(r"\d{1,9}", text):
            context.report(node, "E118", f'"{text}" är inget heltal')
            return None
        return int(text)

    def json_schema(self) -> JsonSchema:
        return {"type": ["integer", "string"], "minimum": 0, "pattern": r"^\d{1,9}$"}


YEARS = range(1800, 2101)
"""Years that the minutes of a municipality may speak of."""


@dataclass(frozen=True)
class Date:
    """A date, YYYY-MM-DD."""

    def read(self, node: Node, context: Context) -> dt.date | None:
        text = scalar_text(node, context)
        if text is None:
            return None
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            context.report(node, "E109", f'"{text}" är inget datum', "skriv ÅÅÅÅ-MM-DD")
            return None
        try:
            date = dt.date.fromisoformat(text)
        except ValueError:
            context.report(node, "E109", f'datumet "{text}" finns inte i kalendern')
            return None
        if date.year not in YEARS:
            context.report(node, "E109", f'årtalet i "{text}" är orimligt', "rätta året")
            return None
        return date

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


@dataclass(frozen=True)
class Choice(Generic[E]):
    """One of a fixed set of words: those of an enum, or a choice of members of several."""

    words: Iterable[E]

    def read(self, node: Node, context: Context) -> E | None:
        text = scalar_text(node, context)
        if text is None:
            return None
        members = {word.value: word for word in self.words}
        if text in members:
            return members[text]
        known = list(members)
        english = english_value(text, known)
        hint = f"skriv {english}" if english else did_you_mean(text, known)
        if not english and "menade" not in hint:
            hint = "välj bland " + ", ".join(known)
        context.report(node, "E108", f'okänt värde "{text}"', hint)
        return None

    def json_schema(self) -> JsonSchema:
        return {"enum": [word.value for word in self.words]}


class Named(Protocol):
    """An entry of the registry."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Name:
    """The id of something in the registry."""

    unknown: str
    code: str
    among: Callable[[Registry], Mapping[str, Named]]

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar_text(node, context)
        if text is None or context.registry is None:
            return text
        known = self.among(context.registry)
        if text in known:
            return text
        context.report(node, self.code, f'{self.unknown} "{text}"', _nearest_entry(text, known))
        return None

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{SLUG}$"}


def _nearest_entry(text: str, known: Mapping[str, Named]) -> str:
    """Name the nearest id; to those who wrote a name ("Hudinge"), the name and its id."""
    ids = {entry.name: identity for identity, entry in known.items()}
    for name, identity in ids.items():
        if name.casefold() == text.casefold():
            return f"skriv dess id: {identity}"
    name = nearest(text, ids) if text != text.lower() else ""
    return f'menade du "{name}"? Skriv {ids[name]}' if name else did_you_mean(text, known)


_known: dict[int, tuple[Registry, CitationFinder]] = {}


def _citations(registry: Registry) -> CitationFinder:
    """Return what knows a registry's citations, made once for all files that are read with it."""
    found = _known.get(id(registry))
    if found is None or found[0] is not registry:
        _known.clear()
        found = _known[id(registry)] = (registry, CitationFinder(registry.bodies.values()))
    return found[1]


@dataclass(frozen=True)
class Pointer:
    """A reference to a meeting, an agenda item, a follow-up or a decision.

    A citation ("FD 2024-01-25 § 3") and the address of a page are taken for what they mean.
    """

    pattern = (
        rf"{SLUG}/\d{{4}}-\d{{2}}-\d{{2}}(-\d)?(#[a-z]+-[a-z0-9-]+)?"
        r"|[a-z0-9]+(-[a-z0-9]+)*-\d{4}-\d{2}-\d{2}-[a-z0-9-]+"
    )
    others = r"[A-ZÅÄÖa-zåäö]{1,8} \d{4}-\d{2}-\d{2}.*|(https?:/)?/.*"

    def read(self, node: Node, context: Context) -> Reference | None:
        text = scalar_text(node, context)
        if text is None:
            return None
        if context.registry:
            text = _citations(context.registry).reference(text)
        elif re.fullmatch(self.others, text):
            return None  # what it means depends on the registry, which cannot be read
        if not re.fullmatch(self.pattern, text):
            context.report(node, "E203", f'hänvisningen "{text}" har fel form', REFERENCE_FORMS)
            return None
        return Reference(text, context.place(node))

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^(?:{self.pattern}|{self.others})$"}


LINE = Line()
URL = Line(
    r"https?://[a-zA-Z0-9åäöÅÄÖ.:@%-]+([/?#]\S*)?", "skriv hela adressen: https://exempel.se/"
)
FILE = Line(r'[^/\\:*?"<>|]{1,200}', "filen ska ligga bredvid mötesfilen: skriv bara dess namn")
TIME = Line(
    r"(kl\.? ?)?\d{1,2}([.:]\d{2})?( ?[-–]( ?\d{1,2}([.:]\d{2})?)?)?",
    'skriv till exempel "8.30–11.00", eller "13.00–" när slutet inte står',
)
MEETING_ID = Line(rf"{SLUG}/\d{{4}}-\d{{2}}-\d{{2}}(-[2-9])?", "skriv organ/ÅÅÅÅ-MM-DD")
DECISION_ID = Line(r"[a-z0-9]+(-[a-z0-9]+)*-\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+", "skriv ett beslutsid")
BODY_CODE = Line("[A-ZÅÄÖ]{1,8}", "ett till åtta versaler")
VERSION = Fixed(1, "den här versionen läser format 1")
