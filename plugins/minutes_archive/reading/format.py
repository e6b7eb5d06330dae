"""The minutes file, format 1: its keys, their types and what they mean.

This is the one place that knows the keys; the reader and the JSON Schema both come
from it. The descriptions are Swedish because editors show them to clerks.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from minutes_archive.model import (
    Attachment,
    Body,
    Deferral,
    FollowUpState,
    Heading,
    Kind,
    Matter,
    MeetingPlan,
    Municipality,
    Organisation,
    Publication,
    Publisher,
    Registry,
    Role,
    Text,
    Topic,
    Vote,
    Withdrawal,
    Withheld,
)
from minutes_archive.reading import building
from minutes_archive.reading.types import (
    SLUG,
    Choice,
    Date,
    Key,
    Line,
    ListOf,
    MapOf,
    Name,
    OneOf,
    Pointer,
    Prose,
    Record,
    Whole,
)

FORMAT = "1"


class DecisionWord(StrEnum):
    """What may stand as a decision's `status`: the outcomes, and that it was withdrawn."""

    DECIDED = "decided"
    POSTPONED = "postponed"
    REJECTED = "rejected"
    REFERRED_BACK = "referred_back"
    NOTED = "noted"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class WithdrawalReason(StrEnum):
    """Why something was taken out, in categories that tell nothing about anybody."""

    PERSONAL_DATA = "personal_data"
    CONFIDENTIAL = "confidential"
    MISTAKE = "mistake"
    EXPIRED = "expired"
    OTHER = "other"


class PeopleShown(StrEnum):
    """How much of people's names the site shows, searches and exports."""

    NAMES = "names"
    ROLES = "roles"
    HIDDEN = "hidden"


def _participants(registry: Registry) -> Mapping[str, Municipality | Organisation]:
    return {**registry.municipalities, **registry.organisations}


MUNICIPALITY = Name("okänd kommun", "E104", lambda registry: registry.municipalities)
PARTICIPANT = Name("okänd kommun", "E104", _participants)
BODY = Name("okänt organ", "E105", lambda registry: registry.bodies)
MATTER = Name("okänt ärende", "E106", lambda registry: registry.matters)
TOPIC = Name("okänt ämne", "E107", lambda registry: registry.topics)

LINE = Line()
URL = Line(r"https?://\S+", "börja med https://")
FILE = Line(r"[^/\\:*?\"<>|]{1,200}", "filen ska ligga bredvid mötesfilen: skriv bara dess namn")
TIME = Line(
    r"(kl\.? ?)?\d{1,2}([.:]\d{2})?( ?[-–] ?\d{1,2}([.:]\d{2})?)?",
    'skriv till exempel "8.30–11.00"',
)
VERSION = Line("1", "den här versionen läser format 1")


def _record(title: str, model: Any, *keys: Key[Any]) -> Record[Any]:
    """Make a record whose keys carry the names of the model's fields."""
    return Record(title, keys, building.plain(model))


WITHDRAWN = _record(
    "ett återkallande",
    Withdrawal,
    Key("reason", Choice(WithdrawalReason), "Varför uppgiften togs bort (kategori)", True),
    Key("date", Date(), "Dagen då den togs bort"),
)

VOTES = _record(
    "en omröstning",
    Vote,
    Key("yes", Whole(), "Antal ja-röster"),
    Key("no", Whole(), "Antal nej-röster"),
    Key("abstained", Whole(), "Antal som avstod"),
    Key("text", Prose(), "Källans egna ord om omröstningen"),
)

ATTENDANCE = Record(
    "en deltagare",
    (
        Key("name", LINE, "Personens namn som det står i källan", True),
        Key("from", PARTICIPANT, "Kommunens eller organisationens id i archive.yml"),
        Key("role", Choice(Role), "Personens roll vid mötet"),
        Key(
            "items", LINE, 'Punkter personen deltog i: "2", "1–4", "t.o.m. 10" (annars hela mötet)'
        ),
        Key("substitute_for", LINE, "Den ledamot som personen ersatte"),
        Key("note", LINE, "Annat som källan säger om deltagandet"),
    ),
    building.attendance,
)

DECISION = Record(
    "ett beslut",
    (
        Key("decision", Prose(), "Beslutets text (en att-sats), ordagrant", True),
        Key("id", LINE, "Låser beslutets nummer inom punkten (1, 2 …) när beslut skjuts in"),
        Key("status", Choice(DecisionWord), "Vad som hände med förslaget (annars decided)"),
        Key("matter", MATTER, "Ärendets id i archive.yml"),
        Key("topics", ListOf(TOPIC, or_one=True), "Ämnen ur archive.yml"),
        Key("concerns", ListOf(MUNICIPALITY, or_one=True), "Kommuner som beslutet gäller"),
        Key("responsible", LINE, "Den som ska utföra beslutet"),
        Key("due", Date(), "När det ska vara klart"),
        Key("replaces", ListOf(Pointer(), or_one=True), "Beslut som det här ersätter"),
        Key("follows", ListOf(Pointer(), or_one=True), "Beslut eller möten som det här följer på"),
        Key("reference", LINE, "Diarienummer, ordagrant"),
        Key("votes", VOTES, "Omröstningens utfall"),
        Key("reservations", ListOf(Prose(), or_one=True), "Reservationer, ordagrant"),
        Key("withdrawn", WITHDRAWN, "Varför och när beslutet togs bort ur arkivet"),
    ),
    building.decision,
)

FOLLOW_UP = Record(
    "en uppföljning",
    (
        Key("follow_up", Prose(), "Uppgiften som följs upp, ordagrant", True),
        Key("state", Choice(FollowUpState), "Hur långt uppgiften har kommit (annars open)"),
        Key("note", Prose(), "Källans egna ord om läget"),
        Key("origin", Pointer(), "Mötet, punkten eller beslutet som uppgiften kommer från"),
        Key("matter", MATTER, "Ärendets id i archive.yml"),
        Key("responsible", LINE, "Den som har uppgiften"),
        Key("due", Date(), "När den ska vara klar"),
    ),
    building.follow_up,
)

ATTACHMENT_KEYS = (Key("title", LINE, "Bilagans namn för läsaren"),)

CONTENT = OneOf[Any](
    "ett innehåll",
    (
        _record("en text", Text, Key("text", Prose(), "Löpande text i Markdown", True)),
        _record("en rubrik", Heading, Key("heading", LINE, "Underrubrik inom punkten", True)),
        DECISION,
        FOLLOW_UP,
        _record(
            "en bordläggning",
            Deferral,
            Key("deferred", Prose(), "Det som bordlades eller sköts upp, ordagrant", True),
            Key("to", Pointer(), "Mötet som ska ta upp det"),
        ),
        _record(
            "en utelämnad del",
            Withheld,
            Key("withheld", Prose(), "Skälet till att delen inte publiceras", True),
        ),
        _record(
            "en bilaga",
            Attachment,
            Key("attachment", FILE, "Filens namn, bredvid mötesfilen", True),
            *ATTACHMENT_KEYS,
        ),
    ),
)

ITEM = Record(
    "en punkt",
    (
        Key("number", LINE, 'Punktens nummer som det står: "5", "§ 12", "23 A" (annars löpande)'),
        Key("title", LINE, "Punktens rubrik", True),
        Key("reference", LINE, "Diarienummer, ordagrant"),
        Key("topics", ListOf(TOPIC, or_one=True), "Ämnen ur archive.yml"),
        Key("matter", MATTER, "Ärendets id i archive.yml"),
        Key("content", ListOf(CONTENT), "Punktens innehåll i dokumentets ordning"),
    ),
    building.item,
)

UPCOMING = Record(
    "ett kommande möte",
    (
        Key("date", Date(), "Datum", True),
        Key("time", TIME, 'Tid, till exempel "19.00"'),
        Key("body", BODY, "Organet som möts, om det är ett av arkivets"),
        Key("title", LINE, "Vad det är för möte"),
        Key("status", Choice(MeetingPlan), "Hur säkert mötet är (annars planned)"),
        Key("place", LINE, "Plats"),
    ),
    building.announcement,
)

CORRECTION = Record(
    "en rättelse",
    (
        Key("date", Date(), "Dagen då rättelsen gjordes", True),
        Key("text", Prose(), "Vad som rättades", True),
    ),
    building.correction,
)

SOURCE = Record(
    "ett källdokument",
    (Key("file", FILE, "Originalfilen, bredvid mötesfilen", True), *ATTACHMENT_KEYS),
    building.source,
)

MEETING = Record(
    "ett möte",
    (
        Key("format", VERSION, "Filformatets version: 1", True),
        Key("body", BODY, "Organets id i archive.yml", True),
        Key("date", Date(), "Mötets datum, ÅÅÅÅ-MM-DD", True),
        Key("time", TIME, 'Mötets tid, till exempel "8.30–11.00"'),
        Key("place", LINE, "Mötets plats"),
        Key("kind", Choice(Kind), "Minnesanteckningar (notes) eller protokoll (minutes)"),
        Key("status", Choice(Publication), "Bara published visas på webbplatsen", True),
        Key("title", LINE, "Dokumentets titel"),
        Key("reference", LINE, "Diarienummer, ordagrant"),
        Key("source", SOURCE, "Originaldokumentet, bredvid mötesfilen"),
        Key("recorded_by", ListOf(LINE, or_one=True), "Den som skrev (Vid anteckningarna)"),
        Key("attested_by", ListOf(LINE, or_one=True), "De som justerade"),
        Key("attested_date", Date(), "Dagen då protokollet justerades"),
        Key("present", ListOf(ATTENDANCE), "Närvarande"),
        Key("absent", ListOf(ATTENDANCE), "Frånvarande"),
        Key("items", ListOf(ITEM), "Punkterna i ordning"),
        Key("upcoming", ListOf(UPCOMING), "Möten och datum som anteckningarna aviserar"),
        Key("corrections", ListOf(CORRECTION), "Rättelser efter publiceringen"),
        Key("aliases", ListOf(LINE), "Tidigare adresser (organ/datum) som ska leda hit"),
        Key("withdrawn", WITHDRAWN, "Varför och när mötet togs bort ur arkivet"),
    ),
    building.meeting,
)

_NAME = Key("name", LINE, "Namnet som visas", True)
_DESCRIPTION = Key("description", Prose(), "Kort förklaring för läsaren")

REGISTRY = Record(
    "arkivets register",
    (
        Key("format", VERSION, "Filformatets version: 1", True),
        Key("name", LINE, "Arkivets namn", True),
        Key("language", Line("sv|en", "sv eller en"), "Webbplatsens språk"),
        _DESCRIPTION,
        Key(
            "publisher",
            _record(
                "en utgivare",
                Publisher,
                _NAME,
                Key("url", URL, "Utgivarens webbplats"),
                Key("email", Line(r"\S+@\S+\.\S+", "namn@exempel.se"), "E-post för frågor"),
                Key("phone", LINE, "Telefon"),
                Key("address", LINE, "Postadress"),
                Key("organisation_number", Line(r"\d{6}-?\d{4}", "NNNNNN-NNNN"), "Org.nummer"),
                Key(
                    "organisation_suffix",
                    Line("[a-z0-9]+", "a–z och siffror"),
                    "Tillägg till org.numret hos dataportal.se, när flera utgivare delar nummer",
                ),
            ),
            "Den som ansvarar för arkivet",
        ),
        Key("license", URL, "Adressen till licensen för öppna data"),
        Key(
            "municipalities",
            MapOf(
                _record(
                    "en kommun",
                    Municipality,
                    _NAME,
                    Key("legal_name", LINE, "Kommunens fullständiga namn"),
                    Key("code", Line(r"\d{4}", 'fyra siffror: "0136"'), "SCB:s kommunkod"),
                    Key("url", URL, "Kommunens webbplats"),
                    Key("notice_board", URL, "Kommunens digitala anslagstavla"),
                )
            ),
            "Kommunerna, efter id",
            True,
        ),
        Key(
            "organisations",
            MapOf(
                _record("en organisation", Organisation, _NAME, Key("url", URL, "Dess webbplats"))
            ),
            "Andra som deltar men inte är kommuner",
        ),
        Key(
            "bodies",
            MapOf(
                _record(
                    "ett organ",
                    Body,
                    _NAME,
                    Key("full_name", LINE, "Organets fullständiga namn"),
                    Key(
                        "code", Line("[A-ZÅÄÖ]{1,8}", "ett till åtta versaler"), "Förkortning", True
                    ),
                    Key("members", ListOf(Line(SLUG, "kommunens id")), "Kommuner som ingår"),
                    _DESCRIPTION,
                )
            ),
            "Organen som möts, efter id",
            True,
        ),
        Key(
            "matters",
            MapOf(
                _record(
                    "ett ärende",
                    Matter,
                    _NAME,
                    _DESCRIPTION,
                    Key("reference", LINE, "Diarienummer, ordagrant"),
                )
            ),
            "Ärenden som följs över flera möten",
        ),
        Key("topics", MapOf(_record("ett ämne", Topic, _NAME, _DESCRIPTION)), "Ämnen"),
        Key(
            "not_municipalities",
            ListOf(LINE),
            "Fraser som innehåller ett kommunnamn utan att mena kommunen",
        ),
        Key("people", Choice(PeopleShown), "Hur namn på personer visas och söks"),
    ),
    building.registry,
)
