"""The minutes file, format 1: its keys, their types and what they mean.

This is the one place that knows the keys; the reader and the JSON Schema both come
from it. The descriptions are Swedish because editors show them to clerks.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from minutes_archive.model import (
    Announcement,
    Attachment,
    Ballot,
    CastingVote,
    Correction,
    DecisionStatus,
    Deferral,
    DocumentKind,
    FollowUpState,
    Heading,
    Holding,
    MeetingForm,
    MeetingPlan,
    Municipality,
    Organisation,
    Proposal,
    Proposition,
    Publication,
    Registry,
    Role,
    Text,
    Withdrawal,
    Withheld,
)
from minutes_archive.reading import building, meeting_facts
from minutes_archive.reading.building import model_record
from minutes_archive.reading.composites import Brief, Key, ListOf, OneOf, Record
from minutes_archive.reading.scalars import (
    DECISION_ID,
    FILE,
    LINE,
    MEETING_ID,
    TIME,
    VERSION,
    Choice,
    Date,
    Name,
    Pointer,
    Prose,
    Whole,
)


class WithdrawalReason(StrEnum):
    """Why something was taken out, in categories that tell nothing about anybody."""

    PERSONAL_DATA = "personal_data"
    CONFIDENTIAL = "confidential"
    MISTAKE = "mistake"
    EXPIRED = "expired"
    OTHER = "other"


def _participants(registry: Registry) -> Mapping[str, Municipality | Organisation]:
    return {**registry.municipalities, **registry.organisations}


MUNICIPALITY = Name("okänd kommun", "E104", lambda registry: registry.municipalities)
PARTICIPANT = Name("okänd kommun", "E104", _participants)
BODY = Name("okänt organ", "E105", lambda registry: registry.bodies)
MATTER = Name("okänt ärende", "E106", lambda registry: registry.matters)
TOPIC = Name("okänt ämne", "E107", lambda registry: registry.topics)

WITHDRAWN = model_record(
    "ett återkallande",
    Withdrawal,
    Key("reason", Choice(WithdrawalReason), "Varför uppgiften togs bort (kategori)", True),
    Key("date", Date(), "Dagen då den togs bort"),
)

PARTY = Key("party", LINE, 'Personens parti: "M" (också "Karin Ek (M)" i name läses så)')

ROLL_CALL = Record(
    "en röst",
    (
        Key("name", LINE, "Ledamotens namn som det står i källan", True),
        PARTY,
        Key("vote", Choice(Ballot), "Hur ledamoten röstade", True),
    ),
    meeting_facts.roll_call_vote,
)

VOTES = ListOf(
    Record(
        "en omröstning",
        (
            Key("question", Prose(), "Vad ja och nej betydde, i källans ord"),
            Key("yes", Whole(), "Antal ja-röster"),
            Key("no", Whole(), "Antal nej-röster"),
            Key("abstained", Whole(), "Antal som avstod; bara om källan säger det"),
            Key("absent", Whole(), "Antal frånvarande; bara om källan säger det"),
            Key("casting_vote", Choice(CastingVote), "Ordförandens utslagsröst"),
            Key("outcome", Prose(), "Vad omröstningen ledde till, i källans ord"),
            Key("text", Prose(), "Källans egna ord om omröstningen"),
            Key("roll_call", ListOf(ROLL_CALL), "Omröstningslistan: hur var och en röstade"),
        ),
        meeting_facts.vote,
    ),
    or_one=True,
)

ATTENDANCE = Record(
    "en deltagare",
    (
        Key("name", LINE, "Personens namn som det står i källan", True),
        PARTY,
        Key("from", PARTICIPANT, "Kommunens eller organisationens id i archive.yml"),
        Key("role", ListOf(Choice(Role), or_one=True), "Personens roll eller roller vid mötet"),
        Key(
            "items", LINE, 'Punkter personen deltog i: "2", "1–4", "t.o.m. 10" (annars hela mötet)'
        ),
        Key("disqualified", LINE, 'Punkter personen inte deltog i på grund av jäv: "5"'),
        Key("substitute_for", LINE, "Den ledamot som personen ersatte"),
        Key("note", LINE, "Annat som källan säger om deltagandet"),
    ),
    meeting_facts.attendance,
)

DECISION = Record(
    "ett beslut",
    (
        Key("decision", Prose(), "Beslutets text (en att-sats), ordagrant", True),
        Key("id", LINE, "Låser beslutets nummer inom punkten (1, 2 …) när beslut skjuts in"),
        Key(
            "status",
            Choice((*DecisionStatus, Publication.WITHDRAWN)),
            "Vad som hände med förslaget (annars decided)",
        ),
        Key("matter", MATTER, "Ärendets id i archive.yml"),
        Key("topics", ListOf(TOPIC, or_one=True), "Ämnen ur archive.yml"),
        Key("concerns", ListOf(MUNICIPALITY, or_one=True), "Kommuner som beslutet gäller"),
        Key("responsible", LINE, "Den som ska utföra beslutet"),
        Key("due", Date(), "När det ska vara klart"),
        Key("replaces", ListOf(Pointer(), or_one=True), "Beslut som det här ersätter"),
        Key("follows", ListOf(Pointer(), or_one=True), "Beslut eller möten som det här följer på"),
        Key("reference", LINE, "Diarienummer, ordagrant"),
        Key("votes", VOTES, "Omröstningar om beslutet"),
        Key("reservations", ListOf(Prose(), or_one=True), "Reservationer, ordagrant"),
        Key("aliases", ListOf(DECISION_ID, or_one=True), "Tidigare id:n som ska leda hit"),
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
        Key(
            "origin",
            Pointer(),
            "Mötet, punkten, beslutet eller uppgiften som den kommer från: samma ord en gång till "
            "med ett ursprung som rymmer uppgiften är samma uppgift",
        ),
        Key("matter", MATTER, "Ärendets id i archive.yml"),
        Key("responsible", LINE, "Den som har uppgiften"),
        Key("due", Date(), "När den ska vara klar"),
    ),
    building.follow_up,
)

ATTACHMENT_KEYS = (Key("title", LINE, "Bilagans namn för läsaren"),)

PROPOSAL = Brief(
    model_record(
        "ett yrkande",
        Proposal,
        Key("text", Prose(), "Yrkandet, ordagrant", True),
        Key("by", ListOf(LINE, or_one=True), 'De som yrkar: "Karin Ek (M)"'),
    ),
    "text",
)

CONTENT = OneOf[Any](
    "ett innehåll",
    (
        model_record(
            "en text",
            Text,
            Key("text", Prose(), "Löpande text i Markdown", True, field="markdown"),
        ),
        model_record(
            "en rubrik",
            Heading,
            Key("heading", LINE, "Underrubrik inom punkten", True, field="text"),
        ),
        DECISION,
        FOLLOW_UP,
        model_record(
            "en bordläggning",
            Deferral,
            Key(
                "deferred",
                Prose(),
                "Det som bordlades eller sköts upp, ordagrant",
                True,
                field="text",
            ),
            Key(
                "to",
                Pointer(),
                "Mötet (eller punkten) som ska ta upp det; ärendet där avslutar det",
            ),
            Key("matter", MATTER, "Ärendets id i archive.yml (annars punktens)"),
        ),
        model_record(
            "en utelämnad del",
            Withheld,
            Key("withheld", Prose(), "Skälet till att delen inte publiceras", True, field="reason"),
        ),
        model_record(
            "en bilaga",
            Attachment,
            Key("attachment", FILE, "Filens namn, bredvid mötesfilen", True, field="file"),
            *ATTACHMENT_KEYS,
        ),
        Record(
            "yrkanden",
            (
                Key(
                    "proposals",
                    ListOf(PROPOSAL, or_one=True),
                    "Yrkanden, i källans ordning",
                    True,
                ),
            ),
            meeting_facts.proposals,
        ),
        model_record(
            "en propositionsordning",
            Proposition,
            Key(
                "proposition",
                Prose(),
                "Hur ordföranden ställde proposition, ordagrant",
                True,
                field="text",
            ),
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
        Key(
            "follows",
            ListOf(Pointer(), or_one=True),
            "Det som punkten tar upp igen: en punkt (organ/datum#punkt-5) eller något bordlagt "
            "(organ/datum#bordlaggning-5-1), som då är avslutat",
        ),
        Key("votes", VOTES, "Omröstningar i punkten"),
        Key("content", ListOf(CONTENT), "Punktens innehåll i dokumentets ordning"),
    ),
    building.item,
)

UPCOMING = model_record(
    "ett kommande möte",
    Announcement,
    Key("date", Date(), "Datum", True),
    Key("time", TIME, 'Tid, till exempel "19.00"'),
    Key("body", BODY, "Organet som möts, om det är ett av arkivets"),
    Key("title", LINE, "Vad det är för möte"),
    Key("status", Choice(MeetingPlan), "Hur säkert mötet är (annars planned)"),
    Key("place", LINE, "Plats", field="location"),
)

CORRECTION = model_record(
    "en rättelse",
    Correction,
    Key("date", Date(), "Dagen då rättelsen gjordes", True),
    Key("text", Prose(), "Vad som rättades", True),
    Key("items", LINE, 'Punkter som rättades: "5" (annars de som text nämner, eller alla)'),
)

SOURCE = model_record(
    "ett källdokument",
    Attachment,
    Key("file", FILE, "Originalfilen, bredvid mötesfilen", True),
    *ATTACHMENT_KEYS,
)

MEETING_ATTACHMENT = Brief(
    model_record(
        "en bilaga till mötet",
        Attachment,
        Key("file", FILE, "Filens namn, bredvid mötesfilen", True),
        *ATTACHMENT_KEYS,
    ),
    "file",
)

MEETING = Record(
    "ett möte",
    (
        Key("format", VERSION, "Filformatets version: 1", True),
        Key("body", BODY, "Organets id i archive.yml", True),
        Key("date", Date(), "Mötets datum, ÅÅÅÅ-MM-DD", True),
        Key("end_date", Date(), "Sista dagen, när mötet gick över midnatt eller flera dagar"),
        Key("time", TIME, 'Mötets tid: "8.30–11.00", "13.00–" när slutet inte står'),
        Key("place", LINE, "Mötets plats"),
        Key("form", Choice(MeetingForm), "Hur mötet hölls, om källan säger det"),
        Key("held", Choice(Holding), "cancelled när mötet ställdes in (annars held)"),
        Key("joint_with", ListOf(BODY, or_one=True), "Andra organ som mötet hölls tillsammans med"),
        Key("kind", Choice(DocumentKind), "Minnesanteckningar (notes) eller protokoll (minutes)"),
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
        Key(
            "attachments", ListOf(MEETING_ATTACHMENT, or_one=True), "Bilagor till mötet som helhet"
        ),
        Key("corrections", ListOf(CORRECTION), "Rättelser efter publiceringen"),
        Key(
            "aliases",
            ListOf(MEETING_ID, or_one=True),
            "Tidigare adresser (organ/datum) som ska leda hit",
        ),
        Key("withdrawn", WITHDRAWN, "Varför och när mötet togs bort ur arkivet"),
    ),
    building.meeting,
)
