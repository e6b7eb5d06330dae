"""What cannot be exported is told, where and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from minutes_archive.archive import Archive
from minutes_archive.exports import export_problems
from minutes_archive.model import Attachment, Meeting, Registry
from minutes_archive.problems import Place

SITE_URL = "https://arkiv.example.se/"
SETTINGS = Place("mkdocs.yml")


def codes(archive: Archive, site_url: str) -> list[str]:
    return [problem.code for problem in export_problems(archive, site_url)]


def test_nothing_to_tell(archive: Archive) -> None:
    assert export_problems(archive, SITE_URL) == []


def test_without_site_url(archive: Archive) -> None:
    (problem,) = export_problems(archive, "")
    assert problem.code == "W801"
    assert problem.place == SETTINGS
    nameless = replace(archive.registry.publisher, url="")
    registry = replace(archive.registry, publisher=nameless)
    assert codes(replace(archive, registry=registry), "") == ["W801", "W802"]


@pytest.mark.parametrize(
    "site_url", ["arkiv.example.se", "ftp://arkiv.example.se", "https://", "https://a.se/?x=1#y"]
)
def test_site_url_must_be_whole(site_url: str, archive: Archive) -> None:
    assert codes(archive, site_url) == ["E801"]


def test_missing_facts_are_named(archive: Archive) -> None:
    registry = replace(archive.registry, license="")
    (problem,) = export_problems(replace(archive, registry=registry), SITE_URL)
    assert problem.code == "W803"
    assert problem.place == registry.place
    assert "license" in problem.message


def test_a_file_cannot_take_the_place_of_the_data(
    invented: tuple[Registry, list[Meeting]], linking: Any
) -> None:
    registry, meetings = invented
    meeting = meetings[0]
    place = Place("minutes/x.yml", 7, 5)
    attachment = Attachment("Meeting.json", "Underlag", place)
    item = replace(meeting.items[0], content=(*meeting.items[0].content, attachment))
    changed = replace(meeting, items=(item, *meeting.items[1:]))
    archive = linking(registry, [changed, *meetings[1:]])
    (problem,) = export_problems(archive, SITE_URL)
    assert problem.code == "E802"
    assert problem.place == place
    assert "Meeting.json" in problem.message
    assert f"{meeting.id}/meeting.json" in problem.message
