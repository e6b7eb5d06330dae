"""The registry file archive.yml, format 1: its keys, their types and what they mean.

As in `format.py`, the reader and the JSON Schema both come from here.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from minutes_archive.model import (
    AccessibilityStatement,
    Body,
    Conformance,
    Limitation,
    Matter,
    Municipality,
    Organisation,
    Party,
    PeopleShown,
    PrivacyException,
    PrivacyNotice,
    Publisher,
    Topic,
)
from minutes_archive.reading import building, registry_in_time
from minutes_archive.reading.building import model_record
from minutes_archive.reading.composites import Brief, Key, ListOf, MapOf, Record
from minutes_archive.reading.scalars import (
    BODY_CODE,
    LINE,
    SLUG,
    URL,
    VERSION,
    Choice,
    Date,
    Line,
    Prose,
)

_LIMITATION = model_record(
    "en brist",
    Limitation,
    Key("what", Prose(), "Vad som brister, så att läsaren förstår det", True),
    Key("why", Prose(), "Varför, och om det ska åtgärdas", True),
)

_EMAIL = Line(r"\S+@\S+\.\S+", "namn@exempel.se")

NOTICE_KEYS = (
    Key(
        "accessibility",
        model_record(
            "en tillgänglighetsredogörelse",
            AccessibilityStatement,
            Key(
                "conformance",
                Choice(Conformance),
                "Hur förenlig med lagen: helt, delvis, inte",
                True,
            ),
            Key("assessed", Date(), "Dagen för bedömningen", True),
            Key("updated", Date(), "Dagen då redogörelsen senast uppdaterades", True),
            Key("method", Prose(), "Hur bedömningen gjordes, till exempel självskattning", True),
            Key(
                "limitations", ListOf(_LIMITATION), "Innehåll som inte är tillgängligt, och varför"
            ),
            Key(
                "disproportionate",
                ListOf(_LIMITATION),
                "Innehåll undantaget som oskäligt betungande (12 §), och varför",
            ),
            Key(
                "exempt", ListOf(_LIMITATION), "Innehåll som lagen inte omfattar (9 §), och varför"
            ),
        ),
        "Tillgänglighetsredogörelse enligt lag (2018:1937)",
    ),
    Key(
        "privacy",
        model_record(
            "uppgifter om personuppgiftsbehandlingen",
            PrivacyNotice,
            Key("controller", LINE, "Den som är personuppgiftsansvarig", True),
            Key("email", _EMAIL, "E-post för frågor och begäran om att ta bort uppgifter", True),
            Key("officer", LINE, "Dataskyddsombudets kontaktuppgifter", True),
            Key("purpose", Prose(), "Varför uppgifterna publiceras", True),
            Key("legal_basis", Prose(), "Den rättsliga grunden", True),
            Key("retention", Prose(), "Hur länge uppgifterna är publicerade", True),
        ),
        "Om behandlingen av personuppgifter",
    ),
)


_NAME = Key("name", LINE, "Namnet som visas", True)
_ALIASES = Key(
    "aliases",
    ListOf(Line(SLUG, "a–z, 0–9 och bindestreck"), or_one=True),
    "Tidigare id:n: deras adresser leder hit",
)
_PRIVACY_EXCEPTION = model_record(
    "ett undantag från granskningen",
    PrivacyException,
    Key("file", LINE, "Filen, räknad från minnesmappen", True),
    Key("reason", LINE, "Varför uppgiften får publiceras", True),
    Key("text", LINE, "Bara detta fynd, som det står i felmeddelandet (annars alla)"),
)
_FROM = Key("from", Date(), "Första dagen")
_TO = Key("to", Date(), "Sista dagen")


def _names(title: str, long_key: str, long_description: str) -> Key[Any]:
    """Return the key of the names that something had at other times."""
    return Key(
        "names",
        ListOf(
            Record(
                title,
                (
                    Key("name", LINE, "Namnet under den tiden", True),
                    Key(long_key, LINE, long_description),
                    _FROM,
                    _TO,
                ),
                partial(registry_in_time.name_in_time, long_key),
            )
        ),
        "Tidigare namn: äldre protokoll behåller det namn som gällde",
    )


_MEMBER = Brief(
    Record(
        "en medlem",
        (
            Key("id", Line(SLUG, "kommunens id"), "Kommunens id", True),
            Key("from", Date(), "Första dagen som medlem"),
            Key("to", Date(), "Sista dagen som medlem"),
        ),
        registry_in_time.membership,
    ),
    "id",
)
_PARTY = Brief(
    model_record(
        "ett parti",
        Party,
        Key("abbreviation", LINE, "Partiets förkortning, som efter namn i protokollen", True),
        Key("name", LINE, "Partiets namn"),
    ),
    "abbreviation",
)
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
            model_record(
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
                model_record(
                    "en kommun",
                    Municipality,
                    _NAME,
                    Key("legal_name", LINE, "Kommunens fullständiga namn"),
                    Key("code", Line(r"\d{4}", 'fyra siffror: "0136"'), "SCB:s kommunkod"),
                    Key("url", URL, "Kommunens webbplats"),
                    Key("notice_board", URL, "Kommunens digitala anslagstavla"),
                    _ALIASES,
                    _names("ett tidigare namn", "legal_name", "Kommunens fullständiga namn då"),
                )
            ),
            "Kommunerna, efter id",
            True,
        ),
        Key(
            "organisations",
            MapOf(
                model_record(
                    "en organisation", Organisation, _NAME, Key("url", URL, "Dess webbplats")
                )
            ),
            "Andra som deltar men inte är kommuner",
        ),
        Key(
            "bodies",
            MapOf(
                model_record(
                    "ett organ",
                    Body,
                    _NAME,
                    Key("full_name", LINE, "Organets fullständiga namn"),
                    Key("code", BODY_CODE, "Förkortning", True),
                    _ALIASES,
                    Key(
                        "former_codes",
                        ListOf(BODY_CODE, or_one=True),
                        "Tidigare förkortningar: gamla beslutsid:n leder vidare",
                    ),
                    Key("members", ListOf(_MEMBER), "Kommuner som ingår, och från och med när"),
                    _names("ett tidigare namn", "full_name", "Organets fullständiga namn då"),
                    _DESCRIPTION,
                )
            ),
            "Organen som möts, efter id",
            True,
        ),
        Key(
            "matters",
            MapOf(
                model_record(
                    "ett ärende",
                    Matter,
                    _NAME,
                    _DESCRIPTION,
                    Key("reference", LINE, "Diarienummer, ordagrant"),
                    _ALIASES,
                )
            ),
            "Ärenden som följs över flera möten",
        ),
        Key(
            "topics", MapOf(model_record("ett ämne", Topic, _NAME, _DESCRIPTION, _ALIASES)), "Ämnen"
        ),
        Key("parties", ListOf(_PARTY), "Partier utöver riksdagspartierna, som lokala partier"),
        Key(
            "not_municipalities",
            ListOf(LINE),
            "Fraser som innehåller ett kommunnamn utan att mena kommunen",
        ),
        Key(
            "synonyms",
            ListOf(ListOf(LINE, least=2)),
            "Ord som betyder detsamma i arkivet: den som söker ett av dem får också de andra",
        ),
        Key("people", Choice(PeopleShown), "Hur namn på personer visas och söks"),
        *NOTICE_KEYS,
        Key(
            "privacy_exceptions",
            ListOf(_PRIVACY_EXCEPTION),
            "Filer som får innehålla det som ser ut som personuppgifter",
        ),
    ),
    building.registry,
)
