"""The registry file archive.yml, format 1: its keys, their types and what they mean.

As in `format.py`, the reader and the JSON Schema both come from here.
"""

from __future__ import annotations

from enum import StrEnum

from minutes_archive.model import (
    Body,
    Matter,
    Municipality,
    Organisation,
    PrivacyException,
    Publisher,
    Topic,
)
from minutes_archive.reading import building
from minutes_archive.reading.building import model_record
from minutes_archive.reading.composites import Key, ListOf, MapOf, Record
from minutes_archive.reading.lines import BODY_CODE, LINE, URL, VERSION
from minutes_archive.reading.notices_format import NOTICE_KEYS
from minutes_archive.reading.scalars import SLUG, Choice, Line, Prose


class PeopleShown(StrEnum):
    """How much of people's names the site shows, searches and exports."""

    NAMES = "names"
    ROLES = "roles"
    HIDDEN = "hidden"


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
        Key(
            "not_municipalities",
            ListOf(LINE),
            "Fraser som innehåller ett kommunnamn utan att mena kommunen",
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
