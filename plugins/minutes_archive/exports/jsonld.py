"""Pages as structured data: schema.org in JSON-LD, persons never by name.

Each function returns the JSON-LD of one page, or a node that several pages share. Addresses are
absolute, or, without `site_url`, links from the page at hand.
"""

from __future__ import annotations

import re
from typing import Any

from minutes_archive.archive import DecisionEntry, ItemEntry
from minutes_archive.exports.decision_fields import municipalities
from minutes_archive.exports.feeds import media_type
from minutes_archive.exports.printable import one_line
from minutes_archive.exports.site import Site
from minutes_archive.exports.stockholm_time import interval
from minutes_archive.model import AgendaItem, Body, Holding, Meeting, MeetingForm, Municipality
from minutes_archive.prose import plain_text

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
    """Return where a meeting was: by its form, else online only where its place says no more."""
    stated = _MODES.get(meeting.form) if meeting.form else None
    if not meeting.location or meeting.form is MeetingForm.PER_CAPSULAM:
        return {"eventAttendanceMode": _mode(stated)} if stated else {}
    words = site.t.list("jsonld.online_words")
    joined_by = "|".join(rf"\s{word}\s" for word in site.t.list("jsonld.joining_words"))
    parts = re.split(rf"[,;/]|{joined_by}", meeting.location.casefold())
    online = [any(word in part for word in words) for part in parts if part.strip()]
    if all(online):
        mode, kind = "Online", "VirtualLocation"
    else:
        mode, kind = ("Mixed" if any(online) else "Offline"), "Place"
    if stated:
        mode, kind = stated, "VirtualLocation" if stated == "Online" else "Place"
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


def jsonld_site(site: Site) -> JsonLd:
    """Return the start page: the web site, who publishes it, how to search it."""
    page = site.addresses.start
    here = site.link(page, page)
    website: JsonLd = {
        "@type": "WebSite",
        "@id": f"{here}#site",
        "name": site.registry.name,
        "url": here,
        "inLanguage": site.registry.language,
        "publisher": {"@id": publisher_id(site, page)},
    }
    if site.site_url:
        search = site.url(site.addresses.section("search"))
        website["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        }
    if site.registry.description:
        website["description"] = one_line(site.registry.description)
    return graph(website, publisher_node(site, page))


def jsonld_body(site: Site, body: Body) -> JsonLd:
    """Return a body's page: the organisation, its members, what it belongs to."""
    page = site.addresses.body(body.id)
    node: JsonLd = {
        **body_node(site, body, page),
        "parentOrganization": {"@id": publisher_id(site, page)},
        "member": [
            municipality_node(site, site.registry.municipalities[identity], page)
            for identity in body.ever_members
        ],
    }
    if body.full_name:
        node["alternateName"] = body.name
    if body.description:
        node["description"] = one_line(body.description)
    trail = breadcrumbs(site, page, ("bodies", body.name))
    return graph(node, publisher_node(site, page), trail)


def jsonld_municipality(site: Site, municipality: Municipality) -> JsonLd:
    """Return a municipality's page."""
    page = site.addresses.municipality(municipality.id)
    trail = breadcrumbs(site, page, ("municipalities", municipality.name))
    return graph(municipality_node(site, municipality, page), trail)


def jsonld_meeting(site: Site, meeting: Meeting) -> JsonLd:
    """Return a meeting's page: the event, its minutes, and the items of the minutes."""
    page = site.addresses.meeting(meeting.id)
    here = site.link(page, page)
    organizers = [body_node(site, site.registry.bodies[name], page) for name in meeting.bodies]
    event: JsonLd = {
        "@type": "Event",
        "@id": f"{here}#meeting",
        "name": site.meeting_title(meeting),
        "url": here,
        "eventStatus": "https://schema.org/EventScheduled"
        if meeting.held is Holding.HELD
        else "https://schema.org/EventCancelled",
        "organizer": organizers[0] if len(organizers) == 1 else organizers,
        "recordedIn": {"@id": f"{here}#minutes"},
        **when(meeting),
        **where(site, meeting),
    }
    minutes: JsonLd = {
        "@type": "DigitalDocument",
        "@id": f"{here}#minutes",
        "name": one_line(meeting.title),
        "additionalType": site.link(site.addresses.section("data"), page, "meetings"),
        "url": here,
        "inLanguage": site.registry.language,
        "datePublished": site.published(meeting).isoformat(),
        "dateModified": site.modified(meeting).isoformat(),
        "about": {"@id": f"{here}#meeting"},
        "recordedAt": {"@id": f"{here}#meeting"},
        "publisher": publisher_node(site, page),
        "hasPart": [
            item_node(site, meeting, item, n) for n, item in enumerate(meeting.items, start=1)
        ],
        **license_of(site),
    }
    if meeting.source:
        minutes["encoding"] = {
            "@type": "MediaObject",
            "contentUrl": site.link(
                site.addresses.meeting_file(meeting.id, meeting.source.file), page
            ),
            "encodingFormat": media_type(meeting.source.file),
        }
    trail = breadcrumbs(site, page, ("meetings", site.meeting_title(meeting)))
    return graph(event, minutes, trail)


def jsonld_decision(site: Site, entry: DecisionEntry) -> JsonLd:
    """Return a decision's page: its words, its citation, what it is part of."""
    page = site.addresses.decision(entry.id)
    here = site.link(page, page)
    meeting_page = site.addresses.meeting(entry.meeting.id)
    registry = site.registry
    keywords = [
        *(registry.municipalities[name].name for name in municipalities(site, entry)),
        *(registry.topics[topic].name for topic in entry.topics),
        *([registry.matters[entry.matter].name] if entry.matter else []),
    ]
    anchor = site.addresses.item_anchor(entry.item.slug)
    node: JsonLd = {
        "@type": "CreativeWork",
        "@id": f"{here}#decision",
        "additionalType": site.link(site.addresses.section("data"), page, "decisions"),
        "identifier": site.cite(entry),
        "name": f"{site.cite(entry)}: {one_line(entry.item.title)}",
        "url": here,
        "text": one_line(plain_text(entry.decision.text)),
        "inLanguage": registry.language,
        "dateCreated": entry.meeting.date.isoformat(),
        "dateModified": site.modified(entry.meeting).isoformat(),
        "creativeWorkStatus": site.status_word(entry),
        "creator": body_node(site, site.body(entry.meeting), page),
        "publisher": publisher_node(site, page),
        "isPartOf": {
            "@type": "CreativeWork",
            "@id": site.link(meeting_page, page, anchor),
            "name": one_line(entry.item.title),
            "isPartOf": {"@id": site.link(meeting_page, page, "minutes")},
        },
        **license_of(site),
    }
    if keywords:
        node["keywords"] = keywords
    return graph(node, breadcrumbs(site, page, ("decisions", site.cite(entry))))
