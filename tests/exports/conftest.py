"""The invented archive, linked once, with the facts that a data catalogue needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from minutes_archive.archive import Archive, link
from minutes_archive.exports import SiteFiles, export_files
from minutes_archive.exports.site import Site
from minutes_archive.model import Meeting, Registry
from minutes_archive.problems import has_errors
from minutes_archive.reading import read_archive

SITE_URL = "https://arkiv.example.se/fjardbygden/"

Exported = dict[str, bytes]


def read(folder: Path) -> tuple[Registry, list[Meeting]]:
    registry, meetings, problems = read_archive(folder)
    assert registry is not None
    assert not has_errors(problems)
    return registry, meetings


def linked(registry: Registry, meetings: list[Meeting]) -> Archive:
    archive, problems = link(registry, meetings)
    assert not has_errors(problems)
    return archive


def export(archive: Archive, site_url: str) -> Exported:
    found: Exported = {}
    for exported in export_files(archive, site_url):
        for file in exported.apart() if isinstance(exported, SiteFiles) else (exported,):
            assert file.address not in found, file.address
            found[file.address] = b"".join(file.chunks)
    return found


@pytest.fixture(scope="session")
def invented() -> tuple[Registry, list[Meeting]]:
    registry, meetings = read(Path(__file__).parents[1] / "archive")
    publisher = replace(
        registry.publisher,
        email="arkiv@fjardbygden.example",
        organisation_number="222000-0000",
    )
    license_ = "https://creativecommons.org/publicdomain/zero/1.0/"
    return replace(registry, publisher=publisher, license=license_), meetings


@pytest.fixture(scope="session")
def archive(invented: tuple[Registry, list[Meeting]]) -> Archive:
    return linked(*invented)


@pytest.fixture(scope="session")
def seed() -> Archive:
    return linked(*read(Path(__file__).parents[2] / "minutes"))


@pytest.fixture(scope="session")
def site(archive: Archive) -> Site:
    return Site(archive, SITE_URL)


@pytest.fixture(scope="session")
def exported(archive: Archive) -> Exported:
    return export(archive, SITE_URL)


@pytest.fixture(scope="session")
def exporting() -> Callable[[Archive, str], Exported]:
    return export


@pytest.fixture(scope="session")
def linking() -> Callable[[Registry, list[Meeting]], Archive]:
    return linked
