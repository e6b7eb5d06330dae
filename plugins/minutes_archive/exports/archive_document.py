"""The archive itself as one JSON document: who publishes it, its names, its data files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from minutes_archive.exports.data_files import Format, planned_files
from minutes_archive.exports.fields import (
    IDS,
    MAYBE_DATE,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    TEXT,
    WHOLE,
    JsonSchema,
    Record,
    choice,
    list_of,
    shape,
)
from minutes_archive.exports.site import Site, SiteFile
from minutes_archive.model import NameInTime


def _names_schema(long_key: str) -> JsonSchema:
    return list_of(
        shape(**{"name": TEXT, long_key: MAYBE_TEXT, "from": MAYBE_DATE, "to": MAYBE_DATE})
    )


PUBLISHER = shape(name=MAYBE_TEXT, url=MAYBE_TEXT, email=MAYBE_TEXT, organisation_number=MAYBE_TEXT)
MUNICIPALITY = shape(
    id=TEXT,
    name=TEXT,
    legal_name=MAYBE_TEXT,
    code=MAYBE_TEXT,
    names=_names_schema("legal_name"),
    website=MAYBE_TEXT,
    url=TEXT,
)
ORGANISATION = shape(id=TEXT, name=TEXT, website=MAYBE_TEXT)
BODY = shape(
    id=TEXT,
    name=TEXT,
    full_name=MAYBE_TEXT,
    code=TEXT,
    members=IDS,
    memberships=list_of(shape(**{"municipality": TEXT, "from": MAYBE_DATE, "to": MAYBE_DATE})),
    names=_names_schema("full_name"),
    meetings=WHOLE,
    url=TEXT,
)
MATTER = shape(id=TEXT, name=TEXT, description=MAYBE_TEXT, reference=MAYBE_TEXT, url=TEXT)
TOPIC = shape(id=TEXT, name=TEXT, description=MAYBE_TEXT, url=TEXT)
MISSING = shape(id=TEXT, body=TEXT, date=MAYBE_DATE)
FILE = shape(url=TEXT, dataset=TEXT, format=choice(Format), rows=WHOLE, year=MAYBE_WHOLE)


def archive_schema() -> JsonSchema:
    """Return the JSON Schema of the archive's document."""
    return shape(
        name=TEXT,
        description=MAYBE_TEXT,
        language=TEXT,
        url=TEXT,
        license=MAYBE_TEXT,
        publisher=PUBLISHER,
        first_meeting=MAYBE_DATE,
        last_meeting=MAYBE_DATE,
        modified=MAYBE_DATE,
        municipalities=list_of(MUNICIPALITY),
        organisations=list_of(ORGANISATION),
        bodies=list_of(BODY),
        matters=list_of(MATTER),
        topics=list_of(TOPIC),
        missing_meetings=list_of(MISSING),
        files=list_of(FILE),
    )


def archive_document(site: Site) -> Record:
    """Return what the registry says and what the archive holds."""
    registry = site.registry
    meetings = site.archive.meetings
    return {
        "name": registry.name,
        "description": registry.description or None,
        "language": registry.language,
        "url": site.url(site.addresses.start),
        "license": registry.license or None,
        "publisher": {
            "name": registry.publisher.name or None,
            "url": registry.publisher.url or None,
            "email": registry.publisher.email or None,
            "organisation_number": registry.publisher.organisation_number or None,
        },
        "first_meeting": meetings[0].date.isoformat() if meetings else None,
        "last_meeting": meetings[-1].date.isoformat() if meetings else None,
        "modified": site.latest.isoformat() if site.latest else None,
        "municipalities": _municipalities(site),
        "organisations": [
            {"id": o.id, "name": o.name, "website": o.url or None}
            for o in _by_id(registry.organisations)
        ],
        "bodies": _bodies(site),
        "matters": _matters(site),
        "topics": _topics(site),
        "missing_meetings": [
            {"id": m.meeting_id, "body": m.body, "date": m.date.isoformat() if m.date else None}
            for m in site.archive.missing
        ],
        "files": _files(site),
    }


def archive_file(site: Site) -> SiteFile:
    """Return the document as a file."""
    text = json.dumps(archive_document(site), ensure_ascii=False, indent=1) + "\n"
    return SiteFile(site.addresses.data("archive.json"), iter([text.encode("utf-8")]))


def _municipalities(site: Site) -> list[Record]:
    return [
        {
            "id": m.id,
            "name": m.name,
            "legal_name": m.legal_name or None,
            "code": m.code or None,
            "names": _names(m.names, "legal_name"),
            "website": m.url or None,
            "url": site.url(site.addresses.municipality(m.id)),
        }
        for m in _by_id(site.registry.municipalities)
    ]


def _bodies(site: Site) -> list[Record]:
    return [
        {
            "id": b.id,
            "name": b.name,
            "full_name": b.full_name or None,
            "code": b.code,
            "members": list(b.ever_members),
            "memberships": [
                {"municipality": m.id, "from": iso(m.since), "to": iso(m.until)} for m in b.members
            ],
            "names": _names(b.names, "full_name"),
            "meetings": len(site.archive.meetings_of_body.get(b.id, ())),
            "url": site.url(site.addresses.body(b.id)),
        }
        for b in _by_id(site.registry.bodies)
    ]


def _names(names: Iterable[NameInTime], long_key: str) -> list[Record]:
    return [
        {
            "name": n.name,
            long_key: n.long_name or None,
            "from": iso(n.since),
            "to": iso(n.until),
        }
        for n in names
    ]


def iso(day: dt.date | None) -> str | None:
    """Return a day as the data write it, None where there is none."""
    return day.isoformat() if day else None


def _matters(site: Site) -> list[Record]:
    return [
        {
            "id": m.id,
            "name": m.name,
            "description": m.description or None,
            "reference": m.reference or None,
            "url": site.url(site.addresses.matter(m.id)),
        }
        for m in _by_id(site.registry.matters)
    ]


def _topics(site: Site) -> list[Record]:
    return [
        {
            "id": t.id,
            "name": t.name,
            "description": t.description or None,
            "url": site.url(site.addresses.topic(t.id)),
        }
        for t in _by_id(site.registry.topics)
    ]


def _files(site: Site) -> list[Record]:
    return [
        {
            "url": site.url(file.address),
            "dataset": file.dataset.name,
            "format": file.format.value,
            "rows": file.rows,
            "year": file.year,
        }
        for file in planned_files(site)
    ]


def _by_id(entries: Any) -> list[Any]:
    return [entries[identity] for identity in sorted(entries)]
