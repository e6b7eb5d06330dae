"""Pages as structured data: schema.org in JSON-LD, persons never by name.

Each function returns the JSON-LD of one page. Addresses are absolute, or, without
`site_url`, links from the page at hand.
"""

from __future__ import annotations

from minutes_archive.archive import DecisionEntry
from minutes_archive.exports.decision_fields import municipalities
from minutes_archive.exports.feed_entries import media_type
from minutes_archive.exports.jsonld_nodes import (
    JsonLd,
    body_node,
    breadcrumbs,
    graph,
    item_node,
    license_of,
    municipality_node,
    publisher_id,
    publisher_node,
    when,
    where,
)
from minutes_archive.exports.printable import one_line
from minutes_archive.exports.site import Site
from minutes_archive.model import Body, Holding, Meeting, Municipality
from minutes_archive.prose import plain_text


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
