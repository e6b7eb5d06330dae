"""Lines of text that several records of the file formats share, with the form each must have."""

from __future__ import annotations

from minutes_archive.reading.scalars import SLUG, Fixed, Line

LINE = Line()
URL = Line(
    r"https?://[a-zA-Z0-9åäöÅÄÖ.:@%-]+([/?#]\S*)?", "skriv hela adressen: https://exempel.se/"
)
FILE = Line(r'[^/\\:*?"<>|]{1,200}', "filen ska ligga bredvid mötesfilen: skriv bara dess namn")
TIME = Line(
    r"(kl\.? ?)?\d{1,2}([.:]\d{2})?( ?[-–]( ?\d{1,2}([.:]\d{2})?)?)?",
    'skriv till exempel "8.30–11.00", eller "13.00–" när slutet inte står',
)
MEETING_ID = Line(rf"{SLUG}/\d{{4}}-\d{{2}}-\d{{2}}(-[2-9])?", "skriv organ/ÅÅÅÅ-MM-DD")
DECISION_ID = Line(r"[a-z0-9]+(-[a-z0-9]+)*-\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+", "skriv ett beslutsid")
BODY_CODE = Line("[A-ZÅÄÖ]{1,8}", "ett till åtta versaler")
VERSION = Fixed(1, "den här versionen läser format 1")
