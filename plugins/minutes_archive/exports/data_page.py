"""What the page on open data says: files, feeds, calendars, licence, columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from minutes_archive.archive import Archive
from minutes_archive.exports.data_files import DATASETS, DataFile, planned_files
from minutes_archive.exports.dcat import missing_facts
from minutes_archive.exports.feeds import feed_plans
from minutes_archive.exports.fields import Dataset, Field
from minutes_archive.exports.schemas import column_type, schema_address
from minutes_archive.exports.site import Site

# How well-known licences are called; any other is shown by its address.
_LICENSES = {
    "creativecommons.org/publicdomain/zero/1.0": "CC0 1.0",
    "creativecommons.org/licenses/by/4.0": "CC BY 4.0",
    "creativecommons.org/licenses/by-sa/4.0": "CC BY-SA 4.0",
    "creativecommons.org/publicdomain/mark/1.0": "Public Domain Mark 1.0",
}

# Every matter has a feed; the rest are told by how they are called.
FEEDS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a dataset as the page describes it."""

    name: str
    type: str
    description: str
    in_table: bool


@dataclass(frozen=True, slots=True)
class DatasetDescription:
    """One dataset as the page describes it; addresses are relative to the site root."""

    name: str
    title: str
    description: str
    rows: int
    files: tuple[DataFile, ...]
    years: tuple[DataFile, ...]
    schema: str
    table_schema: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed or a calendar: its title and where it lies."""

    title: str
    address: str
    json_address: str = ""


def open_data_values(archive: Archive, site_url: str) -> dict[str, Any]:
    """Return what the template `open_data.html` needs beside the common values."""
    site = Site(archive, site_url)
    files = planned_files(site)
    feeds = _feeds(site)
    return {
        "datasets": [_dataset(site, dataset, files) for dataset in DATASETS],
        "archive_file": site.addresses.data("archive.json"),
        "archive_schema": schema_address(site, "archive"),
        "meeting_schema": schema_address(site, "meeting"),
        "feeds": feeds[:FEEDS_SHOWN],
        "feeds_left_out": len(feeds[FEEDS_SHOWN:]),
        "matter_feed": site.addresses.feed("matters", "…"),
        "calendars": _calendars(site),
        "catalogue": "" if missing_facts(site) or not site_url else site.addresses.catalogue,
        "license": site.registry.license,
        "license_name": license_name(site.registry.license),
    }


def license_name(license_: str) -> str:
    """Return what a licence is called, by its address."""
    return _LICENSES.get(license_.partition("://")[2].strip("/").lower(), license_)


def _dataset(site: Site, dataset: Dataset[Any], files: list[DataFile]) -> DatasetDescription:
    own = [file for file in files if file.dataset is dataset]
    return DatasetDescription(
        name=dataset.name,
        title=site.t(f"dcat.{dataset.name}.title"),
        description=site.t(f"dcat.{dataset.name}.description"),
        rows=own[0].rows,
        files=tuple(file for file in own if file.year is None),
        years=tuple(file for file in own if file.year is not None),
        schema=schema_address(site, dataset.file_name),
        table_schema=schema_address(site, f"{dataset.file_name}-table"),
        columns=tuple(_column(site, field) for field in dataset.fields),
    )


def _column(site: Site, field: Field[Any]) -> Column:
    kind = column_type(field) if field.schema.get("type") != "array" else "list"
    if "anyOf" in field.schema:
        kind = "object"
    return Column(
        name=field.name,
        type=site.t(f"data.type.{kind}"),
        description=site.t(f"data.field.{field.name}"),
        in_table=field.in_table,
    )


def _feeds(site: Site) -> list[Subscription]:
    addresses = site.addresses
    return [
        Subscription(
            plan.title,
            addresses.feed(plan.section, plan.identity),
            addresses.json_feed(plan.section, plan.identity) if site.site_url else "",
        )
        for plan in feed_plans(site)
    ]


def _calendars(site: Site) -> list[Subscription]:
    if not site.host:
        return []
    all_meetings = Subscription(site.t("data.all_meetings"), site.addresses.calendar("meetings"))
    bodies = [
        Subscription(site.body_name(body), site.addresses.calendar("bodies", identity))
        for identity, body in sorted(site.registry.bodies.items())
    ]
    return [all_meetings, *bodies]
