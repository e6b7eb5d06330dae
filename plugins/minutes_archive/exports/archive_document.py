"""The archive itself as one JSON document: who publishes it, its names, its data files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeVar

from minutes_archive.archive import Archive, MissingMeeting
from minutes_archive.exports.data_files import DataFile, Format, planned_files
from minutes_archive.exports.fields import (
    IDS,
    MAYBE_DATE,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    TEXT,
    WHOLE,
    Field,
    JsonSchema,
    Record,
    choice,
    iso,
    record,
    records,
    schema,
)
from minutes_archive.exports.site import Site, SiteFile
from minutes_archive.model import (
    Body,
    Matter,
    Membership,
    Municipality,
    NameInTime,
    Organisation,
    Publisher,
    Topic,
)

T = TypeVar("T")


def _names(long_key: str) -> tuple[Field[NameInTime], ...]:
    return (
        Field("name", TEXT, lambda _, n: n.name),
        Field(long_key, MAYBE_TEXT, lambda _, n: n.long_name or None),
        Field("from", MAYBE_DATE, lambda _, n: iso(n.since)),
        Field("to", MAYBE_DATE, lambda _, n: iso(n.until)),
    )


PUBLISHER: tuple[Field[Publisher], ...] = (
    Field("name", MAYBE_TEXT, lambda _, p: p.name or None),
    Field("url", MAYBE_TEXT, lambda _, p: p.url or None),
    Field("email", MAYBE_TEXT, lambda _, p: p.email or None),
    Field("organisation_number", MAYBE_TEXT, lambda _, p: p.organisation_number or None),
)
MUNICIPALITY: tuple[Field[Municipality], ...] = (
    Field("id", TEXT, lambda _, m: m.id),
    Field("name", TEXT, lambda _, m: m.name),
    Field("legal_name", MAYBE_TEXT, lambda _, m: m.legal_name or None),
    Field("code", MAYBE_TEXT, lambda _, m: m.code or None),
    records("names", _names("legal_name"), lambda _, m: m.names),
    Field("website", MAYBE_TEXT, lambda _, m: m.url or None),
    Field("url", TEXT, lambda s, m: s.url(s.addresses.municipality(m.id))),
)
ORGANISATION: tuple[Field[Organisation], ...] = (
    Field("id", TEXT, lambda _, o: o.id),
    Field("name", TEXT, lambda _, o: o.name),
    Field("website", MAYBE_TEXT, lambda _, o: o.url or None),
)
MEMBERSHIP: tuple[Field[Membership], ...] = (
    Field("municipality", TEXT, lambda _, m: m.id),
    Field("from", MAYBE_DATE, lambda _, m: iso(m.since)),
    Field("to", MAYBE_DATE, lambda _, m: iso(m.until)),
)
BODY: tuple[Field[Body], ...] = (
    Field("id", TEXT, lambda _, b: b.id),
    Field("name", TEXT, lambda _, b: b.name),
    Field("full_name", MAYBE_TEXT, lambda _, b: b.full_name or None),
    Field("code", TEXT, lambda _, b: b.code),
    Field("members", IDS, lambda _, b: list(b.ever_members)),
    records("memberships", MEMBERSHIP, lambda _, b: b.members),
    records("names", _names("full_name"), lambda _, b: b.names),
    Field("meetings", WHOLE, lambda s, b: len(s.archive.meetings_of_body.get(b.id, ()))),
    Field("url", TEXT, lambda s, b: s.url(s.addresses.body(b.id))),
)
MATTER: tuple[Field[Matter], ...] = (
    Field("id", TEXT, lambda _, m: m.id),
    Field("name", TEXT, lambda _, m: m.name),
    Field("description", MAYBE_TEXT, lambda _, m: m.description or None),
    Field("reference", MAYBE_TEXT, lambda _, m: m.reference or None),
    Field("url", TEXT, lambda s, m: s.url(s.addresses.matter(m.id))),
)
TOPIC: tuple[Field[Topic], ...] = (
    Field("id", TEXT, lambda _, t: t.id),
    Field("name", TEXT, lambda _, t: t.name),
    Field("description", MAYBE_TEXT, lambda _, t: t.description or None),
    Field("url", TEXT, lambda s, t: s.url(s.addresses.topic(t.id))),
)
MISSING: tuple[Field[MissingMeeting], ...] = (
    Field("id", TEXT, lambda _, m: m.meeting_id),
    Field("body", TEXT, lambda _, m: m.body),
    Field("date", MAYBE_DATE, lambda _, m: iso(m.date)),
)
FILE: tuple[Field[DataFile], ...] = (
    Field("url", TEXT, lambda s, f: s.url(f.address)),
    Field("dataset", TEXT, lambda _, f: f.dataset.name),
    Field("format", choice(Format), lambda _, f: f.format.value),
    Field("rows", WHOLE, lambda _, f: f.rows),
    Field("year", MAYBE_WHOLE, lambda _, f: f.year),
)


def _by_id(entries: Mapping[str, T]) -> list[T]:
    return [entries[identity] for identity in sorted(entries)]


ARCHIVE: tuple[Field[Archive], ...] = (
    Field("name", TEXT, lambda s, _: s.registry.name),
    Field("description", MAYBE_TEXT, lambda s, _: s.registry.description or None),
    Field("language", TEXT, lambda s, _: s.registry.language),
    Field("url", TEXT, lambda s, _: s.url(s.addresses.start)),
    Field("license", MAYBE_TEXT, lambda s, _: s.registry.license or None),
    Field("publisher", schema(PUBLISHER), lambda s, _: record(PUBLISHER, s, s.registry.publisher)),
    Field(
        "first_meeting", MAYBE_DATE, lambda _, a: iso(a.meetings[0].date if a.meetings else None)
    ),
    Field(
        "last_meeting", MAYBE_DATE, lambda _, a: iso(a.meetings[-1].date if a.meetings else None)
    ),
    Field("modified", MAYBE_DATE, lambda s, _: iso(s.latest)),
    records("municipalities", MUNICIPALITY, lambda s, _: _by_id(s.registry.municipalities)),
    records("organisations", ORGANISATION, lambda s, _: _by_id(s.registry.organisations)),
    records("bodies", BODY, lambda s, _: _by_id(s.registry.bodies)),
    records("matters", MATTER, lambda s, _: _by_id(s.registry.matters)),
    records("topics", TOPIC, lambda s, _: _by_id(s.registry.topics)),
    records("missing_meetings", MISSING, lambda _, a: a.missing),
    records("files", FILE, lambda s, _: planned_files(s)),
)


def archive_schema() -> JsonSchema:
    """Return the JSON Schema of the archive's document."""
    return schema(ARCHIVE)


def archive_document(site: Site) -> Record:
    """Return what the registry says and what the archive holds."""
    return record(ARCHIVE, site, site.archive)


def archive_file(site: Site) -> SiteFile:
    """Return the document as a file."""
    text = json.dumps(archive_document(site), ensure_ascii=False, indent=1) + "\n"
    return SiteFile(site.addresses.data("archive.json"), iter([text.encode("utf-8")]))
