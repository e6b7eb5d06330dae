"""What the head of a page says of the exports: feeds, data, calendar and JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import escape

from minutes_archive.addresses import relative
from minutes_archive.archive import Archive, DecisionEntry
from minutes_archive.exports import feeds
from minutes_archive.exports.feeds import FeedPlan
from minutes_archive.exports.jsonld import (
    JsonLd,
    jsonld_body,
    jsonld_decision,
    jsonld_meeting,
    jsonld_municipality,
    jsonld_site,
)
from minutes_archive.exports.site import Site
from minutes_archive.model import Body, Matter, Meeting, Municipality

# `<` could end the script element; the separators end a line in old JavaScript.
_UNSAFE = re.compile("[<>&\u2028\u2029]")
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FEEDS = ("application/atom+xml", "application/feed+json")


class ExportHeads:
    """Writes the markup that each kind of page takes into its head."""

    def __init__(self, archive: Archive, site_url: str) -> None:
        self._site = Site(archive, site_url)

    def start(self) -> str:
        site = self._site
        plans = [feeds.of_decisions(site), feeds.of_meetings(site)]
        return self._markup(site.addresses.start, plans, jsonld_site(site), calendar=True)

    def section(self, name: str) -> str:
        """Return the head of a list page: decisions, meetings, follow_ups, upcoming."""
        site = self._site
        plans = {
            "decisions": feeds.of_decisions,
            "meetings": feeds.of_meetings,
            "follow_ups": feeds.of_follow_ups,
        }
        own = [plans[name](site)] if name in plans else []
        calendar = name in ("meetings", "upcoming")
        return self._markup(site.addresses.section(name), own, calendar=calendar)

    def meeting(self, meeting: Meeting) -> str:
        site = self._site
        page = site.addresses.meeting(meeting.id)
        data = _alternate(
            "application/json",
            site.t("head.meeting_data"),
            relative(site.addresses.meeting_data(meeting.id), page),
        )
        plans = [feeds.of_body(site, meeting.body)]
        return f"{data}\n{self._markup(page, plans, jsonld_meeting(site, meeting))}"

    def decision(self, entry: DecisionEntry) -> str:
        site = self._site
        plans = [feeds.of_matter(site, entry.matter)] if entry.matter else []
        return self._markup(site.addresses.decision(entry.id), plans, jsonld_decision(site, entry))

    def body(self, body: Body) -> str:
        site = self._site
        plans = [feeds.of_body(site, body.id)]
        page = site.addresses.body(body.id)
        return self._markup(page, plans, jsonld_body(site, body), calendar=True, body=body)

    def municipality(self, municipality: Municipality) -> str:
        site = self._site
        plans = [feeds.of_municipality(site, municipality.id)]
        page = site.addresses.municipality(municipality.id)
        return self._markup(page, plans, jsonld_municipality(site, municipality))

    def matter(self, matter: Matter) -> str:
        site = self._site
        return self._markup(site.addresses.matter(matter.id), [feeds.of_matter(site, matter.id)])

    def _markup(
        self,
        page: str,
        plans: Iterable[FeedPlan],
        jsonld: JsonLd | None = None,
        *,
        calendar: bool = False,
        body: Body | None = None,
    ) -> str:
        lines = list(self._feed_links(page, plans))
        if calendar and self._site.host:
            lines.append(self._calendar_link(page, body))
        if jsonld is not None:
            lines.append(jsonld_script(jsonld))
        return "\n".join(lines)

    def _feed_links(self, page: str, plans: Iterable[FeedPlan]) -> Iterator[str]:
        addresses = self._site.addresses
        for plan in plans:
            atom = relative(addresses.feed(plan.section, plan.identity), page)
            yield _alternate("application/atom+xml", plan.title, atom)
            if self._site.site_url:
                json_feed = relative(addresses.json_feed(plan.section, plan.identity), page)
                yield _alternate("application/feed+json", plan.title, json_feed)

    def _calendar_link(self, page: str, body: Body | None) -> str:
        site = self._site
        section, identity = ("bodies", body.id) if body else ("meetings", "")
        address = site.addresses.calendar(section, identity)
        return _alternate("text/calendar", site.t("head.calendar"), relative(address, page))


def jsonld_script(jsonld: JsonLd) -> str:
    """Return JSON-LD as a script element that no text in it can end."""
    text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _to_json(jsonld))
    return f'<script type="application/ld+json">{text}</script>'


def _alternate(media_type: str, title: str, link: str) -> str:
    # Material takes every link whose rel is "alternate" and no more for the site in another
    # language, and asks for a sitemap beside it: a request for nothing on every page.
    relation = "alternate feed" if media_type in _FEEDS else "alternate related"
    return (
        f'<link rel="{relation}" type="{media_type}" title="{escape(title)}" href="{escape(link)}">'
    )
