"""Exports: the archive as open data, feeds, calendars, JSON-LD and a data catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from minutes_archive.archive import Archive
from minutes_archive.exports.archive_document import archive_file
from minutes_archive.exports.calendars import calendar_files
from minutes_archive.exports.checks import export_problems
from minutes_archive.exports.data_files import dataset_files
from minutes_archive.exports.data_page import open_data_values
from minutes_archive.exports.dcat import catalogue_files
from minutes_archive.exports.feeds import feed_files
from minutes_archive.exports.heads import ExportHeads
from minutes_archive.exports.meeting_document import meeting_files
from minutes_archive.exports.schemas import schema_files
from minutes_archive.exports.site import Site, SiteFile, SiteFiles

__all__ = [
    "ExportHeads",
    "SiteFile",
    "SiteFiles",
    "export_files",
    "export_problems",
    "open_data_values",
]


def export_files(archive: Archive, site_url: str) -> Iterator[SiteFile | SiteFiles]:
    """Yield every exported file; each can be read once, before the next is asked for.

    `site_url` is the absolute address of the site's root. Without it ("") addresses in the
    data are relative to the root, those in Atom feeds relative to the feed, and JSON Feeds
    and catalogue, which need absolute ones, are left out; `export_problems` says so.
    """
    site = Site(archive, site_url)
    yield from dataset_files(site)
    yield archive_file(site)
    yield from schema_files(site)
    yield from meeting_files(site)
    yield from feed_files(site)
    yield from calendar_files(site)
    yield from catalogue_files(site)
