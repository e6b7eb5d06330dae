"""What the reader of a file had to say of it, as notes for the review."""

from __future__ import annotations

from minutes_archive.importing.words.draft_tree import Note
from minutes_archive.importing.words.passages import Passage
from minutes_archive.importing.words.source import PageKind, Source
from minutes_archive.personal_data.finding import PersonalDataKind, find_personal_data

_WORDS = {
    "W503": "dokumentet har {}; infogad text togs med, struken inte",
    "W504": "teckenkodningen är inte angiven; filen lästes som {}",
    "W505": "dokumentet har {}; de är inte med i utkastet",
    "W506": "{}",
    "W507": "{}",
    "W509": "{} tecken är oläsliga i filen (�); orden är hela bara i originalet",
    "W508": "{} tecken utan bokstav i typsnittet lästes på annat sätt",
}
_HINTS = {
    "W509": "rätta orden efter originalet",
    "W503": "godkänn ändringarna i Word och importera igen",
    "W506": "jämför med sidbilden",
}


def remark_notes(source: Source) -> list[Note]:
    """Return the notes on the file as a whole, and on personal identity numbers in it."""
    notes = [
        Note(code, _WORDS[code].format(detail), hint=_HINTS.get(code, ""))
        for code, detail in source.remarks
    ]
    scanned = [str(page.number) for page in source.pages if page.kind is PageKind.OCR]
    if scanned:
        pages = f"sidorna {', '.join(scanned)}" if len(scanned) > 1 else f"sidan {scanned[0]}"
        notes.append(
            Note(
                "W506",
                f"texten på {pages} kommer från maskinläsning; ord och punktnummer kan saknas",
                hint="jämför med sidbilden",
            )
        )
    return [*notes, *_identity_numbers(source)]


def _identity_numbers(source: Source) -> list[Note]:
    found = []
    for finding in find_personal_data(source.text):
        if finding.kind not in (PersonalDataKind.IDENTITY_NUMBER, PersonalDataKind.LOOK_ALIKE):
            continue
        is_sure = finding.kind is PersonalDataKind.IDENTITY_NUMBER
        sure = "personnummer" if is_sure else "möjligt personnummer"
        span = range(finding.start, finding.end)
        found.append(
            Note(
                "W550",
                f"{sure} i texten: {finding.shown}",
                Passage(finding.shown, span),
                "ta bort det; arkivet byggs inte med personnummer",
            )
        )
    return found
