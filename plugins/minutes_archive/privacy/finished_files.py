"""Identity numbers in finished files: the question every way out asks before anything is let out.

It does not matter who wrote a file: the archive, MkDocs, the theme, another plugin, somebody who
put it in docs/. Searched are its name, its text as a reader sees it, everything that markup holds
aside (attributes, comments, scripts), and the words inside pictures and documents.
"""

from __future__ import annotations

import codecs
import contextlib
import html
import operator
import posixpath
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from minutes_archive.personal_data.finding import Kind, PersonalData, find_numbers
from minutes_archive.privacy.document_text import (
    DOCUMENT_TYPES,
    EDGE,
    PICTURE_TYPES,
    UnreadableDocumentError,
    decoded,
    document_parts,
    words_inside,
)
from minutes_archive.privacy.documents import Documents
from minutes_archive.problems import Place, Problem

_MARKUP = frozenset({"html", "htm", "xhtml", "xml", "svg", "rdf", "atom", "rss"})
_PICTURES = PICTURE_TYPES | {"woff", "woff2", "ttf", "otf"}

_CODE = frozenset({"js", "mjs", "css", "map", "wasm"})
_BARE = re.compile(r"\d\d\*{8}")

# Tags inside a line, which break no word, and comments.
_INLINE = re.compile(
    rb"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|"
    rb"strong|sub|sup|time|tspan|u|var|wbr)(?:\s[^<>]*)?>|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
_BREAK = re.compile(rb"<br\b[^<>]*>", re.IGNORECASE)
_ASIDE = re.compile(rb"<!--.*?-->|<[A-Za-z?!][^<>]*\d[^<>]*>", re.DOTALL)
_NO_TAGS = bytes.maketrans(b"<>", b"||")
_TAG = re.compile(rb"<[^<>]*>")
_EDGE = b"\n|\n"
"""Between two blocks or cells: no number goes across."""

# For the quick look: without what may stand between digits, ten that may be a number remain.
_BETWEEN = b" \t\r\n-+/._:,;()*~`[]\\'=" + bytes(range(128, 256))
_TEN = re.compile(rb"(?=(\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01])\d{4}))")
_ENTITY = re.compile(rb"&(?:#\w{1,8}|nbsp|shy|[nm]dash|minus|thinsp|ensp|emsp|zwn?j|hyphen);")
_TERMS = tuple(
    [sum(divmod((digit - 48) * (2 - place % 2), 10)) for digit in range(58)] for place in range(10)
)
_LETTERED = re.compile(rb"\d{6}[A-Z]{1,3}\d{1,3}(?![0-9A-Za-z])")
_PERCENT = re.compile(rb"%(?:2[0-9A-Fa-f]|3[0-9])")
# Digits of other scripts begin with these bytes in UTF-8.
_OTHER_DIGITS = tuple(
    chr(first).encode()[:-1]
    for first in (0xFF10, 0x660, 0x6F0, 0x966, 0x9E6, 0x1D7D0, 0x2080, 0x2070, 0x2460)
)
_CHARACTER = re.compile(rb"&#[xX]?[0-9a-fA-F]{2,6};\s?[0-9&]")
# What draws a picture, in numbers.
_DRAWN = re.compile(rb'\s(?:d|points|viewBox|transform)="[^"]*"')
_ESCAPED = re.compile(rb"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")


@dataclass(frozen=True, slots=True)
class Found:
    """An identity number that would go out: the file, the line (0: unknown), its two writings.

    `shown` may be printed; `number` are the ten signs of it, never to be printed.
    """

    path: str
    line: int
    shown: str
    number: str


def search_finished(path: str, content: bytes) -> Iterator[Found]:
    """Yield the certain identity numbers of a finished file and its name, each once."""
    seen = set()
    is_code = path.rpartition(".")[2].lower() in _CODE
    for line, data in _found(path, content):
        if is_code and _BARE.fullmatch(data.shown):
            continue  # a constant of a program: one in three hundred is a date with its digit
        if data.kind is Kind.IDENTITY_NUMBER and data.number not in seen:
            seen.add(data.number)
            yield Found(path, line, data.shown, data.number)


@dataclass
class Gate:
    """The question that every way out asks of every file: does an identity number go out with it?

    `excused` are the numbers that exceptions let out. `documents` have been looked into where
    they lie. `sources` are files that finished files are made of, each by the name that problems
    call it: there a number is looked for when it is to be told where it comes from.
    """

    excused: Container[str] = frozenset()
    documents: Documents = field(default_factory=Documents)
    sources: Mapping[str, Path] = field(default_factory=dict)
    _met: dict[str, tuple[str, list[str]]] = field(default_factory=dict)

    def look(self, path: str, content: bytes) -> bool:
        """Look into a finished file; tell whether it may go out."""
        ending = posixpath.splitext(path)[1].lower()
        if ending[1:] in DOCUMENT_TYPES and self.documents.has_met(
            sha256(content).hexdigest(), ending
        ):
            content = b""
        good = True
        for found in search_finished(path, content):
            if found.number not in self.excused:
                self._met.setdefault(found.number, (found.shown, []))[1].append(path)
                good = False
        return good

    def problems(self) -> list[Problem]:
        """Return an error for each number that would have gone out, and where it comes from."""
        return [self._problem(number, *met) for number, met in self._met.items()]

    def _problem(self, number: str, shown: str, paths: list[str]) -> Problem:
        more = f" och {len(paths) - 1} filer till" if len(paths) > 1 else ""
        return Problem(
            self._origin(number) or Place(paths[0]),
            "E401",
            f"personnummer {shown} skulle publiceras i {paths[0]}{more}",
            "ta bort eller maskera det där det kommer från: mötesfiler, docs/, mkdocs.yml, temat "
            "eller ett annat insticksprogram",
        )

    def _origin(self, number: str) -> Place | None:
        for shown, file in self.sources.items():
            with contextlib.suppress(OSError):
                content = file.read_bytes()
                text = decoded(content)
                for data in find_numbers(text):
                    if data.number == number:
                        before = text[: data.start]
                        column = data.start - before.rfind("\n")
                        return Place(shown, before.count("\n") + 1, column)
                if any(found.number == number for found in search_finished(shown, content)):
                    return Place(shown)
        return None


def _found(path: str, content: bytes) -> Iterator[tuple[int, PersonalData]]:
    for data in find_numbers(unquote(path)):
        yield 0, data
    kind = path.rpartition(".")[2].lower()
    if kind in _PICTURES:
        for data in find_numbers(EDGE.join(words_inside(content))):
            yield 0, data
    elif kind in DOCUMENT_TYPES and content:
        with contextlib.suppress(UnreadableDocumentError):  # whoever looks at the sources tells it
            for part in document_parts(path, content):
                for data in find_numbers(part.text):
                    yield 0, data
    else:
        yield from _in_text(content, is_markup=kind in _MARKUP)


def _in_text(content: bytes, *, is_markup: bool) -> Iterator[tuple[int, PersonalData]]:
    if b"\0" in content[:4000] or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = decoded(content).encode("utf-8", "surrogatepass")
    if is_markup:
        asides = _EDGE.join(_ASIDE.findall(_DRAWN.sub(b"", content)))
        views = [asides.translate(_NO_TAGS)]
        views.append(_TAG.sub(_EDGE, _BREAK.sub(b" ", _INLINE.sub(b"", content))))
    else:
        views = [content]
        if b"\\" in content:
            views.append(_ESCAPED.sub(_unescaped, content))
    if b"%" in views[0] and _PERCENT.search(views[0]):
        views.append(unquote_to_bytes(views[0]))
    for view in filter(_may_hold_a_number, views):
        text = decoded(view)
        for data in find_numbers(html.unescape(text) if is_markup else text):
            line = 0 if view is not content else text.count("\n", 0, data.start) + 1
            yield line, data


def _may_hold_a_number(text: bytes) -> bool:
    """Tell quickly whether a closer look is needed, as it is for few of very many files."""
    if any(map(text.__contains__, _OTHER_DIGITS)):
        return True
    if b"&#" in text and _CHARACTER.search(text):
        return True
    plain = _ENTITY.sub(b"", text) if b"&" in text else text
    plain = plain.translate(None, _BETWEEN)
    return any(map(_is_right, _TEN.findall(plain))) or bool(_LETTERED.search(plain))


def _is_right(ten: bytes) -> bool:
    """Apply the Luhn rule to ten digits."""
    return sum(map(operator.getitem, _TERMS, ten)) % 10 == 0


def _unescaped(found: re.Match[bytes]) -> bytes:
    return chr(int(found[1] or found[2], 16)).encode("utf-8", "surrogatepass")
