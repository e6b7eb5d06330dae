"""How meetings, items and decisions are cited in running text, and what a citation means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from minutes_archive.addresses import slugify
from minutes_archive.language.catalogue import Translator
from minutes_archive.model import AgendaItem, Body, Decision, Meeting

_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASHED_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:[-/ ](\d{4}|\d{2}(?!\d)))?(?![\d/])")


def days_named(text: str, months: Sequence[str], said_on: dt.date) -> frozenset[dt.date]:
    """Return the days that a text names: "den 10 december", "10/12", "2020-12-10".

    `months` are the names of the months in the text's language. A day without a year is the
    first one from `said_on` on.
    """
    short = {name[:3].casefold(): number for number, name in enumerate(months, start=1)}
    spelled = _spelled_day(tuple(months))
    found: set[dt.date | None] = set()
    for year, month, day in _ISO_DAY.findall(text):
        found.add(_day(int(year), int(month), int(day)))
    for day, name, year in spelled.findall(text):
        found.add(_named_day(int(day), short[name[:3].casefold()], year, said_on))
    for day, month, year in _SLASHED_DAY.findall(text):
        found.add(_named_day(int(day), int(month), year, said_on))
    return frozenset(day for day in found if day is not None)


@cache
def _spelled_day(months: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in (*months, *(name[:3] for name in months)))
    return re.compile(
        rf"(?<!\d)(\d{{1,2}})(?::?[ea])?\s+({names})\.?(?!\w)(?:\s+(\d{{4}})(?!\d))?", re.IGNORECASE
    )


def _named_day(day: int, month: int, year: str, said_on: dt.date) -> dt.date | None:
    if year:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    found = _day(said_on.year, month, day)
    return found if found and found >= said_on else _day(said_on.year + 1, month, day)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def body_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds a body by any of its names, as whole words; case does not count.

    "Styrgruppen" is also found in "styrgruppens" and "styrgruppsmöte".
    """
    ways = []
    for name in sorted(filter(None, names), key=lambda name: (-len(name), name)):
        words = r"\s+".join(map(re.escape, name.split()))
        ways.append(rf"{words}(?:s|:s)?")
        stem = re.sub(r"(?:en|et|(?<=[eé])n)$", "", words)
        if stem != words:
            ways.append(rf"{stem}s?(?:möte|sammanträd)\w*")
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)


_DAY = r"\d{4}-\d{2}-\d{2}"
_AFTER_MEETING = (
    r"(?: \((?P<sequence>[2-9])\))?"
    r"(?:,? (?:punkt|item|§) ?(?P<item>\d{1,4}(?:\.\d+)*(?:[A-Za-z]| [A-Z])?)(?!\w)"
    r"(?:,? (?:beslut|decision) (?P<number>\d{1,3})(?!\d))?)?"
)
# The address of a page of the site, whole or from its root, as a browser shows it.
_PAGE = re.compile(
    rf"(?:https?://[^/\s]+)?/?(?:[\w.-]+/)*?(?:(?:moten|meetings)/(?P<meeting>[a-z0-9-]+/{_DAY}(?:-\d)?)"
    rf"/?(?P<anchor>#[\w-]+)?|(?:beslut|decisions)/(?P<decision>[a-z0-9-]+-{_DAY}-[a-z0-9-]+)/?(?:#.*)?)"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A stretch of a text, in characters, that cites something, as a reference to it."""

    start: int
    end: int
    reference: str


class CitationFinder:
    """Knows citations by the codes of bodies, also those that they had before."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._body_by_code = {
            code.casefold(): body.id for body in bodies for code in (*body.former_codes, body.code)
        }
        codes = "|".join(map(re.escape, sorted(self._body_by_code, key=lambda c: (-len(c), c))))
        pattern = rf"(?<![\w-])(?P<code>{codes or '(?!)'}) (?P<date>{_DAY})(?!\w){_AFTER_MEETING}"
        self._pattern = re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE)

    def find(self, text: str) -> Iterator[Citation]:
        """Yield the citations in a text from left to right."""
        for match in self._pattern.finditer(text):
            if match["code"] == match["code"].upper():
                yield Citation(match.start(), match.end(), self._reference(match))

    def reference(self, written: str) -> str:
        """Return the reference that a citation or the address of a page means, or what is written.

        `FD 2024-01-25 § 3` is `forbundsdirektionen/2024-01-25#punkt-3`, and
        `https://arkiv.example/beslut/fd-2024-01-25-3-1/` is `fd-2024-01-25-3-1`.
        """
        page = _PAGE.fullmatch(written)
        if page:
            return page["decision"] or page["meeting"] + (page["anchor"] or "")
        cited = self._pattern.fullmatch(" ".join(written.split()))
        return self._reference(cited) if cited else written

    def _reference(self, match: re.Match[str]) -> str:
        meeting = f"{self._body_by_code[match['code'].casefold()]}/{match['date']}"
        meeting += f"-{match['sequence']}" if match["sequence"] else ""
        if not match["item"]:
            return meeting
        slug = slugify(match["item"])
        if match["number"]:
            return f"{meeting}#beslut-{slug}-{int(match['number'])}"
        return f"{meeting}#punkt-{slug}"


def name_bodies(meeting: Meeting, bodies: Mapping[str, Body], translate: Translator) -> str:
    """Return what the body that met was called that day; of a joint meeting, all of them."""
    names = [bodies[identity].name_on(meeting.date) for identity in meeting.bodies]
    if len(names) == 1:
        return names[0]
    return translate("cite.and", first=", ".join(names[:-1]), last=names[-1])


def nth_mark(sequence: int) -> str:
    """Return what tells a second meeting of a day from the first: " (2)"; the first has none."""
    return f" ({sequence})" if sequence > 1 else ""


def cite_meeting(meeting: Meeting, body: Body) -> str:
    """Return `LG 2020-11-20`, with `(2)` for a second meeting the same day."""
    return _meeting(body.code, meeting.date, meeting.sequence)


def cite_item(meeting: Meeting, item: AgendaItem, body: Body, translate: Translator) -> str:
    """Return `LG 2020-11-20 punkt 5`, or `FD 2023-03-01 § 12` where items are numbered so."""
    return f"{cite_meeting(meeting, body)} {item_label(item, translate)}"


def cite_decision(
    meeting: Meeting, item: AgendaItem, decision: Decision, body: Body, translate: Translator
) -> str:
    """Return `LG 2020-11-20 punkt 5 beslut 1`."""
    return _decision(
        body.code, meeting.date, meeting.sequence, item.number, decision.number, translate
    )


def items_label(items: Sequence[AgendaItem], slugs: Container[str], translate: Translator) -> str:
    """Return "punkt 1–4, 7" or "§ 12–13" for some of the items of a meeting."""
    runs: list[list[str]] = []
    before = False
    for item in items:
        if item.slug in slugs:
            number = item.number.replace("§", "").strip() or item.number
            if before:
                runs[-1].append(number)
            else:
                runs.append([number])
        before = item.slug in slugs
    parts = [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    signs = any("§" in item.number for item in items if item.slug in slugs)
    return f"§ {', '.join(parts)}" if signs else translate("cite.item", number=", ".join(parts))


def item_label(item: AgendaItem, translate: Translator) -> str:
    """Return "punkt 5", or the number itself where it carries its own sign ("§ 12")."""
    return _label(item.number, translate)


# A decision is cited on its page, on those around it and in every export of it.
@lru_cache(maxsize=10_000)
def _decision(
    code: str, date: dt.date, sequence: int, item: str, number: int, translate: Translator
) -> str:
    cited = translate("cite.decision", number=number)
    return f"{_meeting(code, date, sequence)} {_label(item, translate)} {cited}"


def _meeting(code: str, date: dt.date, sequence: int) -> str:
    return f"{code} {date.isoformat()}{nth_mark(sequence)}"


@lru_cache(maxsize=1000)
def _label(number: str, translate: Translator) -> str:
    return number if "§" in number else translate("cite.item", number=number)
