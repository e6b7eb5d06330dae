"""The nodes that JSON-LD of several pages shares: organisations, items, times, places, trails."""

from __future__ import annotations

import re
from typing import Any

from minutes_archive.archive import DecisionEntry, ItemEntry
from minutes_archive.exports.printable import one_line
from minutes_archive.exports.site import Site
from minutes_archive.exports.stockholm_time import interval
from minutes_archive.model import AgendaItem, Body, Meeting, MeetingForm, Municipality

JsonLd = dict[str, Any]

_MODES = {
    MeetingForm.DIGITAL: "Online",
    MeetingForm.HYBRID: "Mixed",
    MeetingForm.IN_PERSON: "Offline",
}
_CONTEXT = "https://schema.org"


def graph(*nodes: JsonLd) -> JsonLd:
    return {"@context": _CONTEXT, "@graph": list(nodes)}


def publisher_id(site: Site, page: str) -> str:
    return site.link(site.addresses.start, page, "publisher")


def publisher_node(site: Site, page: str) -> JsonLd:
    publisher = site.registry.publisher
    node: JsonLd = {
        "@type": "GovernmentOrganization",
        "@id": publisher_id(site, page),
        "name": publisher.name or site.registry.name,
    }
    if publisher.url:
        node["url"] = publisher.url
    return node


def body_node(site: Site, body: Body, page: str) -> JsonLd:
    address = site.addresses.body(body.id)
    return {
        "@type": "GovernmentOrganization",
        "@id": site.link(address, page, "body"),
        "name": site.body_name(body),
        "url": site.link(address, page),
    }


def municipality_node(site: Site, municipality: Municipality, page: str) -> JsonLd:
    address = site.addresses.municipality(municipality.id)
    node: JsonLd = {
        "@type": ["AdministrativeArea", "GovernmentOrganization"],
        "@id": site.link(address, page, "municipality"),
        "name": municipality.legal_name or municipality.name,
        "url": municipality.url or site.link(address, page),
    }
    if municipality.code:
        node["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": "kommunkod",
            "value": municipality.code,
        }
    return node


def item_node(site: Site, meeting: Meeting, item: AgendaItem, position: int) -> JsonLd:
    page = site.addresses.meeting(meeting.id)
    entry = ItemEntry(meeting, item)
    node: JsonLd = {
        "@type": "CreativeWork",
        "@id": site.link(page, page, site.addresses.item_anchor(item.slug)),
        "identifier": site.cite_item(entry),
        "name": one_line(item.title),
        "position": position,
    }
    decisions = [
        {
            "@type": "CreativeWork",
            "@id": site.link(site.addresses.decision(decision.id), page, "decision"),
            "identifier": site.cite(DecisionEntry(meeting, item, decision)),
        }
        for decision in item.decisions
        if decision.withdrawn is None
    ]
    return {**node, "hasPart": decisions} if decisions else node


def when(meeting: Meeting) -> JsonLd:
    times = interval(meeting.date, meeting.time, meeting.end_date)
    last = {"endDate": meeting.end_date.isoformat()} if meeting.end_date else {}
    if times is None:
        return {"startDate": meeting.date.isoformat(), **last}
    if times.end is None:
        return {"startDate": times.start.isoformat(), **last}
    return {"startDate": times.start.isoformat(), "endDate": times.end.isoformat()}


def where(site: Site, meeting: Meeting) -> JsonLd:
    """Tell where a meeting was: by its form, or else online only where its place says no more."""
    told = _MODES.get(meeting.form) if meeting.form else None
    if not meeting.location or meeting.form is MeetingForm.PER_CAPSULAM:
        return {"eventAttendanceMode": _mode(told)} if told else {}
    words = site.t.list("jsonld.online_words")
    joined_by = "|".join(rf"\s{word}\s" for word in site.t.list("jsonld.joining_words"))
    parts = re.split(rf"[,;/]|{joined_by}", meeting.location.casefold())
    online = [any(word in part for word in words) for part in parts if part.strip()]
    if all(online):
        mode, kind = "Online", "VirtualLocation"
    else:
        mode, kind = ("Mixed" if any(online) else "Offline"), "Place"
    if told:
        mode, kind = told, "VirtualLocation" if told == "Online" else "Place"
    return {
        "eventAttendanceMode": _mode(mode),
        "location": {"@type": kind, "name": one_line(meeting.location)},
    }


def _mode(mode: str) -> str:
    return f"https://schema.org/{mode}EventAttendanceMode"


def license_of(site: Site) -> JsonLd:
    return {"license": site.registry.license} if site.registry.license else {}


def breadcrumbs(site: Site, page: str, last: tuple[str, str]) -> JsonLd:
    section, name = last
    steps = [
        (site.registry.name, site.link(site.addresses.start, page)),
        (site.t(f"{section}.title"), site.link(site.addresses.section(section), page)),
        (name, site.link(page, page)),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": step, "item": link}
            for n, (step, link) in enumerate(steps, start=1)
        ],
    }
