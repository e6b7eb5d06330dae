"""The keys of archive.yml for what the law asks an archive to say about itself."""

from __future__ import annotations

from minutes_archive.model import (
    AccessibilityStatement,
    Conformance,
    Limitation,
    PrivacyNotice,
)
from minutes_archive.reading.building import model_record
from minutes_archive.reading.composites import Key, ListOf
from minutes_archive.reading.lines import LINE
from minutes_archive.reading.scalars import Choice, Date, Line, Prose

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
