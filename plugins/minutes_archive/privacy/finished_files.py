"""Identity numbers in finished files: the question every way out asks before anything is let out.

It does not matter who wrote a file: the archive, MkDocs, the theme, another plugin, somebody who
put it in docs/. Searched are its name, its text as a reader sees it, all digits that markup holds
aside (attributes, comments, scripts), and the words inside pictures and documents.
"""

from __future__ import annotations

import codecs
import contextlib
import html
import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from minutes_archive.personal_data.finding import PersonalData, PersonalDataKind, find_numbers
from minutes_archive.personal_data.quick_look import (
    may_end_elsewhere,
    may_hold_number,
    may_speak_of_a_person,
)
from minutes_archive.privacy.document_contents import UnreadableDocumentError
from minutes_archive.privacy.document_text import (
    DOCUMENT_TYPES,
    EDGE,
    PICTURE_TYPES,
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
_IN_LINES = (
    b"a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong"
    b" sub sup time tspan u var wbr"
).split()
_INLINE = re.compile(
    rb"</?(?:" + b"|".join(_IN_LINES) + rb")(?:\s[^<>]*)?>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
_INLINE_ENDS = (b"</a>", b"</span>", b"</time>")
_NAME = re.compile(rb"\s*</?([a-z][a-z0-9]*)(?=[\s>/]|$)")
_JOINING = frozenset([*_IN_LINES, b"br"])
_BREAK = re.compile(rb"<br\b[^<>]*>", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
# With a digit, or what may begin one of another script; Swedish letters begin otherwise.
_ASIDE = re.compile(
    rb"<!--.*?-->|<[A-Za-z?!][^<>\d\xc2\xd9-\xf4]*[\d\xc2\xd9-\xf4][^<>]*>", re.DOTALL
)
_NO_TAGS = bytes.maketrans(b"<>", b"||")
_TAG = re.compile(rb"<[^<>]*>")
_EDGE = b"\n|\n"
"""Between two blocks or cells: no number goes across."""
_PERCENT = re.compile(rb"%(?:0[9AaDd]|2[0-9A-Fa-f]|3[0-9]|[C-Fc-f][0-9A-Fa-f])")
# What draws a picture, in numbers.
_DRAWN = re.compile(rb'\s(?:d|points|viewBox|transform)="[^"<>]*"')
_ESCAPED = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[nrt](?=[-+ \d]))")
# Text in XML that is not read as markup, and the long lines of calendars and address cards.
_MARKS_OF_TEXT = re.compile(rb"<!\[CDATA\[|\]\]>")
_FOLDED = frozenset({"ics", "vcf"})
_FOLD = re.compile(rb"\r?\n[ \t]")

# Long texts are looked at by windows that overlap by more than a number can hide in.
_WINDOW, _OVERLAP = 24_000, 6_000

# Pages repeat what stands around them, and each other. A page is cut where a line ends with a tag,
# and a part with blocks at both ends that has been found clean is not looked at again.
_CUT = b">\n"
_MOST_PARTS = 50_000


@dataclass(frozen=True, slots=True)
class Found:
    """An identity number that would go out: the file, the line (0: unknown), its two writings.

    `shown` may be printed; `number` are the ten signs of it, never to be printed.
    """

    path: str
    line: int
    shown: str
    number: str


class CleanParts:
    """The parts of pages that have been found without anything that may be a number.

    Those with words that may say whose number stands beside them are kept apart.
    """

    def __init__(self) -> None:
        self._clean: set[bytes] = set()
        self._speaking: set[bytes] = set()

    def hold(self, page: bytes) -> bool:
        """Return whether a page of markup is clean by its parts; learn those that are new."""
        if b"<!--" in page:
            comments = b"".join(_COMMENT.findall(page))
            page = _COMMENT.sub(b"", page)
            if b"<!--" in page or any(may_hold_number(v, is_part=True) for v in _texts(comments)):
                return False
        parts = page.split(_CUT)
        new = [part for part in parts if part not in self._clean]
        if not new:
            return True
        texts = _texts(_CUT.join([*new, b""]))
        if any(may_hold_number(text, is_part=True) for text in texts):
            # Some ids are right digits by chance: a number only where words say so.
            told = any(may_hold_number(text) or may_end_elsewhere(text) for text in texts)
            return not told and self._speaking.isdisjoint(parts)
        self._learn(new, speak=any(map(may_speak_of_a_person, texts)))
        return True

    def _learn(self, new: list[bytes], *, speak: bool) -> None:
        if len(self._clean) > _MOST_PARTS:
            self._clean.clear()
            self._speaking.clear()
        apart = list(filter(_is_apart, new))
        self._clean.update(apart)
        if speak:
            self._speaking.update(apart)


def _texts(markup: bytes) -> list[str]:
    return list(map(_as_text, _views_of_markup(markup)))


def _is_apart(part: bytes) -> bool:
    """Return whether no number goes from a part into its neighbours: both ends break words."""
    first, last = _NAME.match(part), _NAME.match(part, part.rfind(b"<"))
    return bool(first and last and first[1] not in _JOINING and last[1] not in _JOINING)


def search_finished(path: str, content: bytes, clean: CleanParts | None = None) -> Iterator[Found]:
    """Yield the certain identity numbers of a finished file and its name, each once.

    `clean` remembers parts that files have in common.
    """
    seen = set()
    is_code = path.rpartition(".")[2].lower() in _CODE
    for line, data in _found(path, content, clean):
        if is_code and _BARE.fullmatch(data.shown):
            continue  # a constant of a program: one in three hundred is a date with its digit
        if data.kind is PersonalDataKind.IDENTITY_NUMBER and data.number not in seen:
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
    _clean: CleanParts = field(default_factory=CleanParts)

    def look(self, path: str, content: bytes) -> bool:
        """Look into a finished file; tell whether it may go out."""
        found = self.search(path, content)
        self.hold_back(found)
        return not found

    def search(self, path: str, content: bytes) -> list[Found]:
        """Return what may not go out of a finished file."""
        ending = posixpath.splitext(path)[1].lower()
        if ending[1:] in DOCUMENT_TYPES and self.documents.has_met(
            sha256(content).hexdigest(), ending
        ):
            content = b""
        found = search_finished(path, content, self._clean)
        return [one for one in found if one.number not in self.excused]

    def hold_back(self, found: Iterable[Found]) -> None:
        """Note numbers that may not go out, for the problems."""
        for one in found:
            self._met.setdefault(one.number, (one.shown, []))[1].append(one.path)

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


def _found(
    path: str, content: bytes, clean: CleanParts | None
) -> Iterator[tuple[int, PersonalData]]:
    for data in _numbers(unquote(path)):
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
        yield from _in_text(content, clean, kind)


def _in_text(
    content: bytes, clean: CleanParts | None, kind: str
) -> Iterator[tuple[int, PersonalData]]:
    if b"\0" in content[:4000] or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = decoded(content).encode("utf-8", "surrogatepass")
    if kind in _MARKUP:
        if clean is None or not clean.hold(content):
            for view in _views_of_markup(content):
                for data in _numbers(_as_text(view)):
                    yield 0, data
        return
    text = decoded(content)
    for data in _numbers(text):
        yield text.count("\n", 0, data.start) + 1, data
    views = []
    if kind in _FOLDED:
        views.append(_FOLD.sub(b"", content))
    if b"\\" in content and _ESCAPED.search(content):
        views.append(_ESCAPED.sub(_unescaped, content))
    if b"%" in content and _PERCENT.search(content):
        views.append(unquote_to_bytes(content))
    for view in views:
        for data in _numbers(decoded(view)):
            yield 0, data


def _views_of_markup(content: bytes) -> Iterator[bytes]:
    """Yield what markup holds aside, and its text as a reader sees it, both with their entities."""
    if b"\\" in content and _ESCAPED.search(content):  # JSON in a script
        yield from _views_of_markup(_ESCAPED.sub(_unescaped, content))
    if b"<![CDATA[" in content:
        content = _MARKS_OF_TEXT.sub(_EDGE, content)
    asides = _DRAWN.sub(b"", _EDGE.join(_ASIDE.findall(content))).translate(_NO_TAGS)
    yield asides
    if b"%" in asides and _PERCENT.search(asides):
        yield unquote_to_bytes(asides)
    for end in _INLINE_ENDS:  # the most of them, without a pattern
        content = content.replace(end, b"")
    yield _TAG.sub(_EDGE, _BREAK.sub(b" ", _INLINE.sub(b"", content)))


def _as_text(view: bytes) -> str:
    text = decoded(view)
    return html.unescape(text) if "&" in text else text


def _numbers(text: str) -> Iterator[PersonalData]:
    """Yield the identity numbers of a text; most have none, and that is seen quickly."""
    for start in range(0, max(len(text) - _OVERLAP, 1), _WINDOW - _OVERLAP):
        if may_hold_number(text[start : start + _WINDOW]):
            start = max(start - _OVERLAP, 0)
            for data in find_numbers(text[start : start + _WINDOW + 2 * _OVERLAP]):
                yield replace(data, start=data.start + start, end=data.end + start)


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1] or found[2]
    return chr(int(code, 16)).encode("utf-8", "surrogatepass") if code else b" "
