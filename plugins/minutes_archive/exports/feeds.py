"""Feeds as Atom (RFC 4287) and JSON Feed 1.1: which there are, and what stands in each.

An entry tells titles, decisions and tasks, never the running text, which names persons.
"""

from __future__ import annotations

import datetime as dt
import json
import mimetypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from itertools import chain
from typing import Any
from xml.sax.saxutils import quoteattr

from minutes_archive.addresses import item_id
from minutes_archive.archive import (
    DecisionEntry,
    FollowUpEntry,
    ItemEntry,
    meeting_order,
    newest_first,
)
from minutes_archive.archive.mentions import MentionFinder
from minutes_archive.exports.follow_up_fields import reports
from minutes_archive.exports.printable import one_line, printable
from minutes_archive.exports.site import Site, SiteFile
from minutes_archive.headlines import decision_title
from minutes_archive.model import AgendaItem, Decision, Meeting
from minutes_archive.pages.markdown import Links, TextRenderer
from minutes_archive.prose import summary_text


@dataclass(frozen=True, slots=True)
class Category:
    """What an entry is about: an id, what it is for a reader, and the page that lists its like."""

    term: str
    label: str
    page: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry."""

    address: str
    media_type: str
    bytes: int


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: its page, and the anchor of its place there; `html` is its content."""

    address: str
    anchor: str
    title: str
    html: str
    author: str
    published: dt.date
    updated: dt.date
    categories: tuple[Category, ...] = ()
    enclosure: Enclosure | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, the newest entries first; `address` and `json_address` are where it lies."""

    title: str
    address: str
    json_address: str
    page: str
    updated: dt.date
    entries: tuple[FeedEntry, ...]


Entry = Meeting | ItemEntry | DecisionEntry | FollowUpEntry

_TITLE = 120

# Readers of feeds show an entry away from the site: only links to the web work there.
_TEXTS = TextRenderer(MentionFinder((), ()))
_OUTWARD_LINKS = Links(lambda _: "")

# Only the types that Python itself knows: the machine's own list would change the bytes.
_MEDIA_TYPES = mimetypes.MimeTypes(filenames=())


def media_type(file: str) -> str:
    """Return the media type of a file by its name."""
    return _MEDIA_TYPES.guess_type(file)[0] or "application/octet-stream"


def feed_entry(site: Site, entry: Entry) -> FeedEntry:
    """Return anything of the archive as a feed entry."""
    match entry:
        case Meeting():
            return _of_meeting(site, entry)
        case DecisionEntry():
            return _of_decision(site, entry)
        case FollowUpEntry():
            return _of_follow_up(site, entry)
        case ItemEntry():
            return _of_item(site, entry)


def _of_meeting(site: Site, meeting: Meeting) -> FeedEntry:
    title = site.meeting_title(meeting)
    items = "".join(f"<li>{_item_heading(i)}{_decisions(i)}</li>" for i in meeting.items)
    html = f"<p>{escape(one_line(meeting.title))}</p><ul>{items}</ul>"
    enclosure = None
    if meeting.source:
        file = site.files(meeting)[meeting.source.file]
        enclosure = Enclosure(file.address, media_type(file.name), file.bytes)
    address = site.addresses.meeting(meeting.id)
    return _entry(site, meeting, address, "", title, html, (), enclosure)


def _of_decision(site: Site, entry: DecisionEntry) -> FeedEntry:
    place = f"{site.cite(entry)}: {one_line(entry.item.title)}"
    status = site.status_word(entry)
    html = f"{_paragraphs(entry.decision.text)}<p>{escape(f'{place} · {status}')}</p>"
    title = one_line(decision_title(entry))
    named = sorted(site.archive.named_in_decision[entry.id])
    categories = (*_municipalities(site, named), *_topics(site, entry.topics))
    address = site.addresses.decision(entry.id)
    return _entry(site, entry.meeting, address, "", title, html, categories)


def _of_item(site: Site, entry: ItemEntry) -> FeedEntry:
    title = f"{site.cite_item(entry)}: {one_line(entry.item.title)}"
    html = _decisions(entry.item) or f"<p>{escape(site.t('feed.no_decision'))}</p>"
    named = sorted(site.archive.named_in_item[entry.id])
    categories = (*_municipalities(site, named), *_topics(site, entry.item.topics))
    address = site.addresses.meeting(entry.meeting.id)
    anchor = site.addresses.item_anchor(entry.item.slug)
    return _entry(site, entry.meeting, address, anchor, title, html, categories)


def _of_follow_up(site: Site, entry: FollowUpEntry) -> FeedEntry:
    state = site.t(f"state.{entry.follow_up.state.value}")
    title = f"{state}: {shortened(summary_text(entry.follow_up.text))}"
    html = f"{_paragraphs(entry.follow_up.text)}<p>{escape(site.cite_item(entry))}</p>"
    address = site.addresses.meeting(entry.meeting.id)
    anchor = site.addresses.follow_up_anchor(entry.item.slug, entry.follow_up.number)
    return _entry(site, entry.meeting, address, anchor, title, html)


def _entry(
    site: Site,
    meeting: Meeting,
    address: str,
    anchor: str,
    title: str,
    html: str,
    categories: Iterable[Category] = (),
    enclosure: Enclosure | None = None,
) -> FeedEntry:
    body = site.body(meeting)
    page = site.addresses.section("bodies")
    return FeedEntry(
        address=address,
        anchor=anchor,
        title=title,
        html=html,
        author=site.body_name(body),
        published=site.published(meeting),
        updated=site.modified(meeting),
        categories=(Category(body.id, body.name, page), *categories),
        enclosure=enclosure,
    )


def _municipalities(site: Site, identities: Iterable[str]) -> Iterator[Category]:
    page = site.addresses.section("municipalities")
    for identity in identities:
        yield Category(identity, site.registry.municipalities[identity].name, page)


def _topics(site: Site, identities: Iterable[str]) -> Iterator[Category]:
    page = site.addresses.section("topics")
    for identity in identities:
        yield Category(identity, site.registry.topics[identity].name, page)


def _item_heading(item: AgendaItem) -> str:
    return escape(one_line(f"{item.number} {item.title}"))


def _decisions(item: AgendaItem) -> str:
    shown: list[Decision] = [d for d in item.decisions if d.withdrawn is None]
    entries = "".join(f"<li>{_paragraphs(decision.text)}</li>" for decision in shown)
    return f"<ul>{entries}</ul>" if entries else ""


def _paragraphs(text: str) -> str:
    return _TEXTS.markdown(printable(text), _OUTWARD_LINKS)


def shortened(text: str) -> str:
    """Return a text as a title: on one line, cut at a word."""
    line = one_line(text)
    if len(line) <= _TITLE:
        return line
    return line[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + " …"


_QUOTE = {'"': "&quot;"}
NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(site: Site, feed: Feed) -> bytes:
    """Return a feed as an Atom document.

    Without `site_url` its links go from the feed's own address, as RFC 4287 allows.
    """
    publisher = site.registry.publisher
    name = publisher.name or site.registry.name
    author = (("name", name), ("uri", publisher.url), ("email", publisher.email))
    parts = [
        f'<feed xmlns="{NAMESPACE}" xml:lang="{site.registry.language}">',
        _text("id", site.iri(feed.address)),
        _text("title", feed.title),
        _text("updated", instant(feed.updated)),
        _link("self", site.link(feed.address, feed.address), "application/atom+xml"),
        _link("alternate", site.link(feed.page, feed.address), "text/html"),
        f"<author>{''.join(_text(key, value) for key, value in author if value)}</author>",
        _link("license", site.registry.license) if site.registry.license else "",
        *(_atom_entry(site, feed, entry) for entry in feed.entries),
        "</feed>",
    ]
    return f'<?xml version="1.0" encoding="utf-8"?>\n{"".join(parts)}\n'.encode()


def instant(date: dt.date) -> str:
    """Return a day as RFC 3339 wants it; the minutes tell no time of the clock."""
    return f"{date.isoformat()}T00:00:00Z"


def _atom_entry(site: Site, feed: Feed, entry: FeedEntry) -> str:
    page = site.link(entry.address, feed.address, entry.anchor)
    enclosure = entry.enclosure
    parts = [
        _text("id", site.iri(entry.address, entry.anchor)),
        _text("title", entry.title),
        _text("published", instant(entry.published)),
        _text("updated", instant(entry.updated)),
        _link("alternate", page, "text/html"),
        _link(
            "enclosure",
            site.link(enclosure.address, feed.address),
            enclosure.media_type,
            str(enclosure.bytes),
        )
        if enclosure
        else "",
        f"<author>{_text('name', entry.author)}</author>",
        *(
            _empty(
                "category",
                term=category.term,
                scheme=site.iri(category.page),
                label=printable(category.label),
            )
            for category in entry.categories
        ),
        _text("content", entry.html, ' type="html"'),
    ]
    return f"<entry>{''.join(parts)}</entry>"


def _text(name: str, text: str, attributes: str = "") -> str:
    if not text:
        return f"<{name}{attributes} />"
    return f"<{name}{attributes}>{escape(printable(text), quote=False)}</{name}>"


def _link(relation: str, url: str, media_type: str = "", length: str = "") -> str:
    given = {"rel": relation, "href": url, "type": media_type, "length": length}
    return _empty("link", **{name: value for name, value in given.items() if value})


def _empty(name: str, **attributes: str) -> str:
    """Return an element of attributes alone, as XML wants their signs and ends of lines."""
    written = (f" {key}={quoteattr(value, _QUOTE)}" for key, value in attributes.items())
    return f"<{name}{''.join(written)} />"


VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(site: Site, feed: Feed) -> bytes:
    """Return a feed as a JSON Feed document; it needs absolute addresses, so `site_url`."""
    publisher = site.registry.publisher
    author = {"name": publisher.name or site.registry.name}
    if publisher.url:
        author["url"] = publisher.url
    document = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": site.url(feed.page),
        "feed_url": site.url(feed.json_address),
        "language": site.registry.language,
        "authors": [author],
        "items": [_item(site, entry) for entry in feed.entries],
    }
    return (json.dumps(document, ensure_ascii=False) + "\n").encode("utf-8")


def _item(site: Site, entry: FeedEntry) -> dict[str, Any]:
    url = site.url(entry.address, entry.anchor)
    item: dict[str, Any] = {
        "id": url,
        "url": url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": instant(entry.published),
        "date_modified": instant(entry.updated),
        "authors": [{"name": entry.author}],
        "tags": [category.label for category in entry.categories],
    }
    if entry.enclosure:
        item["attachments"] = [
            {
                "url": site.url(entry.enclosure.address),
                "mime_type": entry.enclosure.media_type,
                "size_in_bytes": entry.enclosure.bytes,
            }
        ]
    return item


# The newest entries only: a reader fetches the whole file again and again. Older things are
# in the data files, which no reader polls.
NEWEST = 100

# A feed must say when it changed; that of an archive without meetings never did.
_NEVER = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """A feed before its entries are gathered: `page` shows what it tells of."""

    title: str
    section: str
    identity: str
    page: str
    entries: Callable[[], Sequence[Entry]]


def feed_plans(site: Site) -> Iterator[FeedPlan]:
    """Yield every feed there is: of all decisions, of all meetings, and so on."""
    yield of_decisions(site)
    yield of_meetings(site)
    yield of_follow_ups(site)
    for identity in sorted(site.registry.bodies):
        yield of_body(site, identity)
    for identity in sorted(site.registry.municipalities):
        yield of_municipality(site, identity)
    for identity in sorted(site.registry.matters):
        yield of_matter(site, identity)


def feed_files(site: Site) -> Iterator[SiteFile]:
    """Yield every feed as Atom and, with `site_url`, as JSON Feed."""
    for plan in feed_plans(site):
        # Gathered when the first of the two is read, and only then.
        gathered = cache(partial(gather, site, plan))
        shown = partial(_shown, site, plan)
        address = site.addresses.feed(plan.section, plan.identity)
        yield SiteFile(address, _written(site, gathered, atom), shown=shown)
        if site.site_url:
            address = site.addresses.json_feed(plan.section, plan.identity)
            yield SiteFile(address, _written(site, gathered, json_feed), shown=shown)


def gather(site: Site, plan: FeedPlan) -> Feed:
    """Return a feed with its newest entries."""
    newest = [feed_entry(site, entry) for entry in newest_first(plan.entries(), NEWEST)]
    updated = max((entry.updated for entry in newest), default=site.latest or _NEVER)
    return Feed(
        title=plan.title,
        address=site.addresses.feed(plan.section, plan.identity),
        json_address=site.addresses.json_feed(plan.section, plan.identity),
        page=plan.page,
        updated=updated,
        entries=tuple(newest),
    )


def _shown(site: Site, plan: FeedPlan) -> object:
    """Return the things that a feed lists; an empty feed is dated as the newest meeting."""
    newest = newest_first(plan.entries(), NEWEST)
    return plan.title, newest or site.latest


def of_decisions(site: Site) -> FeedPlan:
    return _plan(site, "decisions", lambda: site.archive.decisions)


def of_meetings(site: Site) -> FeedPlan:
    return _plan(site, "meetings", lambda: site.archive.meetings)


def of_follow_ups(site: Site) -> FeedPlan:
    return _plan(site, "follow_ups", lambda: reports(site))


def of_body(site: Site, identity: str) -> FeedPlan:
    """Return the feed of a body: its meetings, each with its decisions."""
    name = site.body_name(site.registry.bodies[identity])
    page = site.addresses.body(identity)
    return FeedPlan(
        name, "bodies", identity, page, lambda: site.archive.meetings_of_body.get(identity, ())
    )


def of_municipality(site: Site, identity: str) -> FeedPlan:
    """Return the feed of a municipality: decisions that name or concern it, items that name it."""
    name = site.t("feed.municipality", name=site.registry.municipalities[identity].name)
    page = site.addresses.municipality(identity)
    return FeedPlan(name, "municipalities", identity, page, lambda: _naming(site, identity))


def of_matter(site: Site, identity: str) -> FeedPlan:
    name = site.t("feed.matter", name=site.registry.matters[identity].name)
    page = site.addresses.matter(identity)
    return FeedPlan(
        name, "matters", identity, page, lambda: site.archive.matter_entries.get(identity, ())
    )


def _plan(site: Site, section: str, entries: Callable[[], Sequence[Entry]]) -> FeedPlan:
    title = site.t(f"feed.{section}", name=site.registry.name)
    return FeedPlan(title, section, "", site.addresses.section(section), entries)


def _naming(site: Site, identity: str) -> list[ItemEntry | DecisionEntry]:
    """Return what names a municipality; an item is left out where its decisions stand for it."""
    archive = site.archive
    decisions = archive.decisions_naming.get(identity, ())[-NEWEST:]
    items = archive.items_naming.get(identity, ())[-NEWEST:]
    decided = {item_id(entry.meeting.id, entry.item.slug) for entry in decisions}
    both: Iterable[ItemEntry | DecisionEntry] = chain(
        (entry for entry in items if entry.id not in decided), decisions
    )
    return sorted(both, key=_order)


def _order(entry: ItemEntry | DecisionEntry | FollowUpEntry) -> tuple[object, int]:
    return meeting_order(entry.meeting), entry.meeting.items.index(entry.item)


def _written(
    site: Site, gathered: Callable[[], Feed], write: Callable[[Site, Feed], bytes]
) -> Iterator[bytes]:
    yield write(site, gathered())
