"""What stands in the way of an export: told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from minutes_archive.archive import Archive
from minutes_archive.exports.dcat import missing_facts
from minutes_archive.exports.site import Site
from minutes_archive.model import Meeting
from minutes_archive.problems import Place, Problem

SETTINGS = Place("mkdocs.yml")


def export_problems(archive: Archive, site_url: str, settings: Place = SETTINGS) -> list[Problem]:
    """Return the problems of exporting an archive; `settings` is where `site_url` is set."""
    site = Site(archive, site_url)
    problems = list(_address_problems(site, settings))
    for meeting in archive.meetings:
        problems += _clashes(site, meeting)
    missing = missing_facts(site)
    if missing:
        problems.append(
            Problem(
                site.registry.place,
                "W803",
                f"datakatalogen för dataportal.se skrivs inte: {', '.join(missing)} saknas",
                "lägg till uppgifterna i archive.yml när de är kända",
            )
        )
    return problems


def _address_problems(site: Site, settings: Place) -> Iterator[Problem]:
    if not site.site_url:
        yield Problem(
            settings,
            "W801",
            "webbplatsens adress är inte angiven: JSON-flöden och datakatalog skrivs inte, "
            "och Atom-flödenas id byts när den anges",
            "ange site_url, till exempel https://arkiv.example.se/",
        )
        if not site.host:
            yield Problem(
                settings,
                "W802",
                "kalendrar skrivs inte: varken site_url eller publisher.url är angiven",
                "mötena i en kalender behöver en värd som gör deras id unika",
            )
        return
    try:
        parts = urlsplit(site.site_url)
        wrong = parts.scheme not in ("http", "https") or not parts.hostname
    except ValueError:
        wrong = True
    if wrong or parts.query or parts.fragment:
        yield Problem(
            settings,
            "E801",
            f'site_url "{site.site_url}" är ingen fullständig webbadress',
            "skriv till exempel https://arkiv.example.se/",
        )


def _clashes(site: Site, meeting: Meeting) -> Iterator[Problem]:
    """Find files of a meeting that would lie where its data lie."""
    data = site.addresses.meeting_data(meeting.id)
    for entry in meeting.files:
        address = site.addresses.meeting_file(meeting.id, entry.file)
        if address.casefold() == data.casefold():
            yield Problem(
                entry.place,
                "E802",
                f'filen "{entry.file}" får samma adress som mötets data, {data}',
                "döp om filen",
            )
