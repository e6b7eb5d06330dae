"""Every address and anchor of the site; nothing else writes one.

Addresses are relative to the site root, end in "/" for pages, and depend only on ids,
never on titles. The words in them follow the site's language.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_PREFIX = re.compile(r"[a-z0-9_~-][a-z0-9._~-]*", re.IGNORECASE)

_FOLDED = str.maketrans({"å": "a", "ä": "a", "ö": "o", "æ": "a", "ø": "o", "ß": "ss", "ð": "d"})
_FOREIGN = re.compile(r"[^a-z0-9]+")

# Names that Windows keeps for devices: a folder or file may not be called so there.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")

_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sv": MappingProxyType(
            {
                "search": "sok",
                "meetings": "moten",
                "decisions": "beslut",
                "municipalities": "kommuner",
                "bodies": "organ",
                "matters": "arenden",
                "topics": "amnen",
                "follow_ups": "uppfoljning",
                "upcoming": "kommande",
                "about": "om",
                "page": "sida",
                "feeds": "floden",
                "calendars": "kalender",
                "data": "data",
                "item": "punkt",
                "decision": "beslut",
                "follow_up": "uppfoljning",
                "deferral": "bordlaggning",
                "figures": "siffror",
                "watch": "bevaka",
                "glossary": "ordforklaringar",
                "contact": "kontakt",
                "privacy": "personuppgifter",
                "accessibility": "tillganglighet",
            }
        ),
        "en": MappingProxyType(
            {
                "search": "search",
                "meetings": "meetings",
                "decisions": "decisions",
                "municipalities": "municipalities",
                "bodies": "bodies",
                "matters": "matters",
                "topics": "topics",
                "follow_ups": "follow-ups",
                "upcoming": "upcoming",
                "about": "about",
                "page": "page",
                "feeds": "feeds",
                "calendars": "calendars",
                "data": "data",
                "item": "item",
                "decision": "decision",
                "follow_up": "follow-up",
                "deferral": "deferral",
                "figures": "figures",
                "watch": "follow",
                "glossary": "glossary",
                "contact": "contact",
                "privacy": "privacy",
                "accessibility": "accessibility",
            }
        ),
    }
)


_SECTIONS = (
    *("search", "meetings", "decisions", "municipalities", "bodies", "matters", "topics"),
    *("follow_ups", "upcoming", "about", "feeds", "calendars", "data"),
)


SECTION_FOLDERS = frozenset(words[name] for words in _WORDS.values() for name in _SECTIONS)
"""The folders right below an archive's start page that hold its pages and files, by name."""


def slugify(text: str) -> str:
    """Return a lower-case ASCII slug: å ä become a, ö o, every other run a hyphen."""
    folded = unicodedata.normalize("NFC", text).lower().translate(_FOLDED)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode("ascii")
    return _FOREIGN.sub("-", plain).strip("-")


def decision_id(body_code: str, date: str, item_slug: str, number: int | None = None) -> str:
    """Return `lg-2020-11-20-5-1`; `date` carries `-2` for a second meeting the same day.

    Without a number it is the prefix that the decisions of an item share.
    """
    prefix = f"{slugify(body_code)}-{date}-{item_slug}"
    return prefix if number is None else f"{prefix}-{number}"


def meeting_id(body: str, date: str, sequence: int = 1) -> str:
    """Return `ledningsgruppen/2020-11-20`, with `-2` for a second meeting the same day."""
    return f"{body}/{day_of(date, sequence)}"


def day_of(date: str, sequence: int) -> str:
    """Return what ids call a day, with `-2` for its second meeting."""
    return f"{date}-{sequence}" if sequence > 1 else date


def item_id(meeting: str, slug: str) -> str:
    """Return `ledningsgruppen/2020-11-20#5`: an item as the archive knows it."""
    return f"{meeting}#{slug}"


def follow_up_id(item: str, number: int) -> str:
    """Return the id of a follow-up: that of its item and the number it has there."""
    return f"{item}/{number}"


def deferral_id(item: str, number: int) -> str:
    """Return the id of a deferral: that of its item and the number it has there."""
    return f"{item}/deferral-{number}"


def is_reserved_name(name: str) -> bool:
    """Return whether a path segment cannot be made on common file systems."""
    return _RESERVED.fullmatch(name.split(".")[0].lower()) is not None


def folder_prefix(written: str) -> str | None:
    """Return the option `prefix` as what addresses begin with: "arkiv" or "/arkiv/" is "arkiv/".

    Empty stays empty; None where it cannot be the address of a folder.
    """
    parts = written.strip().strip("/").split("/")
    if parts == [""]:
        return ""
    if all(_PREFIX.fullmatch(part) and not is_reserved_name(part) for part in parts):
        return "".join(f"{part}/" for part in parts)
    return None


# The anchors of a page's own sections, in the site's language. They are addresses like any other:
# people link to them, so a name once used stays.
_NAMES = """
    content              innehallet        content
    summary              sammanfattning    summary
    attendance           narvaro           attendance
    corrections          rattelser         corrections
    sign_off             underskrifter     sign-off
    deferred_here        hit-bordlagt      deferred-here
    followed_up          foljs-upp         followed-up
    announces            aviserat          announces
    announced_by         aviserades        announced-by
    source               original          source
    reservations         reservationer     reservations
    votes                omrostning        votes
    taken_up             upptaget          taken-up
    attachments          bilagor           attachments
    citation             hanvisa           cite
    follow_ups           uppfoljning       follow-ups
    history              arendets-gang     history
    context              sammanhang        context
    present              narvarande        present
    missed               inte-med          missed
    people               personer          people
    mentions             namns             mentions
    decisions            beslut            decisions
    body_decisions       organens-beslut   body-decisions
    members              medlemmar         members
    meetings             moten             meetings
    items                punkter           items
    timeline             gang              timeline
    open                 oppna             open
    closed               avslutade         closed
    deferred             bordlagt          deferred
    postponed            uppskjutet        postponed
    passed               tidigare          passed
    feeds                floden            feeds
    calendars            kalendrar         calendars
    tasks                uppdrag           tasks
    latest_meeting       senaste-motet     latest-meeting
    new                  nytt              new
    coming               planerat          planned
    latest_decisions     senaste-besluten  latest-decisions
    latest_meetings      senaste-motena    latest-meetings
    browse               bladdra           browse
    year                 ar                year
    contents             innehall          contents
    missing              saknas            missing
    fields               uppgifter         fields
    withdrawn            borttaget         withdrawn
    notice_boards        anslagstavla      notice-boards
    publisher            utgivare          publisher
    status               status            status
    limitations          brister           limitations
    exempt               undantag          exempt
    disproportionate     oskaligt          disproportionate
    assessment           bedomning         assessment
    report               rapportera        report
    supervision          tillsyn           supervision
    controller           ansvarig          controller
    officer              dataskyddsombud   officer
    legal_basis          rattslig-grund    legal-basis
    retention            lagringstid       retention
    rights               rattigheter       rights
    technology           teknik            technology
"""

_ROWS = [line.split() for line in _NAMES.strip().splitlines()]

SECTION_ANCHORS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sv": MappingProxyType({name: swedish for name, swedish, _ in _ROWS}),
        "en": MappingProxyType({name: english for name, _, english in _ROWS}),
    }
)
"""Language -> the section's name in the code -> its anchor."""


@dataclass(frozen=True)
class Addresses:
    """The addresses of one archive, in its language ("sv" or "en"), from the site's root.

    All of them begin with `prefix`: the folder of the site that the archive lies in, with a
    final slash, or "".
    """

    language: str = "sv"
    prefix: str = ""
    words: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", _WORDS[self.language])

    # Fixed pages -----------------------------------------------------------------

    @property
    def start(self) -> str:
        return self.prefix

    def section(self, name: str) -> str:
        """Return the address of a list page: search, meetings, decisions, matters, about …"""
        return f"{self.prefix}{self.words[name]}/"

    def listing(self, name: str, part: str | int) -> str:
        """Return the address of a part of a list page: a year, or a page from 2 on."""
        return f"{self.section(name)}{part}/"

    def part_of_section(self, name: str, number: int) -> str:
        """Return the address of a part of a list page of named things, by number from 1.

        A thing may be called 2: parts lie a step further down than the things themselves.
        """
        return self.section(name) + (f"{self.words['page']}/{number}/" if number > 1 else "")

    @property
    def folders(self) -> tuple[str, ...]:
        """Return the folders of the site that hold nothing but the archive.

        Without a prefix its start page is among them, as "index.html".
        """
        if self.prefix:
            return (self.prefix,)
        names = sorted({self.words[name] for name in _SECTIONS})
        return ("index.html", *(f"{name}/" for name in (*names, "datasets")))

    # Things ----------------------------------------------------------------------

    def meeting(self, meeting_id: str) -> str:
        return f"{self.section('meetings')}{meeting_id}/"

    def decision(self, identity: str) -> str:
        return f"{self.section('decisions')}{identity}/"

    def municipality(self, identity: str) -> str:
        return f"{self.section('municipalities')}{identity}/"

    def municipality_year(self, identity: str, year: int) -> str:
        """Return the page of how a municipality took part in one year's meetings."""
        return f"{self.municipality(identity)}{year}/"

    def body(self, identity: str) -> str:
        return f"{self.section('bodies')}{identity}/"

    def body_year(self, identity: str, year: int) -> str:
        """Return the page of a body's meetings of one year."""
        return f"{self.body(identity)}{year}/"

    def matter(self, identity: str) -> str:
        return f"{self.section('matters')}{identity}/"

    def topic(self, identity: str) -> str:
        return f"{self.section('topics')}{identity}/"

    def meeting_file(self, meeting_id: str, name: str) -> str:
        """Return where a source document or an attachment of a meeting is served."""
        return f"{self.section('meetings')}{meeting_id}/{name}"

    def about(self, name: str) -> str:
        """Return the address of a page below the one about the archive: glossary, contact …"""
        return f"{self.section('about')}{self.words[name]}/"

    # Anchors -----------------------------------------------------------------------

    def anchor(self, name: str, part: str | int = "") -> str:
        """Return the anchor of a section of a page, or of the part of it for one year or item."""
        anchor = SECTION_ANCHORS[self.language][name]
        return f"{anchor}-{part}" if part != "" else anchor

    def day_anchor(self, date: dt.date) -> str:
        """Return the anchor of what is announced for a day."""
        return f"{self.anchor('coming')}-{date.isoformat()}"

    def item_anchor(self, slug: str) -> str:
        return f"{self.words['item']}-{slug}"

    def decision_anchor(self, item_slug: str, number: int) -> str:
        return f"{self.words['decision']}-{item_slug}-{number}"

    def follow_up_anchor(self, item_slug: str, number: int) -> str:
        return f"{self.words['follow_up']}-{item_slug}-{number}"

    def deferral_anchor(self, item_slug: str, number: int) -> str:
        return f"{self.words['deferral']}-{item_slug}-{number}"

    def item(self, meeting_id: str, slug: str) -> str:
        return f"{self.meeting(meeting_id)}#{self.item_anchor(slug)}"

    # Data, feeds, calendars -----------------------------------------------------------

    def data(self, name: str) -> str:
        return f"{self.section('data')}{name}"

    def meeting_data(self, meeting_id: str) -> str:
        """Return where the data of one meeting lie, beside its page."""
        return self.meeting_file(meeting_id, "meeting.json")

    @property
    def catalogue(self) -> str:
        """Return where the national data portal looks for the catalogue (DCAT-AP-SE)."""
        return f"{self.prefix}datasets/dcat.rdf"

    def asset(self, path: str) -> str:
        """Return where a file that pages need lies: a style sheet, a script, a picture."""
        return f"{self.prefix}assets/{path}"

    @property
    def index_folder(self) -> str:
        """Return where the browser finds the search index."""
        return self.asset("search-index/")

    def within(self, address: str) -> str:
        """Return an address of the site as seen from the archive's start page."""
        if address.startswith(self.prefix):
            return address.removeprefix(self.prefix)
        return relative(address, self.prefix)

    def feed(self, section: str, identity: str = "") -> str:
        """Return the Atom feed of a list page, or of one thing listed there."""
        return f"{self.section('feeds')}{self._file_name(section, identity)}.xml"

    def json_feed(self, section: str, identity: str = "") -> str:
        return f"{self.section('feeds')}{self._file_name(section, identity)}.json"

    def calendar(self, section: str, identity: str = "") -> str:
        return f"{self.section('calendars')}{self._file_name(section, identity)}.ics"

    def _file_name(self, section: str, identity: str) -> str:
        return f"{self.words[section]}-{identity}" if identity else self.words[section]


def relative(target: str, page: str) -> str:
    """Return the address of `target` as a link from `page`; both from the site root.

    Pages are folders, so every segment of the page's own address is one step up.
    """
    up = "../" * page.count("/")
    path = f"{up}{target}"
    return path or "./"
