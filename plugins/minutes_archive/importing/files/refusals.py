"""Why a file is not imported: each reason with its code, its words and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable code, what is wrong, and what to do (Swedish)."""

    code: str
    message: str
    hint: str = ""


class RefusedError(Exception):
    """A file cannot be imported; nothing of it has been."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.code)
        self.code = reason.code
        self.message = reason.message.format(detail=detail) if detail else reason.message
        self.hint = reason.hint


MISSING = Reason("E501", "{detail}", "kontrollera namn och mapp")
NO_FILE = Reason("E501", "{detail}", "ange PDF, Word (.docx), text (.txt) eller Markdown (.md)")
NOT_ALLOWED = Reason("E501", "du saknar läsrätt till filen", "be om läsrätt, eller kopiera den")
WRONG_TYPE = Reason(
    "E502", "{detail}", "importera PDF, Word (.docx), text (.txt) eller Markdown (.md)"
)
OTHER_WRITING = Reason("E502", "{detail}", "öppna den i Word eller LibreOffice, spara som .docx")
WEB_PAGE = Reason("E502", "{detail}", "hämta själva dokumentet, eller spara sidan som .docx")
PICTURE = Reason("E502", "{detail}", "skanna till PDF och kör med --ocr")
PACKED = Reason("E502", "{detail}", "packa upp det och importera filerna i det")
OLD_WORD = Reason("E503", "filen är i det äldre Word-formatet (.doc)", "spara den som .docx")
ENCRYPTED = Reason(
    "E504", "filen är lösenordsskyddad", "spara en kopia utan lösenord och importera den"
)
DAMAGED = Reason(
    "E505", "filen går inte att läsa (skadad eller ofullständig)", "hämta eller spara den igen"
)
TOO_LARGE = Reason("E506", "filen är för stor: {detail}", "dela upp den")
HOSTILE = Reason("E507", "filen vecklas ut till mer än den borde: {detail}", "spara om den i Word")
DOCTYPE = Reason(
    "E508", "filen innehåller en dokumenttypsdefinition (DOCTYPE)", "spara om den i Word"
)
TOO_SLOW = Reason("E509", "läsningen avbröts: {detail}", "spara om filen och försök igen")
SCANNED = Reason(
    "E510",
    "{detail} utan text; inget har importerats",
    "be om originalet (Word eller PDF med text) eller kör med --ocr (kräver tesseract-ocr-swe)",
)
EMPTY = Reason("E511", "filen innehåller ingen text")
DISAGREE = Reason(
    "E512",
    "två oberoende läsningar av filen ger inte samma ord: {detail}",
    "spara om filen eller importera originalet",
)
LEDGER = Reason("E513", "importen avbröts, ord skulle ha använts två gånger: {detail}")
PROOF = Reason("E514", "importen avbröts, den skrivna filen stämmer inte med källan: {detail}")
UNKNOWN_BODY = Reason("E515", "{detail}", "ange organet med --body")
EXISTS = Reason("E516", "{detail} finns redan", "kör med --force för att skriva över den")
SAME_TARGET = Reason(
    "E516",
    "{detail}",
    "är det två möten samma dag: importera den ena till en annan mapp och kalla den …-2.yml",
)
NOT_WRITTEN = Reason(
    "E517", "utkastet kunde inte skrivas: {detail}", "se till att mappen går att skriva i"
)
NO_PACKAGE = Reason(
    "E524",
    "paketet som läser filer av den här typen är inte installerat: {detail}",
    'kör pip install "mkdocs-minutes-archive[import]"',
)
NO_OCR = Reason(
    "E518",
    "{detail}",
    "installera tesseract-ocr och tesseract-ocr-swe, eller be om originalet",
)
OCR_FAILED = Reason(
    "E518",
    "programmet tesseract, som läser skannade sidor, {detail}",
    "det är inte filens fel: prova tesseract på en bild, installera om det, eller be om originalet",
)
SEVERAL = Reason(
    "E519",
    "filen innehåller flera möten (nästa börjar på {detail})",
    "dela filen, ett möte per fil",
)
BAD_PROFILE = Reason("E520", "{detail}")
NO_REGISTRY = Reason("E521", "arkivets register går inte att läsa", "rätta archive.yml först")
INTERNAL = Reason("E522", "filen kunde inte tolkas ({detail})", "anmäl felet med filen bifogad")
NOT_MINUTES = Reason(
    "E523",
    "dokumentet ser inte ut som ett protokoll eller minnesanteckningar",
    "kontrollera att det är rätt fil",
)
