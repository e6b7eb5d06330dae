"""Meetings, items, decisions and follow-ups as entries of a feed.

An entry tells titles, decisions and tasks, never the running text, which names persons.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Iterator
from html import escape

from minutes_archive.archive import DecisionEntry, FollowUpEntry, ItemEntry
from minutes_archive.archive.mentions import MentionFinder
from minutes_archive.exports.feed import Category, Enclosure, FeedEntry
from minutes_archive.exports.printable import one_line, printable
from minutes_archive.exports.site import Site
from minutes_archive.headlines import decision_title
from minutes_archive.model import AgendaItem, Decision, Meeting
from minutes_archive.pages.markdown import Links, TextRenderer
from minutes_archive.prose import summary_text

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
