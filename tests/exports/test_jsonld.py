"""JSON-LD says what a page is, with whole dates and without persons."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest

from minutes_archive.archive import Archive
from minutes_archive.exports.jsonld import (
    jsonld_body,
    jsonld_decision,
    jsonld_meeting,
    jsonld_municipality,
    jsonld_site,
)
from minutes_archive.exports.site import Site

SITE_URL = "https://arkiv.example.se/fjardbygden/"


def node(graph: Any, kind: str) -> Any:
    assert graph["@context"] == "https://schema.org"
    (found,) = [n for n in graph["@graph"] if kind in (n["@type"], *n["@type"])]
    return found


def addresses(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value[key] for key in ("@id", "url", "item", "contentUrl") if key in value}
        return own.union(*(addresses(child) for child in value.values()))
    if isinstance(value, list):
        return set().union(*(addresses(child) for child in value))
    return set()


def test_meeting(site: Site) -> None:
    meeting = site.archive.meeting_by_id["forbundsdirektionen/2022-06-09"]
    graph = jsonld_meeting(site, meeting)
    event = node(graph, "Event")
    assert event["name"] == "Förbundsdirektionen 9 juni 2022"
    assert event["startDate"] == "2022-06-09T13:00:00+02:00"
    assert event["endDate"] == "2022-06-09T16:05:00+02:00"
    assert event["organizer"]["name"] == "Fjärdbygdens förbundsdirektion"
    minutes = node(graph, "DigitalDocument")
    assert event["recordedIn"]["@id"] == minutes["@id"]
    assert minutes["recordedAt"]["@id"] == event["@id"]
    assert minutes["datePublished"] == "2022-06-15"
    assert minutes["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert minutes["encoding"]["encodingFormat"] == "text/plain"
    assert [part["position"] for part in minutes["hasPart"]] == [1, 2, 3, 4, 5, 6, 7]
    third = minutes["hasPart"][2]
    assert third["@id"] == f"{SITE_URL}moten/forbundsdirektionen/2022-06-09/#punkt-9"
    assert [d["identifier"] for d in third["hasPart"]] == [
        "FD 2022-06-09 § 9 beslut 1",
        "FD 2022-06-09 § 9 beslut 2",
    ]


def test_decision(site: Site) -> None:
    entry = site.archive.decision_by_id["fd-2022-06-09-12-2"]
    graph = jsonld_decision(site, entry)
    decision = node(graph, "CreativeWork")
    assert decision["identifier"] == "FD 2022-06-09 § 12 beslut 2"
    assert decision["text"] == entry.decision.text
    assert decision["dateCreated"] == "2022-06-09"
    assert decision["creativeWorkStatus"] == "Avslaget"
    assert decision["keywords"] == [
        "Lövhamn",
        "Klimat & energi",
        "Laddinfrastruktur längs väg 48",
    ]
    part_of = decision["isPartOf"]
    assert part_of["@id"].endswith("/forbundsdirektionen/2022-06-09/#punkt-12")
    meeting = jsonld_meeting(site, entry.meeting)
    assert part_of["isPartOf"]["@id"] == node(meeting, "DigitalDocument")["@id"]
    trail = node(graph, "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in trail] == [
        "Fjärdbygdens mötesarkiv",
        "Beslut",
        "FD 2022-06-09 § 12 beslut 2",
    ]


def test_body_and_municipality(site: Site) -> None:
    body = node(jsonld_body(site, site.registry.bodies["styrgruppen"]), "BreadcrumbList")
    assert body["itemListElement"][1]["item"] == f"{SITE_URL}organ/"
    graph = jsonld_body(site, site.registry.bodies["styrgruppen"])
    organisation = graph["@graph"][0]
    assert len(organisation["member"]) == 5
    assert organisation["parentOrganization"]["@id"] == graph["@graph"][1]["@id"]
    municipality = node(
        jsonld_municipality(site, site.registry.municipalities["lovhamn"]), "AdministrativeArea"
    )
    assert municipality["name"] == "Lövhamns kommun"
    assert municipality["identifier"]["value"] == "9904"


def test_site(site: Site) -> None:
    website = node(jsonld_site(site), "WebSite")
    target = website["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{SITE_URL}sok/?q={{search_term_string}}"


@pytest.mark.parametrize(
    ("place", "mode", "kind"),
    [
        ("Digitalt via Teams", "Online", "VirtualLocation"),
        ("Teams, Zoom", "Online", "VirtualLocation"),
        ("Kansliet i Bergsund och digitalt", "Mixed", "Place"),
        ("Kommunhuset, sal Viken samt via Teams", "Mixed", "Place"),
        ("Almviks kommunhus, sal Viken", "Offline", "Place"),
    ],
)
def test_where(place: str, mode: str, kind: str, site: Site) -> None:
    meeting = replace(site.archive.meetings[0], location=place)
    event = node(jsonld_meeting(site, meeting), "Event")
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert event["location"] == {"@type": kind, "name": place}


def test_a_meeting_without_time_and_place(site: Site) -> None:
    meeting = replace(site.archive.meetings[0], time="", location="")
    event = node(jsonld_meeting(site, meeting), "Event")
    assert dt.date.fromisoformat(event["startDate"]) == meeting.date
    assert not {"endDate", "location", "eventAttendanceMode"} & set(event)


def test_the_original_is_named_where_it_lies(site: Site) -> None:
    meeting = site.archive.meeting_by_id["styrgruppen/2022-02-03"]
    assert meeting.source is not None
    (encoding,) = [
        one["encoding"] for one in jsonld_meeting(site, meeting)["@graph"] if "encoding" in one
    ]
    assert encoding == {
        "@type": "MediaObject",
        "contentUrl": f"{SITE_URL}moten/styrgruppen/2022-02-03/2022-02-03.txt",
        "encodingFormat": "text/plain",
    }


def test_nobody_is_named(site: Site) -> None:
    for meeting in site.archive.meetings:
        text = json.dumps(jsonld_meeting(site, meeting), ensure_ascii=False)
        for person in (*meeting.present, *meeting.absent):
            assert person.name not in text
    assert any(person.name for meeting in site.archive.meetings for person in meeting.present)


def test_addresses_are_absolute_or_links_from_the_page(archive: Archive, site: Site) -> None:
    meeting = archive.meeting_by_id["forbundsdirektionen/2022-06-09"]
    absolute = addresses(jsonld_meeting(site, meeting))
    assert all(address.startswith("https://") for address in absolute)
    relative = addresses(jsonld_meeting(Site(archive, ""), meeting))
    elsewhere = {"https://fjardbygden.example"}
    assert all(address.startswith("../../../") for address in relative - elsewhere)
    assert "../../../moten/forbundsdirektionen/2022-06-09/#meeting" in relative
    assert "potentialAction" not in node(jsonld_site(Site(archive, "")), "WebSite")


def test_a_body_with_a_full_name_has_its_short_one_too(site: Site) -> None:
    body = site.registry.bodies["styrgruppen"]
    bare = replace(body, name="Styrgruppen", full_name="", description="")
    organisation = jsonld_body(site, bare)["@graph"][0]
    assert organisation["name"] == "Styrgruppen"
    assert not {"alternateName", "description"} & organisation.keys()
    whole = replace(bare, full_name="Styrgruppen för fjärden", description="Styr\n alla.")
    organisation = jsonld_body(site, whole)["@graph"][0]
    assert organisation["name"] == "Styrgruppen för fjärden"
    assert organisation["alternateName"] == "Styrgruppen"
    assert organisation["description"] == "Styr alla."
